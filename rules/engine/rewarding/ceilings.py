"""封顶: how high, for this row, and what happens above."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.engine.bands import band_of
from rules.engine.rewarding.desk import Desk
from rules.model.granting import Ceiling
from rules.results import NOTHING, Reason, Refusal, Step, Working
from rules.wording import joined, scalar


@dataclass(frozen=True, slots=True)
class Top:
    """The most that can be paid: `limit` is what prior payments leave of `whole`."""

    limit: Fraction
    whole: Fraction
    paid: Fraction
    why: str
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """An amount above the ceiling, as a person decided it."""

    amount: Fraction


def top_of(desk: Desk, rule: Ceiling) -> Top | Refusal:
    """The ceiling that applies to this row."""
    found = _whole(desk, rule)
    if isinstance(found, Refusal):
        return found
    whole, why, readings = found
    paid = desk.amount(rule.paid) if rule.paid else Fraction(0)
    if isinstance(paid, Refusal):
        return paid
    return Top(max(whole - paid, Fraction(0)), whole, paid, why, readings)


def _whole(desk: Desk, rule: Ceiling) -> tuple[Fraction, str, tuple[str, ...]] | Refusal:
    if rule.by_band is not None:
        assert rule.by_band.by is not None
        value = desk.number(rule.by_band.by)
        if isinstance(value, Refusal):
            return value
        edges = rule.by_band.edges
        told = desk.told(rule.by_band.by, value, rule.by_band.dimension, edges)
        band = band_of(rule.by_band, value, _name(rule.by_band.by.text))
        if isinstance(band, Refusal):
            return band
        return band.value.value, f"{told}在{band.range.shown}一档", band.readings
    if rule.by_class is not None:
        found = desk.of_class(rule.by_class)
        if isinstance(found, Refusal):
            return found
        return found[1].value, f"{rule.by_class.by}为“{found[0]}”", ()
    if rule.formula is not None:
        value = desk.number(rule.formula)
        if isinstance(value, Refusal):
            return value
        if value < 0:
            return Refusal(Reason.BREAKS_RULE, "算出的封顶额是负数", "请核对所填的数")
        return value, desk.told(rule.formula, value, desk.dimension), ()
    assert rule.amount is not None
    fixed = desk.on_day(rule.amount, "封顶金额")
    return fixed if isinstance(fixed, Refusal) else (fixed.value, "", ())


def _name(formula: str) -> str:
    return formula.lstrip("=")


def capped(desk: Desk, rule: Ceiling, amount: Fraction, top: Top) -> Fraction | Decided | Refusal:
    """The amount, held down to the ceiling; above it a person may have to decide."""
    desk.readings += top.readings
    if amount <= top.limit:
        return amount
    by_person = rule.over is not None
    if rule.over is not None and rule.over.when is not None:
        applies = desk.truth(rule.over.when)
        if isinstance(applies, Refusal):
            return applies
        by_person = applies
    if rule.over is None or not by_person:
        figures = {"scope": rule.scope, "limit": top.limit, "whole": top.whole, "paid": top.paid}
        figures |= {"why": top.why, "dimension": desk.dimension}
        desk.add(Step("cap", figures, desk.cited(rule.clause)))
        return top.limit
    decided = desk.facts.by_name[rule.over.takes].value
    shown = scalar(amount, desk.dimension, (top.limit,))
    limit = scalar(top.limit, desk.dimension)
    if isinstance(decided, Fraction):
        if decided < 0:
            return Refusal(Reason.BREAKS_RULE, f"“{rule.over.takes}”是负数", "请核对核定的金额")
        over = {"amount": shown, "scope": rule.scope, "limit": limit}
        desk.add(Step("over_cap", over, desk.cited(rule.clause)))
        figures = {"name": rule.over.takes, "amount": decided, "dimension": desk.dimension}
        desk.add(Step("by_person", figures))
        return Decided(decided)
    cited = desk.use.cite(rule.clause) if rule.clause else ""
    return Refusal(
        Reason.WAITS_FOR_PERSON,
        f"算得{shown}，超过{rule.scope}最高{limit}：{joined(rule.over.says, '')}",
        f"核定后请填写“{rule.over.takes}”",
        Working((), cited) if cited else NOTHING,
    )
