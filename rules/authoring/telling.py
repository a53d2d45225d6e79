"""Values of a policy as pages and comparisons write them."""

from __future__ import annotations

from datetime import date
from enum import Enum

from rules.authoring.places import Place, is_construct, parts
from rules.expression import Expression
from rules.model.bands import Range
from rules.model.common import Round
from rules.model.scalars import Dated, Figure, Span

_ENDS = {True: "（含）", False: "（不含）", None: ""}


def shown(value: object) -> str:
    """A value in one line: 100万元, 先上浮后封顶, or the parts of a construct with their keywords."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (Figure, Expression)):
        return value.text
    if isinstance(value, Range):
        return range_shown(value)
    if isinstance(value, Span):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Dated):
        told = ((since, shown(inside)) for since, inside in value.values)
        return "；".join(f"自 {since} 起 {text}" if since else text for since, text in told)
    if isinstance(value, dict):
        return "；".join(f"{shown(key)}：{shown(inside)}" for key, inside in value.items())
    if isinstance(value, tuple):
        return "、".join(map(shown, value))
    if isinstance(value, Round):
        return str(value.how.value) + (f"到 {value.to}" if value.to else "")
    if is_construct(value):
        told_parts = ((part.path[-1], part.value) for part in parts(Place((), (), value)))
        return "；".join(f"{word}：{shown(v)}" for word, v in told_parts if is_said(v))
    return str(value)


def range_shown(value: Range) -> str:
    """A range with the ends that belong to it: 1亿元（含）～10亿元（不含）."""
    low, dots, high = value.text.partition("..")
    if not dots:
        return value.text
    return f"{low.strip()}{_ENDS[value.has_low]}～{high.strip()}{_ENDS[value.has_high]}"


def is_said(value: object) -> bool:
    """Whether a policy says something here, rather than leaving it out."""
    return value is not None and value not in ("", (), {})
