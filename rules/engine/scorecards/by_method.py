"""评分方法: a line of a scorecard scored as a row of a form is."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.cells import Fact
from rules.engine.scorecards.reckoning import Earned, Place
from rules.engine.scoring import score
from rules.exact import decimal_places, plain
from rules.model.scorecards import Line
from rules.notation import NumericTarget, read_target, read_unit
from rules.results import Reason, Refusal, Scalar, Step


def by_method(at: Place, name: str, line: Line, worth: Fraction | None) -> Earned | Refusal:
    """What PE_SCORE gives for the line's points, its target and its actual."""
    rule = line.by_method
    assert rule is not None
    cells: dict[str, Scalar] = {}
    for quantity in filter(None, (rule.task, rule.actual)):
        missing = at.sheet.missing(at.use, quantity)
        if missing is not None:
            return missing
        cell = _cell(at, quantity, at.sheet.facts.by_name[quantity], rule.target)
        if isinstance(cell, Refusal):
            return cell
        cells[quantity] = cell
    target = cells[rule.task] if rule.task else rule.target
    found = score(at.use, worth, target, cells[rule.actual], rule.method)
    if isinstance(found, Refusal):
        return found
    if not isinstance(found.value, Fraction):
        return Refusal(Reason.MISSING_VALUE, f"没有填“{rule.actual}”", f"请填写“{rule.actual}”")
    step = Step("line_method", {"name": name, "inner": found.working.steps})
    return Earned(found.value, worth, step, found.working.readings)


def _cell(at: Place, name: str, fact: Fact, target: str) -> Scalar | Refusal:
    """A quantity as it would stand in the cell of a form, exactly."""
    value = fact.value
    if not isinstance(value, Fraction):
        return value
    declared = read_unit(at.use.policy.quantities[name].unit)
    if declared is None:
        return value if fact.dimension in ("", "比率", "分") else fact.shown
    if decimal_places(value / declared.factor) is not None:
        return plain(value / declared.factor) + declared.name
    # A mean has no end of digits: a bare number is read in the unit of the target.
    wanted = read_target(target)
    unit = wanted.quantity.unit if isinstance(wanted, NumericTarget) else None
    if unit is not None and unit.dimension == declared.dimension:
        return value / unit.factor
    return Refusal(
        Reason.NOT_UNDERSTOOD,
        f"“{name}”平均以后除不尽，不能与没有单位的指标值相比",
        "请政策维护人在“指标值”里写明单位",
    )
