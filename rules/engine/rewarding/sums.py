"""合计: all parts of a reward together, and what is missing where none of them can be worked out."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.rewarding.desk import Desk, NothingGiven
from rules.engine.rewarding.parts import earned
from rules.model.granting import Component, Part
from rules.model.rewards import Scheme
from rules.results import Reason, Refusal, Step


def sum_of_parts(desk: Desk, rule: Scheme) -> Fraction | Refusal:
    """All parts together; a part whose data nobody filled in adds nothing, unless all are such."""
    amount, paid, blank, before = Fraction(0), 0, 0, len(desk.steps)
    for name, component in rule.components.items():
        part = earned(desk, name, component)
        if isinstance(part, Refusal):
            return part
        if part is None:
            blank += 1
            continue
        amount, paid = amount + part, paid + bool(part)
    based = [c for c in rule.components.values() if c.base or c.in_order or c.by_kind]
    if blank and blank == len(based) and not paid:
        return _nothing_given(desk, rule)
    if paid > 1:
        desk.add(Step("sum", {"amount": amount, "dimension": desk.dimension}))
    if len(desk.steps) > before:
        desk.reading(rule, "基数")
    return amount


def _nothing_given(desk: Desk, rule: Scheme) -> Refusal:
    bases = [part.base for one in rule.components.values() for part in _inside(one) if part.base]
    blank = list(dict.fromkeys(name for base in bases for name in base.names))
    refused = next((desk.refused[name] for name in blank if name in desk.refused), None)
    if refused is not None:
        return refused
    names = "、".join(f"“{name}”" for name in blank)
    if all(name in desk.facts.absent for name in blank):
        advice = "请在表头加上要用的一项并填写" if len(blank) > 1 else "请在表头加上这一项并填写"
        return NothingGiven(Reason.MISSING_FIELD, f"数据里没有{names}，无法计算奖励", advice)
    told = f"{names}都没有填" if len(blank) > 1 else f"没有填{names}"
    advice = "请至少填写其中一项" if len(blank) > 1 else "请填写"
    return NothingGiven(Reason.MISSING_VALUE, f"{told}，无法计算奖励", advice)


def _inside(component: Component) -> tuple[Part, ...]:
    """A part with those that stand in it."""
    in_order = component.in_order.parts.values() if component.in_order else ()
    by_kind = component.by_kind.each.values() if component.by_kind else ()
    return (component, *in_order, *by_kind)
