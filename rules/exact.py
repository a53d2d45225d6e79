"""Exact numbers: how one enters, is rounded, and is shown.

Every figure inside the engine is a `fractions.Fraction`: quotients such as 1114.9 ÷ 1150 stay exact
until a *declared* rounding, so a tie is a tie (2 × 100.5 ÷ 200 is 1.005 and rounds to 1.01) and no
intermediate digit count can decide about money.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache

ONE = Fraction(1)


class Rounding(Enum):
    """How a figure is rounded; the value is the word that a policy file uses."""

    HALF_UP = "四舍五入"
    HALF_EVEN = "四舍六入五成双"
    DOWN = "舍去"
    UP = "进位"


def round_to(value: Fraction, step: Fraction, rounding: Rounding) -> Fraction:
    """Round `value` to a whole multiple of `step`: the only rounding in the product.

    Halves go away from zero, as Excel's ROUND and Chinese practice have it; 舍去 goes towards
    zero and 进位 away from it, as ROUNDDOWN and ROUNDUP do.
    """
    # Whole numbers throughout: a quarter of the time that fractions would take.
    divisor = value.denominator * step.numerator
    whole, rest = divmod(abs(value.numerator) * step.denominator, divisor)
    if rest:
        twice = 2 * rest - divisor
        if rounding is Rounding.UP:
            whole += 1
        elif rounding is Rounding.HALF_UP:
            whole += twice >= 0
        elif rounding is Rounding.HALF_EVEN:
            whole += twice > 0 or (twice == 0 and whole % 2 == 1)
    units = whole if value.numerator >= 0 else -whole
    return Fraction(units * step.numerator, step.denominator)


@lru_cache(maxsize=4096)
def from_float(value: float) -> Fraction:
    """Read a binary float as the 15 significant digits that a spreadsheet shows of it.

    Raises `ValueError` for an infinity or not-a-number.
    """
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("not a finite number")
    return from_digits(f"{value:.15g}")[0]


def from_digits(text: str, unit: Fraction = ONE) -> tuple[Fraction, Fraction]:
    """Read plain ASCII digits such as ``-12.50``: the exact value and its last printed unit (0.01).

    Both are in the base unit of which `unit` says how many one is. Raises `ValueError` for anything
    else; notations, units and signs of other alphabets are the business of `rules.notation`.
    """
    whole, point, decimals = text.partition(".")
    if text.isascii() and whole.lstrip("+-").isdigit() and (decimals.isdigit() or not point):
        times, of = unit.numerator, unit.denominator
        value = Fraction(int(whole + decimals) * times, 10 ** len(decimals) * of)
        return value, last_digit(len(decimals), times, of)
    digits = Decimal(text)
    exponent = digits.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError("not a finite number")
    step = Fraction(1, 10**-exponent) if exponent < 0 else ONE
    return Fraction(digits) * unit, step * unit


@lru_cache(maxsize=1024)
def last_digit(decimals: int, times: int = 1, of: int = 1) -> Fraction:
    """The unit of the last of so many decimals, in a base unit of which `times`/`of` is one."""
    return Fraction(times, 10**decimals * of)


def decimal_places(value: Fraction) -> int | None:
    """How many decimals write `value` exactly; None where no number of them does (1/3)."""
    return _places(value.denominator)


@lru_cache(maxsize=4096)
def _places(denominator: int) -> int | None:
    twos, fives = 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


@dataclass(frozen=True, slots=True)
class Interval:
    """Every figure from `low` to `high`, both included."""

    low: Fraction
    high: Fraction


def printed(value: Fraction, step: Fraction) -> Interval:
    """The true figures that can be printed as `value` when `step` is the last printed unit.

    9.77 printed to 0.01 stands for anything from 9.765 to 9.775.
    """
    return Interval(value - step / 2, value + step / 2)


#: No figure is written with more decimals than these, however near to an edge it lies.
_FINEST = 30


def plain(value: Fraction, longest: int = 10, beside: Iterable[Fraction] = ()) -> str:
    """Write `value` in plain digits: exactly where `longest` decimals suffice, else rounded to them.

    `beside` are the edges that a sentence compares it with: as many more digits are written as keep
    it on its side of each, so that 59.9999% is never told as a 60% that is below 60%.
    """
    text = _plain(value, longest)
    edges = tuple(beside)
    while longest < _FINEST and any(_side(Fraction(text), e) != _side(value, e) for e in edges):
        longest += 1
        text = _plain(value, longest)
    return text


def _side(value: Fraction, edge: Fraction) -> int:
    return (value > edge) - (value < edge)


def _plain(value: Fraction, longest: int) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    places = decimal_places(value)
    if places is None or places > longest:
        places = longest
        step = Fraction(1, 10**places)
        units = (round_to(value, step, Rounding.HALF_UP) / step).numerator
    else:
        units = value.numerator * 10**places // value.denominator
    sign, digits = "-" if units < 0 else "", str(abs(units)).rjust(places + 1, "0")
    if not places:
        return sign + digits
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
    return sign + text if text != "0" else text
