"""逐级扣分: so much off for each step above or below a start, down to a floor."""

from __future__ import annotations

from fractions import Fraction

from rules import expression
from rules.engine.scoring.looked_at import Looked, look
from rules.engine.scoring.scored_row import ScoredRow
from rules.engine.scoring.slopes import Descent, descend
from rules.engine.scoring.worth import worth
from rules.expression import Expression
from rules.model.steps import Slope, Steps
from rules.notation import NumericTarget, Relation
from rules.results import Reason, Refusal, Step, Value, Working

TARGET = "指标值"


def looks_at_target(steps: Steps) -> bool:
    """Whether a slope starts at the target, or is looked up by it."""
    written = (*(slope.start for slope in steps.slopes), steps.nothing_below, steps.nothing_above)
    return any(slope.off_by_target for slope in steps.slopes) or any(
        formula is not None and TARGET in formula.names for formula in written
    )


def earned(row: ScoredRow) -> Value | Refusal:
    """Full points less what the steps take off."""
    steps = row.method.steps
    assert steps is not None
    wrong = _contradicts(row, steps)
    if wrong is not None:
        return wrong
    looked = look(row, (str(slope.per) for slope in steps.slopes), looks_at_target(steps))
    if isinstance(looked, Refusal):
        return looked
    nothing = _nothing(row, steps, looked)
    if nothing is not None:
        return nothing
    for slope, side in ((steps.above, 1), (steps.below, -1)):
        if slope is None:
            continue
        start = _figure(slope.start, looked, "起")
        if isinstance(start, Refusal):
            return start
        beyond = (looked.value - start) * side
        if beyond > 0:
            found = descend(slope, beyond, row.full, looked.wanted)
            if isinstance(found, Refusal):
                return found
            return _after(row, steps, slope, looked, found)
    step = Step("no_steps", {**_figures(row, looked), "points": row.full})
    return Value(row.full, Working((step,), row.clause, row.readings(*looked.read)))


def _nothing(row: ScoredRow, steps: Steps, looked: Looked) -> Value | Refusal | None:
    """No points beyond the line that the document draws; None on this side of it."""
    ends = (("低于不得分", steps.nothing_below, -1), ("高于不得分", steps.nothing_above, 1))
    for word, formula, side in ends:
        if formula is None:
            continue
        end = _figure(formula, looked, word)
        if isinstance(end, Refusal):
            return end
        if (looked.value - end) * side > 0:
            step = Step("beyond_all", {**_figures(row, looked), "word": word[:2], "end": formula})
            return row.earned(Fraction(0), step, *row.readings(*looked.read, "按", word))
    return None


def _figure(formula: Expression, looked: Looked, word: str) -> Fraction | Refusal:
    """What a formula over the target gives."""
    found = expression.evaluate(formula, {TARGET: looked.wanted})
    return found if isinstance(found, Fraction | Refusal) else _broken(word)


def _after(row: ScoredRow, steps: Steps, slope: Slope, looked: Looked, found: Descent) -> Value:
    floor = min(worth(steps.least, row.full), row.full)
    left = row.full - found.off
    value = max(floor, left)
    side = "超过" if slope is steps.above else "不足"
    figures = {
        **_figures(row, looked),
        "side": side,
        "start": slope.start,
        "per": slope.per,
        "beyond": found.beyond,
        "partial": slope.partial.value,
        "steps": found.steps,
        "each": found.each,
        "first": found.first,
        "off": found.off,
        "points": row.full,
        "left": left,
        "floor": floor,
    }
    read = (
        "超过" if slope is steps.above else "不足",
        "逐级",
        "按",
        *looked.read,
        *found.read,
        *(("扣至",) if left < floor else ()),
    )
    readings = (*row.readings(*read), *found.told)
    return Value(value, Working((Step("steps", figures),), row.clause, readings))


def _figures(row: ScoredRow, looked: Looked) -> dict[str, object]:
    steps = row.method.steps
    assert steps is not None
    written = (*(slope.start for slope in steps.slopes), steps.nothing_below, steps.nothing_above)
    found = (_figure(formula, looked, "起") for formula in written if formula is not None)
    edges = [edge for edge in found if isinstance(edge, Fraction)]
    return {"what": looked.what, "shown": looked.beside(edges), "target": row.target.text}


def _contradicts(row: ScoredRow, steps: Steps) -> Refusal | None:
    """A rule that only takes off above cannot score a target of `at least`, nor the reverse."""
    target = row.target
    if not isinstance(target, NumericTarget):
        return None
    floors, ceilings = (Relation.AT_LEAST, Relation.ABOVE), (Relation.AT_MOST, Relation.BELOW)
    wrong = (not steps.below and target.relation in floors) or (
        not steps.above and target.relation in ceilings
    )
    if not wrong:
        return None
    side = "超过" if steps.above else "不足"
    return Refusal(
        Reason.BREAKS_RULE,
        f"年度指标值写成“{target.text}”，与所选的计分方法（{side}才扣分）不符",
        "请核对指标值的符号，或换一种计分方法",
    )


def _broken(word: str) -> Refusal:
    return Refusal(Reason.POLICY_BROKEN, f"逐级扣分的“{word}”不是数", "请政策维护人检查公式")
