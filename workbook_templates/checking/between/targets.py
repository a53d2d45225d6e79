"""Two targets of one indicator, a target and a figure reached: the same, lower, below."""

from __future__ import annotations

from fractions import Fraction

from rules.notation import (
    NOT_APPLICABLE,
    DateActual,
    Deadline,
    DeadlineTarget,
    Misread,
    NumericActual,
    NumericTarget,
    Quantity,
    Relation,
    StateTarget,
    bring_together,
    read_actual,
    read_target,
)
from rules.results import Scalar
from workbook_templates.checking.between.facts import normal

_UP = (Relation.AT_LEAST, Relation.ABOVE, Relation.NONE)
_DOWN = (Relation.AT_MOST, Relation.BELOW)


def changed(one: Scalar, other: Scalar) -> bool:
    """Whether two targets ask for different things; what cannot be read is told elsewhere."""
    if one is None or other is None or one == other:
        return False
    first, second = read_target(one), read_target(other)
    if isinstance(first, Misread) or isinstance(second, Misread) or first is None or second is None:
        return False
    if isinstance(first, NumericTarget) and isinstance(second, NumericTarget):
        return (
            _sign(first) != _sign(second)
            or not _alike(first.quantity, second.quantity)
            or _other_day(first.deadline, second.deadline)
        )
    if isinstance(first, DeadlineTarget) and isinstance(second, DeadlineTarget):
        return _other_day(first.deadline, second.deadline)
    if isinstance(first, StateTarget) and isinstance(second, StateTarget):
        return normal(first.text) != normal(second.text)
    return type(first) is not type(second) or (first is NOT_APPLICABLE) != (
        second is NOT_APPLICABLE
    )


def _sign(target: NumericTarget) -> Relation:
    """A figure without a sign asks for at least that much."""
    return Relation.AT_LEAST if target.relation is Relation.NONE else target.relation


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are one; a bare one takes the other's unit.

    A target is set, not measured: 1亿元 and 1.2亿元 differ, whatever their digits could stand for.
    """
    if one.unit and other.unit and one.unit.dimension != other.unit.dimension:
        return False
    if one.value == other.value:
        return True
    for bare, full in ((one, other), (other, one)):
        if bare.unit is None and full.unit is not None:
            return bare.value * full.unit.factor == full.value
    return False


def _other_day(one: Deadline | None, other: Deadline | None) -> bool:
    if one is None or other is None:
        return one is not other
    years = {day.year for day in (one, other) if day.year is not None}
    ends = {_end(one), _end(other)}
    return len(years) > 1 or len(ends) > 1


def _end(day: Deadline) -> tuple[int, int]:
    """The last day as month and day, the month's end as its longest: 12月底 is 12月31日."""
    last = 31 if day.month in (1, 3, 5, 7, 8, 10, 12) else 29 if day.month == 2 else 30
    return day.month, day.day or last


def short_of(actual: Scalar, forecast: Scalar, target: Scalar) -> bool:
    """Whether what was reached is worse than what had been expected, in the target's direction."""
    reached, expected = read_actual(actual), read_actual(forecast)
    if isinstance(reached, DateActual) and isinstance(expected, DateActual):
        days = (reached.day, expected.day)
        if len({day.year is None for day in days}) > 1:
            return False
        first, second = ((day.year or 0, day.month, day.day) for day in days)
        return first > second
    if not isinstance(reached, NumericActual) or not isinstance(expected, NumericActual):
        return False
    wanted = read_target(target)
    relation = wanted.relation if isinstance(wanted, NumericTarget) else Relation.NONE
    both = _both(expected.quantity, reached)
    if both is None:
        return False
    before, after = both
    slack = (expected.quantity.step + reached.quantity.step) / 2
    if relation in _UP:
        return before - after > slack
    return relation in _DOWN and after - before > slack


def looser(target: Scalar, before: Scalar) -> bool:
    """Whether a target asks for less than what was reached the year before."""
    wanted, reached = read_target(target), read_actual(before)
    if not isinstance(wanted, NumericTarget) or not isinstance(reached, NumericActual):
        return False
    both = bring_together(wanted, reached)
    if isinstance(both, Misread):
        return False
    asked, had = both
    slack = (wanted.quantity.step + reached.quantity.step) / 2
    if wanted.relation in _UP:
        return had - asked > slack
    return wanted.relation in _DOWN and asked - had > slack


def _both(quantity: Quantity, reached: NumericActual) -> tuple[Fraction, Fraction] | None:
    """Two figures in one unit, or None where they have none in common."""
    target = NumericTarget(Relation.NONE, quantity, None, quantity.text)
    both = bring_together(target, reached)
    return None if isinstance(both, Misread) else both
