"""Deadlines: the last day allowed, the day on which it was done, and whether the one keeps the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rules.notation.dates import Day, full_date, impossible, year_shown
from rules.notation.misread import Misread, two_readings, unread
from rules.notation.writing import HAN


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day allowed, itself included; `day` None is the end of the month."""

    year: int | None
    month: int
    day: int | None

    def __str__(self) -> str:
        """The deadline in Chinese: 2023年12月底前."""
        return f"{year_shown(self.year)}{self.month}月{'底' if self.day is None else f'{self.day}日'}前"


_LEAD = r"^(?:于|在|截至|截止到|截止|已于|确保)?"
_STATED = re.compile(
    _LEAD + r"(?:(?:([0-9]{4})年|当年|本年|今年)?([0-9]{1,2})月(?:([0-9]{1,2})[日号]|(底|末))?"
    r"|([0-9]{4})([-/.])([0-9]{1,2})\6([0-9]{1,2}))"
)
_YEAR_END = re.compile(_LEAD + r"(?:([0-9]{4})年?|当年?|本|今)?年(?:底|末)")
_BEFORE = re.compile(r"^(?:之前|以前|前)")
#: What may follow the day in an actual; anything else (拟完成, 未完成) is not "done on that day".
_DONE = re.compile(
    r"(?:已|全部)?(?:完成|完工|竣工|支付|拨付|下达|提交|报送)|完成验收|通过验收|验收合格|完成支付|完成拨付"
)
_DEADLINE_WORDS = re.compile(rf"^[{HAN}、,]*$")
_OTHER_TIME = re.compile(r"[不未无前后]|[年月季]度?[底末初]|^[起至到]|以来")


def find_deadline(text: str, written: str) -> tuple[Deadline, str] | Misread | None:
    """The deadline at the start of a tidied text, with what follows it; None where there is none."""
    if whole := full_date(text, written):
        if isinstance(whole, Misread):
            return whole
        return Deadline(whole.year, whole.month, whole.day), ""
    if match := _YEAR_END.match(text):
        deadline = Deadline(int(match[1]) if match[1] else None, 12, None)
    elif (match := _STATED.match(text)) and (match[3] or match[4] or match[8]):
        deadline = Deadline(*_stated(match))
    elif match and (_BEFORE.match(text[match.end() :]) or (match[1] and match.end() == len(text))):
        return _which_end(int(match[2]), written)
    else:
        return None
    if misread := impossible(deadline.year, deadline.month, deadline.day, written):
        return misread
    rest, before = _BEFORE.subn("", text[match.end() :])
    if rest and not before and not _DONE.fullmatch(rest):
        return None  # 年底结余清零 names a time and no deadline
    return deadline, rest.lstrip(",:、 ")


def _which_end(month: int, written: str) -> Misread:
    return two_readings(
        written,
        f"可能到 {month} 月初，也可能到 {month} 月底。",
        f"请写成 {month}月底前，或写明日期，例如 {month}月1日前（有年份的连年份一起写）。",
    )


def _stated(match: re.Match[str]) -> tuple[int | None, int, int | None]:
    if match[8]:
        return int(match[5]), int(match[7]), int(match[8])
    year = int(match[1]) if match[1] else None
    return year, int(match[2]), int(match[3]) if match[3] else None


def only_words(rest: str) -> bool:
    """Whether what follows a deadline is the thing to be done, and no second time or condition."""
    return bool(_DEADLINE_WORDS.match(rest)) and not _OTHER_TIME.search(rest)


def find_day(text: str, written: str) -> Day | Misread | None:
    """The day that a tidied text says something was done on; None where it names no time."""
    whole = full_date(text, written)
    if isinstance(whole, Misread):
        return whole
    if whole:
        return Day(whole.year, whole.month, whole.day)
    if match := _YEAR_END.match(text):
        rest = _BEFORE.sub("", text[match.end() :])
        return _no_day(written) if not rest or _DONE.fullmatch(rest) else None
    match = _STATED.match(text)
    if not match or (match.end() == len(text) and text[:-1].isdecimal()):
        return None  # 12月 may also be twelve months: a matter for the figures
    year, month, day = _stated(match)
    if misread := impossible(year, month, day, written):
        return misread
    rest = text[match.end() :]
    if day is None or (rest and not _DONE.fullmatch(rest)):
        return _no_day(written)
    return Day(year, month, day)


def _no_day(written: str) -> Misread:
    return unread(written, "没有写明完成的那一天。", "请只写完成的日期，例如 2023年12月20日。")


def on_time(deadline: Deadline, day: Day) -> bool | Misread:
    """Whether `day` keeps `deadline`, whose last day counts.

    A year on one side only is refused. Without any year both are taken to lie in one year.
    """
    if (deadline.year is None) != (day.year is None):
        without, year = (day, deadline.year) if day.year is None else (deadline, day.year)
        return two_readings(
            str(without),
            f"没有写年份，另一边写的是 {year} 年。",
            f"请补上年份，例如 {year}年{without}。",
        )
    last = 31 if deadline.day is None else deadline.day
    return (day.year or 0, day.month, day.day) <= (deadline.year or 0, deadline.month, last)
