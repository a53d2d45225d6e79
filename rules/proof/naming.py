"""Formulas and names of quantities in their places: declared, and of the kind that is wanted."""

from __future__ import annotations

import dataclasses

from rules import expression
from rules.expression import Expression, Kind
from rules.model.policy import Policy
from rules.model.quantities import QuantityType
from rules.model.scalars import Parameter
from rules.model.walk import constructs
from rules.nearest import nearest
from rules.proof.quantities import kinds
from rules.proof.report import Path, Report

TRUTH = Kind("是否", "")


class Naming:
    """Checks formulas and names against the declared quantities of one policy.

    `declared_anyway` are quantities whose own declaration is broken: told there, not here.
    """

    def __init__(self, policy: Policy, report: Report, declared_anyway: frozenset[str]) -> None:
        self.policy, self.report, self.declared_anyway = policy, report, declared_anyway
        self._known = kinds(policy)

    def formula(self, path: Path, text: Expression, wanted: Kind) -> None:
        """Report what is wrong with a formula that must give `wanted`."""
        if self.declared_anyway.intersection(text.names):
            return
        for fault in expression.check(text, self._known, wanted):
            self.report(path, f"公式“{text.text}”：{fault.message}", fault.advice)

    def quantity(self, path: Path, name: str, types: tuple[str, ...]) -> None:
        """Report a name that is no quantity, or one of another type."""
        declared = self.policy.quantities
        if name in self.declared_anyway:
            return
        if name not in declared:
            advice = nearest(name, declared) or "请先在“数据”里声明"
            self.report(path, f"“数据”里没有“{name}”", advice)
        elif declared[name].type not in map(QuantityType, types):
            wanted, found = "或".join(types), declared[name].type.value
            self.report(path, f"“{name}”是{found}，这里要{wanted}", "请核对名称或类型")

    def marked(self, value: object, path: Path) -> None:
        """Everything inside `value` whose keyword says what it must name or give (`key`)."""
        for place, construct in constructs(value, path):
            for field in dataclasses.fields(construct):  # type: ignore[arg-type]
                found, types = getattr(construct, field.name), field.metadata["names"]
                here = (*place, field.metadata["word"])
                if isinstance(found, Expression) and field.metadata["gives"] == "条件":
                    self.formula(here, found, TRUTH)
                elif types and isinstance(found, dict):
                    for name in found:
                        self.quantity((*here, name), name, types)
                elif types and isinstance(found, str | Parameter):
                    name = found if isinstance(found, str) else found.name
                    if name:
                        self.quantity(here, name, types)
