"""Places: who comes before whom, and what equal totals do."""

from __future__ import annotations

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

    place: int
    shared: int
    size: int
    decided: bool


def standing(rule: Ranking, one: Contestant, field: Sequence[Contestant]) -> Standing | Refusal:
    """The place of one unit among those of its group (itself with them)."""
    own = _place_key(rule, one)
    keys = [_place_key(rule, other) for other in field]
    better = [found for found in keys if found > own]
    same = keys.count(own)
    if same > 1 and rule.ties.left is Ties.REFUSE:
        return Refusal(
            Reason.RULE_SILENT,
            f"有 {same} 个单位总分同为 {plain(one.total)}，文件没有规定怎样排",
            "请由制定文件的单位确定名次",
        )
    ahead = len(set(better)) if rule.ties.left is Ties.SHARED_NO_GAP else len(better)
    equal_totals = sum(other.total == one.total for other in field)
    return Standing(1 + ahead, same, len(field), equal_totals > same)


def _place_key(rule: Ranking, one: Contestant) -> tuple[Fraction, ...]:
    """Greater is ahead: the total by the declared order, then the later keys by the same."""
    sign = 1 if rule.order is Order.HIGHEST else -1
    return tuple(sign * key for key in one.keys)
