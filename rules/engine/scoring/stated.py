"""What the policy itself states of a row: its target, its target month by month, its points."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from fractions import Fraction

from rules.engine.scoring.scored_row import Target
from rules.engine.scoring.stepwise import looks_at_target
from rules.exact import plain
from rules.model.scoring import Direction, Measured, Method
from rules.notation import (
    DeadlineTarget,
    Misread,
    NumericTarget,
    Relation,
    StateTarget,
    read_target,
)
from rules.results import Reason, Refusal, Scalar, Step

_MONTH = re.compile(r"^([0-9]{1,2})月(?:份|底|末|([0-9]{1,2})[日号])?(?:之?前)?$")
_NEED_NONE = (Direction.COUNT, Direction.CASES, Direction.STAGES)
#: A leap year, so that 2月29日 is a day.
_LEAP = 2000


@dataclass(frozen=True, slots=True)
class RowTarget:
    """The target by which a row is scored, the steps that led to it, and the keywords read."""

    target: Target
    steps: tuple[Step, ...] = ()
    read: tuple[str, ...] = ()


def needs_target(method: Method) -> bool:
    """Whether the method compares the actual with the target of the form."""
    if method.direction in _NEED_NONE:
        return False
    if method.direction is Direction.STEPS and method.measured is Measured.ACTUAL:
        assert method.steps is not None
        return looks_at_target(method.steps)
    return not (method.direction is Direction.BANDS and method.measured is Measured.ACTUAL)


def wrong_points(method: Method, full: Fraction) -> Refusal | None:
    """The refusal for points that are not those that the document prints."""
    stated = method.stated_points
    if stated is None or stated.value == full:
        return None
    return Refusal(
        Reason.BREAKS_RULE,
        f"文件规定这一项 {plain(stated.value)} 分，本行分值是 {plain(full)}",
        "请核对分值和计分方法",
    )


def target_of(
    method: Method | None, raw: Scalar, read: Target | Misread | None
) -> RowTarget | Refusal:
    """The target of the row: the form's own, or what the policy states instead."""
    written = str(raw).strip() if isinstance(raw, str) else ""
    if method is not None:
        if method.by_month:
            return _of_month(method, written, read)
        if method.stated_target:
            return _stated(method, written, read)
        if not needs_target(method) and (read is None or isinstance(read, Misread)):
            return RowTarget(StateTarget(written))
    if isinstance(read, Misread):
        return Refusal(read.reason, f"年度指标值{read.message}", read.advice)
    if read is None:
        return Refusal(
            Reason.MISSING_VALUE, "没有填年度指标值", "请填写指标值，如 ≥80%；不适用的行填 /"
        )
    return RowTarget(read)


def _stated(method: Method, written: str, read: Target | Misread | None) -> RowTarget | Refusal:
    first, *others = method.stated_target
    meant = read_target(first)
    assert isinstance(meant, (NumericTarget, DeadlineTarget, StateTarget))
    if read is None or written in others:
        step = Step("target_stated", {"target": meant.text, "written": written})
        return RowTarget(meant, (step,), read=("规定指标值",))
    if isinstance(read, (NumericTarget, DeadlineTarget, StateTarget)) and _same(meant, read):
        return RowTarget(meant)
    return Refusal(
        Reason.BREAKS_RULE,
        f"文件规定的指标值是 {meant.text}，本行写的是“{written or getattr(read, 'text', '')}”",
        f"请写成 {meant.text}，或换一种计分方法",
    )


def _same(meant: Target, read: Target) -> bool:
    if isinstance(meant, NumericTarget) and isinstance(read, NumericTarget):
        units = {q.unit.dimension for q in (meant.quantity, read.quantity) if q.unit}
        bare_number = read.quantity.from_number and read.quantity.unit is None
        fits = len(units) < 2 and (
            meant.quantity.value == 0
            or bare_number
            or (meant.quantity.unit is None) == (read.quantity.unit is None)
        )
        signs = read.relation in (meant.relation, Relation.NONE)
        return fits and signs and meant.quantity.value == read.quantity.value
    return type(meant) is type(read) and meant.text == read.text


def _of_month(method: Method, written: str, read: Target | Misread | None) -> RowTarget | Refusal:
    """`7月`, `7月底前≥40%` or the date of a cell: the target of that month."""
    deadline = None
    if isinstance(read, DeadlineTarget) or (isinstance(read, NumericTarget) and read.deadline):
        deadline = read.deadline
    match = _MONTH.match(written)
    if deadline is not None:
        asked = _day(deadline.month, deadline.day)
    elif match:
        asked = _day(int(match[1]), int(match[2]) if match[2] else None)
    else:
        asked = None
    name = next((name for name in method.by_month if asked and month_of(name) == asked), None)
    if name is None and isinstance(read, NumericTarget) and read.deadline is None:
        # The month stands in the indicator's name, its figure alone in the cell.
        value = read.quantity.value
        name = next((n for n, figure in method.by_month.items() if figure.value == value), None)
    if name is None:
        listed = "、".join(f"{name}（{figure}）" for name, figure in method.by_month.items())
        said = f"“{written or getattr(read, 'text', '')}”"
        return Refusal(
            Reason.BREAKS_RULE if read else Reason.MISSING_VALUE,
            f"年度指标值{said}不是文件规定的月度指标",
            f"请写月份，文件规定的有：{listed}",
        )
    figure = method.by_month[name]
    if isinstance(read, NumericTarget) and read.quantity.value != figure.value:
        return Refusal(
            Reason.BREAKS_RULE,
            f"文件规定{name}的指标值是 {figure}，本行写的是“{read.text}”",
            f"请写成 {figure}",
        )
    meant = read_target(figure.text)
    assert isinstance(meant, NumericTarget)
    step = Step("target_of_month", {"name": name, "target": figure})
    return RowTarget(meant, (step,), read=("月度指标",))


def month_of(name: str) -> tuple[int, int] | None:
    """The day that a keyword such as 7月 or 9月30日 means; None where it names none."""
    match = _MONTH.match(name)
    return _day(int(match[1]), int(match[2]) if match[2] else None) if match else None


def _day(month: int, day: int | None) -> tuple[int, int] | None:
    """A day of the year; the end of the month where none is named."""
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(_LEAP, month)[1]
    found = last if day is None or (month == 2 and day == 28) else day
    return (month, found) if 1 <= found <= last else None
