"""Yes and no, as forms have them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Final

from rules.exact import plain
from rules.notation.misread import Misread, two_readings, unread
from rules.notation.quantities import out_of_range, too_long
from rules.notation.writing import LONGEST, no_answer, tidy
from rules.results import Scalar

_YES: Final = frozenset({"是", "有", "√", "✓", "✔", "☑", "TRUE", "Y", "YES"})
_NO: Final = frozenset({"否", "无", "×", "✗", "✘", "☒", "FALSE", "N", "NO"})
_ADVICE: Final = "请填写 是 或 否。"


def read_yes_no(raw: Scalar | int) -> bool | Misread | None:
    """Read 是/否, 有/无, √/×, TRUE/FALSE, Y/N; None for a blank.

    The numbers 1 and 0 are refused: in such a column they are as often a count.
    """
    if isinstance(raw, str) and len(raw) > LONGEST:
        return too_long(raw) if raw.strip() else None
    return _read_yes_no(raw)


@lru_cache(maxsize=4096, typed=True)
def _read_yes_no(raw: Scalar | int) -> bool | Misread | None:
    if raw is None or isinstance(raw, bool):
        return raw
    if isinstance(raw, int | Fraction):
        number = Fraction(raw)
        return out_of_range(number) or two_readings(
            plain(number), "可能是“是”或“否”，也可能是个数。", _ADVICE
        )
    if isinstance(raw, date):
        return unread(f"{raw:%Y-%m-%d}", "是日期，这里要的是 是 或 否。", _ADVICE)
    text = tidy(raw)
    if not text:
        return None
    word = text.upper()
    if word in _YES or word in _NO:
        return word in _YES
    empty = no_answer(text, raw)
    return empty if isinstance(empty, Misread) else unread(raw, "不是“是”或“否”。", _ADVICE)
