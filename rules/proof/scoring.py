"""评分、权重、指标体系、等级: bands without gap or overlap, sums that come out, nothing left open."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from rules.exact import plain
from rules.model.common import Printed
from rules.model.grades import Scale
from rules.model.policy import Policy
from rules.model.scalars import Figure
from rules.model.scoring import Written
from rules.nearest import nearest
from rules.proof import methods
from rules.proof.figures import points, rounding
from rules.proof.report import Path, Report, Whole

__all__ = ["CHECK_POINTS", "as_printed", "points", "prove", "rounding"]

#: What to do where parts do not sum up to what is written.
CHECK_POINTS = "请核对分值；文件印的就对不上的，这里写各项之和，印的数写在“印出”里"


def prove(policy: Policy, report: Report, whole: Whole) -> None:
    """Report gaps, overlaps, wrong sums, and what a method leaves unsaid."""
    if policy.scoring:
        rounding(("评分", "取整"), policy.scoring.rounding, ("", "分"), report)
        taken: dict[Written, str] = {}
        for name, method in policy.scoring.methods.items():
            path: Path = ("评分", "方法", name)
            methods.prove(path, method, report, whole)
            for written in method.applies:
                if written in taken:
                    report(
                        (*path, "适用"),
                        f"写法“{written.value}”已归“{taken[written]}”",
                        "一种写法只能归一种计分方法",
                    )
                taken.setdefault(written, name)
    if policy.weights:
        weights = policy.weights
        for name, part in weights.parts.items():
            points(("权重", "分项", name), part, report)
        if whole(("权重", "分项")):
            _sum(("权重", "合计"), "分项", weights.parts.values(), weights.total.value, report)
        as_printed(("权重", "印出"), weights.printed, weights.total, report)
    if policy.indicators:
        rows = policy.indicators.rows
        each = [row.points for row in rows]
        if whole(("指标体系", "各行")):
            _sum(("指标体系", "合计"), "各行分值", each, policy.indicators.total.value, report)
        as_printed(("指标体系", "印出"), policy.indicators.printed, policy.indicators.total, report)
        for number, row in enumerate(rows):
            points(("指标体系", "各行", number, "分值"), row.points, report)
            if row.rate and row.rate not in policy.rates:
                advice = nearest(row.rate, policy.rates) or "请先在“比率”里声明"
                report(("指标体系", "各行", number, "比率"), f"没有名为“{row.rate}”的比率", advice)
    for name, scale in policy.grades.items():
        points(("等级", name, "满分"), scale.full, report)
        _one_way(("等级", name), scale, report)
        for grade, bound in scale.lower_bounds.items():
            points(("等级", name, "下限", grade), bound, report)
        if whole(("等级", name, "下限")):
            _scale(("等级", name), scale.full.value, scale.lower_bounds, report)
        rounding(("等级", name, "先取整"), scale.round_first, ("", "分"), report)
    for name, rate in policy.rates.items():
        rounding(("比率", name, "取整"), rate.rounding, ("", "比率"), report)


def _sum(path: Path, what: str, parts: Iterable[Figure], total: Fraction, report: Report) -> None:
    found = sum((part.value for part in parts), Fraction(0))
    if found != total:
        said = f"{what}之和为 {plain(found)}，合计写的是 {plain(total)}"
        report(path, said, CHECK_POINTS)


def as_printed(path: Path, printed: Printed | None, used: Figure | None, report: Report) -> None:
    """印出: a number of points other than the one that is used."""
    if printed is None:
        return
    points((*path, "数"), printed.figure, report)
    if used is None:
        report(path, "没有写计分用的数，“印出”无从比较", "请写明，或删去“印出”")
    elif used.dimension == printed.figure.dimension and used.value == printed.figure.value:
        report(path, f"印出的 {printed.figure} 与计分用的数相同", "请删去“印出”")


def _one_way(path: Path, scale: Scale, report: Report) -> None:
    if bool(scale.lower_bounds) == (scale.bands is not None):
        report(path, "等级应在“下限”和“分档”中写一种", "如 下限: {优: 90, 良: 80, 中: 60, 差: 0}")
    if scale.bands is not None and scale.bands.by is not None:
        report((*path, "分档", "按"), "等级只按总分分档", "请删去“按”")


def _scale(path: Path, full: Fraction, bounds: dict[str, Figure], report: Report) -> None:
    values = [(name, bound.value) for name, bound in bounds.items()]
    for (higher, a), (lower, b) in pairwise(values):
        if a <= b:
            report(
                (*path, "下限", lower), f"“{lower}”的下限没有低于“{higher}”的下限", "请从高到低排列"
            )
    if values and values[-1][1] != 0:
        report(
            (*path, "下限", values[-1][0]),
            f"最低一等的下限是 {plain(values[-1][1])}，低于它的总分没有等级",
            "最低一等的下限应为 0",
        )
    if values and values[0][1] > full:
        report((*path, "下限", values[0][0]), "最高一等的下限超过满分", "请核对满分")
