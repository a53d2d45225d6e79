"""各项 of 计分表: one way to earn for each line, and points that sum up."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rules.exact import plain
from rules.model.scalars import Figure
from rules.model.scorecards import Gathering, Line, Scorecard
from rules.proof import earning, places
from rules.proof.report import Path, Report, Whole
from rules.proof.scoring import CHECK_POINTS, as_printed, points

#: The keywords of the ways to earn points; a line names one.
WAYS = (
    *("完成率", "分档", "基数加减", "功效系数", "名次递减", "名次得分"),
    *("评议", "评分方法", "评分人填写", "下级", "择优"),
)
#: Those that are shares of the line's own points.
_SHARES = ("完成率", "功效系数", "名次递减", "评议", "评分方法")


def prove(path: Path, line: Line, card: Scorecard, report: Report, whole: Whole) -> None:
    """One line with those inside it: one way to earn its points, and ends that are said."""
    ways = [word for word, said in zip(WAYS, _said(line), strict=True) if said]
    if len(ways) != 1:
        told = f"写了{'、'.join(ways)}" if ways else "没有写怎样得分"
        report(path, f"本项{told}，应只写一种", f"可写：{'、'.join(WAYS)}")
        return
    (way,) = ways
    if line.worth and line.worth.figure:
        figure = line.worth.figure
        if figure.dimension not in ("", "分", "比率") or figure.value < 0:
            report((*path, "分值"), f"“{figure}”不是分值", "请写 30、40% 或数据名称")
    as_printed((*path, "印出"), line.printed, line.worth.figure if line.worth else None, report)
    # A part of 择优 may have the points of the line that it stands in.
    inside_best = len(path) > 2 and path[-2] == "择优"
    if line.worth is None and not inside_best and (way in _SHARES or _gives_shares(line)):
        report(path, f"按{way}得分的项目没有写“分值”", "请写 分值: 30，或占上一级的比重")
    if line.most is None and (line.ratio or (line.counting and line.counting.plus)):
        report(path, "没有写“最高”", "如 最高: 100%、最高: 120%、最高: 6，或 最高: 不封顶")
    if line.most is not None:
        earning.limit(
            (*path, "最高"), line.most, report, share=line.worth is not None or inside_best
        )
    if line.below is not None and (way != "完成率" or line.below.dimension != "比率"):
        report((*path, "低于不得分"), "“低于不得分”用于完成率，写成百分数", "如 60%")
    if line.bands is not None:
        if line.bands.by is None:
            report((*path, "分档"), "没有写“按”哪个数分档", "请写 按: 数据名称或公式")
        for band, figure in line.bands.bands.items():
            _points_or_share((*path, "分档", "各档", str(band)), figure, report)
    if line.counting:
        earning.counts((*path, "基数加减"), line.counting, report)
    if line.peers:
        earning.raters((*path, "评议"), line.peers, report)
    if line.by_place:
        places.prove((*path, "名次得分", "各名次"), line.by_place.points, report)
        for place, figure in line.by_place.points.items():
            points((*path, "名次得分", "各名次", str(place)), figure, report)
    if line.decay:
        for word, share in (("第一名", line.decay.first), ("每后一名", line.decay.step)):
            if share.dimension != "比率" or share.value < 0:
                report((*path, "名次递减", word), f"“{share}”不是比例", "请写成 100%、5% 的样子")
        earning.limit(
            (*path, "名次递减", "最低"), line.decay.least, report, share=True, points_too=False
        )
    if line.each_row and card.several is None:
        report((*path, "逐行计分"), "计分表没有写“多行”，一个单位只有一行", "请写 多行: {单位: …}")
    if line.each_row and way in ("功效系数", "名次递减", "名次得分"):
        report((*path, "逐行计分"), f"{way}与其他单位比较，不能逐行计分", "请用“汇总”后的数")
    weighted(line.each_row, card, (*path, "逐行计分"), report)
    for word, parts in (("下级", line.parts), ("择优", line.best_of)):
        for name, inside in parts.items():
            prove((*path, word, name), inside, card, report, whole)
    if line.parts and line.worth and whole((*path, "下级")):
        full = line.worth.figure
        shares = all(
            p.worth and p.worth.figure and p.worth.figure.dimension == "比率"
            for p in line.parts.values()
        )
        if shares:
            sum_of((*path, "下级"), line.parts, Fraction(1), "100%", report, in_shares=True)
        elif full is not None and full.dimension != "比率":
            sum_of((*path, "下级"), line.parts, full.value, "上一级的分值", report)


def _said(line: Line) -> tuple[object, ...]:
    """What stands under each of the `WAYS`."""
    return (
        *(line.ratio, line.bands, line.counting, line.coefficient, line.decay, line.by_place),
        *(line.peers, line.by_method, line.by_person, line.parts, line.best_of),
    )


def _gives_shares(line: Line) -> bool:
    bands = line.bands.bands.values() if line.bands else ()
    return any(figure.dimension == "比率" for figure in bands)


def sum_of(
    path: Path,
    lines: Mapping[str, Line],
    full: Fraction,
    what: str,
    report: Report,
    *,
    in_shares: bool = False,
) -> None:
    """Printed points must sum up; where places fill some in, that is checked with their data."""
    found = Fraction(0)
    for line in lines.values():
        if line.each_row or line.worth is None or line.worth.figure is None:
            return
        figure = line.worth.figure
        share = figure.dimension == "比率" and not in_shares
        found += figure.value * full if share else figure.value
    if found != full:
        shown = plain(found * 100) + "%" if in_shares else plain(found)
        whole = what if in_shares else f"{what} {plain(full)}"
        to_do = "请核对分值" if in_shares else CHECK_POINTS
        report(path, f"各项分值之和为 {shown}，应为 {whole}", to_do)


def _points_or_share(path: Path, figure: Figure, report: Report) -> None:
    if figure.dimension not in ("", "分", "比率"):
        report(path, f"“{figure}”不是分数，也不是分值的比例", "如 5 或 80%")


def weighted(how: Gathering | None, card: Scorecard, path: Path, report: Report) -> None:
    """加权平均 needs something to weigh by."""
    if how is Gathering.WEIGHTED and (card.several is None or not card.several.weight):
        report(path, "加权平均没有写“权数”", "请写 多行: {权数: 资金}")
