"""评分.方法: each method says everything that its direction needs, and nothing that it has no use for."""

from __future__ import annotations

from rules.model.overshoot import Deduction
from rules.model.scoring import Direction, Measured, Method, Short
from rules.proof import counting, levels, steps
from rules.proof.figures import points, rounding, share, worth
from rules.proof.report import Path, Report, Whole

_COMPARED = (Direction.HIGHER, Direction.LOWER, Direction.EQUAL)
#: Keyword → the directions in which it means something.
_ONLY_IN = {
    "未完成": (*_COMPARED, Direction.BY_DATE, Direction.STAGES),
    "目标为零": (Direction.EQUAL,),
    "超额": (Direction.HIGHER, Direction.EQUAL, Direction.BANDS, Direction.STEPS),
    "低于不得分": _COMPARED,
    "实际低于不得分": (Direction.HIGHER, Direction.EQUAL),
    "达到得满分": _COMPARED,
    "完成比例取整": (*_COMPARED, Direction.BANDS, Direction.STEPS),
    "按": (Direction.BANDS, Direction.STEPS),
    "分档": (Direction.BANDS,),
    "逐级": (Direction.STEPS,),
    "计次": (Direction.COUNT,),
    "情形": (Direction.CASES,),
    "分期": (Direction.STAGES,),
    "月度指标": (Direction.HIGHER, Direction.LOWER),
    "档次": (Direction.QUALITATIVE,),
    "未写比例": (Direction.QUALITATIVE,),
    "文字相同": (Direction.QUALITATIVE,),
    "同义": (Direction.QUALITATIVE, Direction.CASES),
}
#: What a direction cannot do without, and how it is written.
_NEEDS = {
    Direction.BANDS: {"按": "按: 实际完成值", "分档": "分档: {含: 下限, 各档: {≥90%: 100%, <90%: 0%}}"},
    Direction.STEPS: {
        "按": "按: 实际完成值",
        "逐级": "逐级: {超过: {起: 指标值, 每: 1个百分点, 扣: 0.5分, 不足一级: 不扣}, 扣至: 0分}",
    },
    Direction.COUNT: {"计次": "计次: {每次扣: 0.5分, 最多: 100%}"},
    Direction.CASES: {"情形": "情形: {否: 100%, 是: 0%}"},
    Direction.STAGES: {"分期": "分期: {6月底前: {应完成: 50%, 占分值: 40%}, …}"},
    Direction.QUALITATIVE: {"档次": "档次: {达成: 80%..100%, 未达成: 0%..80%}"},
}  # fmt: skip


def prove(path: Path, method: Method, report: Report, whole: Whole) -> None:
    """Report what is missing, out of place, or cannot be."""
    written = _written(method)
    for word, directions in _ONLY_IN.items():
        if word in written and method.direction not in directions:
            names = "、".join(direction.value for direction in directions)
            report(
                (*path, word),
                f"“{word}”只用于{names}方法，这里的方向是“{method.direction.value}”",
                "逐级扣分的，写在“逐级”里面"
                if word == "低于不得分" and method.direction is Direction.STEPS
                else "请删去，或改方向",
            )
    missing = False
    for word, sample in _NEEDS.get(method.direction, {}).items():
        if word not in written and whole((*path, word)):
            report(path, f"方向是“{method.direction.value}”，没有写“{word}”", f"如 {sample}")
            missing = True
    if method.direction in _ONLY_IN["未完成"] and method.short is None:
        report(
            path, "没有写“未完成”时怎样计分", "按比例、到目标两倍扣完、不得分，或写明 文件未规定"
        )
    if method.direction is Direction.EQUAL and method.zero_target is None:
        report(path, "没有写“目标为零”时怎样计分", "文件没有规定的，写 目标为零: 文件未规定")
    _figures(path, method, report)
    counting.stated_target(path, method, report)
    if missing:
        return
    levels.prove(path, method, report, whole)
    _bands(path, method, report)
    steps.prove(path, method, report)
    counting.prove(path, method, report, whole)
    if method.overshoot:
        _overshoot((*path, "超额"), method, report)


