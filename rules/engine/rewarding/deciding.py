"""人工核定: the amount that a person decided, with what comes on top of it."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.rewarding.additions import additions
from rules.engine.rewarding.desk import Desk
from rules.engine.rewarding.finishing import plus
from rules.engine.use import reading
from rules.model.granting import AdditionsThen
from rules.model.rewards import AdditionOrder, ByPerson, Scheme
from rules.results import Reason, Refusal, Step, Working


def decided(desk: Desk, rule: Scheme, by_person: ByPerson) -> Fraction | Refusal:
    """The decided amount, before rounding; a refusal that waits for it until it is filled in."""
    chosen = desk.facts.by_name[by_person.takes].value
    readings = reading(rule, "人工核定")
    if not isinstance(chosen, Fraction):
        return Refusal(
            Reason.WAITS_FOR_PERSON,
            by_person.says,
            f"核定后请填写“{by_person.takes}”",
            Working((), desk.use.cite(rule.clause), readings),
        )
    if chosen < 0:
        return Refusal(Reason.BREAKS_RULE, f"“{by_person.takes}”是负数", "请核对核定的金额")
    desk.readings += readings
    figures = {"name": by_person.takes, "amount": chosen}
    desk.add(Step("by_person", {**figures, "dimension": desk.dimension}))
    return _with_extras(desk, rule, chosen) if _extra(by_person) else chosen


def _extra(by_person: ByPerson) -> bool:
    return by_person.additions is AdditionsThen.EXTRA


def _with_extras(desk: Desk, rule: Scheme, amount: Fraction) -> Fraction | Refusal:
    """The amount with the additions that no cap holds down."""
    added = additions(desk, rule.additions)
    if isinstance(added, Refusal):
        return added
    outside = tuple(one for one in added if one.order is AdditionOrder.OUTSIDE_CAP)
    if any(one.waits for one in outside):
        names = "、".join(f"“{one.rule.takes}”" for one in outside if one.waits)
        return Refusal(Reason.WAITS_FOR_PERSON, "另加的金额还没有核定", f"核定后请填写{names}")
    amount = plus(desk, amount, outside, AdditionOrder.OUTSIDE_CAP)
    for one in outside:
        desk.reading(one.rule, "次序")
    return amount
