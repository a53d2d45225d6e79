"""评分、权重、指标体系、等级: bands without gap or overlap, sums that come out, nothing left open."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from rules.exact import plain
from rules.model.common import Round, RoundingWord
from rules.model.policy import Policy
from rules.model.scalars import Figure
from rules.model.scoring import Direction, Method, Written
from rules.nearest import nearest
from rules.proof.report import Path, Report, Whole
from rules.wording import percent


def prove(policy: Policy, report: Report, whole: Whole) -> None:
    """Report gaps, overlaps, wrong sums, and what a method leaves unsaid."""
    if policy.scoring:
        rounding(("评分", "取整"), policy.scoring.rounding, ("", "分"), report)
        taken: dict[Written, str] = {}
        for name, method in policy.scoring.methods.items():
            path: Path = ("评分", "方法", name)
            _method(path, method, report, whole)
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
    if policy.indicators:
        rows = policy.indicators.rows
        each = [row.points for row in rows]
        if whole(("指标体系", "各行")):
            _sum(("指标体系", "合计"), "各行分值", each, policy.indicators.total.value, report)
        for number, row in enumerate(rows):
            points(("指标体系", "各行", number, "分值"), row.points, report)
            if row.rate and row.rate not in policy.rates:
                advice = nearest(row.rate, policy.rates) or "请先在“比率”里声明"
                report(("指标体系", "各行", number, "比率"), f"没有名为“{row.rate}”的比率", advice)
    for name, scale in policy.grades.items():
        points(("等级", name, "满分"), scale.full, report)
        for grade, bound in scale.lower_bounds.items():
            points(("等级", name, "下限", grade), bound, report)
        if whole(("等级", name, "下限")):
            _scale(("等级", name), scale.full.value, scale.lower_bounds, report)
        rounding(("等级", name, "先取整"), scale.round_first, ("", "分"), report)
    for name, rate in policy.rates.items():
        rounding(("比率", name, "取整"), rate.rounding, ("", "比率"), report)


def points(path: Path, figure: Figure, report: Report) -> None:
    """Points are plain numbers, 0 or above."""
    if figure.dimension not in ("", "分") or figure.value < 0:
        report(path, f"“{figure}”不是分数", "请写 0 或正数，如 10")


def _share(path: Path, figure: Figure, report: Report) -> None:
    """A share of the points, from none to all."""
    if figure.dimension != "比率" or not 0 <= figure.value <= 1:
        report(path, f"“{figure}”不是 0%～100% 的比例", "如 100%")


def rounding(path: Path, to: Round, dimensions: tuple[str, ...], report: Report) -> None:
    """A rounding must say to what, in a unit of what is rounded."""
    if to.how is RoundingWord.NONE:
        if to.to is not None:
            report(path, "写了“不取整”又写了“到”", "请删去一项")
        return
    if to.to is None:
        report(path, "取整没有写“到”哪一位", "如 {到: 0.01, 方式: 四舍五入}")
    elif to.to.value <= 0:
        report((*path, "到"), "取整的单位应大于 0", "如 0.01")
    elif to.to.dimension not in dimensions:
        report((*path, "到"), f"取整到“{to.to}”，单位与结果不符", "请按结果的单位写")


def _sum(path: Path, what: str, parts: Iterable[Figure], total: Fraction, report: Report) -> None:
    found = sum((part.value for part in parts), Fraction(0))
    if found != total:
        report(path, f"{what}之和为 {plain(found)}，合计写的是 {plain(total)}", "请核对分值")


def _method(path: Path, method: Method, report: Report, whole: Whole) -> None:
    if method.rounding:
        rounding((*path, "取整"), method.rounding, ("", "分"), report)
    if method.overshoot:
        reach = method.overshoot.reach
        if reach.dimension != "比率" or reach.value < 1:
            report((*path, "超额", "达到"), "超额的界限应写成不低于 100% 的百分数", "如 130%")
    if method.same_words:
        _share((*path, "文字相同"), method.same_words, report)
    if method.direction is Direction.QUALITATIVE:
        if whole((*path, "档次")):
            _levels(path, method, report)
        if method.short is not None:
            report((*path, "未完成"), "定性方法不写“未完成”", "请删去")
        return
    for word, given in (
        ("档次", method.levels),
        ("同义", method.synonyms),
        ("未写比例", method.bare),
    ):
        if given:
            report((*path, word), f"“{word}”只用于定性方法", "请删去，或把方向改为 定性")
    if method.short is None:
        report(
            path, "没有写“未完成”时怎样计分", "按比例、到目标两倍扣完、不得分，或写明 文件未规定"
        )
    if method.direction is Direction.EQUAL and method.zero_target is None:
        report(path, "没有写“目标为零”时怎样计分", "文件没有规定的，写 目标为零: 文件未规定")


def _levels(path: Path, method: Method, report: Report) -> None:
    spans = sorted(method.levels.items(), key=lambda item: item[1].low)
    if not spans:
        report(path, "定性方法没有写“档次”", "如 档次: {达成: 80%..100%, 未达成: 0%..80%}")
        return
    if spans[0][1].low != 0 or spans[-1][1].high != 1:
        report((*path, "档次"), "各档没有从 0% 排到 100%", "请补齐两头")
    for (below, a), (above, b) in pairwise(spans):
        if a.high != b.low:
            what = "之间有空档" if a.high < b.low else "重叠"
            middle = f"{percent(min(a.high, b.low))}～{percent(max(a.high, b.low))}"
            report(
                (*path, "档次", above), f"“{below}”与“{above}”{what}（{middle}）", "各档应首尾相接"
            )
    for level in [*method.synonyms, *method.bare]:
        if level not in method.levels:
            report(path, f"“{level}”不是一个档次", nearest(level, method.levels))
    for level, share in method.bare.items():
        span = method.levels.get(level)
        if span and not span.low <= share.value <= span.high:
            report(
                (*path, "未写比例", level), f"“{level}”的 {share} 不在它的区间 {span} 内", "请核对"
            )


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
