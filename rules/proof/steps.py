"""逐级扣分: slopes with a start, a step and a deduction whose units go together."""

from __future__ import annotations

from fractions import Fraction

from rules import expression
from rules.expression import Expression, Kind
from rules.expression.kinds import is_pure
from rules.model.scalars import Figure
from rules.model.scoring import Direction, Measured, Method
from rules.model.steps import Slope, Steps
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
    for word, line in (("低于不得分", steps.nothing_below), ("高于不得分", steps.nothing_above)):
        if line is not None and steps.slopes:
            _formula((*here, word), line, steps.slopes[0].per, method.measured, report)
    _reached(here, steps, report)
    if steps.above and steps.below:
        high, low = (_at_one(found.start) for found in (steps.above, steps.below))
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
    if found.first is not None:
        _lost((*path, "先扣"), found.first, report)
    if found.off is not None:
        _lost((*path, "扣"), found.off, report)
    if found.off_by_target is not None:
        if found.off_by_target.by is not None:
            report((*path, "按指标值扣", "按"), "“按指标值扣”已经是按指标值", "请删去这个“按”")
        for band, figure in found.off_by_target.bands.items():
            _lost((*path, "按指标值扣", "各档", str(band)), figure, report)
    if found.off_by_target is not None and measured is not Measured.ACTUAL:
        report(path, f"按{_word(measured)}逐级扣分，不用指标值", "请改写成“扣”")
    _formula((*path, "起"), found.start, found.per, measured, report)


def _formula(
    path: Path, formula: Expression, per: Figure, measured: Measured | None, report: Report
) -> None:
    """A figure, or a formula over the target, in the unit of the steps."""
    if TARGET in formula.names and measured is not Measured.ACTUAL:
        what = f"按{_word(measured)}逐级扣分，不用指标值"
        report(path[:-1], what, f"“{path[-1]}”请写一个数，如 100%")
    dimension = "" if per.dimension in _RATIOS else per.dimension
    kind = Kind("数", "" if is_pure(dimension) else dimension)
    for fault in expression.check(formula, {TARGET: kind}, kind):
        report(path, f"公式“{formula.text}”：{fault.message}", fault.advice)


def _reached(path: Path, steps: Steps, report: Report) -> None:
    """A line without points must lie beyond the start of its side, which it would never let step."""
    for word, line, side, found in (
        ("低于不得分", steps.nothing_below, -1, steps.below),
        ("高于不得分", steps.nothing_above, 1, steps.above),
    ):
        end = None if line is None else _at_one(line)
        start = None if found is None else _at_one(found.start)
        if end is not None and start is not None and (end - start) * side <= 0:
            report((*path, word), f"“{word}”还没有到起扣的地方，逐级扣分用不上", "请核对两个数")


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


def _at_one(formula: Expression) -> Fraction | None:
    """What a formula gives for a target of 1."""
    found = expression.evaluate(formula, {TARGET: Fraction(1)})
    return found if isinstance(found, Fraction) else None
