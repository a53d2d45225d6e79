"""Prizes: by place, by grade, from a pool, fixed by a person; and what is withheld."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from rules import wording
from rules.engine.rankings.contest import Contestant
from rules.engine.rankings.figures import figure_of, unit_of
from rules.engine.rankings.places import Standing
from rules.engine.rankings.pools import Shared
from rules.engine.use import Use, reading, rounded
from rules.model.bands import Ends
from rules.model.rankings import Prizes, TiedPrizes, Withheld, Withholding
from rules.model.scalars import Figure, Parameter
from rules.results import Reason, Refusal, Step


@dataclass(slots=True)
class Award:
    """A prize with its steps and readings; `unit` is 元 or 分."""

    amount: Fraction
    unit: str = "元"
    steps: list[Step] = field(default_factory=list)
    readings: tuple[str, ...] = ()


def award(
    use: Use, rule: Prizes, own: Standing, shared: Shared | Refusal | None
) -> Award | Refusal:
    """What one unit gets; `shared` is the pool of its group, where there is one."""
    one = own.of
    if rule.least is not None and one.total < rule.least.value:
        figures = {"total": one.total, "least": rule.least.value}
        step = Step("prize_below", figures)
        return Award(Fraction(0), "元", [step], reading(rule, "得分达到"))
    if rule.by_person:
        made = _by_person(use, rule, one)
    elif shared is not None:
        made = shared if isinstance(shared, Refusal) else _from_pool(rule, own, shared)
    elif rule.by_grade:
        made = _by_grade(use, rule, one)
    else:
        made = _by_place(use, rule, own)
    if isinstance(made, Refusal):
        return made
    return _withheld(use, rule, one, made)


def _by_person(use: Use, rule: Prizes, one: Contestant) -> Award | Refusal:
    assert one.unit is not None
    found = one.unit.whole.figure(use, rule.by_person)
    if isinstance(found, Refusal):
        if found.reason is not Reason.MISSING_VALUE:
            return found
        return Refusal(
            Reason.WAITS_FOR_PERSON, "奖金由人核定，还没有核定", f"核定后请填写“{rule.by_person}”"
        )
    step = Step("by_person", {"name": rule.by_person, "amount": found})
    return Award(found, "元", [step], reading(rule, "核定"))


def _by_grade(use: Use, rule: Prizes, one: Contestant) -> Award | Refusal:
    assert one.outcome is not None
    grade = one.outcome.grade
    if grade not in rule.by_grade:
        return Award(Fraction(0), "元", [Step("prize_none", {"what": f"等级“{grade}”"})])
    figure = figure_of(use, one, rule.by_grade[grade])
    if isinstance(figure, Refusal):
        return figure
    amount, unit = figure.value, unit_of(figure)
    step = Step("prize_grade", {"grade": grade, "amount": amount, "unit": unit})
    return Award(amount, unit, [step], reading(rule, "按等级"))


def _by_place(use: Use, rule: Prizes, own: Standing) -> Award | Refusal:
    places = range(own.place, own.place + (own.shared if rule.tied is TiedPrizes.SHARE else 1))
    figures: list[Figure] = []
    for place in places:
        value = _of_place(rule, place)
        figure = figure_of(use, own.of, value) if value is not None else None
        if isinstance(figure, Refusal):
            return figure
        if figure is not None:
            figures.append(figure)
    if not figures:
        return Award(Fraction(0), "元", [Step("prize_none", {"what": f"第{own.place}名"})])
    amount, unit = sum((f.value for f in figures), Fraction(0)), unit_of(figures[0])
    if own.shared == 1:
        step = Step("prize_place", {"place": own.place, "amount": amount, "unit": unit})
        return Award(amount, unit, [step], reading(rule, "按名次"))
    if rule.tied is TiedPrizes.REFUSE or rule.tied is None:
        return Refusal(
            Reason.RULE_SILENT,
            f"有 {own.shared} 个单位同为第{own.place}名，文件没有规定奖金怎样发",
            "请由制定文件的单位确定",
        )
    figures_: dict[str, object] = {"place": own.place, "shared": own.shared, "unit": unit}
    readings = reading(rule, "同名次") + reading(rule, "按名次")
    if rule.tied is TiedPrizes.EACH:
        step = Step("prize_tied_each", {**figures_, "amount": amount})
        return Award(amount, unit, [step], readings)
    step = Step(
        "prize_tied_shared", {**figures_, "together": amount, "amount": amount / own.shared}
    )
    made = Award(amount / own.shared, unit, [step], readings)
    return _rounded(rule, made)


def _of_place(rule: Prizes, place: int) -> Parameter | None:
    return next(
        (
            value
            for places, value in rule.by_place.items()
            if places.with_ends(Ends.BOTH).holds(Fraction(place))
        ),
        None,
    )


def _rounded(rule: Prizes, made: Award) -> Award:
    value = rounded(made.amount, rule.rounding)
    if value != made.amount:
        figures = {"how": rule.rounding.how.value, "to": str(rule.rounding.to)}
        made.steps.append(Step("rounded", {**figures, "value": value, "unit": made.unit}))
        made.readings += reading(rule, "取整")
        made.amount = value
    return made


def _from_pool(rule: Prizes, own: Standing, shared: Shared) -> Award:
    share = shared.shares[own.of.at]
    told: dict[str, object] = {"pool": shared.pool.value, "total": own.of.total}
    told |= {"whole": shared.whole, "amount": share.amount + share.takes}
    told |= {"remainder": share.takes, "exact": share.exact}
    made = Award(share.amount + share.takes, unit_of(shared.pool), [Step("prize_pool", told)])
    if share.amount != share.exact:
        made.readings += reading(rule, "取整")
    if shared.left:
        made.readings += reading(rule, "尾差")
    made.readings += reading(rule, "按得分分摊")
    return made


def _withheld(use: Use, rule: Prizes, one: Contestant, made: Award) -> Award | Refusal:
    """The first declared fact that keeps the prize back."""
    assert one.unit is not None
    for withheld in rule.withheld:
        holds = one.unit.whole.holds(use, withheld.when)
        if isinstance(holds, Refusal):
            return holds
        if holds:
            made.readings += reading(rule, "扣拨")
            return _kept_back(use, rule, one, made, withheld)
    return made


def _kept_back(
    use: Use, rule: Prizes, one: Contestant, made: Award, why: Withheld
) -> Award | Refusal:
    assert one.unit is not None
    figures: dict[str, object] = {"why": why.says, "how": why.how.value, "unit": made.unit}
    clause = use.cite(why.clause) if why.clause else ""
    if why.how is Withholding.RETURNED:
        paid = one.unit.whole.figure(use, why.paid)
        if isinstance(paid, Refusal):
            return paid
        made.amount = -paid
        made.steps.append(Step("prize_returned", {**figures, "paid": paid}, clause))
        return made
    kept = made.amount * (why.share.value if why.share else 1)
    made.amount -= kept
    share = wording.percent(why.share.value) if why.share else ""
    figures |= {"share": share, "kept": kept, "amount": made.amount}
    made.steps.append(Step("prize_withheld", figures, clause))
    return _rounded(rule, made)
