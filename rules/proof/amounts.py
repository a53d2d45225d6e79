"""Figures of money, points and shares in their places: of one dimension, 0 or above."""

from __future__ import annotations

from rules.model.policy import Policy
from rules.model.scalars import Dated, Figure
from rules.proof.declared import Naming
from rules.proof.report import Path, Report


class Amounts:
    """Proves the figures of one policy's rewards; `naming` proves their formulas."""

    def __init__(self, policy: Policy, naming: Naming, report: Report) -> None:
        self.policy, self.naming, self.report = policy, naming, report

    def figures(self, path: Path, dated: Dated[Figure] | None, dimension: str, advice: str) -> None:
        """Figures of one dimension, 0 or above, from the first day of the policy on."""
        if dated is None:
            return
        for _, figure in dated.values:
            self.figure(path, figure, dimension, advice)
        since, start = dated.values[0][0], self.policy.in_force.since
        if since is not None and since > start:
            self.report(path, f"从 {start} 施行，{since} 以前没有值", "请补上施行之日起的值")
        if since is not None and not self.policy.in_force.dated_by:
            self.report(path, "按日期分段，但没有写以哪项日期判断", "请写 施行: {按: 日期数据}")

    def figure(self, path: Path, figure: Figure, dimension: str, advice: str) -> None:
        """A figure of one dimension, 0 or above; 0 needs no unit, nor do points."""
        if figure.value < 0:
            self.report(path, f"“{figure}”是负数", advice)
        elif figure.value and figure.dimension != dimension and not _bare_points(figure, dimension):
            self.report(path, f"“{figure}”的单位不对", advice)


def pure(dimension: str) -> str:
    """What a formula must give for figures of a dimension: shares and multiples are pure numbers."""
    return "" if dimension in ("比率", "倍", "数") else dimension


def sample(dimension: str) -> str:
    """How a figure of a dimension is written."""
    return "应写成 5分 的样子" if dimension == "分" else "应写成 100万元 的样子"


def _bare_points(figure: Figure, dimension: str) -> bool:
    return dimension == "分" and not figure.dimension
