"""How a function is called from a formula: the table handed in, argument counts, and its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from inspect import signature
from typing import TypeAlias

from udfs.cells import CellError
from workbook_templates.recalculation.nodes import Rows, Scalar
from workbook_templates.recalculation.numbers import serial_of, tidy

FunctionTable: TypeAlias = Mapping[str, Callable[..., object]]
"""Functions by name; they take cells and rows, and return a cell or rows (a date becomes a serial)."""


def unwrapped(value: Scalar | Rows) -> Scalar | Rows:
    """Rows of one cell are that cell, as hosts hand them over."""
    return value[0][0] if isinstance(value, tuple) and len(value) == len(value[0]) == 1 else value


def plain(result: object) -> Scalar | Rows:
    """What a function handed in gave: a cell, or rows of equal length where it gave a list of any kind."""
    if not isinstance(result, (tuple, list)):
        return _cell(result)
    rows = [
        tuple(map(_cell, row)) if isinstance(row, (tuple, list)) else (_cell(row),)
        for row in result
    ]
    width = max(map(len, rows), default=0)
    if not width:
        return None
    return unwrapped(tuple(row + (CellError.NA,) * (width - len(row)) for row in rows))


def _cell(value: object) -> Scalar:
    if value is None or isinstance(value, (bool, str, CellError)):
        return value
    if isinstance(value, (int, float)):
        return tidy(value)
    if isinstance(value, date):
        return serial_of(value)
    raise TypeError(f"not a cell: {type(value).__name__}")


@lru_cache(maxsize=1024)
def arity_error(function: Callable[..., object], count: int) -> CellError | None:
    """#VALUE! where the function does not take that many arguments."""
    try:
        signature(function).bind(*range(count))
    except TypeError:
        return CellError.VALUE
    except ValueError:  # a built-in that does not tell its arguments
        return None
    return None


def unless_error(function: Callable[..., Scalar]) -> Callable[..., Scalar]:
    """The function guarded: an error among its cells is the result without a call."""

    def guarded(*cells: Scalar) -> Scalar:
        error = next((cell for cell in cells if isinstance(cell, CellError)), None)
        return error if error is not None else function(*cells)

    return guarded
