"""How a line of 计分表 earns: by a method, by counts, by peers; and its upper and lower ends."""

from __future__ import annotations

from fractions import Fraction

from rules.exact import plain
from rules.model.earning import ByMethod, Counting, PeerRating, PerPiece
from rules.model.policy import Policy
from rules.model.scalars import Limit
from rules.nearest import nearest
from rules.proof.report import Path, Report
from rules.proof.scoring import points


def by_method(policy: Policy, path: Path, rule: ByMethod, report: Report) -> None:
    """评分方法: one that is there, with one target."""
    methods = policy.scoring.methods if policy.scoring else {}
    if rule.method not in methods:
        known = f"可写：{'、'.join(methods)}" if methods else "请先在“评分”里写明"
        advice = nearest(rule.method, methods) or known
        report((*path, "方法"), f"“评分”里没有名为“{rule.method}”的方法", advice)
    if rule.target and rule.task:
        report(path, "“指标值”和“任务”只能写一个", "文件印明的写“指标值”，各单位不同的写“任务”")


def limit(
    path: Path, limit: Limit, report: Report, *, share: bool, points_too: bool = True
) -> None:
    """最高, 最低: a share, or points."""
    figure = limit.figure
    if figure is None:
        return
    if figure.dimension == "比率" and not share:
        report(path, f"“{limit}”是比例，但这里没有分值可比", "请写成分数，如 6")
    elif figure.dimension not in ("", "分", "比率"):
        report(path, f"“{limit}”不是分数或比例", "如 120%、6、不封顶")
    elif figure.dimension != "比率" and not points_too:
        report(path, f"“{limit}”应是比例", "如 0%")


def counts(path: Path, counting: Counting, report: Report) -> None:
    """基数加减: what is added and taken off, and how far down."""
    if counting.start.dimension not in ("", "分"):
        report((*path, "基数"), f"“{counting.start}”不是分数", "如 100、0")
    if not counting.plus and not counting.minus:
        report(path, "没有写“加”或“扣”", "如 扣: {迟报: {个数: 迟报次数, 每个: 0.5}}")
    if counting.minus and counting.least is None:
        report(path, "没有写扣到多少为止", "请写 最低: 0，或 最低: 不设下限")
    if counting.least is not None:
        limit((*path, "最低"), counting.least, report, share=False)
    for word, several in (("加", counting.plus), ("扣", counting.minus)):
        for name, piece in several.items():
            one_piece((*path, word, name), piece, report)


def one_piece(path: Path, piece: PerPiece, report: Report) -> None:
    """每个: so many points each, or by bands of how many there are."""
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
        limit((*path, "最多"), piece.most, report, share=False)


def raters(path: Path, peers: PeerRating, report: Report) -> None:
    """评议: classes of raters whose shares come to 100%."""
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
