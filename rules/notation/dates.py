"""Dates: a full date, in text or as a number cell; a day with or without its year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache

from rules.exact import plain
from rules.notation.misread import NOT_APPLICABLE, Misread, unread
from rules.notation.quantities import out_of_range, too_long
from rules.notation.writing import LONGEST, no_answer, tidy
from rules.results import Scalar


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; `year` is None where it was not written."""

    year: int | None
    month: int
    day: int

    def __str__(self) -> str:
        """The day in Chinese: 2023年6月30日."""
        return f"{year_shown(self.year)}{self.month}月{self.day}日"


def year_shown(year: int | None) -> str:
    """The year in front of a month, or nothing where it was not written."""
    return "" if year is None else f"{year}年"


_ADVICE = "请写完整的日期，例如 2023-06-30 或 2023年6月30日。"
_FULL = re.compile(
    r"^(?:([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号])"
    r"(?:[ T]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?$"
)
_COMPACT = re.compile(r"^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})$")
_LAST_SERIAL = 2958465  # 9999-12-31


def impossible(year: int | None, month: int, day: int | None, written: str) -> Misread | None:
    """Refuse a day that no calendar has; a year not written may be a leap year."""
    right = 1 <= month <= 12 and (year is None or 1900 <= year <= 9999)
    if right and day is not None:
        right = 1 <= day <= monthrange(2000 if year is None else year, month)[1]
    return None if right else unread(written, "不是日历上有的日期。", _ADVICE)


def _compact(text: str, written: str) -> date | Misread | None:
    """A date of eight digits. Only where a date is wanted: elsewhere 20231231 is a number."""
    match = _COMPACT.match(text)
    return _date(int(match[1]), int(match[2]), int(match[3]), written) if match else None


def _from_serial(value: Fraction) -> date | Misread:
    """A date as a number cell holds it, in the 1900 system; a time of day is left off."""
    if misread := out_of_range(value):
        return misread
    number = value.numerator // value.denominator
    if value.denominator == 1 and 19000101 <= number <= 20991231:
        return _compact(str(number), str(number)) or unread(str(number), "不是日期。", _ADVICE)
    if not 1 <= number <= _LAST_SERIAL:
        return unread(plain(value), "不是日期。", _ADVICE)
    if number == 60:  # Excel's 1900-02-29
        return unread("60", "在表格里是 1900-02-29，日历上没有这一天。", _ADVICE)
    return date(1899, 12, 31 if number < 60 else 30) + timedelta(days=number)


def _date(year: int, month: int, day: int, written: str) -> date | Misread:
    return impossible(year, month, day, written) or date(year, month, day)


def full_date(text: str, written: str) -> date | Misread | None:
    """A whole date that is all of the text; None if it does not look like one."""
    match = _FULL.match(text)
    if not match:
        return None
    year, month, day = (
        (match[1], match[3], match[4]) if match[1] else (match[5], match[6], match[7])
    )
    return _date(int(year), int(month), int(day), written)


@lru_cache(maxsize=4096, typed=True)
def _read_date(raw: Scalar | int) -> date | Misread | None:
    if raw is None:
        return None
    if isinstance(raw, bool):
        return unread("TRUE" if raw else "FALSE", "是真假值，这里要的是日期。", _ADVICE)
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, int | Fraction):
        return _from_serial(Fraction(raw))
    text = tidy(raw)
    if not text:
        return None
    empty = no_answer(text, raw)
    if empty is NOT_APPLICABLE:
        return unread(raw, "表示不适用，这里要的是日期。", _ADVICE)
    return (
        empty
        or full_date(text, raw)
        or _compact(text, raw)
        or unread(raw, "不能读成一个完整的日期。", _ADVICE)
    )


def read_date(raw: Scalar | int) -> date | Misread | None:
    """Read a full date: a date, a serial number of the 1900 system, or text; None for a blank.

    Serials 1 to 2958465 are read, 60 (Excel's 1900-02-29) is refused. A time of day is left off.
    """
    if isinstance(raw, str) and len(raw) > LONGEST:
        return too_long(raw) if raw.strip() else None
    return _read_date(raw)
