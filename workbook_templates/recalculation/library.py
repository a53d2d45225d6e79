"""The function library of `formulas`, called with our cells: for all that is not computed exactly here.

Import it only when a formula needs it: loading the library takes most of a second.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import schedula
from formulas.errors import BaseError
from formulas.functions import Array, get_functions, not_implemented
from formulas.tokens.operand import Error, XlError

from udfs.cells import CellError
from workbook_templates.recalculation.nodes import Rows, Scalar
from workbook_templates.recalculation.numbers import tidy

CELL_BY_CELL = frozenset(
    (
        *("UPPER", "LOWER", "PROPER", "FIND", "SEARCH"),
        *("SUBSTITUTE", "REPLACE", "CHAR", "CODE", "CLEAN", "NUMBERVALUE", "ASC"),
        *("DATE", "DAYS", "DATEVALUE", "DATEDIF", "EDATE", "EOMONTH"),
        *("WEEKDAY", "SQRT", "EXP", "LN", "LOG", "LOG10", "ISEVEN", "ISODD", "EVEN", "ODD"),
    )
)
"""Library functions of single cells: in a plain formula a range given to them means its own row."""

_LEFT_OUT = frozenset(
    (
        *("FACTDOUBLE", "MULTINOMIAL", "PERMUT", "PERMUTATIONA", "MUNIT", "EXPAND", "MAKEARRAY"),
        *("REGEXTEST", "REGEXEXTRACT", "REGEXREPLACE", "ARRAY", "ARRAYROW", "DUMMYFUNCTION"),
        *("BYCOL", "BYROW", "MAP", "REDUCE", "SCAN", "GROUPBY", "PIVOTBY", "ISFORMULA", "SINGLE"),
    )
)
"""Taken as unknown: a small formula could occupy the machine without end, or they need its engine."""


@lru_cache(maxsize=512)
def library_function(name: str) -> Callable[..., Scalar | Rows] | None:
    """The library's function of that plain name on our cells, or None where it has none."""
    if name in _LEFT_OUT:
        return None
    functions = get_functions()
    entry = next((functions[key] for key in (name, f"_XLFN.{name}") if key in functions), None)
    if entry is None or entry is not_implemented:
        return None
    before: tuple[Any, ...] = ()
    function = entry
    if isinstance(entry, dict):
        function = entry["function"]
        before = tuple(entry.get("extra_inputs", {}).values())

    def call(*arguments: Scalar | Rows) -> Scalar | Rows:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _back(function(*before, *map(_across, arguments)))
        except (
            BaseError,
            NotImplementedError,
            ValueError,
            TypeError,
            ArithmeticError,
            LookupError,
        ):
            return CellError.VALUE

    return call


def _across(value: Scalar | Rows) -> Any:
    """One of our arguments as the library wants it."""
    if isinstance(value, tuple):
        array = np.empty((len(value), len(value[0])), object)
        for number, row in enumerate(value):
            array[number, :] = [_across(cell) for cell in row]
        return array.view(Array)
    if value is None:
        return schedula.EMPTY
    return Error.errors[value.value] if isinstance(value, CellError) else value


def _back(value: Any) -> Scalar | Rows:
    """A result of the library as one of ours."""
    if isinstance(value, np.ndarray):
        if value.ndim == 0 or value.size == 1:
            return _back(value.reshape(-1)[0] if value.ndim else value.item())
        rows = value if value.ndim == 2 else value.reshape(1, -1)
        return tuple(tuple(_scalar(cell) for cell in row) for row in rows.tolist())
    return _scalar(value)


def _scalar(value: Any) -> Scalar:
    if value is schedula.EMPTY or value is None:
        return None
    if isinstance(value, XlError):
        text = str(value)
        return next((error for error in CellError if error.value == text), CellError.VALUE)
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, float, np.integer, np.floating)):
        number = tidy(value.item() if isinstance(value, np.generic) else value)
        return CellError.NUM if number != number else number
    return str(value) if isinstance(value, str) else CellError.VALUE
