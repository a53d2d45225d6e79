"""Formulas and names of quantities in their places: declared, and of the kind that is wanted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

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
MONEY = Kind("数", "人民币")
#: What the keyword of a formula says that it gives; None leaves the unit open.
WANTED: dict[str, Kind | None] = {
    "条件": TRUTH,
    "比率": Kind("数", ""),
    "数": None,
    "个数": None,
}


class Naming:
    """Checks formulas and names against the declared quantities of one policy.

    `declared_anyway` are quantities whose own declaration is broken: told there, not here; `also`
    is what formulas may name beside the quantities.
    """

    def __init__(
        self,
        policy: Policy,
        report: Report,
        declared_anyway: frozenset[str],
        also: Mapping[str, Kind] | None = None,
    ) -> None:
        self.policy, self.report, self.declared_anyway = policy, report, declared_anyway
        self._known = {**kinds(policy), **(also or {})}

    def formula(self, path: Path, text: Expression, wanted: Kind | None) -> None:
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
                here = (*place, field.metadata["word"])
                found = getattr(construct, field.name)
                for at, name in named(here, found) if field.metadata["names"] else ():
                    self.quantity(at, name, field.metadata["names"])
                gives = field.metadata["gives"]
                for at, formula in formulas(here, found) if gives else ():
                    self.formula(at, formula, WANTED[gives])
                    if WANTED[gives] is None and not expression.check(formula, self._known, TRUTH):
                        self.report(
                            at, f"公式“{formula.text}”得到的是是或否，这里要数", "请写数据或算式"
                        )
                    if gives == "个数" and not expression.check(formula, self._known, MONEY):
                        self.report(
                            at,
                            f"公式“{formula.text}”得到的是金额，这里要个数",
                            "请除以每一个的金额",
                        )


def named(path: Path, found: object) -> Iterator[tuple[Path, str]]:
    """The names of quantities that a field holds: its text, its texts, or the keys of its figures."""
    if isinstance(found, str | Parameter):
        name = found if isinstance(found, str) else found.name
        if name:
            yield path, name
    elif isinstance(found, tuple):
        for number, inside in enumerate(found):
            yield from named((*path, number), inside)
    elif isinstance(found, dict):
        for key, inside in found.items():
            at = (*path, str(key))
            yield from named(at, inside if isinstance(inside, Parameter) else key)


def formulas(path: Path, found: object) -> Iterator[tuple[Path, Expression]]:
    """The formulas that a field holds."""
    if isinstance(found, Expression):
        yield path, found
    elif isinstance(found, tuple):
        for number, inside in enumerate(found):
            yield from formulas((*path, number), inside)


def prove(
    policy: Policy,
    value: object,
    path: Path,
    report: Report,
    declared_anyway: frozenset[str] = frozenset(),
) -> None:
    """Check everything inside `value` whose keyword says what it must name or give."""
    Naming(policy, report, declared_anyway).marked(value, path)
