"""One row from its cells to its points: read, choose the method, score, round, take off."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rules.engine.points import BLANK, SKIPPED, read_points
from rules.engine.scoring import (
    banded,
    by_case,
    by_date,
    counted,
    qualitative,
    quantitative,
    staged,
    stepwise,
)
from rules.engine.scoring.choosing import Chosen, choose, named
from rules.engine.scoring.overshooting import asked_about
from rules.engine.scoring.scored_row import ScoredRow
from rules.engine.scoring.stated import RowTarget, target_of, wrong_points
from rules.engine.use import Use, reading, rounded
from rules.exact import plain
from rules.model.overshoot import Deduction
from rules.model.scoring import Direction
from rules.notation import (
    NOT_APPLICABLE,
    DeadlineTarget,
    Misread,
    NumericTarget,
    Relation,
    StateActual,
    read_actual,
    read_date,
    read_quantity,
    read_target,
)
from rules.results import Reason, Refusal, Result, Scalar, Step, Value, Working

_WAYS = {
    Direction.QUALITATIVE: qualitative.earned,
    Direction.BY_DATE: by_date.earned,
    Direction.BANDS: banded.earned,
    Direction.STEPS: stepwise.earned,
    Direction.COUNT: counted.earned,
    Direction.CASES: by_case.earned,
    Direction.STAGES: staged.earned,
}

_NOTHING = Fraction(0)
#: The earliest day that a number beside a deadline can be.
_FIRST_DAY = date(2000, 1, 1)


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
    if isinstance(full, Refusal) or full is SKIPPED:
        return full
    wanted = read_target(target)
    # A date cell may arrive as its serial number; only beside a deadline can that be told.
    serial = isinstance(actual, Fraction) and isinstance(wanted, DeadlineTarget)
    reached = read_actual(_day(actual) if serial else actual)
    if reached is NOT_APPLICABLE or wanted is NOT_APPLICABLE:
        return SKIPPED
    if reached is None:
        return BLANK
    if not isinstance(full, Fraction):
        return Refusal(Reason.MISSING_VALUE, "没有填分值", "请填写分值，如 10；不适用的行填 /")
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
    chosen = named(use, scoring, method)
    if isinstance(chosen, Refusal):
        return chosen
    found = target_of(chosen, target, wanted)
    if isinstance(found, Refusal):
        return found
    if chosen is not None and chosen.direction is Direction.STAGES and isinstance(actual, str):
        reached = StateActual(actual.strip())  # several figures in one cell
    if isinstance(reached, Misread):
        return Refusal(reached.reason, f"实际完成值{reached.message}", reached.advice)
    choice = Chosen(chosen) if chosen else choose(use, scoring, found.target, reached)
    if isinstance(choice, Refusal):
        return choice
    picked = choice.method
    wrong = wrong_points(picked, full)
    if wrong is not None:
        return wrong
    row = ScoredRow(use, scoring, full, found.target, reached, picked)
    earned = _WAYS.get(picked.direction, quantitative.earned)(row)
    if isinstance(earned, Refusal):
        return earned
    if picked.direction in (Direction.BANDS, Direction.STEPS):
        earned = asked_about(row, earned)
    bare = isinstance(found.target, NumericTarget) and found.target.relation is Relation.NONE
    readings = row.readings(*found.read, *(("适用",) if bare and chosen is None else ()))
    return _finished(row, earned, (*readings, *earned.working.readings), found, choice, deduction)


def _finished(
    row: ScoredRow,
    earned: Value,
    read: tuple[str, ...],
    target: RowTarget,
    choice: Chosen,
    deduction: Scalar,
) -> Result:
    """The points, rounded and less what a person takes off, with all that is told of them.

    `read` are the readings that mattered so far.
    """
    exact, how = earned.value, earned.working
    assert isinstance(exact, Fraction)
    points, steps, readings = _rounded(exact, row)
    if deduction is not None:
        off = _deducted(points, how.flags, deduction, row)
        if isinstance(off, Refusal):
            return off
        if off:
            points -= off
            steps = (*steps, Step("deducted", {"off": off, "left": points}))
    told = (*target.steps, *how.steps, *steps, *choice.told)
    return Value(points, Working(told, how.clause, (*read, *readings), how.flags))


def _day(serial: Scalar) -> Scalar:
    """The day of a serial number; a smaller one is a share or a count: 1 is 100%, not 1900-01-01."""
    day = read_date(serial)
    return day if isinstance(day, date) and day >= _FIRST_DAY else serial


def _rounded(exact: Fraction, row: ScoredRow) -> tuple[Fraction, tuple[Step, ...], tuple[str, ...]]:
    """The points as the policy rounds them, and what is told where that changes them."""
    own = row.method.rounding
    to = own or row.scoring.rounding
    value = rounded(exact, to)
    if value == exact:
        return exact, (), ()
    step = Step("rounded", {"how": to.how.value, "to": str(to.to), "value": value, "unit": "分"})
    return value, (step,), reading(row.method if own else row.scoring, "取整")


def _deducted(
    points: Fraction, flags: tuple[str, ...], deduction: Scalar, row: ScoredRow
) -> Fraction | Refusal:
    """What a person takes off, which only a far overshoot allows; 0 where nothing is entered."""
    read = read_quantity(deduction)
    if read is None:
        return _NOTHING
    if isinstance(read, Misread):
        return Refusal(read.reason, f"调减分值{read.message}", read.advice)
    if read.unit is not None and read.unit.dimension != "分":
        return Refusal(Reason.NOT_UNDERSTOOD, f"“{read.text}”不是调减分值", "请填数字，如 2")
    off = read.value
    if off == 0:
        return off
    over = row.method.overshoot
    allowed = over is not None and over.deduction is Deduction.BY_PERSON
    if not allowed or not flags or not 0 < off <= points:
        return Refusal(
            Reason.BREAKS_RULE,
            f"调减分值 {plain(off)} 不成立",
            "只有完成值高于指标值较多时才能调减，且不能超过本行得分",
        )
    return off
