"""PE_SCORE: the points that one row of a form earns."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from rules.engine import qualitative
from rules.engine.use import Use, not_here, reading, rounded
from rules.exact import plain
from rules.model.scoring import Deduction, Direction, Method, Scoring, Short, Written, ZeroTarget
from rules.notation import (
    NOT_APPLICABLE,
    DateActual,
    DeadlineTarget,
    LevelActual,
    Misread,
    NumericActual,
    NumericTarget,
    Quantity,
    Relation,
    StateActual,
    StateTarget,
    bring_together,
    on_time,
    read_actual,
    read_quantity,
    read_target,
)
from rules.results import Reason, Refusal, Result, Scalar, Step, Value, Working
from rules.wording import percent

Target = NumericTarget | DeadlineTarget | StateTarget
Actual = NumericActual | DateActual | LevelActual | StateActual

#: What PE_SCORE gives for a row that does not apply.
SKIPPED = Value("/", Working((Step("not_applicable", {}),)))
BLANK = Value(None, Working((Step("not_filled", {}),)))

WRITTEN = {
    Relation.AT_LEAST: Written.AT_LEAST,
    Relation.ABOVE: Written.ABOVE,
    Relation.AT_MOST: Written.AT_MOST,
    Relation.BELOW: Written.BELOW,
    Relation.EQUAL: Written.EQUAL,
    Relation.AROUND: Written.AROUND,
    Relation.NONE: Written.NO_SIGN,
}
#: The operators that contradict a direction named by hand.
CONTRADICTS = {
    Direction.HIGHER: (Relation.AT_MOST, Relation.BELOW, Relation.AROUND),
    Direction.LOWER: (Relation.AT_LEAST, Relation.ABOVE, Relation.AROUND),
    Direction.EQUAL: (Relation.AROUND,),
}


def score(
    use: Use,
    points: Scalar,
    target: Scalar,
    actual: Scalar,
    method: str | None = None,
    deduction: Scalar = None,
) -> Result:
    """The points earned: between 0 and `points`, rounded as the policy says.

    `method` names one of the policy's methods; without it the spelling of the target decides.
    `deduction` is what a person takes off for a far overshoot. A blank actual gives a blank, `/` in
    any of the three gives `/`. Source: the policy's 评分.
    """
    full = read_points(points)
    if not isinstance(full, Fraction):
        return full
    reached, wanted = read_actual(actual), read_target(target)
    if reached is NOT_APPLICABLE or wanted is NOT_APPLICABLE:
        return SKIPPED
    if reached is None:
        return BLANK
    scoring = use.policy.scoring
    if scoring is None:
        return Refusal(
            Reason.UNKNOWN_NAME,
            f"政策“{use.policy.id}”没有规定指标怎样计分",
            "请换用有“评分”的政策，如 national-2020",
        )
    outside = use.outside(use.day)
    if outside is not None:
        return outside
    if isinstance(wanted, Misread):
        return Refusal(wanted.reason, f"年度指标值{wanted.message}", wanted.advice)
    if isinstance(reached, Misread):
        return Refusal(reached.reason, f"实际完成值{reached.message}", reached.advice)
    if wanted is None:
        return Refusal(
            Reason.MISSING_VALUE, "没有填年度指标值", "请填写指标值，如 ≥80%；不适用的行填 /"
        )
    chosen = _method(use, scoring, wanted, reached, method)
    if isinstance(chosen, Refusal):
        return chosen
    earned = _earned(use, scoring, full, wanted, reached, chosen)
    if isinstance(earned, Refusal):
        return earned
    unsigned = isinstance(wanted, NumericTarget) and wanted.relation is Relation.NONE
    if unsigned and not method:
        earned = _read_as(earned, reading(chosen.readings, "适用"))
    return _deducted(_rounded(earned, scoring, chosen), deduction, chosen)


def _read_as(earned: Value, readings: tuple[str, ...]) -> Value:
    """The result with the readings under which it came about."""
    if not readings:
        return earned
    was = earned.working
    return Value(earned.value, replace(was, readings=(*readings, *was.readings)))


def read_points(raw: Scalar) -> Fraction | Result:
    """The points that a row is worth; a blank or skipped row's result; or why they cannot be read."""
    if isinstance(raw, Fraction):
        if raw >= 0:
            return raw
        return Refusal(Reason.BREAKS_RULE, f"分值 {plain(raw)} 是负数", "分值应为 0 或正数")
    if read_target(raw) is NOT_APPLICABLE:
        return SKIPPED
    read = read_quantity(raw)
    if read is None:
        return BLANK
    if isinstance(read, Misread):
        return Refusal(read.reason, f"分值{read.message}", read.advice)
    if read.unit is not None and read.unit.dimension != "分":
        return Refusal(Reason.NOT_UNDERSTOOD, f"“{read.text}”不是分值", "请填数字，如 10")
    return read_points(read.value)


