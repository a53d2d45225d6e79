"""Reading the single values of a policy file; each reader answers a value or what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from rules import expression
from rules.expression import Expression, SyntaxFault
from rules.model.bands import Range
from rules.model.granting import Grant
from rules.model.scalars import Figure, Limit, Parameter, Span
from rules.notation import Misread, read_quantity


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a text is not the value that belongs there."""

    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class ScalarType:
    """One type of single value: its name, its pattern for editors, and its reader."""

    name: str
    pattern: str
    sample: str
    read: Callable[[str], Any]


def _text(text: str) -> str | Wrong:
    return text if text.strip() else Wrong("这里没有填", "请填写文字，或删去这一行")


def _truth(text: str) -> bool | Wrong:
    return {"是": True, "否": False}.get(text, Wrong(f"“{text}”不是 是 或 否", "请写 是 或 否"))


def _day(text: str) -> date | Wrong:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return Wrong(f"“{text}”不是日期", "请写成 2023-04-01")


#: A third has no end of digits: a share may be written as a fraction.
_FRACTION = re.compile(r"([1-9]\d{0,5})/([1-9]\d{0,5})")


def _figure(text: str) -> Figure | Wrong:
    fraction = _FRACTION.fullmatch(text)
    if fraction is not None:
        return Figure(Fraction(int(fraction[1]), int(fraction[2])), "比率", text)
    quantity = read_quantity(text)
    if quantity is None:
        return Wrong("这里没有填数", "请写带单位的数，如 100万元、20%、0.01")
    if isinstance(quantity, Misread):
        return Wrong(quantity.message, quantity.advice)
    return Figure(quantity.value, quantity.unit.dimension if quantity.unit else "", text)


def _span(text: str) -> Span | Wrong:
    low, dots, high = text.partition("..")
    ends = [_figure(low), _figure(high)]
    if not dots or any(isinstance(end, Wrong) or end.dimension != "比率" for end in ends):
        return Wrong(f"“{text}”不是区间", "请写成 80%..100%")
    first, last = (end.value for end in ends if isinstance(end, Figure))
    if first >= last:
        return Wrong(f"区间“{text}”的下限不小于上限", "请从小到大写，如 60%..80%")
    return Span(first, last)


#: How a range with one end is written: the sign, whether it is the lower end, whether it belongs.
_ONE_SIDED = {
    ">=": (True, True), "<=": (False, True), "≥": (True, True), "≤": (False, True),
    ">": (True, False), "<": (False, False), "＞": (True, False), "＜": (False, False),
}  # fmt: skip


def _range(text: str) -> Range | Wrong:
    """`1亿元..10亿元`, `≥50亿元`, `<1亿元`, or a single value."""
    low, dots, high = (part.strip() for part in text.partition(".."))
    sign = next((sign for sign in _ONE_SIDED if low.startswith(sign)), "")
    ends = [_figure(part) for part in ((low, high) if dots else (low.removeprefix(sign),))]
    figures = [end for end in ends if isinstance(end, Figure)]
    if len(figures) < len(ends) or (dots and sign):
        return Wrong(f"“{shorten(text)}”不是一档的范围", "请写成 1亿元..10亿元、≥50亿元 或一个数")
    first, last = figures[0], figures[-1]
    dimension = last.dimension or first.dimension
    if not dots:
        if not sign:
            return Range(first.value, first.value, True, True, dimension, text)
        is_low, included = _ONE_SIDED[sign]
        if is_low:
            return Range(first.value, None, included, False, dimension, text)
        return Range(None, first.value, False, included, dimension, text)
    # 0 needs no unit; 1..10亿元 could also be 1元 to 10亿元.
    if any(end.dimension != dimension and end.value for end in figures):
        return Wrong(f"“{text}”两端的单位不同", "请两端都写上单位，如 1亿元..10亿元")
    if first.value >= last.value:
        return Wrong(f"“{text}”的下限不小于上限", "请从小到大写，如 1亿元..10亿元")
    return Range(first.value, last.value, None, None, dimension, text)


def _grant(text: str) -> Grant | Wrong:
    """`20万元`, `2分`, `3‰`, or `6‰..10‰`: a rate that moves from one end of the band to the other."""
    low, dots, high = text.partition("..")
    first, last = _figure(low), _figure(high) if dots else None
    if isinstance(first, Wrong):
        return first
    if isinstance(last, Wrong):
        return last
    if last is not None and {first.dimension, last.dimension} != {"比率"}:
        return Wrong(f"“{text}”不是比例的区间", "请写成 6‰..10‰")
    return Grant(first, last, text)


def _parameter(text: str) -> Parameter | Wrong:
    """A figure, or else the name of a quantity."""
    figure = _figure(text)
    if isinstance(figure, Figure):
        return Parameter(figure, "")
    named = expression.parse(text)
    if isinstance(named, SyntaxFault) or not isinstance(named.root, expression.Name):
        return figure
    return Parameter(None, named.root.name)


def _limit(text: str) -> Limit | Wrong:
    if text in ("不封顶", "不设下限"):
        return Limit(None, text)
    figure = _figure(text)
    return Limit(figure, text) if isinstance(figure, Figure) else figure


def _expression(text: str) -> Expression | Wrong:
    parsed = expression.parse(text)
    if isinstance(parsed, SyntaxFault):
        return Wrong(
            f"公式“{shorten(text)}”第 {parsed.position + 1} 个字处：{parsed.message}", parsed.advice
        )
    return parsed


def shorten(text: str, longest: int = 60) -> str:
    """A text short enough to stand in a message."""
    return text if len(text) <= longest else text[:longest] + "…"


SCALARS: dict[Any, ScalarType] = {
    str: ScalarType("文字", r"\S", "文字", _text),
    bool: ScalarType("是否", r"^(是|否)$", "是", _truth),
    date: ScalarType("日期", r"^\d{4}-\d{2}-\d{2}$", "2023-04-01", _day),
    Figure: ScalarType("数", r"\d", "100万元、0.5‰、20%、90", _figure),
    Span: ScalarType("区间", r"\.\.", "80%..100%", _span),
    Range: ScalarType("范围", r"[0-9]", "1亿元..10亿元", _range),
    Grant: ScalarType("比例或定额", r"\d", "3‰、20万元、6‰..10‰", _grant),
    Parameter: ScalarType("数或数据名称", r"\S", "30、40%、100万元", _parameter),
    Limit: ScalarType("限度", r"\S", "120%、6、不封顶", _limit),
    Expression: ScalarType("公式", r"\S", "=实际到位资金/预算资金", _expression),
}
