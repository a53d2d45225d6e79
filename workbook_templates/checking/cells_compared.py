"""Computed cells: what stands in the file against what the inputs come to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules.exact import from_float, plain
from rules.results import Scalar
from udfs import Cell as Shown
from udfs import CellError
from workbook_templates.checking import catalogue
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.recomputing import Recomputed
from workbook_templates.reading.cells import Cell


def compare(name: str, cell: Cell, own: Recomputed) -> Iterator[Finding]:
    """What is wrong with one computed cell, if anything.

    A formula that was never calculated, or was saved where the functions are not installed
    (#NAME?), is no fault: the recomputed value stands in its place.
    """
    expected = exact(own.value)
    if cell.formula is None:
        if cell.value is None:
            yield catalogue.NO_FORMULA.at(cell, name, expected=in_words(expected))
        else:
            found = in_words(cell.value)
            yield catalogue.TYPED_OVER.at(cell, name, found=found, expected=in_words(expected))
        return
    if cell.value is None or cell.value is CellError.NAME or _same(cell.value, expected):
        return
    yield catalogue.SHOWN_WRONG.at(
        cell, name, found=in_words(cell.value), expected=in_words(expected)
    )


def exact(value: Shown) -> Scalar | CellError:
    """A computed value as the reader gives the file's own."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return from_float(float(value))
    return value


def _same(shown: Scalar | CellError, expected: Scalar | CellError) -> bool:
    if isinstance(shown, str) and isinstance(expected, str):
        return shown.strip() == expected.strip()
    return shown == expected and type(shown) is type(expected)


def in_words(value: Scalar | CellError) -> str:
    """A value as a finding shows it."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, CellError):
        return value.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return plain(value) if isinstance(value, Fraction) else str(value)
