"""Actuals: what the cell 实际完成值 says was reached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from rules.notation.dates import Day
from rules.notation.deadlines import find_day
from rules.notation.misread import Misread, NotApplicable, unread
from rules.notation.quantities import Quantity, measure, number_cell
from rules.notation.reasons import is_spelled_out, why_unread
from rules.notation.relations import DONE, REACHED, Relation, after_verb, peel
from rules.notation.units import RATIO
from rules.notation.writing import (
    HAN,
    HAS_DIGIT,
    LONGEST,
    as_written,
    is_plain,
    is_prose,
    no_answer,
    tidy,
)
from rules.results import Scalar


@dataclass(frozen=True, slots=True)
class NumericActual:
    """A figure reached."""

    quantity: Quantity

    @property
    def text(self) -> str:
        """The figure as written."""
        return self.quantity.text


@dataclass(frozen=True, slots=True)
class DateActual:
    """The day on which it was done."""

    day: Day

    @property
    def text(self) -> str:
        """The day in Chinese."""
        return str(self.day)


@dataclass(frozen=True, slots=True)
class LevelActual:
    """Words with the share that a person gives them: `部分达成 70%` is (部分达成, 7/10).

    Whether the words are a level of the policy is for the scoring to say.
    """

    label: str
    share: Fraction | None
    text: str


@dataclass(frozen=True, slots=True)
class StateActual:
    """Words alone (及时, 达成预期指标, 无)."""

    text: str


Actual: TypeAlias = NumericActual | DateActual | LevelActual | StateActual

_REACHED_FIGURE = "请写实际达到的数，例如 92%、50个。"
# Words before a share that make it inexact or a requirement: 完成约95%, 超过95%.
_NO_LABEL_END = tuple("约近超过足于少多负到")
_LABEL = re.compile(rf"^[{HAN}][{HAN}、,“”]*$")


def _figure(text: str, raw: str) -> NumericActual | Misread | None:
    """The text as one figure; None where it does not begin as one."""
    body = after_verb(text, REACHED)
    if body is None and (body := after_verb(text, DONE)) is not None:
        quantity = measure(body, raw)
        # 完成95% is a share of the work as well as a figure: words and share, as written.
        if isinstance(quantity, Quantity) and quantity.unit and quantity.unit.dimension == RATIO:
            return None
    body = text if body is None else body
    if body[0] not in "0123456789+-" and not body.startswith(("百分之", "千分之", "万分之")):
        return None
    return _measured(body, raw)


def _measured(body: str, raw: str) -> NumericActual | Misread:
    quantity = measure(body, raw)
    return NumericActual(quantity) if isinstance(quantity, Quantity) else quantity


def _level(text: str, raw: str) -> LevelActual | None:
    """Words and a percentage, perhaps between them a colon, a comma or parentheses."""
    first = HAS_DIGIT.search(text)
    if not first:
        return None
    label, share = text[: first.start()].rstrip(":,(、 "), text[first.start() :].rstrip(")")
    if not _LABEL.match(label) or label.endswith(_NO_LABEL_END):
        return None
    quantity = measure(share, raw)
    if isinstance(quantity, Misread) or quantity.unit is None or quantity.unit.dimension != RATIO:
        return None
    return LevelActual(label, quantity.value, as_written(raw))


@lru_cache(maxsize=16384, typed=True)
def _read_actual(raw: Scalar | int) -> Actual | Misread | NotApplicable | None:
    if raw is None:
        return None
    if isinstance(raw, bool):
        return StateActual("是" if raw else "否")
    if isinstance(raw, int | Fraction):
        cell = number_cell(raw)
        return NumericActual(cell) if isinstance(cell, Quantity) else cell
    if isinstance(raw, date):
        return DateActual(Day(raw.year, raw.month, raw.day))
    if is_plain(raw):
        return _measured(raw, raw)
    text = tidy(raw)
    return (no_answer(text, raw) or _from_text(text, raw)) if text else None


def _operator(text: str, raw: str) -> Misread | None:
    """Refuse a requirement (`≥90%`, 98%以上) where the figure reached belongs."""
    peeled = peel(text)
    if peeled is None:
        return unread(raw, "带有比较符号，实际完成值要写实际达到的数。", _REACHED_FIGURE)
    relation, rest, word = peeled
    if relation is Relation.NONE or rest[:1] not in tuple("0123456789+-"):
        return None
    return unread(raw, f"带有“{word}”，实际完成值要写实际达到的数。", _REACHED_FIGURE)


def _from_text(text: str, raw: str) -> Actual | Misread:
    day = find_day(text, raw)
    if day:
        return day if isinstance(day, Misread) else DateActual(day)
    if is_spelled_out(text):
        return why_unread(text, raw)
    if is_prose(text):
        return StateActual(as_written(raw))
    figure = _figure(text, raw)
    if isinstance(figure, NumericActual):
        return figure
    return _operator(text, raw) or figure or _level(text, raw) or why_unread(text, raw)


def read_actual(raw: Scalar | int) -> Actual | Misread | NotApplicable | None:
    """Read an actual: a figure, a day, words with a share, or words.

    None for a blank (not yet filled in), `NOT_APPLICABLE` for `/` and its like. TRUE and FALSE are
    是 and 否. A date may also come as a number cell: `read_date` reads that where one is wanted.
    """
    if isinstance(raw, str) and len(raw) > LONGEST:
        return StateActual(as_written(raw)) if raw.strip() else None
    return _read_actual(raw)
