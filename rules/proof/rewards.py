"""奖励: rates, uplifts and caps in units that fit, and a way to round."""

from __future__ import annotations

from rules.model.policy import Policy
from rules.model.scalars import Dated, Figure
from rules.proof.report import Path, Report
from rules.proof.scoring import rounding


def prove(policy: Policy, report: Report) -> None:
    """Report figures whose unit does not fit their place."""
    for name, scheme in policy.rewards.items():
        top: Path = ("奖励", name)
        rounding((*top, "取整"), scheme.rounding, ("人民币",), report)
        for part, component in scheme.components.items():
            path = (*top, "合计", part, "比例")
            _figures(path, component.rate, "比率", "比例应写成 1‰、0.5‰、2% 的样子", report)
            _dated(policy, path, component.rate, report)
        if scheme.uplift:
            for flag, share in scheme.uplift.one_of.items():
                path = (*top, "上浮", "择一", flag)
                _figures(path, Dated(((None, share),)), "比率", "上浮比例应写成 20% 的样子", report)
        if scheme.cap:
            path = (*top, "封顶", "金额")
            _figures(path, scheme.cap.amount, "人民币", "封顶应写成 100万元 的样子", report)
            _dated(policy, path, scheme.cap.amount, report)


def _figures(path: Path, dated: Dated[Figure], dimension: str, advice: str, report: Report) -> None:
    for _, figure in dated.values:
        if figure.value < 0:
            report(path, f"“{figure}”是负数", advice)
        elif figure.dimension != dimension:
            report(path, f"“{figure}”的单位不对", advice)


def _dated(policy: Policy, path: Path, dated: Dated[Figure], report: Report) -> None:
    since = dated.values[0][0]
    if since is not None and since > policy.in_force.since:
        report(path, f"从 {policy.in_force.since} 施行，{since} 以前没有值", "请补上施行之日起的值")
    if since is not None and not policy.in_force.dated_by:
        report(path, "按日期分段，但没有写以哪项日期判断", "请写 施行: {按: 日期数据}")
