"""PE_RANK: units by their totals: total, place and award of each, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from rules.engine.rankings.consequences import behind, consequences
from rules.engine.rankings.contest import Contestant, contestants
from rules.engine.rankings.places import Standing, standings_of
from rules.engine.rankings.pools import Shared, shared_out
from rules.engine.rankings.prizes import award
from rules.engine.rows import Row
from rules.engine.scorecards import comparing_line, total_of
from rules.engine.use import Use, not_here, reading
from rules.model.rankings import IfRefused, Ranking
from rules.results import Refusal, Result, Step, Value, Working

#: Total, place and award of one unit; where the policy declares 后果, they come fourth.
Ranked: TypeAlias = tuple[Result, ...]
NOT_FILLED = Value(None, Working((Step("not_filled", {}),)))
_ELSEWHERE = Value(None, Working((Step("rank_other_row", {}),)))


def ranking(use: Use, name: str, rows: Sequence[Row | None]) -> tuple[Ranked, ...] | Refusal:
    """Total, place and award for each row, in the order of the rows; the 后果 where there are any.

    A blank row gives blanks; of a unit with several rows the first one has the results. A unit that
    takes no part has `/` for a place; a unit without a total is refused in its row, and with it all
    others or only itself, as the policy says. Source: the policy's 排名.
    """
    known = use.policy.rankings
    if name not in known:
        return not_here(use, "排名", name, list(known))
    rule = known[name]
    found = contestants(use, rule, use.policy.scorecards[rule.scorecard], rows)
    refused = next((one for one in found if one.refusal is not None), None)
    if refused is not None and rule.if_refused is IfRefused.ALL:
        assert refused.refusal is not None
        why = _told(rule, refused.refusal)
        who = f"“{refused.name}”" if refused.name else f"第 {refused.at + 1} 行"
        between = "" if why.message[:1] in "“第" else "："
        return replace(why, message=f"{who}{between}{why.message}")
    width = _width(rule)
    results: list[Ranked] = [
        (NOT_FILLED,) * width if row is None else (_ELSEWHERE,) * width for row in rows
    ]
    groups: dict[str, list[Contestant]] = {}
    for one in found:
        if one.competes:
            groups.setdefault(one.group, []).append(one)
    made = {group: _group(use, rule, field) for group, field in groups.items()}
    for one in found:
        results[one.at] = _ranked(use, rule, one, made.get(one.group))
    return tuple(results)


def _width(rule: Ranking) -> int:
    """How many results a unit has."""
    return 4 if rule.consequences else 3


@dataclass(frozen=True, slots=True)
class _Group:
    """What belongs to a group: the standing of each unit by its row, and the pool."""

    standings: dict[int, Standing | Refusal]
    pool: Shared | Refusal | None
    #: Place → how many units are placed behind it.
    behind: dict[int, int]


def _group(use: Use, rule: Ranking, field: Sequence[Contestant]) -> _Group:
    standings = standings_of(rule, field)
    placed = [found for found in standings.values() if isinstance(found, Standing)]
    pool = shared_out(use, rule.prizes, placed) if rule.prizes else None
    return _Group(standings, pool, behind(placed) if rule.consequences else {})


def _ranked(use: Use, rule: Ranking, one: Contestant, group: _Group | None) -> Ranked:
    """One unit's results, beside those of its group."""
    if one.refusal is not None:
        return (_told(rule, one.refusal),) * _width(rule)
    if one.out or group is None:
        return _beside(use, rule, one)
    card = use.policy.scorecards[rule.scorecard]
    assert one.outcome is not None
    total = total_of(use, card, one.outcome)
    own = group.standings[one.at]
    if isinstance(own, Refusal):
        return (total, *(own,) * (_width(rule) - 1))
    found = (total, _place(use, rule, one, own), _award(use, rule, own, group.pool))
    if not rule.consequences:
        return found
    return (*found, consequences(use, rule, own, group.behind[own.place]))


def _told(rule: Ranking, why: Refusal) -> Refusal:
    """The refusal of a unit, with how the policy's author read what it does to the others."""
    readings = (*why.working.readings, *reading(rule, "缺数"))
    return replace(why, working=replace(why.working, readings=readings))


def _beside(use: Use, rule: Ranking, one: Contestant) -> Ranked:
    """A unit that takes no part: no place, no prize, and the reason with the clause it rests on."""
    step = Step("rank_out", {"why": one.out})
    working = Working((step,), use.cite(one.out_by or rule.clause), reading(rule, "条件"))
    total: Result = Value("/", working)
    card = use.policy.scorecards[rule.scorecard]
    if one.outcome is not None and not comparing_line(card):
        total = total_of(use, card, one.outcome)
    prize = Value(Fraction(0) if rule.prizes else "/", working)
    beside = Value("/", working)
    return (total, beside, prize, beside) if rule.consequences else (total, beside, prize)


def _place(use: Use, rule: Ranking, one: Contestant, own: Standing) -> Value:
    figures = {"place": own.place, "size": own.size, "group": one.group, "shared": own.shared}
    keys = tuple((key.what, key.dimension, key.own, key.others) for key in own.decided)
    figures |= {"decided": keys, "equals": own.equals, "total": one.total}
    readings = reading(rule, "次序") if own.size > 1 else ()
    if own.shared > 1:
        readings += reading(rule, "仍相同")
    if own.decided:
        readings += reading(rule, "依次比较")
    working = Working((Step("rank_place", figures),), use.cite(rule.clause), readings)
    return Value(Fraction(own.place), working)


def _award(use: Use, rule: Ranking, own: Standing, pool: Shared | Refusal | None) -> Result:
    """The prize; the grade where the ranking gives none."""
    assert own.of.outcome is not None
    if rule.prizes is None:
        grade = own.of.outcome.grade
        step = Step("rank_grade", {"grade": grade}) if grade else Step("prize_not_said", {})
        return Value(grade or None, Working((step,), use.cite(rule.clause)))
    made = award(use, rule.prizes, own, pool)
    if isinstance(made, Refusal):
        return made
    clause = use.cite(rule.prizes.clause or rule.clause)
    return Value(made.amount, Working(tuple(made.steps), clause, made.readings))


__all__ = ["Ranked", "ranking"]
