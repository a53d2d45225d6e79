"""计次、分期、月度指标、规定指标值: counts that can be reached, shares that sum up, targets that read."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.scoring.stated import month_of
from rules.model.scoring import Direction, Method
from rules.notation import DeadlineTarget, Misread, NumericTarget, StateTarget, read_target
from rules.proof.figures import points, share
from rules.proof.report import Path, Report, Whole
from rules.wording import percent


def prove(path: Path, method: Method, report: Report, whole: Whole) -> None:
    """Report counts, stages and months that do not come out."""
    if method.count is not None and method.direction is Direction.COUNT:
        _count((*path, "计次"), method, report)
    if method.direction is Direction.STAGES and whole((*path, "分期")):
        total = sum((stage.share.value for stage in method.stages.values()), Fraction(0))
        for name, stage in method.stages.items():
            share((*path, "分期", name, "占分值"), stage.share, report)
            if stage.due.value <= 0:
                report((*path, "分期", name, "应完成"), f"“{stage.due}”不大于 0", "如 50%")
        if total != 1:
            report((*path, "分期"), f"各期占分值之和为 {percent(total)}，应为 100%", "请核对")
    days: dict[tuple[int, int], str] = {}
    for name in method.by_month:
        day = month_of(name)
        if day is None:
            report((*path, "月度指标", name), f"“{name}”不是月份", "请写成 7月 或 9月30日")
        elif day in days:
            report((*path, "月度指标", name), f"“{name}”与“{days[day]}”是同一天", "请删去一项")
        else:
            days[day] = name


def _count(path: Path, method: Method, report: Report) -> None:
    rule = method.count
    assert rule is not None
    if (rule.off is None) == (rule.gain is None):
        report(path, "“每次扣”和“每次得”须写一项，只写一项", "如 每次扣: 0.5分")
        return
    for word, figure in (("每次扣", rule.off), ("每次得", rule.gain), ("最多", rule.most)):
        if figure is not None:
            (share if figure.dimension == "比率" else points)((*path, word), figure, report)
            if not figure.value:
                report((*path, word), f"“{word}”是 0", "请核对")


def stated_target(path: Path, method: Method, report: Report) -> None:
    """A target that the document states must be readable, and its method be named, not guessed."""
    for word, given in (("规定指标值", method.stated_target), ("月度指标", method.by_month)):
        if given and method.applies:
            report(
                (*path, "适用"),
                f"写了“{word}”的方法只用于这一项指标，不能按指标值的写法自动选用",
                "请删去“适用”，计分时写明方法名称",
            )
    if method.stated_target and method.by_month:
        report((*path, "规定指标值"), "“规定指标值”和“月度指标”只写一项", "请删去一项")
    if method.stated_target:
        read = read_target(method.stated_target[0])
        if isinstance(read, Misread):
            report((*path, "规定指标值", 0), f"规定指标值{read.message}", read.advice)
        elif not isinstance(read, (NumericTarget, DeadlineTarget, StateTarget)):
            report((*path, "规定指标值", 0), "规定指标值没有写明", "如 ≤100%")
