"""PE_GRADE: what a total is called."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from rules.engine.bands import band_of
from rules.engine.use import Use, not_here, reading, rounded
from rules.exact import plain
from rules.notation import NOT_APPLICABLE, Misread, read_quantity, read_target
from rules.results import Reason, Refusal, Result, Scalar, Step, Value, Working


def grade(use: Use, total: Scalar, scale: str | None = None) -> Result:
    """The grade of a total between 0 and the scale's full mark; a blank total gives a blank.

    `scale` names one of several scales of the policy. Source: the policy's 等级.
    """
    known = use.policy.grades
    name = scale or next(iter(known), "")
    if name not in known or (scale is None and len(known) > 1):
        return not_here(use, "等级", scale or "", list(known))
    rule = known[name]
    outside = use.outside(use.day)
    if outside is not None:
        return outside
    if read_target(total) is NOT_APPLICABLE:
        return Refusal(Reason.NOT_UNDERSTOOD, "总分填的是“/”，不能定级", "请填总分")
    read = read_quantity(total)
    if read is None:
        return Value(None, Working((Step("not_filled", {}),)))
    if isinstance(read, Misread):
        return Refusal(read.reason, f"总分{read.message}", read.advice)
    if read.unit is not None and read.unit.dimension != "分":
        return Refusal(Reason.NOT_UNDERSTOOD, f"“{read.text}”不是总分", "请填数字，如 92.5")
    exact = read.value
    value = rounded(exact, rule.round_first)
    full = rule.full.value
    if not 0 <= value <= full:
        return Refusal(
            Reason.BREAKS_RULE,
            f"总分 {plain(exact)} 不在 0～{plain(full)} 之间",
            "请核对各项得分和分值",
        )
    steps = [Step("rounded_first", {"value": value})] if value != exact else []
    readings = reading(rule, "下限") + reading(rule, "分档")
    readings += reading(rule, "先取整") if value != exact else ()
    if rule.bands is not None:
        band = band_of(rule.bands, value, "总分")
        if isinstance(band, Refusal):
            return replace(band, working=Working(tuple(steps), "", band.working.readings))
        shown = {"total": value, "band": band.range.shown, "grade": band.value}
        steps.append(Step("grade_band", shown))
        told = (*readings, *band.readings)
        return Value(band.value, Working(tuple(steps), use.cite(rule.clause), told))
    above: Fraction | None = None
    for label, bound in rule.lower_bounds.items():
        if value >= bound.value:
            figures = {
                "total": value,
                "low": bound.value,
                "high": above or full,
                "top": above is None,
            }
            steps.append(Step("grade", {**figures, "grade": label}))
            return Value(label, Working(tuple(steps), use.cite(rule.clause), readings))
        above = bound.value
    return Refusal(Reason.NO_BAND, f"总分 {plain(value)} 不在任何一个等级内", "请核对总分")
