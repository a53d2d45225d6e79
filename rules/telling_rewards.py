"""The sentences of PE_REWARD's steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from rules import expression
from rules.exact import decimal_places, plain
from rules.expression import Name
from rules.wording import day, own_name, percent, permille_or_percent, scalar

Figures = Mapping[str, Any]


def _sum(value: Fraction, dimension: str) -> str:
    """An amount of money, or of points."""
    return plain(value, 6) + "分" if dimension == "分" else scalar(value, dimension)


def _amount(f: Figures, key: str = "amount") -> str:
    return _sum(f[key], f.get("dimension", "人民币"))


def _equals(value: Fraction, dimension: str) -> str:
    """`=…` or `≈…`, as the digits shown are all of them or not."""
    places = decimal_places(value)
    return ("=" if places is not None and places <= 6 else "≈") + _sum(value, dimension)


def _component(f: Figures) -> str:
    formula, base = f["formula"], _sum(f["base"], f["dimension"])
    if isinstance(formula.root, Name):
        told = ("折算后的" if f["multiplied"] else "") + own_name(formula.root.name) + base
    else:
        told = f"基数{expression.in_words(formula, f['shown'])}={base}，{base}"
    return f"{f['why']}{told}×{f['rate']}{_equals(f['part'], f['dimension'])}"


def _progressive(f: Figures) -> str:
    stretches = "＋".join(f"{_sum(part, '人民币')}×{rate}" for part, rate in f["stretches"])
    return f"{f['told']}分段计算：{stretches}{_equals(f['part'], '人民币')}"


def _per_step(f: Figures) -> str:
    above = f"超过{f['above']}的部分" if f["above"] else ""
    return (
        f"{f['told']}，{above}每满{f['per']}奖{f['pays']}，计{plain(f['units'], 6)}份，"
        f"为{_amount(f, 'part')}"
    )


def _outside_window(f: Figures) -> str:
    since, until = f["since"], f["until"]
    ends = (f"{day(since)}起" if since else "") + (f"至{day(until)}止" if until else "")
    return f"不符合条件：{f['name']}{day(f['day'])}不在期间内（{ends}）"


def _below_threshold(f: Figures) -> str:
    of = f"“{f['class']}”的" if f["class"] else ""
    return f"不符合条件：{f['told']}未达到{of}门槛{f['least']}"


def _cap(f: Figures) -> str:
    limit, whole = _sum(f["limit"], f["dimension"]), _sum(f["whole"], f["dimension"])
    why = f"（{f['why']}）" if f["why"] else ""
    if f["paid"]:
        paid = _sum(f["paid"], f["dimension"])
        return f"{f['scope']}累计最高{whole}{why}，以前已付{paid}，本次最多{limit}，按{limit}计"
    return f"超过{f['scope']}最高{limit}{why}，按{limit}计"


def _share(f: Figures) -> str:
    rest = "（取余额）" if f["rest"] else ""
    return f"{f['name']}占{f['share']}，为{_amount(f, 'paid')}{rest}"


def _scheme(f: Figures) -> str:
    return f"{f['name']}{_amount(f)}" + ("" if f["taken"] else "，不重复计")


def _pool(f: Figures) -> str:
    rest = "（含取整的尾差）" if f["rest"] else ""
    return f"全年合计{f['total']}超过总额{f['whole']}，{f['amount']}按比例减为{f['share']}{rest}"


def _set_aside(f: Figures, told: Callable[[Fraction], str]) -> str:
    """Those that applied too, and of which only the highest counts."""
    each = "、".join(f"{name}的{told(times)}" for name, times in f["aside"])
    return f"（{each}不重复计）" if each else ""


#: Step kind → its sentence.
SENTENCES: dict[str, Callable[[Figures], str]] = {
    "not_eligible": lambda f: f"不符合条件：{f['why']}",
    "outside_window": _outside_window,
    "below_threshold": _below_threshold,
    "exchange": lambda f: f"{f['name']}按{day(f['day'])}的{f['rate']}",
    "by_person": lambda f: f"由人核定，按“{f['name']}”{_amount(f)}计",
    "component": _component,
    "factor": lambda f: (
        f"{f['told']}按{f['names']}乘以{plain(f['times'], 6)}{_set_aside(f, lambda t: plain(t, 6))}"
    ),
    "band": lambda f: f"{f['told']}在{f['range']}一档",
    "class": lambda f: f"{f['name']}为“{f['class']}”",
    "moving": lambda f: (
        f"比例在{f['low']}～{f['high']}之间按所在位置为{permille_or_percent(f['rate'])}"
    ),
    "progressive": _progressive,
    "per_step": _per_step,
    "fixed": lambda f: f"{f['name']}定额{_amount(f, 'part')}",
    "sum": lambda f: f"合计{_amount(f)}",
    "addition": lambda f: f"{f['name']}另加{_amount(f, 'extra')}，为{_amount(f)}",
    "uplift": lambda f: (
        f"{f['names']}上浮{percent(f['share'])}{_set_aside(f, lambda t: percent(t - 1))}，为{_amount(f)}"
    ),
    "cap": _cap,
    "over_cap": lambda f: f"算得{f['amount']}，超过{f['scope']}最高{f['limit']}",
    "amount": lambda f: f"奖励额{_amount(f)}",
    "share": _share,
    "no_share": lambda f: f"{f['by']}为“{f['class']}”的没有{f['name']}这一份",
    "not_due": lambda f: f"{f['name']}还不能付：{f['why']}",
    "scheme": _scheme,
    "pool": _pool,
}