def _method(
    use: Use, scoring: Scoring, target: Target, actual: Actual, name: str | None
) -> Method | Refusal:
    if name and (name := name.strip()):
        named = scoring.methods.get(name)
        return named or not_here(use, "计分方法", name, list(scoring.methods))
    if isinstance(target, NumericTarget):
        written = WRITTEN[target.relation]
    elif isinstance(target, DeadlineTarget) and isinstance(actual, DateActual):
        written = Written.DEADLINE
    else:
        written = Written.WORDS
    for found in scoring.methods.values():
        if written in found.applies:
            return found
    return Refusal(
        Reason.RULE_SILENT,
        f"政策“{use.policy.id}”没有规定指标值写成“{written.value}”（{target.text}）时怎样计分",
        f"请核对指标值，或指定计分方法：{'、'.join(_fitting(scoring, target))}",
    )


def _fitting(scoring: Scoring, target: Target) -> list[str]:
    """The methods that a person could name for this target."""
    if not isinstance(target, NumericTarget):
        return list(scoring.methods)
    return [
        name
        for name, method in scoring.methods.items()
        if target.relation not in CONTRADICTS.get(method.direction, ())
        and method.direction is not Direction.BY_DATE
    ]


def _earned(
    use: Use, scoring: Scoring, full: Fraction, target: Target, actual: Actual, method: Method
) -> Value | Refusal:
    if method.direction is Direction.QUALITATIVE:
        return qualitative.earned(use, full, target, actual, method)
    if method.direction is Direction.BY_DATE:
        return _by_date(use, full, target, actual, method)
    if not isinstance(target, NumericTarget):
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"年度指标值“{target.text}”不是数，不能按定量指标计分",
            "请填数字和单位，如 ≥80%；定性指标请改用定性方法",
        )
    if not isinstance(actual, NumericActual):
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"年度指标值“{target.text}”是数，实际完成值“{actual.text}”是文字",
            "定量指标请填实际达到的数，如 64.71%",
        )
    if target.relation in CONTRADICTS.get(method.direction, ()):
        return Refusal(
            Reason.BREAKS_RULE,
            f"年度指标值写成“{target.text}”，与所选的计分方法（{method.direction.value}）不符",
            "请核对指标值的符号，或换一种计分方法",
        )
    pair = bring_together(target, actual)
    if isinstance(pair, Misread):
        return Refusal(pair.reason, pair.message, pair.advice)
    return _compared(use, scoring, full, *pair, target, actual.quantity, method)


def _compared(
    use: Use,
    scoring: Scoring,
    full: Fraction,
    wanted: Fraction,
    reached: Fraction,
    target: NumericTarget,
    quantity: Quantity,
    method: Method,
) -> Value | Refusal:
    """Points for two figures in one unit."""
    figures: dict[str, object] = {
        "points": full,
        "target": target.text,
        "actual": _written(quantity, target),
        "wanted": (target.quantity, wanted),
        "reached": (quantity, reached),
    }
    clause = use.cite(method.clause)
    if method.direction is Direction.EQUAL and wanted == 0:
        if method.zero_target is not ZeroTarget.FULL_IF_NOT_ABOVE:
            return _silent(use, scoring, target, quantity, method)
        step = Step("zero_met" if reached <= 0 else "zero_missed", figures)
        return Value(
            full if reached <= 0 else Fraction(0),
            Working((step,), clause, reading(method.readings, "目标为零")),
        )
    like_positive = method.direction is Direction.EQUAL and reached != wanted
    treated = reading(method.readings, "方向") if like_positive else ()
    if _met(wanted, reached, target.relation, method.direction):
        return _read_as(_over(full, wanted, reached, figures, clause, method), treated)
    if method.short is Short.SILENT or method.short is None:
        return _silent(use, scoring, target, quantity, method)
    if method.short is Short.NOTHING:
        return Value(Fraction(0), Working((Step("missed_nothing", figures),), clause))
    if wanted < 0 or (wanted == 0 and method.direction is not Direction.LOWER):
        return Refusal(
            Reason.RULE_SILENT,
            f"年度指标值“{target.text}”不是正数，实际完成值“{_written(quantity, target)}”没有达到，不能按比例计分",
            "请由评分人按办法核定得分，或改用文件规定的扣分方法",
        )
    readings = (*treated, *reading(method.readings, "未完成"))
    if method.direction is Direction.LOWER:
        return _too_high(
            full, wanted, reached, figures, Working((), clause, readings), method.short
        )
    earned = full * reached / wanted
    if earned < 0:
        return Value(Fraction(0), Working((Step("negative_share", figures),), clause, readings))
    return Value(
        earned, Working((Step("proportional", {**figures, "earned": earned}),), clause, readings)
    )


def _written(quantity: Quantity, target: NumericTarget) -> str:
    """The actual as a sentence shows it: a number against a percent target is a percentage."""
    unit = target.quantity.unit
    if quantity.unit is None and quantity.from_number and unit and unit.dimension == "比率":
        return percent(quantity.value, 2)
    return quantity.text


def _met(wanted: Fraction, reached: Fraction, relation: Relation, direction: Direction) -> bool:
    if direction is Direction.LOWER:
        return reached < wanted if relation is Relation.BELOW else reached <= wanted
    if direction is Direction.EQUAL and wanted < 0:
        return reached == wanted
    return reached > wanted if relation is Relation.ABOVE else reached >= wanted


