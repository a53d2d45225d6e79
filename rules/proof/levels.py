"""定性 and 按情形: levels without gap or overlap, synonyms of something that is there."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from rules.model.scoring import Direction, Method
from rules.nearest import nearest
from rules.proof.figures import worth
from rules.proof.report import Path, Report, Whole
from rules.wording import percent


def prove(path: Path, method: Method, report: Report, whole: Whole) -> None:
    """Report levels that do not fit together, and names that are no level or case."""
    if method.direction is Direction.CASES:
        for name, figure in method.cases.items():
            worth((*path, "情形", name), figure, method.stated_points, report)
        _named(path, method, method.cases, "一种情形", report)
    if method.direction is not Direction.QUALITATIVE or not whole((*path, "档次")):
        return
    spans = sorted(method.levels.items(), key=lambda item: item[1].low)
    if spans[0][1].low != 0 or spans[-1][1].high != 1:
        report((*path, "档次"), "各档没有从 0% 排到 100%", "请补齐两头")
    for (below, a), (above, b) in pairwise(spans):
        if a.high != b.low:
            what = "之间有空档" if a.high < b.low else "重叠"
            middle = f"{percent(min(a.high, b.low))}～{percent(max(a.high, b.low))}"
            report(
                (*path, "档次", above), f"“{below}”与“{above}”{what}（{middle}）", "各档应首尾相接"
            )
    _named(path, method, method.levels, "一个档次", report)
    for level, share in method.bare.items():
        span = method.levels.get(level)
        if span and not span.low <= share.value <= span.high:
            report(
                (*path, "未写比例", level), f"“{level}”的 {share} 不在它的区间 {span} 内", "请核对"
            )


def _named(path: Path, method: Method, known: Iterable[str], what: str, report: Report) -> None:
    for word, names in (("同义", method.synonyms), ("未写比例", method.bare)):
        for name in names:
            if name not in known:
                report((*path, word, name), f"“{name}”不是{what}", nearest(name, known))
