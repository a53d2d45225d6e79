"""One line of a scorecard, with its parts: what it earns, and the step that tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from rules.engine.scorecards import comparing, ways
from rules.engine.scorecards.by_method import by_method
from rules.engine.scorecards.reckoning import (
    Earned,
    Place,
    cited,
    cut,
    gate,
    not_whole,
    of_line,
    own_names,
    worth_of,
)
from rules.engine.scorecards.units import combined
from rules.engine.use import reading, rounded
from rules.model.scorecards import Line, NotApplicable, Scorecard
from rules.results import Reason, Refusal, Scalar, Step

Way: TypeAlias = Callable[[Place, str, Line, Fraction | None], Earned | Refusal]


def earn(
    at: Place, name: str, line: Line, around: Fraction | None, inherited: Fraction | None = None
) -> Earned | Refusal:
    """What a line earns.

    `around` are the points of the line or form that it is part of; `inherited` the points that it
    can earn where it has none of its own.
    """
    if line.each_row is not None:
        return _row_by_row(at, name, line, around)
    worth = worth_of(at, line, around)
    if isinstance(worth, Refusal):
        return of_line(name, worth)
    worth = inherited if worth is None else worth
    slashed = [n for n in own_names(line) if n in at.sheet.slashed]
    if slashed:
        return _marked(at, name, slashed[0], worth)
    failed = gate(at, name, line, at.sheet)
    if isinstance(failed, Refusal):
        return failed
    if failed:
        step = Step("line_gate", {"name": name, "why": failed}, cited(at, line.clause))
        return Earned(Fraction(0), worth, step, reading(line, "条件"))
    found = _way_of(line)(at, name, line, worth)
    if isinstance(found, Refusal):
        return of_line(name, found)
    return _ended(at, line, found, worth) if found.applies else found


def _marked(at: Place, name: str, marked: str, worth: Fraction | None) -> Earned | Refusal:
    if at.card.not_applicable is NotApplicable.SILENT:
        return Refusal(
            Reason.RULE_SILENT,
            f"{name}：“{marked}”填的是“/”，文件没有规定不适用的项目怎样计分",
            "请填写数据，或请制定文件的单位解释",
        )
    return _skipped(name, worth)


def _skipped(name: str, worth: Fraction | None) -> Earned:
    """A line that does not apply."""
    step = Step("line_skipped", {"name": name})
    return Earned(Fraction(0), worth, step, (), worth or Fraction(0), applies=False)


def _ended(at: Place, line: Line, found: Earned, worth: Fraction | None) -> Earned:
    """Points after the line's own cap."""
    capped = cut(line.most, found.points, worth)
    readings = found.readings + (line.printed.told if line.printed else ())
    own_end = worth if worth is not None else found.points
    if capped != found.points or found.points > own_end:
        readings += reading(line, "最高")
    figures = {**found.step.figures, "points": capped, "before": found.points}
    step = replace(found.step, figures=figures, clause=cited(at, line.clause))
    return Earned(capped, worth, step, readings, found.skipped, found.applies)


def rounded_row(earned: Earned, card: Scorecard) -> Earned:
    """A line's points after the declared rounding of each line."""
    value = rounded(earned.points, card.row_rounding)
    if value == earned.points:
        return earned
    step = replace(earned.step, figures={**earned.step.figures, "rounded": value})
    told = earned.readings + reading(card, "各项取整")
    return replace(earned, points=value, step=step, readings=told)


def each(
    at: Place, lines: Mapping[str, Line], around: Fraction | None
) -> dict[str, Earned] | Refusal:
    """What each of several lines earns, or the first refusal."""
    found: dict[str, Earned] = {}
    for name, line in lines.items():
        earned = earn(at, name, line, around)
        if isinstance(earned, Refusal):
            return earned
        found[name] = earned
    return found


def readings_of(found: Iterable[Earned]) -> tuple[str, ...]:
    """The readings that mattered in several lines."""
    return tuple(text for earned in found for text in earned.readings)