def _over(
    full: Fraction,
    wanted: Fraction,
    reached: Fraction,
    figures: dict[str, object],
    clause: str,
    method: Method,
) -> Value:
    """A met target: full points, and whether it was overshot so far that a person must look."""
    over = method.overshoot
    working = Working((Step("met", figures),), clause)
    if over is None or method.direction is Direction.LOWER or wanted <= 0:
        return Value(full, working)
    share = reached / wanted
    if share < over.reach.value:
        return Value(full, working)
    step = Step("overshoot", {"share": share, "reach": over.reach.value, "explain": over.explain})
    flags = ("超额须说明",) if over.explain else ("超额",)
    readings = reading(method.readings, "超额")
    return Value(full, Working((*working.steps, step), clause, readings, flags))


def _too_high(
    full: Fraction,
    wanted: Fraction,
    reached: Fraction,
    figures: dict[str, object],
    working: Working,
    short: Short,
) -> Value:
    """Lower is better and the target was exceeded (`reached` > `wanted` ≥ 0, or equal to a strict one)."""
    if wanted == 0:
        return Value(Fraction(0), replace(working, steps=(Step("zero_missed", figures),)))
    if short is Short.LINEAR_TO_DOUBLE:
        earned = max(Fraction(0), full * (2 * wanted - reached) / wanted)
        step = Step("linear_to_double", {**figures, "earned": earned})
    else:
        earned = full * wanted / reached
        step = Step("inverse", {**figures, "earned": earned})
    return Value(earned, replace(working, steps=(step,)))


def _by_date(
    use: Use, full: Fraction, target: Target, actual: Actual, method: Method
) -> Value | Refusal:
    if not isinstance(target, DeadlineTarget) or not isinstance(actual, DateActual):
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"“{target.text}”与“{actual.text}”不能按期限比较",
            "请填期限（如 2023年12月31日前）和实际完成日期（如 2023年12月20日）",
        )
    timely = on_time(target.deadline, actual.day)
    if isinstance(timely, Misread):
        return Refusal(timely.reason, timely.message, timely.advice)
    figures: dict[str, object] = {"points": full, "target": target.text, "actual": actual.text}
    clause = use.cite(method.clause)
    if timely:
        return Value(full, Working((Step("met", figures),), clause))
    if method.short is Short.NOTHING:
        return Value(Fraction(0), Working((Step("missed_nothing", figures),), clause))
    return Refusal(
        Reason.WAITS_FOR_PERSON,
        f"实际完成时间“{actual.text}”晚于“{target.text}”，文件没有规定逾期怎样计分",
        "请评分人按定性指标核定，实际完成值写成如“部分达成 70%”",
        Working((), clause),
    )


def _silent(
    use: Use, scoring: Scoring, target: NumericTarget, quantity: Quantity, method: Method
) -> Refusal:
    """The document does not say: name the methods that a person may choose, choose none."""
    others = [
        name
        for name, other in scoring.methods.items()
        if other.direction is method.direction and other.short not in (None, Short.SILENT)
    ]
    return Refusal(
        Reason.RULE_SILENT,
        f"实际完成值“{_written(quantity, target)}”没有达到“{target.text}”，文件没有规定这类指标怎样扣分",
        f"各地有几种算法，请指定计分方法：{'、'.join(others)}" if others else "请由评分人核定",
        Working((), use.cite(method.clause), reading(method.readings, "未完成")),
    )


def _rounded(earned: Value, scoring: Scoring, method: Method) -> Value:
    exact = earned.value
    assert isinstance(exact, Fraction)
    to = method.rounding or scoring.rounding
    value = rounded(exact, to)
    if value == exact:
        return earned
    step = Step("rounded", {"how": to.how.value, "to": str(to.to), "value": value, "unit": "分"})
    readings = reading((method if method.rounding else scoring).readings, "取整")
    was = earned.working
    return Value(value, replace(was, steps=(*was.steps, step), readings=(*was.readings, *readings)))


def _deducted(earned: Value, deduction: Scalar, method: Method) -> Result:
    """Take off what a person entered, which only a far overshoot allows."""
    read = read_quantity(deduction)
    if read is None:
        return earned
    if isinstance(read, Misread):
        return Refusal(read.reason, f"调减分值{read.message}", read.advice)
    if read.unit is not None and read.unit.dimension != "分":
        return Refusal(Reason.NOT_UNDERSTOOD, f"“{read.text}”不是调减分值", "请填数字，如 2")
    off = read.value
    if off == 0:
        return earned
    allowed = method.overshoot is not None and method.overshoot.deduction is Deduction.BY_PERSON
    value = earned.value
    assert isinstance(value, Fraction)
    if not allowed or not earned.working.flags or not 0 < off <= value:
        return Refusal(
            Reason.BREAKS_RULE,
            f"调减分值 {plain(off)} 不成立",
            "只有完成值高于指标值较多时才能调减，且不能超过本行得分",
        )
    step = Step("deducted", {"off": off, "left": value - off})
    return Value(value - off, replace(earned.working, steps=(*earned.working.steps, step)))
