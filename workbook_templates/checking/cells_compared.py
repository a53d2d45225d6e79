"""Computed cells: what stands in the file against what the inputs come to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from rules.exact import from_float, plain
from rules.results import Scalar
from rules.wording import percent
from udfs import Cell as Shown
from udfs import CellError
from workbook_templates.checking.catalogue import formulas
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.recomputing import Recomputed
from workbook_templates.reading.cells import Cell


def compare(
    name: str,
    cell: Cell,
    own: Recomputed,
    *,
    copy: str = "",
    share: bool = False,
    without_functions: bool = False,
) -> Iterator[Finding]:
    """What is wrong with what one computed cell shows; `copy` tells where to take its formula.

    A formula that was never calculated, or was saved where the functions are not installed
    (#NAME?), is no fault: the recomputed value stands in its place. There, too, a plain formula
    over cells that show #NAME? (a sum, a count) tells nothing: `without_functions`. A `share` is
    told in percent, as its cell shows it.
    """
    expected = exact(own.value)
    if cell.formula is None:
        if cell.value is None:
            yield formulas.NO_FORMULA.at(cell, name, expected=in_words(expected, share), copy=copy)
        else:
            entry = formulas.TYPED_OVER
            if _same(cell.value, expected):  # right today, and stale as soon as an input changes
                entry = formulas.TYPED_EQUAL
            found, should = _told_apart(cell.value, expected, share)
            yield entry.at(cell, name, found=found, expected=should, copy=copy)
        return
    if agrees(cell, own):
        return
    if without_functions and not own.answers:
        return
    found, should = _told_apart(cell.value, expected, share)
    yield formulas.SHOWN_WRONG.at(cell, name, found=found, expected=should)


def agrees(cell: Cell, own: Recomputed) -> bool:
    """Whether a formula's cell shows what it should, or was never calculated."""
    blank = cell.value is None or cell.value is CellError.NAME
    if cell.formula is None:
        return False
    return blank or _same(cell.value, exact(own.value)) or _saved_as(cell.value, own.value)


def exact(value: Shown) -> Scalar | CellError:
    """A computed value as the reader gives the file's own."""
    if value is None or isinstance(value, (str, bool)):  # most cells
        return value
    return from_float(float(value)) if isinstance(value, (int, float)) else value


def _same(shown: Scalar | CellError, expected: Scalar | CellError) -> bool:
    if isinstance(shown, str) and isinstance(expected, str):
        return shown.strip() == expected.strip()
    return shown == expected and type(shown) is type(expected)


def _saved_as(shown: Scalar | CellError, own: Shown) -> bool:
    """Whether a number that has more than 15 digits was saved with another fifteenth digit.

    LibreOffice writes 15 digits of 584 ÷ 633 = 0.9225908372827804…, the last of them 1 too high.
    """
    if not isinstance(shown, Fraction) or not isinstance(own, float) or not isfinite(own):
        return False
    if float(f"{own:.15g}") == own:
        return False
    unit = Fraction(10) ** (Decimal(own).adjusted() - 14)
    return abs(shown - Fraction(own)) < unit


def _told_apart(
    found: Scalar | CellError, expected: Scalar | CellError, share: bool
) -> tuple[str, str]:
    """Both values in words; in full where two different ones would read the same in percent."""
    told = in_words(found, share), in_words(expected, share)
    if told[0] == told[1] and found != expected:
        if isinstance(found, str):
            return f"{told[0]}（文字，不是数）", told[1]
        return in_words(found), in_words(expected)
    return told


def in_words(value: Scalar | CellError, share: bool = False) -> str:
    """A value as a finding shows it; a `share` in percent."""
    if value is None or isinstance(value, str):
        return value or "（空）"
    if isinstance(value, CellError):
        return value.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Fraction):
        return percent(value, 2) if share else plain(value)
    return str(value)
