"""数据: units that exist, blanks that can be read, and the kinds that expressions see."""

from __future__ import annotations

from rules.engine.facts import read_facts
from rules.engine.rows import Row
from rules.engine.use import Use
from rules.expression import Kind
from rules.model.policy import Policy
from rules.model.quantities import Quantity, QuantityType
from rules.notation import read_unit, with_unit
from rules.proof.report import Report
from rules.results import Refusal

CURRENCIES = ("人民币", "美元", "港元", "欧元", "日元", "英镑")


def prove(policy: Policy, report: Report) -> None:
    """Report units that are unknown or missing, and defaults that do not fit."""
    taken = {with_unit(name)[0]: name for name in policy.quantities}
    for name, quantity in policy.quantities.items():
        path = ("数据", name)
        for header in quantity.headers:
            whose = taken.setdefault(with_unit(header)[0], name)
            if whose != name:
                advice = "一种表头只能指一项数据"
                report((*path, "表头"), f"“{header}”也是“{whose}”的表头", advice)
        if quantity.type is QuantityType.MONEY and not quantity.unit:
            report(path, f"金额“{name}”没有写单位", "请写“单位: 元”或“单位: 万元”")
        unit = read_unit(quantity.unit) if quantity.unit else None
        if quantity.unit and unit is None:
            report((*path, "单位"), f"不认识的单位“{quantity.unit}”", "如 元、万元、万美元、个、%")
        if quantity.type is QuantityType.MONEY and unit and unit.dimension not in CURRENCIES:
            report((*path, "单位"), f"“{quantity.unit}”不是金额的单位", "如 元、万元、万美元")
        if quantity.unit and quantity.type not in (QuantityType.MONEY, QuantityType.NUMBER):
            report((*path, "单位"), f"{quantity.type.value}不写单位", "请删去“单位”")
        if quantity.if_blank:
            read = read_facts(Use(policy), Row.of({name: quantity.if_blank}), (name,))
            if isinstance(read, Refusal):
                report((*path, "未填"), f"未填时的值不合用：{read.message}", read.advice)


def kinds(policy: Policy) -> dict[str, Kind]:
    """What each quantity is to an expression."""
    return {name: kind(quantity) for name, quantity in policy.quantities.items()}


def kind(quantity: Quantity) -> Kind:
    """What one quantity is to an expression."""
    unit = read_unit(quantity.unit) if quantity.unit else None
    if quantity.type is QuantityType.TRUTH:
        return Kind("是否", "")
    if quantity.type is QuantityType.DATE:
        return Kind("日期", "")
    if quantity.type is QuantityType.TEXT:
        return Kind("文本", "")
    return Kind(
        "数", "分" if quantity.type is QuantityType.POINTS else unit.dimension if unit else ""
    )
