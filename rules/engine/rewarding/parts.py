"""合计: what each part of a reward earns on its base."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from rules.engine.rewarding.ceilings import Decided, capped, top_of
from rules.engine.rewarding.desk import Desk
from rules.engine.rewarding.gates import reached
from rules.engine.rewarding.tiers import by_class, by_tier, per_step, rated
from rules.engine.rewarding.uplifts import multiple
from rules.model.granting import Classes, Component, InOrder, Part, Taking
from rules.results import Reason, Refusal, Step

#: None where none of the data of a base was filled in.
_Earned: TypeAlias = Fraction | Refusal | None


def earned(desk: Desk, name: str, component: Component) -> Fraction | Refusal | None:
    """What one part earns; None where none of the data of its base was filled in."""
    if component.in_order is not None:
        bases = [part.base for part in component.in_order.parts.values() if part.base]
        if sum(desk.given(base) for base in bases) > 1:
            desk.reading(component, "取用")
        return _in_order(desk, component.in_order)
    return _part(desk, name, component)


def _in_order(desk: Desk, rule: InOrder) -> Fraction | Refusal | None:
    """The first base that counts; where none does, why the last one that was given earns nothing."""
    last: str | None = None
    for name, part in rule.parts.items():
        assert part.base is not None
        if not desk.given(part.base):
            continue
        counts = _counts(desk, rule.take, part)
        if isinstance(counts, Refusal):
            return counts
        last = name
        if counts:
            break
    return None if last is None else _part(desk, last, rule.parts[last])


def _counts(desk: Desk, take: Taking, part: Part) -> bool | Refusal:
    """Whether a base is the one to take: it applies, is above 0, and reaches its thresholds."""
    assert part.base is not None
    applies = True if part.when is None else desk.truth(part.when)
    base = desk.number(part.base)
    if isinstance(applies, Refusal):
        return applies
    if isinstance(base, Refusal):
        return base
    if not applies or base == 0:
        return False
    for threshold in part.thresholds if take is Taking.FIRST_REACHED else ():
        met = reached(desk.aside(), threshold)
        if isinstance(met, Refusal) or not met:
            return met
    return True


def _part(desk: Desk, name: str, part: Part) -> _Earned:
    if part.base is not None and not desk.given(part.base):
        return None
    if part.when is not None:
        applies = desk.truth(part.when)
        if isinstance(applies, Refusal) or not applies:
            return applies if isinstance(applies, Refusal) else Fraction(0)
    if part.by_kind is not None:
        amount = _of_class(desk, name, part, part.by_kind)
    else:
        amount = _on_base(desk, name, part)
    if amount is None or isinstance(amount, Refusal) or part.ceiling is None:
        return amount
    top = top_of(desk, part.ceiling)
    if isinstance(top, Refusal):
        return top
    held = capped(desk, part.ceiling, amount, top)
    if amount > top.limit:
        desk.reading(part, "封顶")
    return held.amount if isinstance(held, Decided) else held


def _of_class(desk: Desk, name: str, part: Part, classes: Classes[Part]) -> _Earned:
    """分类计算: what the class of the row earns in its own way."""
    found = desk.of_class(classes)
    if isinstance(found, Refusal):
        return found
    word, own = found
    for threshold in part.thresholds:
        met = reached(desk, threshold)
        if isinstance(met, Refusal) or not met:
            return met if isinstance(met, Refusal) else Fraction(0)
    desk.add(Step("class", {"name": classes.by, "class": word}))
    return _part(desk, name, part.inherited(own))


def _on_base(desk: Desk, name: str, part: Part) -> _Earned:
    """What a part earns on its base, before its ceiling."""
    base = _base(desk, name, part)
    if isinstance(base, Refusal):
        return base
    if base == 0:
        return base
    for threshold in part.thresholds:
        met = reached(desk, threshold)
        if isinstance(met, Refusal) or not met:
            return met if isinstance(met, Refusal) else Fraction(0)
    desk.reading(part, "基数")
    before = len(desk.steps)
    amount = _ways(desk, name, part, base)
    if part.clause and len(desk.steps) > before and not desk.steps[-1].clause:
        desk.steps[-1] = replace(desk.steps[-1], clause=desk.cited(part.clause))
    return amount


def _base(desk: Desk, name: str, part: Part) -> Fraction | Refusal | None:
    """The base times its factor; None for a part that needs no base."""
    if part.base is None:
        return None
    base = desk.number(part.base)
    if isinstance(base, Refusal):
        return base
    if base < 0:
        return Refusal(Reason.BREAKS_RULE, f"{name}的基数是负数", "请核对所填金额")
    factor = multiple(desk, part.factor)
    if isinstance(factor, Refusal):
        return factor
    if factor.times != 1 and base:
        assert part.factor is not None
        if factor.several:
            desk.reading(part.factor, "同时符合")
        desk.reading(part.factor, "择一")
        told = desk.told(part.base, base, "人民币")
        figures: dict[str, object] = {"told": told, "names": factor.names, "times": factor.times}
        figures |= {"aside": factor.aside}
        clause = desk.cited(part.factor.clause)
        desk.add(Step("factor", {**figures, "base": base * factor.times}, clause))
    return base * factor.times


def _ways(desk: Desk, name: str, part: Part, base: Fraction | None) -> Fraction | Refusal:
    """Everything that the part earns on its base, added up."""
    amount = Fraction(0)
    if part.rate is not None and base is not None:
        share = desk.on_day(part.rate, f"{name}的比例")
        if isinstance(share, Refusal):
            return share
        desk.reading(part, "比例")
        amount += rated(desk, part, base, share.value, share.text)
    for earns in (by_tier, by_class, per_step):
        found = earns(desk, name, part, base)
        if isinstance(found, Refusal):
            return found
        amount += found
    if part.fixed is not None:
        fixed = desk.on_day(part.fixed, f"{name}的定额")
        if isinstance(fixed, Refusal):
            return fixed
        desk.add(Step("fixed", {"name": name, "part": fixed.value, "dimension": desk.dimension}))
        desk.reading(part, "定额")
        amount += fixed.value
    return amount
