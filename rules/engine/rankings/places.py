"""Places: who comes before whom, and what equal totals do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rules.engine.rankings.contest import Contestant
from rules.exact import plain
from rules.model.earning import Order, Ties
from rules.model.rankings import Ranking
from rules.results import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's place in its group of `size`, with how many it shares it; `decided` by a later key."""

    of: Contestant
    place: int
    shared: int
    size: int
    decided: bool


def standings_of(rule: Ranking, field: Sequence[Contestant]) -> dict[int, Standing | Refusal]:
    """The standing of every unit of a group, by the row of the unit."""
    keys = [_place_key(rule, one) for one in field]
    shared, totals = Counter(keys), Counter(one.total for one in field)
    places: dict[tuple[Fraction, ...], int] = {}
    ahead = 0
    for key in sorted(shared, reverse=True):
        places[key] = 1 + ahead
        ahead += 1 if rule.ties.left is Ties.SHARED_NO_GAP else shared[key]
    found: dict[int, Standing | Refusal] = {}
    for one, key in zip(field, keys, strict=True):
        same = shared[key]
        if same > 1 and rule.ties.left is Ties.REFUSE:
            found[one.at] = Refusal(
                Reason.RULE_SILENT,
                f"有 {same} 个单位总分同为 {plain(one.total)}，文件没有规定怎样排",
                "请由制定文件的单位确定名次",
            )
        else:
            decided = totals[one.total] > same
            found[one.at] = Standing(one, places[key], same, len(field), decided)
    return found


def _place_key(rule: Ranking, one: Contestant) -> tuple[Fraction, ...]:
    """Greater is ahead: the total by the declared order, then the later keys by the same."""
    sign = 1 if rule.order is Order.HIGHEST else -1
    return tuple(sign * key for key in one.keys)
