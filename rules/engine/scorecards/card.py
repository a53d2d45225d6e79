"""A whole scorecard: lines, bonus, deductions, veto, rounding, grade."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from rules.engine.grades import grade
from rules.engine.scorecards.lines import each, readings_of, rounded_row, summed
from rules.engine.scorecards.pieces import pieces
from rules.engine.scorecards.reckoning import Earned, Place, cited, cut, gate_of, not_whole
from rules.engine.use import reading, rounded
from rules.model.scorecards import NotApplicable, Scorecard, Verdict, Veto
from rules.results import Reason, Refusal, Step, Value


@dataclass(frozen=True, slots=True)
class Outcome:
    """A unit's total; `grade` is "" where there is none.

    `out` tells why it takes no part in a ranking, `out_by` is the clause (文件/条款名) for it.
    """

    total: Fraction
    steps: tuple[Step, ...]
    readings: tuple[str, ...]
    grade: str = ""
    out: str = ""
    out_by: str = ""


def outcome(at: Place) -> Outcome | Refusal:
    """What a unit comes to by the scorecard."""
    card = at.card
    full = card.full.value if card.full else None
    lines = each(at, card.lines, full)
    if isinstance(lines, Refusal):
        return lines
    lines = {n: rounded_row(e, card) for n, e in lines.items()}
    wrong = not_whole("满分是", full, lines.values())
    if wrong is not None:
        return wrong
    steps = [earned.step for earned in lines.values()]
    so_far = _rescaled(card, list(lines.values()), steps)
    if isinstance(so_far, Refusal):
        return so_far
    readings = (*readings_of(lines.values()), *_skip_readings(card, lines))
    readings += card.printed.told if card.printed else ()
    made = Outcome(so_far, tuple(steps), readings)
    for change in (_with_extras, _less_deductions, _overridden):
        changed = change(at, made)
        if isinstance(changed, Refusal):
            return changed
        made = changed
    total = rounded(made.total, card.rounding)
    steps = [*made.steps]
    readings = made.readings
    if total != made.total:
        figures = {"how": card.rounding.how.value, "to": str(card.rounding.to)}
        steps.append(Step("rounded", {**figures, "value": total, "unit": "分"}))
        readings += reading(card, "取整")
    elif len(steps) > 1:
        steps.append(Step("card_total", {"total": total}))
    made = replace(made, total=total, steps=tuple(steps), readings=readings)
    # Before the others are known, a total that hangs on them has no grade yet.
    return made if at.peers is None else _graded(at, made)


def _rescaled(card: Scorecard, lines: list[Earned], steps: list[Step]) -> Fraction | Refusal:
    points = summed(lines)
    skipped = sum((earned.skipped for earned in lines), Fraction(0))
    if not skipped or card.not_applicable is not NotApplicable.RESCALED or card.full is None:
        return points
    left = card.full.value - skipped
    if left <= 0:
        return Refusal(Reason.DIVIDES_BY_ZERO, "各项都不适用，不能折算", "请核对填 / 的项目")
    value = points * card.full.value / left
    figures = {"points": points, "left": left, "full": card.full.value, "value": value}
    steps.append(Step("card_rescaled", figures))
    return value


def _skip_readings(card: Scorecard, lines: dict[str, Earned]) -> tuple[str, ...]:
    skipped = any(earned.skipped or not earned.applies for earned in lines.values())
    return reading(card, "不适用") if skipped else ()


def _with_extras(at: Place, made: Outcome) -> Outcome | Refusal:
    extras = at.card.extras
    if extras is None:
        return made
    why = gate_of(at, extras.conditions, at.sheet)
    if isinstance(why, Refusal):
        return why
    if why:
        steps = (*made.steps, Step("card_no_extras", {"why": why}))
        return replace(made, steps=steps, readings=made.readings + reading(extras, "条件"))
    found = each(at, extras.lines, at.card.full.value if at.card.full else None)
    if isinstance(found, Refusal):
        return found
    lines = [rounded_row(e, at.card) for e in found.values()]
    points = cut(extras.most, summed(lines), None)
    readings = made.readings + readings_of(lines)
    if points != summed(lines):
        readings += reading(extras, "最高")
    total = cut(extras.total_most, made.total + points, None)
    if total != made.total + points:
        readings += reading(extras, "总分最高")
    told = [earned.step for earned in lines if earned.points]
    figures = {"points": points, "cut": points != summed(lines), "total": total}
    figures |= {"ended": total != made.total + points}
    told += [Step("card_extras", figures, cited(at, extras.clause))]
    return replace(
        made, total=total, steps=(*made.steps, *(told if points else ())), readings=readings
    )


def _less_deductions(at: Place, made: Outcome) -> Outcome | Refusal:
    deductions = at.card.deductions
    if deductions is None:
        return made
    found = pieces(at, deductions.lines)
    if isinstance(found, Refusal):
        return found
    if not found.points:
        return made
    off = cut(deductions.most, found.points, None)
    readings = made.readings + found.readings
    readings += reading(deductions, "最多") if off != found.points else ()
    total, least = made.total - off, deductions.least.figure
    if least is not None and total < least.value:
        total = least.value
        readings += reading(deductions, "扣到")
    figures = {"minus": found.told, "off": off, "total": total}
    return replace(
        made,
        total=total,
        steps=(*made.steps, Step("card_deducted", figures, cited(at, deductions.clause))),
        readings=readings,
    )


def _overridden(at: Place, made: Outcome) -> Outcome | Refusal:
    """Vetoes that hold the total down, until one zeroes it or keeps the unit out.

    Those that limit the grade come with the grade.
    """
    for veto in at.card.vetoes:
        if veto.verdict is Verdict.LIMITED:
            continue
        holds = at.sheet.holds(at.use, veto.when)
        if isinstance(holds, Refusal):
            return holds
        if holds and veto.total_most is not None:
            made = _held_down(at, made, veto)
        elif holds and veto.verdict is not None:
            figures = {"why": veto.says, "how": veto.verdict.value}
            steps = (*made.steps, Step("card_veto", figures, cited(at, veto.clause)))
            readings = made.readings + reading(at.card, "否决")
            if veto.verdict is Verdict.ZERO:
                return replace(made, total=Fraction(0), steps=steps, readings=readings)
            out_by = veto.clause or at.card.clause
            return replace(made, out=veto.says, out_by=out_by, steps=steps, readings=readings)
    return made


def _held_down(at: Place, made: Outcome, veto: Veto) -> Outcome:
    """The total, at most as high as the veto allows."""
    assert veto.total_most is not None
    most = veto.total_most.value
    if made.total <= most:
        return made
    figures = {"why": veto.says, "most": most, "was": made.total}
    steps = (*made.steps, Step("card_held_down", figures, cited(at, veto.clause)))
    return replace(made, total=most, steps=steps, readings=made.readings + reading(at.card, "否决"))


def _graded(at: Place, made: Outcome) -> Outcome | Refusal:
    how = at.card.grade
    if how is None:
        return made
    steps: tuple[Step, ...]
    if how.scale:
        scale = at.use.policy.grades[how.scale]
        labels = scale.labels
        found = grade(at.use, min(made.total, scale.full.value), how.scale)
        if isinstance(found, Refusal):
            return found
        assert isinstance(found, Value)
        label, steps = str(found.value), found.working.steps
        readings = found.working.readings
    else:
        labels, readings = how.labels, ()
        given = at.sheet.text(at.use, how.given)
        if isinstance(given, Refusal):
            return given
        if given not in labels:
            return Refusal(
                Reason.BREAKS_RULE,
                f"“{how.given}”填的“{given}”不是一个等级",
                f"可填：{'、'.join(labels)}",
            )
        label, steps = given, (Step("card_grade_given", {"name": how.given, "grade": given}),)
    made = replace(made, steps=(*made.steps, *steps), readings=(*made.readings, *readings))
    return _moved(at, made, label, labels)


def _moved(at: Place, made: Outcome, label: str, labels: tuple[str, ...]) -> Outcome | Refusal:
    """The grade after promotions, then after vetoes that limit it."""
    at_index = labels.index(label)
    steps = list(made.steps)
    readings = made.readings
    for promotion in at.card.promotions:
        holds = at.sheet.holds(at.use, promotion.when)
        if isinstance(holds, Refusal):
            return holds
        if holds:
            at_index = max(0, at_index - int(promotion.grades.value))
            readings += reading(at.card, "晋档")
            figures = {"why": promotion.says, "grade": labels[at_index]}
            steps.append(Step("card_promoted", figures, cited(at, promotion.clause)))
    for veto in at.card.vetoes:
        if veto.verdict is not Verdict.LIMITED:
            continue
        holds = at.sheet.holds(at.use, veto.when)
        if isinstance(holds, Refusal):
            return holds
        if holds and at_index < labels.index(veto.highest):
            at_index = labels.index(veto.highest)
            readings += reading(at.card, "否决")
            figures = {"why": veto.says, "grade": labels[at_index]}
            steps.append(Step("card_limited", figures, cited(at, veto.clause)))
    return replace(made, grade=labels[at_index], steps=tuple(steps), readings=readings)