def summed(found: Sequence[Earned]) -> Fraction:
    """The points of several lines together."""
    return sum((earned.points for earned in found), Fraction(0))


def _way_of(line: Line) -> Way:
    """How a line earns its points: the one way that it names."""
    every: tuple[tuple[object, Way], ...] = (
        (line.ratio, ways.by_ratio),
        (line.bands, ways.by_bands),
        (line.counting, ways.by_count),
        (line.coefficient, comparing.by_coefficient),
        (line.decay, comparing.by_decay),
        (line.by_place, comparing.by_place),
        (line.peers, ways.by_peers),
        (line.by_method, by_method),
        (line.by_person, ways.by_person),
        (line.parts, _by_parts),
        (line.best_of, _best_of),
    )
    return next(way for said, way in every if said)


def _by_parts(at: Place, name: str, line: Line, worth: Fraction | None) -> Earned | Refusal:
    found = each(at, line.parts, worth)
    if isinstance(found, Refusal):
        return found
    every = list(found.values())
    if not any(earned.applies for earned in every):
        return _skipped(name, worth)
    wrong = not_whole("应为", worth, every)
    if wrong is not None:
        return wrong
    told = tuple((part, earned.points) for part, earned in found.items() if earned.applies)
    step = Step("line_parts", {"name": name, "parts": told})
    readings = (*readings_of(every), *reading(line, "下级"))
    skipped = sum((e.skipped for e in every), Fraction(0))
    return Earned(summed(every), worth, step, readings, skipped)


def _best_of(at: Place, name: str, line: Line, worth: Fraction | None) -> Earned | Refusal:
    """The best of several lines; one that is wholly blank is no candidate while another is there."""
    found: dict[str, Earned] = {}
    blank: Refusal | None = None
    for part, inside in line.best_of.items():
        earned = earn(at, part, inside, worth, inherited=worth)
        if isinstance(earned, Refusal):
            if earned.reason not in (Reason.MISSING_VALUE, Reason.MISSING_FIELD):
                return earned
            blank = blank or earned
        elif earned.applies:
            found[part] = earned
    if not found:
        if blank is not None:
            return blank
        return _skipped(name, worth)
    best = max(found, key=lambda part: found[part].points)
    told = tuple((part, earned.points) for part, earned in found.items())
    readings = found[best].readings
    readings += reading(line, "择优") if len(found) > 1 else ()
    step = Step("line_best", {"name": name, "best": best, "parts": told})
    return Earned(found[best].points, worth, step, readings, found[best].skipped)


def _row_by_row(at: Place, name: str, line: Line, around: Fraction | None) -> Earned | Refusal:
    """The line scored on each of the unit's rows, then brought together.

    A cap is one of each row; a cap in points holds for what comes together too.
    """
    how = line.each_row
    assert how is not None
    single = replace(line, each_row=None)
    found: list[Earned] = []
    weights: list[Scalar] = []
    weight = at.card.several.weight if at.card.several else ""
    for number, sheet in enumerate(at.unit.rows, start=1):
        earned = earn(replace(at, sheet=sheet), name, single, around)
        if isinstance(earned, Refusal):
            return replace(earned, message=f"第 {number} 行的{earned.message}")
        if earned.applies:
            found.append(earned)
            weights.append(sheet.facts.by_name[weight].value if weight else None)
    if not found:
        return _skipped(name, None)
    points = combined(how, [earned.points for earned in found], weights, name, weight)
    if isinstance(points, Refusal):
        return points
    own = [earned.worth for earned in found if earned.worth is not None]
    worth = combined(how, own, weights, name, weight) if len(own) == len(found) else None
    if isinstance(worth, Refusal):
        return worth
    told = tuple(earned.points for earned in found)
    figures = {"name": name, "how": how.value, "rows": told, "weight": weight}
    readings = (*readings_of(found), *reading(line, "逐行计分"))
    earned = Earned(points, worth, Step("line_rows", figures), readings)
    in_points = line.most and line.most.figure and line.most.figure.dimension != "比率"
    return _ended(at, line if in_points else replace(line, most=None), earned, worth)
