"""分期完成: several deadlines, each with what is due by then and its share of the points."""

from __future__ import annotations

import re
from fractions import Fraction

from rules.engine.scoring.scored_row import ScoredRow
from rules.model.scoring import Short
from rules.notation import Misread, Quantity, read_quantity
from rules.results import Reason, Refusal, Step, Value, Working

_BETWEEN = re.compile(r"[，,；;、\n]+")


def earned(row: ScoredRow) -> Value | Refusal:
    """Each stage by itself, added up; the actual names every stage with the figure reached."""
    stages = row.method.stages
    reached: dict[str, Quantity] = {}
    for part in filter(None, map(str.strip, _BETWEEN.split(row.actual.text))):
        name = max((name for name in stages if part.startswith(name)), key=len, default="")
        if not name or name in reached:
            return _unread(row, f"“{part}”" + ("写了两次" if name else "没有写明是哪一期"))
        figure = read_quantity(part.removeprefix(name).lstrip("：: 已完成达到下"))
        if isinstance(figure, Misread) or figure is None:
            return _unread(row, f"“{part}”没有写明完成了多少")
        if (figure.unit.dimension if figure.unit else "") != stages[name].due.dimension:
            return _unread(row, f"“{part}”的单位与应完成的 {stages[name].due} 不符")
        reached[name] = figure
    missing = [name for name in stages if name not in reached]
    if missing:
        return _unread(row, f"没有写{'、'.join(missing)}的完成情况")
    return _added(row, reached)


def _added(row: ScoredRow, reached: dict[str, Quantity]) -> Value | Refusal:
    amount, steps, missed = Fraction(0), [], False
    for name, stage in row.method.stages.items():
        share = min(Fraction(1), max(Fraction(0), reached[name].value / stage.due.value))
        if share < 1:
            missed = True
            if row.method.short is Short.NOTHING:
                share = Fraction(0)
            elif row.method.short is not Short.PROPORTIONAL:
                return Refusal(
                    Reason.RULE_SILENT,
                    f"{name}应完成 {stage.due}，实际 {reached[name].text}，文件没有规定怎样扣分",
                    "请由评分人核定",
                    Working((), row.clause, row.reading("未完成")),
                )
        earned_here = row.full * stage.share.value * share
        amount += earned_here
        figures = {"name": name, "due": stage.due, "reached": reached[name].text}
        steps.append(Step("stage", {**figures, "worth": row.full * stage.share.value,
                                    "earned": earned_here}))  # fmt: skip
    read = ("分期", *(("未完成",) if missed else ()))
    return Value(amount, Working(tuple(steps), row.clause, row.readings(*read)))


def _unread(row: ScoredRow, why: str) -> Refusal:
    sample = "，".join(f"{name} {stage.due}" for name, stage in row.method.stages.items())
    return Refusal(
        Reason.NOT_UNDERSTOOD,
        f"实际完成值{why}",
        f"请逐期写明，如 {sample}",
        Working((), row.clause),
    )
