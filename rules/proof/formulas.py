"""Every expression uses declared names, known functions and units that go together."""

from __future__ import annotations

import re

from rules import expression
from rules.engine.checks import PLACE_HOLDER
from rules.expression import Expression, Kind
from rules.model.policy import Policy
from rules.model.quantities import QuantityType
from rules.nearest import nearest
from rules.proof.quantities import kinds
from rules.proof.report import Path, Report

TRUTH = Kind("是否", "")
PURE = Kind("数", "")
MONEY = Kind("数", "人民币")


def prove(policy: Policy, report: Report, declared_anyway: frozenset[str] = frozenset()) -> None:
    """Report what is wrong in each expression, and in each place that names a quantity.

    `declared_anyway` are quantities whose own declaration is broken: told there, not here.
    """
    known = kinds(policy)

    def formula(path: Path, text: Expression, wanted: Kind) -> None:
        if declared_anyway.intersection(text.names):
            return
        for fault in expression.check(text, known, wanted):
            report(path, f"公式“{text.text}”：{fault.message}", fault.advice)

    def quantity(path: Path, name: str, *types: QuantityType) -> None:
        if name in declared_anyway:
            return
        if name not in policy.quantities:
            report(
                path,
                f"“数据”里没有“{name}”",
                nearest(name, policy.quantities) or "请先在“数据”里声明",
            )
        elif policy.quantities[name].type not in types:
            wanted = "或".join(t.value for t in types)
            found = policy.quantities[name].type.value
            report(path, f"“{name}”是{found}，这里要{wanted}", "请核对名称或类型")

    until = policy.in_force.until
    if until is not None and until < policy.in_force.since:
        report(("施行", "止"), f"{until} 在 {policy.in_force.since} 以前", "请核对起止日期")
    if policy.in_force.dated_by:
        quantity(("施行", "按"), policy.in_force.dated_by, QuantityType.DATE)
    for name, rate in policy.rates.items():
        formula(("比率", name, "公式"), rate.formula, PURE)
    for name, scheme in policy.rewards.items():
        top: Path = ("奖励", name)
        for number, condition in enumerate(scheme.conditions):
            formula((*top, "条件", number, "当"), condition.holds, TRUTH)
        if scheme.by_person:
            formula((*top, "人工核定", "当"), scheme.by_person.when, TRUTH)
            quantity((*top, "人工核定", "取"), scheme.by_person.takes, QuantityType.MONEY)
        for part, component in scheme.components.items():
            formula((*top, "合计", part, "基数"), component.base, MONEY)
        for flag in scheme.uplift.one_of if scheme.uplift else ():
            quantity((*top, "上浮", "择一", flag), flag, QuantityType.TRUTH)
    for name, check in policy.checks.items():
        formula(("审核", name, "须满足"), check.that, TRUTH)
        for found in re.findall(PLACE_HOLDER, check.says):
            if found != "应为" and found not in check.that.names:
                advice = (
                    nearest(found, [*check.that.names, "应为"])
                    or "只能用须满足里的数据名称和 {应为}"
                )
                report(("审核", name, "提示"), f"提示里的 {{{found}}} 在公式里没有", advice)
