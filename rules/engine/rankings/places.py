"""Places: who comes before whom, and what equal totals do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rules.engine.rankings.contest import Contestant
from rules.exact import plain
from rules.model.earning import Order, Ties
from rules.model.rankings import Ranking
from rules.results import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's place in its group of `size`, with how many it shares it.

    `decided` are the later keys that settled it among `equals` units with the same total.
    """

    of: Contestant
    place: int
    shared: int
    size: int
    equals: int = 1
    decided: tuple[Deciding, ...] = ()


@dataclass(frozen=True, slots=True)
class Deciding:
    """A later key: what it is, the unit's own figure, those of the others that were still equal."""

    what: str
    dimension: str
    own: Fraction
    others: tuple[Fraction, ...]


def standings_of(rule: Ranking, field: Sequence[Contestant]) -> dict[int, Standing | Refusal]:
    """The standing of every unit of a group, by the row of the unit."""
    keys = [_place_key(rule, one) for one in field]
    shared = Counter(keys)
    equals: dict[Fraction, list[Contestant]] = {}
    for one in field:
        equals.setdefault(one.total, []).append(one)
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
            alike = equals[one.total]
            decided = tuple(_deciding(rule, one, alike)) if len(alike) > same else ()
            found[one.at] = Standing(one, places[key], same, len(field), len(alike), decided)
    return found


def _deciding(rule: Ranking, one: Contestant, alike: Sequence[Contestant]) -> Iterator[Deciding]:
    """The keys after the total, as far as they were needed to settle a unit's place."""
    assert one.unit is not None
    left = [other for other in alike if other.keys != one.keys]
    for number, formula in enumerate(rule.ties.then, start=1):
        if not left:
            return
        others = tuple(dict.fromkeys(other.keys[number] for other in left))
        what = formula.text.lstrip("=")
        yield Deciding(what, one.unit.whole.measure(formula), one.keys[number], others)
        left = [other for other in left if other.keys[number] == one.keys[number]]


def _place_key(rule: Ranking, one: Contestant) -> tuple[Fraction, ...]:
    """Greater is ahead: the total by the declared order, then the later keys by the same."""
    sign = 1 if rule.order is Order.HIGHEST else -1
    return tuple(sign * key for key in one.keys)
