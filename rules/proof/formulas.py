"""Every expression uses declared names, known functions and units that go together."""

from __future__ import annotations

import re

from rules.engine.checks import PLACE_HOLDER
from rules.expression import Kind
from rules.model.policy import Policy
from rules.model.quantities import QuantityType
from rules.nearest import nearest
from rules.proof.declared import TRUTH, Naming
from rules.proof.report import Report

PURE = Kind("数", "")


def prove(policy: Policy, report: Report, declared_anyway: frozenset[str] = frozenset()) -> None:
    """Report what is wrong in each expression, and in each place that names a quantity.

    `declared_anyway` are quantities whose own declaration is broken: told there, not here.
    """
    naming = Naming(policy, report, declared_anyway)
    until = policy.in_force.until
    if until is not None and until < policy.in_force.since:
        report(("施行", "止"), f"{until} 在 {policy.in_force.since} 以前", "请核对起止日期")
    if policy.in_force.dated_by:
        naming.quantity(("施行", "按"), policy.in_force.dated_by, (QuantityType.DATE.value,))
    for name, rate in policy.rates.items():
        naming.formula(("比率", name, "公式"), rate.formula, PURE)
    for name, check in policy.checks.items():
        naming.formula(("审核", name, "须满足"), check.that, TRUTH)
        for found in re.findall(PLACE_HOLDER, check.says):
            if found != "应为" and found not in check.that.names:
                advice = (
                    nearest(found, [*check.that.names, "应为"])
                    or "只能用须满足里的数据名称和 {应为}"
                )
                report(("审核", name, "提示"), f"提示里的 {{{found}}} 在公式里没有", advice)
