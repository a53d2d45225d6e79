"""上浮 and 系数: what multiplies a reward or a base, and what several at once come to."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.engine.rewarding.desk import Desk
from rules.model.granting import Factor, IfBoth, Uplift
from rules.model.scalars import Figure
from rules.results import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Multiple:
    """By what an amount is multiplied, and the facts that make it so.

    `aside` are facts that hold too, with theirs, where only the highest counts.
    """

    times: Fraction
    names: str
    several: bool = False
    aside: tuple[tuple[str, Fraction], ...] = ()


ONCE = Multiple(Fraction(1), "")


def times(figure: Figure, *, added: bool) -> Fraction:
    """What a figure multiplies by: 1.5倍 is 1.5; 20% is 1.2 where it is `added`, else 0.2."""
    return 1 + figure.value if added and figure.dimension != "倍" else figure.value


def multiple(desk: Desk, rule: Uplift | Factor | None) -> Multiple | Refusal:
    """The multiple of those facts of the rule that hold."""
    if rule is None:
        return ONCE
    holding: dict[str, Fraction] = {}
    for name, figure in rule.one_of.items():
        holds = desk.value(name, "请填 是 或 否")
        if isinstance(holds, Refusal):
            return holds
        if holds is True:
            holding[name] = times(figure, added=isinstance(rule, Uplift))
    if isinstance(rule, Uplift) and rule.by_class is not None:
        found = desk.of_class(rule.by_class)
        if isinstance(found, Refusal):
            return found
        word, figure = found
        if times(figure, added=True) != 1:
            holding[word] = times(figure, added=True)
    if not holding:
        return ONCE
    if len(holding) > 1 and rule.if_both is IfBoth.REFUSE:
        both = "”“".join(holding)
        return Refusal(Reason.BREAKS_RULE, f"“{both}”不能同时为是", "请核对后只保留一项")
    assert len(holding) == 1 or rule.if_both is not None
    product = Fraction(1)
    if rule.if_both is IfBoth.PRODUCT:
        for one in holding.values():
            product *= one
    elif rule.if_both is IfBoth.SUM:
        product += sum((one - 1 for one in holding.values()), Fraction(0))
    else:
        product = max(holding.values())
    highest = rule.if_both is IfBoth.HIGHEST
    aside = tuple((n, v) for n, v in holding.items() if highest and v != product)
    names = [name for name in holding if name not in dict(aside)]
    return Multiple(product, "、".join(names), len(holding) > 1, aside)
