"""Figures in their places: points, shares of points, and what a rounding must say."""

from __future__ import annotations

from rules.model.common import Round, RoundingWord
from rules.model.scalars import Figure
from rules.proof.report import Path, Report
from rules.wording import scalar


def points(path: Path, figure: Figure, report: Report) -> None:
    """Points are plain numbers, 0 or above."""
    if figure.dimension not in ("", "分") or figure.value < 0:
        report(path, f"“{figure}”不是分数", "请写 0 或正数，如 10")


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


def share(path: Path, figure: Figure, report: Report) -> None:
    """A share of the points, from none to all."""
    if figure.dimension != "比率":
        # 0.842 may be meant as a share, or as 0.842 分: it is not guessed.
        advice = "如 100% 或 80/95"
        if 0 <= figure.value <= 1:
            advice = f"请写成 {scalar(figure.value, '比率')}，或写成分数，如 80/95"
        report(path, f"“{figure}”没有写成比例", advice)
    elif not 0 <= figure.value <= 1:
        report(path, f"“{figure}”不在 0%～100% 之间", "如 100%")


def worth(path: Path, figure: Figure, stated: Figure | None, report: Report) -> None:
    """Points that a row can earn or lose: a share of its points, or so many of those `stated`."""
    if figure.dimension == "比率":
        share(path, figure, report)
        return
    points(path, figure, report)
    if stated is None and figure.value:
        report(
            path, f"“{figure}”写的是分数，没有写这一项共几分", "请写“规定分值”，或改写成 80% 的样子"
        )
    elif stated is not None and figure.value > stated.value:
        report(path, f"“{figure}”超过规定分值 {stated}", "请核对")
