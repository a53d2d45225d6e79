"""计分表: one way for each line, points that sum up, nothing left open that places do differently."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rules.exact import plain
from rules.model.earning import ByMethod, Counting, PeerRating, PerPiece
from rules.model.policy import Policy
from rules.model.scalars import Figure, Limit
from rules.model.scorecards import (
    Deductions,
    Extras,
    Gathering,
    Line,
    NotApplicable,
    Scorecard,
)
from rules.model.walk import constructs
from rules.nearest import nearest
from rules.proof import declared, graded, places
from rules.proof.report import Path, Report, Whole
from rules.proof.scoring import CHECK_POINTS, as_printed, points, rounding

#: The keywords of the ways to earn points; a line names one.
WAYS = (
    *("完成率", "分档", "基数加减", "功效系数", "名次递减", "名次得分"),
    *("评议", "评分方法", "评分人填写", "下级", "择优"),
)
#: Those that are shares of the line's own points.
_SHARES = ("完成率", "功效系数", "名次递减", "评议", "评分方法")


def prove(
    policy: Policy, report: Report, whole: Whole, declared_anyway: frozenset[str] = frozenset()
) -> None:
    """Report what is wrong in each scorecard."""
    declared.prove(policy, policy.scorecards, ("计分表",), report, declared_anyway)
    for name, card in policy.scorecards.items():
        top: Path = ("计分表", name)
        if name == "得分":
            report(top, "“得分”是评分示例的结果，不能作计分表的名称", "请改名，如 年度考核")
        _card(policy, top, card, report, whole)
        for path, found in constructs(card, top):
            if isinstance(found, ByMethod):
                _by_method(policy, path, found, report)


def _card(policy: Policy, top: Path, card: Scorecard, report: Report, whole: Whole) -> None:
    rounding((*top, "各项取整"), card.row_rounding, ("", "分"), report)
    rounding((*top, "取整"), card.rounding, ("", "分"), report)
    if card.full is not None:
        points((*top, "满分"), card.full, report)
    elif card.not_applicable is NotApplicable.RESCALED:
        report((*top, "不适用"), "要折算到满分，但没有写“满分”", "请写 满分: 100")
    as_printed((*top, "印出"), card.printed, card.full, report)
    for name, line in card.lines.items():
        _line((*top, "各项", name), line, card, report, whole)
    if card.full is not None and whole((*top, "各项")):
        _sum((*top, "各项"), card.lines, card.full.value, "满分", report)
    if card.extras:
        _extras((*top, "加分"), card.extras, card, report, whole)
    if card.deductions:
        _deductions((*top, "扣分"), card.deductions, report)
    labels = graded.labels_of(policy, (*top, "定级"), card.grade, report)
    scale = policy.grades.get(card.grade.scale) if card.grade else None
    alone = card.extras is None and card.full is not None
    if scale is not None and alone and card.full and scale.full.value != card.full.value:
        both = f"计分表满分 {card.full}，等级“{card.grade.scale if card.grade else ''}”满分 {scale.full}"
        report((*top, "定级"), f"{both}，两个不同", "请用同一满分，或另写一种等级")
    graded.moves(top, card, labels, report)
    _several(policy, top, card, report)


def _by_method(policy: Policy, path: Path, rule: ByMethod, report: Report) -> None:
    methods = policy.scoring.methods if policy.scoring else {}
    if rule.method not in methods:
        known = f"可写：{'、'.join(methods)}" if methods else "请先在“评分”里写明"
        advice = nearest(rule.method, methods) or known
        report((*path, "方法"), f"“评分”里没有名为“{rule.method}”的方法", advice)
    if rule.target and rule.task:
        report(path, "“指标值”和“任务”只能写一个", "文件印明的写“指标值”，各单位不同的写“任务”")


def _line(path: Path, line: Line, card: Scorecard, report: Report, whole: Whole) -> None:
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
        _limit((*path, "最高"), line.most, report, share=line.worth is not None or inside_best)
    if line.below is not None and (way != "完成率" or line.below.dimension != "比率"):
        report((*path, "低于不得分"), "“低于不得分”用于完成率，写成百分数", "如 60%")
    if line.bands is not None:
        if line.bands.by is None:
            report((*path, "分档"), "没有写“按”哪个数分档", "请写 按: 数据名称或公式")
        for band, figure in line.bands.bands.items():
            _points_or_share((*path, "分档", "各档", str(band)), figure, report)
    if line.counting:
        _counting((*path, "基数加减"), line.counting, report)
    if line.peers:
        _peers((*path, "评议"), line.peers, report)
    if line.by_place:
        places.prove((*path, "名次得分", "各名次"), line.by_place.points, report)
        for place, figure in line.by_place.points.items():
            points((*path, "名次得分", "各名次", str(place)), figure, report)
    if line.decay:
        for word, share in (("第一名", line.decay.first), ("每后一名", line.decay.step)):
            if share.dimension != "比率" or share.value < 0:
                report((*path, "名次递减", word), f"“{share}”不是比例", "请写成 100%、5% 的样子")
        _limit((*path, "名次递减", "最低"), line.decay.least, report, share=True, points_too=False)
    if line.each_row and card.several is None:
        report((*path, "逐行计分"), "计分表没有写“多行”，一个单位只有一行", "请写 多行: {单位: …}")
    if line.each_row and way in ("功效系数", "名次递减", "名次得分"):
        report((*path, "逐行计分"), f"{way}与其他单位比较，不能逐行计分", "请用“汇总”后的数")
    _weighted(line.each_row, card, (*path, "逐行计分"), report)
    for word, parts in (("下级", line.parts), ("择优", line.best_of)):
        for name, inside in parts.items():
            _line((*path, word, name), inside, card, report, whole)
    if line.parts and line.worth and whole((*path, "下级")):
        full = line.worth.figure
        shares = all(
            p.worth and p.worth.figure and p.worth.figure.dimension == "比率"
            for p in line.parts.values()
        )
        if shares:
            _sum((*path, "下级"), line.parts, Fraction(1), "100%", report, in_shares=True)
        elif full is not None and full.dimension != "比率":
            _sum((*path, "下级"), line.parts, full.value, "上一级的分值", report)


def _said(line: Line) -> tuple[object, ...]:
    """What stands under each of the `WAYS`."""
    return (
        *(line.ratio, line.bands, line.counting, line.coefficient, line.decay, line.by_place),
        *(line.peers, line.by_method, line.by_person, line.parts, line.best_of),
    )


def _gives_shares(line: Line) -> bool:
    bands = line.bands.bands.values() if line.bands else ()
    return any(figure.dimension == "比率" for figure in bands)


def _sum(
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


def _limit(
    path: Path, limit: Limit, report: Report, *, share: bool, points_too: bool = True
) -> None:
    figure = limit.figure
    if figure is None:
        return
    if figure.dimension == "比率" and not share:
        report(path, f"“{limit}”是比例，但这里没有分值可比", "请写成分数，如 6")
    elif figure.dimension not in ("", "分", "比率"):
        report(path, f"“{limit}”不是分数或比例", "如 120%、6、不封顶")
    elif figure.dimension != "比率" and not points_too:
        report(path, f"“{limit}”应是比例", "如 0%")


def _points_or_share(path: Path, figure: Figure, report: Report) -> None:
    if figure.dimension not in ("", "分", "比率"):
        report(path, f"“{figure}”不是分数，也不是分值的比例", "如 5 或 80%")


def _counting(path: Path, counting: Counting, report: Report) -> None:
    if counting.start.dimension not in ("", "分"):
        report((*path, "基数"), f"“{counting.start}”不是分数", "如 100、0")
    if not counting.plus and not counting.minus:
        report(path, "没有写“加”或“扣”", "如 扣: {迟报: {个数: 迟报次数, 每个: 0.5}}")
    if counting.minus and counting.least is None:
        report(path, "没有写扣到多少为止", "请写 最低: 0，或 最低: 不设下限")
    if counting.least is not None:
        _limit((*path, "最低"), counting.least, report, share=False)
    for word, several in (("加", counting.plus), ("扣", counting.minus)):
        for name, piece in several.items():
            _piece((*path, word, name), piece, report)


def _piece(path: Path, piece: PerPiece, report: Report) -> None:
    if (piece.each is None) == (piece.bands is None):
        report(path, "“每个”和“分档”要写其中一个", "如 每个: 0.5")
    if piece.each is not None:
        points((*path, "每个"), piece.each, report)
    if piece.bands is not None:
        if piece.bands.by is None:
            report((*path, "分档"), "没有写“按”哪个数分档", "请写 按: 数据名称或公式")
        for band, figure in piece.bands.bands.items():
            points((*path, "分档", "各档", str(band)), figure, report)
    if piece.most is not None:
        _limit((*path, "最多"), piece.most, report, share=False)


def _peers(path: Path, peers: PeerRating, report: Report) -> None:
    if peers.full.dimension not in ("", "分") or peers.full.value <= 0:
        report((*path, "评分满分"), f"“{peers.full}”不是评分的满分", "如 100")
    shares = Fraction(0)
    for name, raters in peers.classes.items():
        shares += raters.share.value
        if raters.share.dimension != "比率":
            report((*path, "各类", name, "比重"), f"“{raters.share}”不是比例", "如 70%")
    if shares != 1:
        shown = plain(shares * 100)
        report((*path, "各类"), f"各类比重之和为 {shown}%，应为 100%", "请核对比重")


def _extras(path: Path, extras: Extras, card: Scorecard, report: Report, whole: Whole) -> None:
    for name, line in extras.lines.items():
        _line((*path, "各项", name), line, card, report, whole)
        share = line.worth is not None and line.worth.figure is not None
        if share and line.worth.figure.dimension == "比率" and card.full is None:  # type: ignore[union-attr]
            report((*path, "各项", name, "分值"), "没有写“满分”，分值不能写成比重", "请写分数")
    _limit((*path, "最高"), extras.most, report, share=False)
    _limit((*path, "总分最高"), extras.total_most, report, share=False)


def _deductions(path: Path, deductions: Deductions, report: Report) -> None:
    for name, piece in deductions.lines.items():
        _piece((*path, "各项", name), piece, report)
    _limit((*path, "最多"), deductions.most, report, share=False)
    _limit((*path, "扣到"), deductions.least, report, share=False)


def _several(policy: Policy, top: Path, card: Scorecard, report: Report) -> None:
    several = card.several
    if several is None:
        return
    for name, how in several.gathered.items():
        path: Path = (*top, "多行", "汇总", name)
        quantity = policy.quantities.get(name)
        if quantity is None:
            advice = nearest(name, policy.quantities) or "请先在“数据”里声明"
            report(path, f"“数据”里没有“{name}”", advice)
        elif quantity.type.value not in ("金额", "数值", "比率", "分值"):
            report(path, f"“{name}”是{quantity.type.value}，不能{how.value}", "只有数可以汇总")
        _weighted(how, card, path, report)


def _weighted(how: Gathering | None, card: Scorecard, path: Path, report: Report) -> None:
    if how is Gathering.WEIGHTED and (card.several is None or not card.several.weight):
        report(path, "加权平均没有写“权数”", "请写 多行: {权数: 资金}")
