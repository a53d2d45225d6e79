"""COUNTIF, SUMIF and their kin: which cells a criterion such as ``>=0`` or ``*市`` picks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from udfs.cells import CellError
from workbook_templates.recalculation.aggregates import cells, mean, total
from workbook_templates.recalculation.nodes import Rows, Scalar
from workbook_templates.recalculation.numbers import Number, as_cell, is_number, number_in
from workbook_templates.recalculation.operators import compare, operate

Test = Callable[[Scalar], bool]
_OPERATORS = ("<>", ">=", "<=", ">", "<", "=")


def criterion(condition: Scalar) -> Test:
    """The test that a criterion states; ordering tests pick only cells of the same kind."""
    if condition is None:
        condition = 0  # a criterion taken from a blank cell looks for zero, as in Excel
    if not isinstance(condition, str):
        return lambda value: _equal(value, condition)
    symbol = next((sign for sign in _OPERATORS if condition.startswith(sign)), "")
    wanted = _wanted(condition[len(symbol) :])
    if symbol in ("", "="):
        if wanted == "":
            return (lambda value: value is None) if symbol else (lambda value: value in (None, ""))
        return _equality(wanted)
    if symbol == "<>":
        if wanted == "":
            return lambda value: value is not None
        equal = _equality(wanted)
        return lambda value: not equal(value)
    return lambda value: _kind(value) == _kind(wanted) and operate(symbol, value, wanted) is True


def _wanted(text: str) -> Scalar:
    number = number_in(text)
    if number is not None:
        return number
    upper = text.upper()
    if upper in ("TRUE", "FALSE"):
        return upper == "TRUE"
    return next((error for error in CellError if error.value == upper), text)


def _equality(wanted: Scalar) -> Test:
    if isinstance(wanted, str) and any(sign in wanted for sign in "*?~"):
        pattern = re.compile(_pattern(wanted), re.IGNORECASE | re.DOTALL)
        return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None
    return lambda value: _equal(value, wanted)


def _equal(value: Scalar, wanted: Scalar) -> bool:
    if isinstance(value, CellError) or isinstance(wanted, CellError):
        return value is wanted
    if isinstance(value, str) and is_number(wanted):  # text digits equal the number, as in Excel
        number = number_in(value)
        return number is not None and compare(number, wanted) == 0
    return _kind(value) == _kind(wanted) and compare(value, wanted) == 0


def _kind(value: Scalar) -> type:
    return float if is_number(value) else type(value)


def _pattern(wanted: str) -> str:
    """A regular expression for Excel's wildcards; ``~`` makes the next sign plain."""
    parts, signs = [], iter(re.sub(r"\*+", "*", wanted))
    for sign in signs:
        if sign == "~":
            parts.append(re.escape(next(signs, "~")))
        else:
            parts.append({"*": ".*", "?": "."}.get(sign) or re.escape(sign))
    return "".join(parts)


def picked(
    target: Rows, conditions: tuple[tuple[Rows, Scalar], ...]
) -> Iterator[Scalar] | CellError:
    """The cells of `target` where every area meets its condition; areas of unequal size are #VALUE!."""
    shape = (len(target), len(target[0]))
    if any((len(area), len(area[0])) != shape for area, _ in conditions):
        return CellError.VALUE
    tests = [criterion(condition) for _, condition in conditions]
    columns = zip(cells(target), *(cells(area) for area, _ in conditions), strict=True)
    return (
        value
        for value, *tested in columns
        if all(test(cell) for test, cell in zip(tests, tested, strict=True))
    )


def count_of(chosen: Iterator[Scalar]) -> Scalar:
    """How many cells were picked."""
    return sum(1 for _ in chosen)


def sum_of(chosen: Iterator[Scalar]) -> Scalar:
    """The sum of the picked numbers; a picked error is the result."""
    found = _numbers(chosen)
    return found if isinstance(found, CellError) else as_cell(total(found))


def mean_of(chosen: Iterator[Scalar]) -> Scalar:
    """The average of the picked numbers."""
    found = _numbers(chosen)
    return found if isinstance(found, CellError) else mean(found)


def largest_of(chosen: Iterator[Scalar]) -> Scalar:
    """The largest picked number, 0 for none."""
    found = _numbers(chosen)
    return found if isinstance(found, CellError) else max(found, default=0)


def smallest_of(chosen: Iterator[Scalar]) -> Scalar:
    """The smallest picked number, 0 for none."""
    found = _numbers(chosen)
    return found if isinstance(found, CellError) else min(found, default=0)


def _numbers(chosen: Iterator[Scalar]) -> list[Number] | CellError:
    found: list[Number] = []
    for value in chosen:
        if isinstance(value, CellError):
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            found.append(value)
    return found
