"""Numbers of cells: read exactly, given back as a cell holds them, and turned into and out of text.

A cell's float is read as the decimal of at most 15 digits that denotes it, which is what a person
typed; a float that no such decimal denotes (1/3) is read as it is. Between the two, sums and products
come out as Excel shows them: 0.1+0.2 is 0.3, and three thirds are 1.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from rules.exact import from_float
from udfs.cells import CellError
from workbook_templates.recalculation.nodes import Scalar

Number: TypeAlias = int | float

_WHOLE_LIMIT = 10**15  # below it a whole float and an int are the same cell
_LARGEST = Fraction(10) ** 308
_NUMERAL = re.compile(
    r"([+-]?)[¥$]?([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3}))?(%?)"
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|年(\d{1,2})月)(\d{1,2})日?")
_DAY_ZERO = date(1899, 12, 30)
_FIRST_SAFE_SERIAL = 61  # 1 March 1900; before it Excel counts a day that never was

_LAST_SERIAL = 2_958_465  # 31 December 9999


def is_number(value: object) -> bool:
    """Whether a cell's value is a number; TRUE and FALSE are not."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def exact(value: Number) -> Fraction:
    """The number that a cell's float stands for; raises `ValueError` for infinities."""
    if isinstance(value, int):
        return Fraction(value)
    decimal = from_float(value)
    return decimal if float(decimal) == value else Fraction(value)


def shown(value: Number) -> Fraction:
    """The number at the 15 digits that a spreadsheet shows, by which it compares and rounds."""
    return from_float(float(value)) if isinstance(value, float) else Fraction(value)


def as_cell(value: Fraction) -> Number | CellError:
    """The number as a cell holds it: whole ones as int, the rest as the nearest float; or #NUM!."""
    if abs(value) > _LARGEST:
        return CellError.NUM
    if value.denominator == 1 and abs(value.numerator) < _WHOLE_LIMIT:
        return value.numerator
    return float(value)


def tidy(value: Number) -> Number | CellError:
    """A float of any source as a cell holds it."""
    if isinstance(value, int) and abs(value) < _WHOLE_LIMIT:
        return value
    try:
        value = float(value)
        whole = value.is_integer() and abs(value) < _WHOLE_LIMIT
        return int(value) if whole else value if abs(value) <= 1e308 else CellError.NUM
    except OverflowError:
        return CellError.NUM


def to_number(value: Scalar) -> Number | CellError:
    """A cell as an operand of arithmetic: blank is 0, TRUE is 1, text is read or is #VALUE!."""
    if value is None:
        return 0
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        read = number_in(value)
        return CellError.VALUE if read is None else read
    return value


def number_in(text: str) -> Number | None:
    """The number that Excel sees in a text (``95%``, ``1,200``, ``2023-12-31`` as a serial), or None."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > 64:
        return None
    found = _NUMERAL.fullmatch(plain)
    if found is None:
        return _serial_in(plain)
    first_sign, second_sign, digits, exponent, percent = found.groups()
    if first_sign and second_sign:
        return None
    value = Fraction(Decimal(digits.replace(",", "")))
    value *= Fraction(10) ** (int(exponent or 0) - (2 if percent else 0))
    cell = as_cell(-value if "-" in first_sign + second_sign else value)
    return None if isinstance(cell, CellError) else cell


def _serial_in(text: str) -> int | None:
    found = _DATE.fullmatch(text)
    if found is None or (text.endswith("日") != ("年" in text)):
        return None
    year, dashed, slashed, chinese, day = found.groups()
    try:
        serial = serial_of(date(int(year), int(dashed or slashed or chinese), int(day)))
    except ValueError:
        return None
    return serial if serial >= _FIRST_SAFE_SERIAL else None


def serial_of(day: date) -> int:
    """The serial number of a day from March 1900 on; earlier ones are one day off in Excel."""
    return (date(day.year, day.month, day.day) - _DAY_ZERO).days


def date_of(serial: Number) -> date | None:
    """The day of a serial number; None before 1900 or after 9999."""
    if not 0 <= serial <= _LAST_SERIAL:
        return None
    offset = 0 if serial >= _FIRST_SAFE_SERIAL else 1
    return _DAY_ZERO + timedelta(days=int(serial) + offset)


def to_text(value: Scalar) -> str | CellError:
    """A cell as `&` joins it: numbers at 15 digits, TRUE and FALSE as words, blank as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _general(value)
    return value


def _general(value: Number) -> str:
    rounded = Decimal(f"{value:.14e}").normalize()
    if not rounded:
        return "0"
    power = rounded.adjusted()
    if -10 < power < 20:
        return f"{rounded:f}"
    return f"{rounded.scaleb(-power):f}E{power:+03d}"


def to_truth(value: Scalar) -> bool | CellError:
    """A cell as a condition: numbers other than 0 are true, text is only TRUE or FALSE."""
    if value is True or value is False:  # what a comparison gives
        return value
    if isinstance(value, str):
        word = value.strip().upper()
        return word == "TRUE" if word in ("TRUE", "FALSE") else CellError.VALUE
    return value if isinstance(value, CellError) else bool(value)