def _written(method: Method) -> frozenset[str]:
    """The keywords that the method uses."""
    given = {
        "未完成": method.short,
        "目标为零": method.zero_target,
        "超额": method.overshoot,
        "低于不得分": method.floor,
        "实际低于不得分": method.least,
        "达到得满分": method.full_from,
        "完成比例取整": method.round_share,
        "按": method.measured,
        "分档": method.bands,
        "逐级": method.steps,
        "计次": method.count,
        "情形": method.cases or None,
        "分期": method.stages or None,
        "月度指标": method.by_month or None,
        "档次": method.levels or None,
        "未写比例": method.bare or None,
        "文字相同": method.same_words,
        "同义": method.synonyms or None,
    }
    return frozenset(word for word, value in given.items() if value is not None)


def _figures(path: Path, method: Method, report: Report) -> None:
    if method.rounding:
        rounding((*path, "取整"), method.rounding, ("", "分"), report)
    if method.round_share:
        rounding((*path, "完成比例取整"), method.round_share, ("比率",), report)
    if method.same_words:
        share((*path, "文字相同"), method.same_words, report)
    if method.floor:
        share((*path, "低于不得分"), method.floor, report)
        if method.least:
            report((*path, "实际低于不得分"), "与“低于不得分”只写一种", "请照文件的说法写一种")
    if method.least:
        _least((*path, "实际低于不得分"), method, report)
    if method.full_from:
        share((*path, "达到得满分"), method.full_from, report)
        if method.short not in (Short.PROPORTIONAL, Short.LINEAR_TO_DOUBLE):
            report((*path, "达到得满分"), "“达到得满分”用于按比例计分", "请写 未完成: 按比例")
        if method.floor and method.floor.value >= method.full_from.value:
            said = "“达到得满分”不高于“低于不得分”，中间没有按比例的"
            report((*path, "达到得满分"), said, "请核对两个数")
    if method.stated_points:
        points((*path, "规定分值"), method.stated_points, report)


def _least(path: Path, method: Method, report: Report) -> None:
    """实际低于不得分: a figure in the unit of the target, where misses are scored by their share."""
    assert method.least is not None
    if method.least.value <= 0:
        report(path, f"“{method.least}”不大于 0，没有作用", "请核对，或删去")
    if method.short is not Short.PROPORTIONAL:
        report(path, "“实际低于不得分”用于按比例计分", "请写 未完成: 按比例")


def _bands(path: Path, method: Method, report: Report) -> None:
    bands = method.bands
    if bands is None or method.direction is not Direction.BANDS:
        return
    if bands.by is not None:
        report((*path, "分档", "按"), "计分方法里“按”写在“分档”外面", "如 按: 实际完成值")
    steps.fits(path, "分档", method.measured, bands.dimension, report)
    for found, figure in bands.bands.items():
        worth((*path, "分档", "各档", str(found)), figure, method.stated_points, report)


def _overshoot(path: Path, method: Method, report: Report) -> None:
    over = method.overshoot
    assert over is not None
    if (over.reach is None) == (over.above is None):
        report(path, "超额应在“达到”和“超过”中写一种", "如 达到: 130%（含130%）")
        return
    if over.bound.dimension != "比率" or over.bound.value < 1:
        word = "达到" if over.above is None else "超过"
        report((*path, word), "超额的界限应写成不低于 100% 的百分数", "如 130%")
    if method.direction in (Direction.BANDS, Direction.STEPS):
        way = method.direction.value
        if method.measured is Measured.DAYS_LATE:
            report(path, "按逾期天数计分，没有超额", "请删去“超额”")
        if over.deduction is Deduction.BY_TABLE:
            advice = "请写 扣减: 人工 或 扣减: 不扣"
            report((*path, "扣减"), f"“{way}”自己规定扣多少，这里不写“按规定”", advice)
            return
    tables = [word for word, given in (("分档", over.bands), ("逐级", over.slope)) if given]
    if over.deduction is Deduction.BY_TABLE and len(tables) != 1:
        report(path, "“扣减: 按规定”须写明“分档”或“逐级”中的一项", "照文件写明超过多少扣多少")
    if over.deduction is not Deduction.BY_TABLE and tables:
        report((*path, tables[0]), f"“扣减”不是“按规定”，不写“{tables[0]}”", "请改一处")
    if over.bands:
        steps.fits(path, "分档", Measured.SHARE, over.bands.dimension, report)
        for found, figure in over.bands.bands.items():
            worth((*path, "分档", "各档", str(found)), figure, method.stated_points, report)
    if over.slope:
        steps.slope((*path, "逐级"), over.slope, Measured.SHARE, method, report)
