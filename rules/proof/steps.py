"""逐级扣分: slopes with a start, a step and a deduction whose units go together."""

from __future__ import annotations

from fractions import Fraction

from rules import expression
from rules.expression import Kind
from rules.expression.kinds import is_pure
from rules.model.scalars import Figure
from rules.model.scoring import Direction, Measured, Method
from rules.model.steps import Slope
from rules.proof.figures import points, share
from rules.proof.report import Path, Report

_RATIOS = ("比率", "百分点")
TARGET = "指标值"


def prove(path: Path, method: Method, report: Report) -> None:
    """Report slopes that cannot be walked."""
    steps = method.steps
    if steps is None or method.direction is not Direction.STEPS:
        return
    here: Path = (*path, "逐级")
    if steps.above is None and steps.below is None:
        report(here, "没有写“超过”或“不足”时怎样扣", "至少写一项")
    for word, found in (("超过", steps.above), ("不足", steps.below)):
        if found is not None:
            slope((*here, word), found, method.measured, method, report)
    _lost((*here, "扣至"), steps.least, report)
    if steps.above and steps.below:
        high, low = (_start(found) for found in (steps.above, steps.below))
        if high is not None and low is not None and high < low:
            report(here, "“超过”的起点低于“不足”的起点，中间两头都扣", "请核对两个“起”")


def slope(
    path: Path, found: Slope, measured: Measured | None, method: Method, report: Report
) -> None:
    """Report what is wrong with one slope."""
    if found.per.value <= 0:
        report((*path, "每"), f"“{found.per}”不大于 0", "如 1个百分点")
    fits(path, "每", measured, found.per.dimension, report)
    if (found.off is None) == (found.off_by_target is None):
        report(path, "“扣”和“按指标值扣”须写一项，只写一项", "如 扣: 0.5分")
    if found.off is not None:
        _lost((*path, "扣"), found.off, report)
    if found.off_by_target is not None:
        if found.off_by_target.by is not None:
            report((*path, "按指标值扣", "按"), "“按指标值扣”已经是按指标值", "请删去这个“按”")
        for band, figure in found.off_by_target.bands.items():
            _lost((*path, "按指标值扣", "各档", str(band)), figure, report)
    uses_target = TARGET in found.start.names or found.off_by_target is not None
    if uses_target and measured is not Measured.ACTUAL:
        report(path, f"按{_word(measured)}逐级扣分，不用指标值", "“起”请写一个数，如 100%")
    dimension = "" if found.per.dimension in _RATIOS else found.per.dimension
    kind = Kind("数", "" if is_pure(dimension) else dimension)
    for fault in expression.check(found.start, {TARGET: kind}, kind):
        report((*path, "起"), f"公式“{found.start.text}”：{fault.message}", fault.advice)


def fits(path: Path, word: str, measured: Measured | None, dimension: str, report: Report) -> None:
    """Whether a figure's unit is one in which that is measured which the rule looks at."""
    if measured in (Measured.SHARE, Measured.DEVIATION) and dimension not in _RATIOS:
        report((*path, word), f"{_word(measured)}是百分比，这里没有写 %", "如 80%、1个百分点")
    if measured is Measured.DAYS_LATE and dimension not in ("时间", ""):
        report((*path, word), "逾期天数以天计", "如 30天")


def _word(measured: Measured | None) -> str:
    return measured.value if measured else "此数"


def _lost(path: Path, figure: Figure, report: Report) -> None:
    """What is taken off, or left: so many points, or a share of the row's."""
    (share if figure.dimension == "比率" else points)(path, figure, report)


def _start(found: Slope) -> Fraction | None:
    """Where a slope starts, for a target of 1."""
    start = expression.evaluate(found.start, {TARGET: Fraction(1)})
    return start if isinstance(start, Fraction) else None
