"""One cell as read: its place, its value in the engine's own kinds, its formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import isfinite
from typing import Any, NamedTuple

from rules.exact import from_float
from rules.results import Scalar
from udfs import CellError


class Cell(NamedTuple):  # hundreds in a form: a tuple is made in a third of a dataclass's time
    """One cell: where it is, what it holds, its formula if it has one.

    A number is exact from the 15 digits a spreadsheet shows; a percent-formatted 64.71% is 0.6471.
    A formula that was never calculated holds None.
    """

    sheet: str
    address: str
    value: Scalar | CellError
    formula: str | None


def error_value(text: str) -> CellError:
    """The error of this text; a newer kind, such as #SPILL!, is still an error, never a value."""
    try:
        return CellError(text)
    except ValueError:
        return CellError.VALUE


def known_errors_only(content: bytes, errors: Iterable[str]) -> bytes:
    """A sheet's part with the newer kinds of error written as #VALUE!.

    python-calamine gives up on the whole sheet for a single #SPILL!; the rest can still be read.
    """
    for error in set(errors):
        if error_value(error).value != error:
            content = content.replace(f">{error}</".encode(), b">#VALUE!</")
    return content


_PERHAPS_HUGE = re.compile(rb"v>\s*[-+]?(?:\d{11}|[\d.]{1,40}[eE]\+?\d)")
#: A cell with a look of its own and a number that no calendar knows.
_HUGE = re.compile(
    rb"(<(?:\w+:)?c\b[^>]*?)\ss=\"\d+\"([^>]*>(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?"
    rb"<(?:\w+:)?v>\s*[-+]?(?:\d{11,}|[\d.]{1,40}[eE]\+?\d))"
)


def without_impossible_dates(content: bytes) -> bytes:
    """A sheet's part with huge numbers as plain numbers, whatever their cells look like.

    python-calamine cannot go on when such a number is formatted as a date.
    """
    return _HUGE.sub(rb"\1\2", content) if _PERHAPS_HUGE.search(content) else content


def cell_value(raw: Any) -> Scalar | CellError:
    """What python-calamine read, as the engine's own; a date's time of day is left out.

    A figure that no cell can hold (1E999) is #NUM!.
    """
    kind = type(raw)  # asked first for what most cells hold
    if kind is str:
        return raw or None
    if kind is float:
        return from_float(raw) if isfinite(raw) else CellError.NUM
    if raw is None or isinstance(raw, bool):
        return raw
    if kind is int:
        return Fraction(raw)
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, timedelta):
        return Fraction(raw // timedelta(seconds=1), 86400)
    return raw.isoformat() if isinstance(raw, time) else str(raw)
