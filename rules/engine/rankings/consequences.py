"""后果: what else follows from a total and a place, such as a talk with the heads of the last two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from rules.engine.rankings.places import Standing
from rules.engine.use import Use, reading
from rules.model.rankings import Consequence, Ranking
from rules.results import Refusal, Result, Step, Value, Working

#: What a unit has of which nothing follows.
NOTHING_FOLLOWS = "无"


def behind(standings: Iterable[Standing]) -> dict[int, int]:
    """Place → how many units of the group are placed behind it."""
    counts = Counter(standing.place for standing in standings)
    found: dict[int, int] = {}
    so_far = 0
    for place in sorted(counts, reverse=True):
        found[place] = so_far
        so_far += counts[place]
    return found


def consequences(use: Use, rule: Ranking, own: Standing, behind_it: int) -> Result:
    """What follows for one unit by name (约谈, or 约谈、通报), or 无."""
    names: list[str] = []
    steps: list[Step] = []
    readings: tuple[str, ...] = ()
    for name, one in rule.consequences.items():
        holds = _holds(use, one, own, behind_it)
        if isinstance(holds, Refusal):
            return holds
        if not holds:
            continue
        names.append(name)
        last = int(one.last.value) if one.last else 0
        figures = {"name": name, "says": one.says, "total": own.of.total, "last": last}
        clause = use.cite(one.clause or rule.clause)
        steps.append(Step("rank_consequence", {**figures, "below": one.below}, clause))
        if own.shared > 1 and one.last is not None:
            readings += reading(one, "后几名")
        readings += reading(one, "总分低于") if one.below is not None else ()
    if not steps:
        clauses = [use.cite(one.clause or rule.clause) for one in rule.consequences.values()]
        names.append(NOTHING_FOLLOWS)
        steps.append(Step("rank_no_consequence", {"of": tuple(rule.consequences)}, clauses[0]))
    # What it rests on is the consequence's own clause, not that of the prizes.
    return Value("、".join(names), Working(tuple(steps), steps[0].clause, readings))


def _holds(use: Use, one: Consequence, own: Standing, behind_it: int) -> bool | Refusal:
    if one.below is not None and own.of.total >= one.below.value:
        return False
    if one.last is not None and Fraction(behind_it) >= one.last.value:
        return False
    if one.when is None:
        return True
    assert own.of.unit is not None
    return own.of.unit.whole.holds(use, one.when)
