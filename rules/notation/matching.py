"""Bringing figures together: a column's unit, a ratio, a target and its actual in one unit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from rules.exact import plain
from rules.notation.misread import Misread, shown, two_readings
from rules.notation.quantities import Quantity
from rules.notation.units import NUMBER, POINTS, RATIO, Unit
from rules.results import Reason

if TYPE_CHECKING:
    from rules.notation.actuals import NumericActual
    from rules.notation.targets import NumericTarget

#: The largest number that is still read as a fraction: 10 is 1000%.
_LARGEST_FRACTION: Final = 10
_PERCENT_WORD: Final = "百分比"
#: How the kinds of money end: 人民币, 美元.
_MONEY: Final = ("币", "元")


def _percent(value: Fraction) -> str:
    return f"{plain(value * 100, 20)}%"


def _two_percents(quantity: Quantity) -> Misread:
    """95 may be 95% or 9500%."""
    small, large = _percent(quantity.value / 100), _percent(quantity.value)
    return two_readings(
        quantity.text,
        f"没有写百分号，可能是 {small}，也可能是 {large}。",
        f"请写成 {small} 或 {large}。",
    )


def _differ(one: str, one_unit: str, other: str, other_unit: str, unit: str) -> Misread:
    """Figures in units of different kinds; `unit` is the one to write both in."""
    if NUMBER in (one_unit, other_unit):
        bare = one if one_unit == NUMBER else other
        advice = f"{shown(bare)}没有写全单位，请写全，例如 3万元、5亿元、2万吨。"
    elif {one_unit, other_unit} == {RATIO, POINTS}:
        advice = "百分比是比率，百分点是两个比率之差：请都写成 %，或都写成 个百分点。"
    elif all(kind.endswith(_MONEY) for kind in (one_unit, other_unit)):
        advice = f"请把两处折算成同一种货币，例如都写 {unit}。"
    else:
        advice = (
            f"请核对两处说的是不是同一件事、有没有填错行；两处要用同一种单位，例如都写 {unit}。"
        )
    return Misread(
        Reason.BREAKS_RULE,
        f"{shown(one)}与{shown(other)}的单位不同类（{one_unit}、{other_unit}），不能放在一起比较。",
        advice,
    )


def as_ratio(quantity: Quantity, unit_says_percent: bool) -> Fraction | Misread:
    """Read a figure as a ratio: 80% is 4/5.

    A written %, ‰ or 百分比 decides. Without one, a number cell up to 10 is a fraction, as a
    percent-formatted cell holds it; a larger one, and text such as "95", are refused with both
    readings. Where the column's unit says percent, a bare figure above 1 is in percent and a
    smaller one is refused with both readings. 0 is 0 in every reading.
    """
    unit, value = quantity.unit, quantity.value
    if unit is not None:
        if unit.dimension == RATIO:
            return value
        return _differ(quantity.text, unit.dimension, "%", RATIO, "%")
    if not value:
        return value
    if unit_says_percent:
        return value / 100 if abs(value) > 1 else _two_percents(quantity)
    if quantity.from_number and abs(value) <= _LARGEST_FRACTION:
        return value
    return _two_percents(quantity)


def apply_unit(quantity: Quantity, unit: Unit) -> Quantity | Misread:
    """Give a bare quantity the unit of its column or of the policy.

    One that has a unit of the same dimension keeps it; of another, it is refused. Under a ratio a
    bare quantity is read as `as_ratio` reads it where the unit says percent; under ‰ it is in ‰.
    """
    own = quantity.unit
    if own is not None:
        if own.dimension == unit.dimension:
            return quantity
        return _differ(quantity.text, own.dimension, unit.name, unit.dimension, unit.name)
    factor = unit.factor
    if unit.dimension == RATIO and factor == Fraction(1, 100):
        ratio = as_ratio(quantity, unit_says_percent=True)
        if isinstance(ratio, Misread):
            return ratio
    return Quantity(
        quantity.value * factor, quantity.step * factor, unit, quantity.text, quantity.from_number
    )


def bring_together(
    target: NumericTarget, actual: NumericActual
) -> tuple[Fraction, Fraction] | Misread:
    """The target's and the actual's figure in one base unit, or why they cannot be compared.

    A bare actual takes the target's unit and a bare target the actual's; against a percentage the
    bare side is read as a ratio (`as_ratio`). Two bare figures are plain numbers.
    """
    wanted, reached = target.quantity, actual.quantity
    unit, own = wanted.unit, reached.unit
    if unit is None and own is None:
        return wanted.value, reached.value
    if unit is not None and own is not None:
        if unit.dimension == own.dimension:
            return wanted.value, reached.value
        return _differ(wanted.text, unit.dimension, reached.text, own.dimension, unit.name)
    if unit is not None:
        if unit.dimension == RATIO:
            ratio = as_ratio(reached, unit.name == _PERCENT_WORD)
            return ratio if isinstance(ratio, Misread) else (wanted.value, ratio)
        taken = _take(reached, unit, wanted.text)
        return taken if isinstance(taken, Misread) else (wanted.value, taken)
    assert own is not None
    taken = _target_ratio(wanted) if own.dimension == RATIO else _take(wanted, own, reached.text)
    return taken if isinstance(taken, Misread) else (taken, reached.value)


def _target_ratio(wanted: Quantity) -> Fraction | Misread:
    """A bare target against a percentage: 1 is 100%; text above 1 could be either."""
    largest = _LARGEST_FRACTION if wanted.from_number else 1
    return wanted.value if abs(wanted.value) <= largest else _two_percents(wanted)


def _take(bare: Quantity, unit: Unit, beside: str) -> Fraction | Misread:
    """The bare figure in the other side's unit; beside a bare scale (3万) that is anyone's guess."""
    if unit.dimension == NUMBER and bare.value:
        scaled = plain(bare.value * unit.factor, 20)
        return two_readings(
            bare.text,
            f"旁边写的是{shown(beside)}，它可能是 {bare.text}，也可能是 {bare.text}{unit.name}"
            f"（{scaled}）。",
            f"请写明单位，例如 {bare.text}{unit.name}。",
        )
    return bare.value * unit.factor
