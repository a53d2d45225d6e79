"""上浮 and 系数: shares and multiples; an uplift never lowers."""

from __future__ import annotations

from rules.model.granting import Factor, Uplift
from rules.proof.amounts import Amounts
from rules.proof.report import Path


def factor(amounts: Amounts, path: Path, rule: Factor) -> None:
    """系数: multiples of the base, also below 1."""
    for flag, figure in rule.one_of.items():
        if figure.dimension not in ("", "比率", "倍") or figure.value < 0:
            advice = "系数应写成 1.5倍 或 80% 的样子"
            amounts.report((*path, "择一", flag), f"“{figure}”不是倍数", advice)


def uplift(amounts: Amounts, path: Path, rule: Uplift) -> None:
    """上浮: shares or multiples that never lower, by facts or by a class."""
    if not rule.one_of and rule.by_class is None:
        amounts.report(path, "上浮没有写“择一”或“分类”", "如 择一: {世界500强: 20%}")
    if rule.one_of and rule.if_both is None:
        advice = "同时符合几项时：就高、相加、连乘或不允许"
        amounts.report(path, "“上浮”缺少“同时符合”", advice)
    classes = rule.by_class.each if rule.by_class else {}
    figures = {(*path, "择一", flag): figure for flag, figure in rule.one_of.items()}
    figures |= {(*path, "分类", "各类", word): figure for word, figure in classes.items()}
    for here, figure in figures.items():
        if figure.dimension not in ("比率", "倍") and figure.value:
            advice = "上浮比例应写成 20% 或 1.5倍 的样子"
            amounts.report(here, f"“{figure}”的单位不对", advice)
        elif figure.value < (1 if figure.dimension == "倍" else 0):
            amounts.report(here, f"“{figure}”是负数或不到 1 倍", "上浮比例应写成 20% 的样子")
    for word in set(classes).intersection(rule.one_of):
        amounts.report((*path, "分类"), f"“{word}”也是“择一”里的名称", "请改用不同的名称")
