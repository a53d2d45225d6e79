"""Targets: what the cell 年度指标值 asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from rules.notation.deadlines import Deadline, find_deadline, only_words
from rules.notation.misread import Misread, NotApplicable, two_readings, unread
from rules.notation.quantities import Quantity, measure, number_cell
from rules.notation.reasons import is_spelled_out, why_unread
from rules.notation.relations import DONE, Relation, after_verb, peel
from rules.notation.writing import HAN, LONGEST, as_written, is_plain, is_prose, no_answer, tidy
from rules.results import Scalar


@dataclass(frozen=True, slots=True)
class NumericTarget:
    """A figure to be reached, kept under or met, perhaps by a day (`9月30日前≥80%`)."""

    relation: Relation
    quantity: Quantity
    deadline: Deadline | None
    text: str


@dataclass(frozen=True, slots=True)
class DeadlineTarget:
    """Something to be done by a day (`12月底前`)."""

    deadline: Deadline
    text: str


@dataclass(frozen=True, slots=True)
class StateTarget:
    """A state in words (及时, 合格, 否, 严格执行相关制度规定); TRUE and FALSE are 是 and 否."""

    text: str


_SIGNS = "≥≤><="
_WORDS_FIRST = re.compile(rf"^[{HAN}]+[0-9]+(?:\.[0-9]+)?[%{HAN}]*$")

Target: TypeAlias = NumericTarget | DeadlineTarget | StateTarget


def _numeric(body: str, deadline: Deadline | None, written: str) -> NumericTarget | Misread:
    done = after_verb(body, DONE)
    peeled = peel(body if done is None else done)
    if peeled is None:
        return unread(
            written,
            "前后两个比较符号意思不一致。",
            "请只留一个，例如 ≥80% 或 ≤80%；两个界限请分行写。",
        )
    relation, rest, _ = peeled
    quantity = measure(rest, written)
    if isinstance(quantity, Misread):
        return quantity
    return _signed(NumericTarget(relation, quantity, deadline, as_written(written)))


def _signed(target: NumericTarget) -> NumericTarget | Misread:
    """Refuse a negative figure that lacks its operator, or a tolerance under zero."""
    if target.quantity.value >= 0 or target.relation not in (Relation.NONE, Relation.AROUND):
        return target
    figure = target.quantity.text
    if target.relation is Relation.AROUND:
        return unread(target.text, "的允许偏差不能是负数。", f"请写成 ±{figure.lstrip('-')}。")
    return two_readings(
        target.text,
        f"没有比较符号，不知道是至少还是至多 {figure}。",
        f"要求下降的请写 ≤{figure}，允许下降的请写 ≥{figure}。",
    )


@lru_cache(maxsize=16384, typed=True)
def _read_target(raw: Scalar | int) -> Target | Misread | NotApplicable | None:
    if raw is None:
        return None
    if isinstance(raw, bool):
        return StateTarget("是" if raw else "否")
    if isinstance(raw, int | Fraction):
        cell = number_cell(raw)
        if isinstance(cell, Quantity):
            return _signed(NumericTarget(Relation.NONE, cell, None, cell.text))
        return cell
    if isinstance(raw, date):
        return DeadlineTarget(Deadline(raw.year, raw.month, raw.day), f"{raw:%Y-%m-%d}")
    if is_plain(raw.lstrip(_SIGNS)):
        return _numeric(raw, None, raw)
    text = tidy(raw)
    return (no_answer(text, raw) or _from_text(text, raw)) if text else None


def _from_text(text: str, raw: str) -> Target | Misread:
    found = find_deadline(text, raw)
    if isinstance(found, Misread):
        return found
    if found:
        deadline, rest = found
        if only_words(rest) and not is_spelled_out(rest):
            return DeadlineTarget(deadline, as_written(raw))
        numeric = _numeric(rest, deadline, raw)
        if isinstance(numeric, Misread) and _WORDS_FIRST.match(rest):
            return unread(
                raw,
                "在期限和数之间还有别的字，不能确定是什么数。",
                f"请只写期限和数，例如 {deadline}≥80%。",
            )
        return numeric
    peeled = peel(text)
    if peeled and is_spelled_out(peeled[1]):
        return why_unread(peeled[1], raw)
    return StateTarget(as_written(raw)) if is_prose(text) else _numeric(text, None, raw)


def read_target(raw: Scalar | int) -> Target | Misread | NotApplicable | None:
    """Read a target: a figure with its operator, a deadline, or a state in words.

    None for a blank, `NOT_APPLICABLE` for `/` and its like. A date alone is a deadline, that day
    included.
    """
    if isinstance(raw, str) and len(raw) > LONGEST:
        return StateTarget(as_written(raw)) if raw.strip() else None
    return _read_target(raw)
