"""The operations on numbers, each within bounds, so that no formula can stall."""

from __future__ import annotations

import operator as arithmetic
from collections.abc import Callable
from fractions import Fraction

from rules.exact import Rounding
from rules.expression import intervals
from rules.expression.intervals import Numeric, Vague
from rules.expression.refusals import broken, divides_by_zero, too_large
from rules.expression.tree import Binary, Call, Node
from rules.expression.wording import part
from rules.results import Refusal

LARGEST_EXPONENT = 100
MOST_DIGITS = 20
#: About 1,200 decimal digits: far beyond any figure of finance, far below what could stall.
MOST_BITS = 4096

_ROUNDINGS = {"ROUND": Rounding.HALF_UP, "ROUNDUP": Rounding.UP, "ROUNDDOWN": Rounding.DOWN}
_SIGNS = {"-": Fraction(-1), "+": Fraction(1), "%": Fraction(1, 100), "‰": Fraction(1, 1000)}
_OPERATIONS: dict[str, Callable[..., Fraction]] = {
    "+": arithmetic.add,
    "-": arithmetic.sub,
    "*": arithmetic.mul,
    "MIN": min,
    "MAX": max,
    "SUM": arithmetic.add,
}


def signed(sign: str, operand: Numeric) -> Numeric:
    """The operand with a sign in front, or a percent sign behind it."""
    return intervals.combine(arithmetic.mul, operand, _SIGNS[sign])


def operated(node: Binary, left: Numeric, right: Numeric) -> Numeric | Refusal:
    """What the operator of `node` makes of its two operands."""
    if node.operator == "^":
        return _power(node, left, right)
    if node.operator != "/":
        return _bounded(node, intervals.combine(_OPERATIONS[node.operator], left, right))
    if intervals.is_zero(right):
        return divides_by_zero(node.right)
    return _bounded(node, intervals.divide(left, right))


def applied(node: Call, first: Numeric, *others: Numeric) -> Numeric | Refusal:
    """What the function of `node` makes of its arguments."""
    if node.function == "ABS":
        return intervals.magnitude(first)
    if node.function in _ROUNDINGS:
        digits = _whole(others[0], MOST_DIGITS)
        if digits is None:
            return broken(
                f"{node.function} 的小数位数不是 -{MOST_DIGITS} 到 {MOST_DIGITS} 的整数",
                "例如 ROUND(数, 2)",
            )
        return _bounded(node, intervals.rounded(first, digits, _ROUNDINGS[node.function]))
    result: Numeric | Refusal = first
    for number in others:
        if isinstance(result, Refusal):
            break
        result = _bounded(node, intervals.combine(_OPERATIONS[node.function], result, number))
    return result


def _power(node: Binary, base: Numeric, exponent: Numeric) -> Numeric | Refusal:
    count = _whole(exponent, LARGEST_EXPONENT)
    if count is None:
        return broken(
            f"“{part(node)}”的乘方次数不是 -{LARGEST_EXPONENT} 到 {LARGEST_EXPONENT} 的整数",
            "乘方次数请写整数，例如 ^2",
        )
    if intervals.is_zero(base) and count <= 0:
        return divides_by_zero(node.left)  # 0^0 as well: Excel gives an error for both
    if _bits(base) * abs(count) > MOST_BITS:
        return too_large(node)
    return _bounded(node, intervals.power(base, count))


def _whole(number: Numeric, most: int) -> int | None:
    """A whole number from -`most` to `most`; None for anything else."""
    if isinstance(number, Fraction) and number.denominator == 1 and abs(number) <= most:
        return number.numerator
    return None


def _bits(number: Numeric) -> int:
    if number is Vague.NUMBER:
        return 0
    return max(
        max(e.numerator.bit_length(), e.denominator.bit_length()) for e in intervals.ends(number)
    )


def _bounded(node: Node, number: Numeric) -> Numeric | Refusal:
    return number if _bits(number) <= MOST_BITS else too_large(node)
