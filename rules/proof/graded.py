"""定级, 晋档, 否决: grades that are there, and what lifts or limits them."""

from __future__ import annotations

from rules.model.policy import Policy
from rules.model.scorecards import Graded, Scorecard, Verdict
from rules.nearest import nearest
from rules.proof.figures import points
from rules.proof.report import Path, Report


def labels_of(
    policy: Policy, path: Path, how: Graded | None, report: Report
) -> tuple[str, ...] | None:
    """The grades from the highest down; None where there are none, or they are told wrongly."""
    if how is None:
        return None
    if bool(how.scale) == bool(how.given):
        report(path, "“按”和“填写”要写其中一个", "如 按: 绩效等级")
        return None
    if how.given:
        if len(set(how.labels)) < max(2, len(how.labels)):
            report(path, "没有写全“从高到低”的等级", "如 从高到低: [一等, 二等, 三等]")
        return how.labels or None
    if how.scale not in policy.grades:
        advice = nearest(how.scale, policy.grades) or "请先在“等级”里写明"
        report((*path, "按"), f"“等级”里没有“{how.scale}”", advice)
        return None
    return policy.grades[how.scale].labels


def moves(top: Path, card: Scorecard, labels: tuple[str, ...] | None, report: Report) -> None:
    """晋档 and 否决: what lifts or limits a grade, where there is one."""
    for number, promotion in enumerate(card.promotions):
        path: Path = (*top, "晋档", number)
        if card.grade is None:
            report(path, "没有写“定级”，不能晋档", "请写 定级: {按: 等级名称}")
        grades = promotion.grades
        if grades.dimension or grades.value <= 0 or grades.value.denominator != 1:
            report((*path, "晋"), f"“{grades}”不是档数", "如 1")
    for number, veto in enumerate(card.vetoes):
        path = (*top, "否决", number)
        if (veto.verdict is None) == (veto.total_most is None):
            report(path, "“处理”和“总分不超过”要写一种，只写一种", "如 总分不超过: 59分")
            continue
        if veto.total_most is not None:
            points((*path, "总分不超过"), veto.total_most, report)
        limited = veto.verdict is Verdict.LIMITED
        if limited != bool(veto.highest):
            report(path, "处理为“等级不高于”时写“等级”，其他不写", "如 处理: 等级不高于, 等级: 良")
        elif limited and labels is not None and veto.highest not in labels:
            advice = nearest(veto.highest, labels) or f"可写：{'、'.join(labels)}"
            report((*path, "等级"), f"没有“{veto.highest}”这一等", advice)
        elif limited and card.grade is None:
            report(path, "没有写“定级”，不能限制等级", "请写 定级: {按: 等级名称}")
