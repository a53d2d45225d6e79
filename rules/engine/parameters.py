"""PE_PARAM and PE_CLAUSE: what stands in a policy under a path of its own words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from rules.engine.use import Use, not_here
from rules.expression import Expression
from rules.model.bands import Range
from rules.model.granting import Grant
from rules.model.keys import words
from rules.model.scalars import Dated, Figure, Limit, Parameter, Span
from rules.results import Reason, Refusal, Result, Scalar, Step, Value, Working

#: Sections whose members can be named without them: 招商奖励.封顶 for 奖励.招商奖励.封顶.
_SILENT = (
    "奖励",
    "比率",
    "等级",
    "评分",
    "方法",
    "合计",
    "分项",
    "择一",
    "下限",
    "档次",
    "审核",
    "指标体系",
    "分档",
    "分类",
    "各类",
    "依次",
    "各期",
    "各级",
    "分期",
    "分担",
    "计分表",
    "排名",
    "下级",
    "各档",
)
#: The field that stands for its whole construct: 封顶 means 封顶.金额.
_MAIN = {
    "Cap": "金额",
    "Ceiling": "金额",
    "Overshoot": "达到",
    "InForce": "起",
    "Component": "比例",
}
_SKIPPED = ("示例", "依据", "数据", "各行")
#: The dots that part a path: not those of 0.5亿元 and 1亿元..2亿元.
_DOT = re.compile(r"(?<!\.)\.(?!\.)(?<!\d\.(?=\d))")


@dataclass(frozen=True, slots=True)
class _Item:
    """A place in the policy: its path, its value if it is a single one, the clause that covers it."""

    path: tuple[str, ...]
    value: object
    clause: str


def parameter(use: Use, item: str, day: date | None = None) -> Result:
    """The single value at `item` (a path such as 招商奖励.封顶) on a day.

    Money is in 元 and a share a fraction. `day` wins over the date of `id@date`.
    """
    found = _find(use, item)
    if isinstance(found, Refusal):
        return found
    day = day or use.day
    outside = use.outside(day)
    if outside is not None:
        return outside
    value = found.value
    if isinstance(value, Dated):
        if value.on(day) is None:
            return Refusal(
                Reason.OUT_OF_FORCE if day else Reason.MISSING_VALUE,
                f"“{item}”因日期而不同" + (f"，{day} 没有适用的值" if day else "，没有给出日期"),
                "请在第三个参数填日期，如 2023-06-30",
            )
        value = value.on(day)
    shown = _single(value)
    if shown is None:
        below = [
            ".".join(_short(i.path))
            for i in _items(use)
            if _under(i.path, found.path) and _is_single(i.value)
        ]
        return Refusal(
            Reason.UNKNOWN_NAME,
            f"“{item}”下面还有分项",
            f"请写到具体一项，如 {below[0]}" if below else "",
        )
    step = Step("parameter", {"item": ".".join(found.path), "value": value})
    return Value(shown, Working((step,), use.cite(found.clause) if found.clause else ""))


def clause(use: Use, item: str) -> Result:
    """The clause that `item` rests on, with its text where the file quotes it."""
    found = _find(use, item)
    if isinstance(found, Refusal):
        return found
    if not found.clause:
        return Refusal(Reason.UNKNOWN_NAME, f"“{item}”没有注明条款", "请政策维护人在该项写明“条款”")
    step = Step("clause", {"item": ".".join(found.path)})
    return Value(use.quote(found.clause), Working((step,), use.cite(found.clause)))


def _find(use: Use, item: str) -> _Item | Refusal:
    wanted = tuple(part.strip() for part in _DOT.split(item.replace("．", ".")))
    items = list(_items(use))
    same = [candidate for candidate in items if _short(candidate.path) == _short(wanted)]
    if same:
        # 定性 and 定性.档次 are the same without the words that only group: the last word decides.
        return next((found for found in same if found.path[-1] == wanted[-1]), same[0])
    ends = [candidate for candidate in items if _short(candidate.path)[-len(wanted) :] == wanted]
    if len(ends) == 1:
        return ends[0]
    if ends:
        paths = "、".join(".".join(_short(end.path)) for end in ends[:4])
        return Refusal(Reason.AMBIGUOUS, f"“{item}”有 {len(ends)} 处", f"请写全，如 {paths}")
    shorts = [_short(candidate.path) for candidate in items]
    known = [".".join(short) for short in shorts] + [short[-1] for short in shorts]
    return not_here(use, "项目", item, known)


def _short(path: tuple[str, ...]) -> tuple[str, ...]:
    """The path without the words that only group; a path of such words alone keeps the last."""
    return tuple(part for part in path if part not in _SILENT) or path[-1:]


def _under(path: tuple[str, ...], above: tuple[str, ...]) -> bool:
    return len(path) > len(above) and path[: len(above)] == above


def _items(use: Use) -> Iterator[_Item]:
    yield from _walk(use.policy, (), "")


def _walk(value: object, path: tuple[str, ...], clause: str) -> Iterator[_Item]:
    if dataclasses.is_dataclass(value) and not isinstance(
        value, (Figure, Span, Range, Grant, Parameter, Limit, Dated, Expression, type)
    ):
        clause = getattr(value, "clause", "") or clause
        main = _MAIN.get(type(value).__name__)
        fields = words(type(value))
        if path:
            yield _Item(path, getattr(value, fields[main].name) if main else value, clause)
        for word, field in fields.items():
            if word not in (*_SKIPPED, "条款", "口径"):
                yield from _walk(getattr(value, field.name), (*path, word), clause)
    elif isinstance(value, dict):
        if path and value:
            yield _Item(path, value, clause)
        for name, inside in value.items():
            yield from _walk(inside, (*path, str(name)), clause)
    elif value is not None and value != "" and not isinstance(value, tuple):
        yield _Item(path, value, clause)


def _is_single(value: object) -> bool:
    return isinstance(value, Dated) or _single(value) is not None


def _single(value: object) -> Scalar:
    """A value as a cell can show it; None for what has parts."""
    if isinstance(value, Figure):
        return value.value
    if isinstance(value, Grant):
        return value.figure.value if value.upto is None else value.text
    if isinstance(value, (Parameter, Limit)):
        return value.figure.value if value.figure else str(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (Expression, Span)):
        return value.text if isinstance(value, Expression) else str(value)
    return value if isinstance(value, (Fraction, str, bool, date)) else None
