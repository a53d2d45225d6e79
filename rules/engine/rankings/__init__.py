"""PE_RANK: units by their totals: total, place and award of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from rules.engine.rankings.contest import Contestant, contestants
from rules.engine.rankings.places import Standing, standing
from rules.engine.rankings.prizes import award
from rules.engine.rows import Row
from rules.engine.scorecards import comparing_line, total_of
from rules.engine.use import Use, not_here, reading
from rules.model.rankings import IfRefused, Ranking
from rules.results import Refusal, Result, Step, Value, Working

#: Total, place and award of one unit.
Ranked: TypeAlias = tuple[Result, Result, Result]
NOT_FILLED = Value(None, Working((Step("not_filled", {}),)))
_ELSEWHERE = Value(None, Working((Step("rank_other_row", {}),)))


def ranking(use: Use, name: str, rows: Sequence[Row | None]) -> tuple[Ranked, ...] | Refusal:
    """Total, place and award for each row, in the order of the rows.

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
        why = refused.refusal
        readings = (*why.working.readings, *reading(rule.readings, "缺数"))
        return replace(
            why,
            message=f"第 {refused.at + 1} 行{'' if why.message[:1] in '“第' else '：'}{why.message}",
            working=replace(why.working, readings=readings),
        )
    results: list[Ranked] = [
        (NOT_FILLED,) * 3 if row is None else (_ELSEWHERE,) * 3 for row in rows
    ]
    for one in found:
        results[one.at] = _ranked(use, rule, one, found)
    return tuple(results)


def _ranked(use: Use, rule: Ranking, one: Contestant, found: Sequence[Contestant]) -> Ranked:
    if one.refusal is not None:
        return (one.refusal,) * 3
    if one.out:
        return _beside(use, rule, one)
    card = use.policy.scorecards[rule.scorecard]
    assert one.outcome is not None
    total = total_of(use, card, one.outcome)
    field = [other for other in found if other.competes and other.group == one.group]
    stands: list[tuple[Contestant, Standing]] = []
    for other in field:
        place = standing(rule, other, field)
        if isinstance(place, Refusal):
            if other is one:
                return (total, place, place)
            continue
        stands.append((other, place))
    own = next(place for other, place in stands if other is one)
    return (total, _place(use, rule, one, own), _award(use, rule, one, stands))


def _beside(use: Use, rule: Ranking, one: Contestant) -> Ranked:
    """A unit that takes no part: no place, no prize, and the reason."""
    step = Step("rank_out", {"why": one.out})
    working = Working((step,), use.cite(rule.clause), reading(rule.readings, "条件"))
    total: Result = Value("/", working)
    card = use.policy.scorecards[rule.scorecard]
    if one.outcome is not None and not comparing_line(card):
        total = total_of(use, card, one.outcome)
    prize = Value(Fraction(0) if rule.prizes else "/", working)
    return (total, Value("/", working), prize)


def _place(use: Use, rule: Ranking, one: Contestant, own: Standing) -> Value:
    figures = {"place": own.place, "size": own.size, "group": one.group, "shared": own.shared}
    figures |= {"decided": own.decided, "total": one.total}
    readings = reading(rule.readings, "次序")
    if own.shared > 1:
        readings += reading(rule.readings, "仍相同") or reading(rule.readings, "并列")
    if own.decided:
        readings += reading(rule.readings, "依次比较")
    working = Working((Step("rank_place", figures),), use.cite(rule.clause), readings)
    return Value(Fraction(own.place), working)


def _award(
    use: Use, rule: Ranking, one: Contestant, stands: Sequence[tuple[Contestant, Standing]]
) -> Result:
    """The prize; the grade where the ranking gives none."""
    assert one.outcome is not None
    if rule.prizes is None:
        grade = one.outcome.grade
        step = Step("rank_grade", {"grade": grade}) if grade else Step("prize_not_said", {})
        return Value(grade or None, Working((step,), use.cite(rule.clause)))
    made = award(use, rule.prizes, one, stands)
    if isinstance(made, Refusal):
        return made
    clause = use.cite(rule.prizes.clause or rule.clause)
    return Value(made.amount, Working(tuple(made.steps), clause, made.readings))


__all__ = ["Ranked", "ranking"]
