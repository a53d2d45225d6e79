"""Qualitative rows: a person picks the share, the rule checks it against the interval of its level."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.scoring.scored_row import ScoredRow
from rules.exact import plain
from rules.model.scalars import Span
from rules.model.scoring import Method
from rules.notation import (
    DateActual,
    DeadlineTarget,
    LevelActual,
    NumericActual,
    NumericTarget,
    StateActual,
)
from rules.results import Reason, Refusal, Step, Value, Working
from rules.wording import percent


def earned(row: ScoredRow) -> Value | Refusal:
    """Points for a level with its share, or for words that repeat the target where the policy says so."""
    target, actual, method = row.target, row.actual, row.method
    if isinstance(actual, StateActual) and method.same_words and actual.text == target.text:
        value = row.full * method.same_words.value
        return row.earned(value, Step("same_words", row.figures), *row.reading("文字相同"))
    if isinstance(actual, (NumericActual, DateActual)):
        kind = {NumericTarget: "是数", DeadlineTarget: "是期限"}.get(type(target), "是文字")
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"年度指标值“{target.text}”{kind}，按定性指标计分时实际完成值“{actual.text}”没有写明档次",
            f"请写档次和比例，如“{_sample(method)}”",
        )
    label = actual.label if isinstance(actual, LevelActual) else actual.text
    level = _level(label, method)
    if level is None:
        by_date = (
            "请填实际完成日期，如 2023年12月20日；或"
            if isinstance(target, DeadlineTarget)
            else "请"
        )
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"实际完成值“{label}”不是{'、'.join(method.levels)}中的一档",
            f"{by_date}写档次和比例，如“{_sample(method)}”",
        )
    share = actual.share if isinstance(actual, LevelActual) else None
    return _at_level(row, level, share)


def _at_level(row: ScoredRow, level: str, share: Fraction | None) -> Value | Refusal:
    full, method = row.full, row.method
    span = method.levels[level]
    readings: tuple[str, ...] = ()
    if share is None:
        bare = method.bare.get(level)
        if bare is None:
            low, high = plain(full * span.low, 4), plain(full * span.high, 4)
            return Refusal(
                Reason.WAITS_FOR_PERSON,
                f"“{level}”对应分值的 {span}，即 {low}～{high} 分，由评分人在区间内确定",
                f"请在档次后写明比例，如“{_sample(method, level)}”",
                Working((), row.clause),
            )
        share, readings = bare.value, row.reading("未写比例")
    elif not _inside(share, level, method):
        return Refusal(
            Reason.BREAKS_RULE,
            f"“{level}”的比例应在 {_bounds(level, method)}，"
            f"所填为 {percent(share, beside=(span.low, span.high))}",
            "请改比例，或改档次",
            Working((), row.clause),
        )
    elif share == span.low > 0:
        readings = row.reading("档次")
    step = Step("level", {"points": full, "level": level, "share": share, "value": full * share})
    return row.earned(full * share, step, *readings)


def _level(label: str, method: Method) -> str | None:
    """The level that a label names, by its own name or a declared synonym."""
    if label in method.levels:
        return label
    return next((level for level, others in method.synonyms.items() if label in others), None)


def _inside(share: Fraction, level: str, method: Method) -> bool:
    """Lower bounds belong to a level; the highest level also includes its upper bound."""
    span = method.levels[level]
    return span.low <= share < span.high or (share == span.high and _highest(span, method))


def _highest(span: Span, method: Method) -> bool:
    return span.high == max(other.high for other in method.levels.values())


def _bounds(level: str, method: Method) -> str:
    span = method.levels[level]
    return f"{percent(span.low)}（含）～{percent(span.high)}" + (
        "（含）" if _highest(span, method) else ""
    )


def _sample(method: Method, level: str = "") -> str:
    level = level or next(iter(method.levels))
    span = method.levels[level]
    return f"{level} {percent((span.low + span.high) / 2)}"
