"""The operators of a formula on single cells, and their lifting over arrays."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from udfs.cells import CellError
from workbook_templates.recalculation.nodes import Rows, Scalar
from workbook_templates.recalculation.numbers import (
    Number,
    as_cell,
    exact,
    shown,
    tidy,
    to_number,
    to_text,
)

_NOISE = Fraction(1, 2 * 10**15)  # a difference this small beside its operands is binary dust
_EXACT_POWERS = 64  # whole exponents up to here are computed exactly


def operate(symbol: str, *operands: Scalar) -> Scalar:
    """The result of an operator on cells; an error operand is the result, the left one first."""
    for operand in operands:
        if isinstance(operand, CellError):
            return operand
    if symbol in _COMPARISONS:
        return _COMPARISONS[symbol](compare(*operands))
    if symbol == "&":
        return "".join(str(to_text(operand)) for operand in operands)
    if symbol == "+" and len(operands) == 1:
        return operands[0]
    numbers: list[Number] = []
    for operand in operands:
        number = to_number(operand)
        if isinstance(number, CellError):
            return number
        numbers.append(number)
    if symbol == "^":
        return power(*numbers)
    return _ARITHMETIC[symbol, len(numbers)](*map(exact, numbers))


def of_symbol(symbol: str) -> Callable[..., Scalar]:
    """As `operate`, for one operator that is used many times."""
    if symbol not in _COMPARISONS:
        return partial(operate, symbol)
    told = _COMPARISONS[symbol]

    def compared(left: Scalar, right: Scalar) -> Scalar:
        if isinstance(left, CellError):
            return left
        return right if isinstance(right, CellError) else told(compare(left, right))

    return compared


def compare(left: Scalar, right: Scalar) -> int:
    """-1, 0 or 1: numbers before text before truth values; a blank is the other side's zero or ""."""
    if isinstance(left, str) and isinstance(right, str):  # most of what is compared
        one, other = left.casefold(), right.casefold()
        return (one > other) - (one < other)
    left_key, right_key = _key(left, right), _key(right, left)
    return (left_key > right_key) - (left_key < right_key)


def _key(value: Scalar, other: Scalar) -> tuple[int, Fraction | str | bool]:
    if value is None:
        if isinstance(other, bool):
            return 2, False
        return (1, "") if isinstance(other, str) else (0, Fraction(0))
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, (int, float)):
        return 0, shown(value)
    return 1, str(value).casefold()


def power(base: Number, exponent: Number) -> Scalar:
    """`base` to the `exponent`; whole exponents exactly, 0^0 and a root of a negative are #NUM!."""
    if base == 0:
        return CellError.NUM if exponent == 0 else CellError.DIV0 if exponent < 0 else 0
    if exponent == int(exponent) and abs(exponent) <= _EXACT_POWERS:
        return as_cell(exact(base) ** int(exponent))
    try:
        result = float(base) ** float(exponent)
    except OverflowError:
        return CellError.NUM
    return CellError.NUM if isinstance(result, complex) else tidy(result)


def _difference(left: Fraction, right: Fraction) -> Scalar:
    result = left - right
    if abs(result) < _NOISE * max(abs(left), abs(right)):
        return 0
    return as_cell(result)


_COMPARISONS: dict[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}
_ARITHMETIC: dict[tuple[str, int], Callable[..., Scalar]] = {
    ("-", 1): lambda only: as_cell(-only),
    ("%", 1): lambda only: as_cell(only / 100),
    ("+", 2): lambda left, right: _difference(left, -right),
    ("-", 2): _difference,
    ("*", 2): lambda left, right: as_cell(left * right),
    ("/", 2): lambda left, right: as_cell(left / right) if right else CellError.DIV0,
}


def lift(function: Callable[..., Scalar], *values: Scalar | Rows) -> Scalar | Rows:
    """Apply a function of single cells element by element where any argument is an array.

    One row or column meets every row or column of the others; places that an array does not reach
    are #N/A.
    """
    arrays = [value for value in values if isinstance(value, tuple)]
    if not arrays:
        return function(*values)
    height, width = max(map(len, arrays)), max(len(array[0]) for array in arrays)
    return tuple(
        tuple(
            function(*(element(value, row, column) for value in values)) for column in range(width)
        )
        for row in range(height)
    )


def element(value: Scalar | Rows, row: int, column: int) -> Scalar:
    """What an argument gives at one place (0-based) of a lifted call."""
    if not isinstance(value, tuple):
        return value
    row, column = row if len(value) > 1 else 0, column if len(value[0]) > 1 else 0
    if row >= len(value) or column >= len(value[0]):
        return CellError.NA
    return value[row][column]
