"""A deadline and a day: on time, or late and for a person to judge."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.scoring.scored_row import ScoredRow
from rules.model.scoring import Short
from rules.notation import DateActual, DeadlineTarget, Misread, on_time
from rules.results import Reason, Refusal, Step, Value, Working


def earned(row: ScoredRow) -> Value | Refusal:
    """Points for a row with a deadline."""
    target, actual = row.target, row.actual
    if not isinstance(target, DeadlineTarget) or not isinstance(actual, DateActual):
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"“{target.text}”与“{actual.text}”不能按期限比较",
            "请填期限（如 2023年12月31日前）和实际完成日期（如 2023年12月20日）",
        )
    timely = on_time(target.deadline, actual.day)
    if isinstance(timely, Misread):
        return Refusal(timely.reason, timely.message, timely.advice)
    if timely:
        return row.earned(row.full, Step("met", row.figures))
    if row.method.short is Short.NOTHING:
        return row.earned(Fraction(0), Step("missed_nothing", row.figures))
    return Refusal(
        Reason.WAITS_FOR_PERSON,
        f"实际完成时间“{actual.text}”晚于“{target.text}”，文件没有规定逾期怎样计分",
        "请评分人按定性指标核定，实际完成值写成如“部分达成 70%”",
        Working((), row.clause),
    )
