"""Functions of single cells: rounding, reading text as a number, asking what a cell holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import wraps
from math import ceil, factorial, floor

from rules.exact import Rounding, round_to
from udfs.cells import CellError
from workbook_templates.recalculation.nodes import Scalar
from workbook_templates.recalculation.number_format import format_number
from workbook_templates.recalculation.numbers import (
    Number,
    as_cell,
    date_of,
    exact,
    is_number,
    shown,
    to_number,
    to_text,
    to_truth,
)
from workbook_templates.recalculation.operators import power

_LONGEST_TEXT = 32_767  # characters in a cell
_MOST_PLACES = 20  # a cell has 15 digits: beyond this rounding changes nothing


def _numeric(function: Callable[..., Scalar]) -> Callable[..., Scalar]:
    """Turn the arguments into numbers, or give the first that is none as the error it is."""

    @wraps(function)
    def checked(*arguments: Scalar) -> Scalar:
        numbers = [to_number(argument) for argument in arguments]
        error = next((number for number in numbers if isinstance(number, CellError)), None)
        return error if error is not None else function(*numbers)

    return checked


def _rounder(rounding: Rounding) -> Callable[..., Scalar]:
    def rounded(value: Number, places: Number = 0) -> Scalar:
        digits = int(places)
        if digits > _MOST_PLACES:
            return value
        step = Fraction(10) ** -max(digits, -400)
        return as_cell(round_to(shown(value), step, rounding))

    return rounded


def _modulo(value: Number, divisor: Number) -> Scalar:
    if divisor == 0:
        return CellError.DIV0
    return as_cell(exact(value) % exact(divisor))


def _ceiling(value: Number, step: Number = 1) -> Scalar:
    if step == 0 or value == 0:
        return 0
    if value > 0 > step:
        return CellError.NUM
    return as_cell(ceil(shown(value) / shown(step)) * shown(step))


def _floor(value: Number, step: Number = 1) -> Scalar:
    if value == 0:
        return 0
    if step == 0:
        return CellError.DIV0
    if value > 0 > step:
        return CellError.NUM
    return as_cell(floor(shown(value) / shown(step)) * shown(step))


def _nearest(value: Number, step: Number) -> Scalar:
    if value == 0 or step == 0:
        return 0
    if (value > 0) != (step > 0):
        return CellError.NUM
    return as_cell(round_to(shown(value), abs(shown(step)), Rounding.HALF_UP))


def _value(text: Scalar) -> Scalar:
    return CellError.VALUE if isinstance(text, bool) else to_number(text)


def _negation(value: Scalar) -> Scalar:
    truth = to_truth(value)
    return truth if isinstance(truth, CellError) else not truth


def _trimmed(value: Scalar) -> Scalar:
    text = to_text(value)
    return text if isinstance(text, CellError) else re.sub(" +", " ", text).strip(" ")


def _date_part(part: str) -> Callable[..., Scalar]:
    def of_serial(serial: Number) -> Scalar:
        day = date_of(serial)
        return CellError.NUM if day is None else int(getattr(day, part))

    return of_serial


def _factorial(value: Number) -> Scalar:
    return as_cell(Fraction(factorial(int(value)))) if 0 <= value <= 170 else CellError.NUM


def _quotient(value: Number, divisor: Number) -> Scalar:
    return as_cell(Fraction(int(exact(value) / exact(divisor)))) if divisor else CellError.DIV0


def _length_in_bytes(value: Scalar) -> Scalar:
    """A Chinese character counts two, as in Excel set to Chinese."""
    return sum(1 if sign.isascii() else 2 for sign in str(to_text(value)))


def _piece(start_from: Callable[[str, int], str]) -> Callable[..., Scalar]:
    """LEFT or RIGHT: as many characters from one end, one if it is not said."""

    def cut(value: Scalar, count: Scalar = 1) -> Scalar:
        number = to_number(count)
        if isinstance(number, CellError):
            return number
        return CellError.VALUE if number < 0 else start_from(str(to_text(value)), int(number))

    return cut


def _found(wanted: Scalar, value: Scalar, first: Scalar = 1) -> Scalar:
    """FIND: where a text begins in another, capitals told apart."""
    start = to_number(first)
    if isinstance(start, CellError):
        return start
    place = str(to_text(value)).find(str(to_text(wanted)), int(start) - 1) if start >= 1 else -1
    return CellError.VALUE if place < 0 else place + 1


def _middle(value: Scalar, first: Scalar, count: Scalar) -> Scalar:
    start, number = to_number(first), to_number(count)
    if isinstance(start, CellError):
        return start
    if isinstance(number, CellError):
        return number
    if start < 1 or number < 0:
        return CellError.VALUE
    return str(to_text(value))[int(start) - 1 : int(start) - 1 + int(number)]


def _repeated(value: Scalar, times: Scalar) -> Scalar:
    count = to_number(times)
    if isinstance(count, CellError):
        return count
    text = str(to_text(value))
    if count < 0 or len(text) * int(count) > _LONGEST_TEXT:
        return CellError.VALUE
    return text * int(count)


def _fixed(value: Number, places: Number = 2, plain: Number = 0) -> Scalar:
    if not -_MOST_PLACES <= places <= _MOST_PLACES:
        return CellError.VALUE
    step = Fraction(10) ** -int(places)
    rounded = round_to(shown(value), step, Rounding.HALF_UP)
    decimals = f".{'0' * int(places)}" if places >= 1 else ""
    return format_number(rounded, f"{'0' if plain else '#,##0'}{decimals}")


def _text(value: Scalar, pattern: Scalar) -> Scalar:
    number = to_number(value)
    if isinstance(number, CellError):
        return value  # text that is no number stays as it is
    written = format_number(shown(number), str(to_text(pattern)))
    if written is not None:
        return written
    from workbook_templates.recalculation.library import library_function

    function = library_function("TEXT")
    written_there = function(value, pattern) if function else CellError.NAME
    return CellError.VALUE if isinstance(written_there, tuple) else written_there


def _same_text(left: Scalar, right: Scalar) -> Scalar:
    return to_text(left) == to_text(right)


CELLWISE: dict[str, Callable[..., Scalar]] = {
    "ROUND": _numeric(_rounder(Rounding.HALF_UP)),
    "ROUNDUP": _numeric(_rounder(Rounding.UP)),
    "ROUNDDOWN": _numeric(_rounder(Rounding.DOWN)),
    "TRUNC": _numeric(_rounder(Rounding.DOWN)),
    "INT": _numeric(lambda value: floor(shown(value))),
    "ABS": _numeric(abs),
    "SIGN": _numeric(lambda value: (value > 0) - (value < 0)),
    "MOD": _numeric(_modulo),
    "CEILING": _numeric(_ceiling),
    "FLOOR": _numeric(_floor),
    "MROUND": _numeric(_nearest),
    "POWER": _numeric(power),
    "VALUE": _value,
    "NOT": _negation,
    "EXACT": _same_text,
    "TRIM": _trimmed,
    "TEXT": _text,
    "FIXED": _numeric(_fixed),
    "REPT": _repeated,
    "LEN": lambda value: len(str(to_text(value))),
    "LENB": _length_in_bytes,
    "LEFT": _piece(lambda text, count: text[:count]),
    "RIGHT": _piece(lambda text, count: text[max(len(text) - count, 0) :]),
    "FIND": _found,
    "MID": _middle,
    "QUOTIENT": _numeric(_quotient),
    "FACT": _numeric(_factorial),
    "YEAR": _numeric(_date_part("year")),
    "MONTH": _numeric(_date_part("month")),
    "DAY": _numeric(_date_part("day")),
    "NA": lambda: CellError.NA,
    "TRUE": lambda: True,
    "FALSE": lambda: False,
}
"""Called with cells that are no errors: an error argument is the result without a call."""

ASKING: dict[str, Callable[[Scalar], Scalar]] = {
    "ISNA": lambda value: value is CellError.NA,
    "ISERROR": lambda value: isinstance(value, CellError),
    "ISERR": lambda value: isinstance(value, CellError) and value is not CellError.NA,
    "ISBLANK": lambda value: value is None,
    "ISNUMBER": is_number,
    "ISTEXT": lambda value: isinstance(value, str),
    "ISNONTEXT": lambda value: not isinstance(value, str),
    "ISLOGICAL": lambda value: isinstance(value, bool),
}
"""Called with errors in place: to ask about them is their purpose."""
