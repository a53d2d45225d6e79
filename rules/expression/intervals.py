"""Arithmetic on figures that are known exactly, or only to lie between two ends.

An exact figure is a `Fraction` and stays one; an `Interval` arises only from the intervals that
`possible` is given, so the same operations serve exact evaluation.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from itertools import product
from typing import Literal, TypeAlias

from rules.exact import Interval, Rounding, round_to


class Vague(Enum):
    """What is left when the intervals decide nothing."""

    NUMBER = "any number"
    TRUTH = "true or false"


Numeric: TypeAlias = Fraction | Interval | Literal[Vague.NUMBER]
Known: TypeAlias = bool | Literal[Vague.TRUTH]


def ends(figure: Fraction | Interval) -> tuple[Fraction, Fraction]:
    """The least and the greatest figure that it can be."""
    return (figure.low, figure.high) if isinstance(figure, Interval) else (figure, figure)


def spanning(*figures: Numeric) -> Numeric:
    """The smallest interval that holds all `figures`; the figure itself where they are one."""
    known: list[Fraction] = []
    for figure in figures:
        if figure is Vague.NUMBER:
            return Vague.NUMBER
        known.extend(ends(figure))
    low, high = min(known), max(known)
    return low if low == high else Interval(low, high)


def combine(operation: Callable[..., Fraction], *figures: Numeric) -> Numeric:
    """Apply an operation that is monotone in each operand, so that its extremes lie at the ends."""
    corners: list[tuple[Fraction, Fraction]] = []
    for figure in figures:
        if figure is Vague.NUMBER:
            return Vague.NUMBER
        corners.append(ends(figure))
    if all(low == high for low, high in corners):
        return operation(*(low for low, _ in corners))
    return spanning(*(operation(*chosen) for chosen in product(*corners)))


def is_zero(figure: Numeric) -> bool:
    """Whether it can be nothing but 0."""
    return figure is not Vague.NUMBER and not any(ends(figure))


def divide(left: Numeric, right: Numeric) -> Numeric:
    """The quotient; any number where the divisor may be 0. `right` must not be exactly 0."""
    if right is Vague.NUMBER:
        return Vague.NUMBER
    low, high = ends(right)
    if low <= 0 <= high:
        return Vague.NUMBER
    return combine(lambda a, b: a / b, left, right)


def magnitude(figure: Numeric) -> Numeric:
    """The absolute value."""
    return _with_bottom(figure, combine(abs, figure))


def power(base: Numeric, exponent: int) -> Numeric:
    """`base` to a whole power; `base` must not be exactly 0 where `exponent` is negative."""
    raised = combine(lambda b: b ** abs(exponent), base)
    if exponent % 2 == 0 and exponent:
        raised = _with_bottom(base, raised)
    return divide(Fraction(1), raised) if exponent < 0 else raised


def _with_bottom(figure: Numeric, result: Numeric) -> Numeric:
    """Take 0 into `result` where `figure` passes through 0, the bottom of |x| and of x²."""
    if figure is Vague.NUMBER:
        return Vague.NUMBER
    low, high = ends(figure)
    return spanning(result, Fraction(0)) if low < 0 < high else result


def rounded(figure: Numeric, digits: int, rounding: Rounding) -> Numeric:
    """Round to `digits` decimals; negative digits round to tens, hundreds …"""
    step = Fraction(10) ** -digits
    return combine(lambda value: round_to(value, step, rounding), figure)


def compare(operator: str, left: Numeric, right: Numeric) -> Known:
    """Whether the comparison holds: certainly, certainly not, or for some of the figures."""
    if left is Vague.NUMBER or right is Vague.NUMBER:
        return Vague.TRUTH
    (a, b), (c, d) = ends(left), ends(right)
    match operator:
        case "=":
            return _verdict(a == b == c == d, a <= d and c <= b)
        case "<>":
            return _verdict(b < c or d < a, not a == b == c == d)
        case "<":
            return _verdict(b < c, a < d)
        case "<=":
            return _verdict(b <= c, a <= d)
        case ">":
            return _verdict(a > d, b > c)
    return _verdict(a >= d, b >= c)


def _verdict(certain: bool, thinkable: bool) -> Known:
    return True if certain else Vague.TRUTH if thinkable else False
