"""What every way of earning shares: where a line is reckoned, what it is worth, what it earned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from rules.engine.scorecards.units import Sheet, Unit
from rules.engine.use import Use
from rules.exact import plain
from rules.model.rewards import Condition
from rules.model.scalars import Figure, Limit, Parameter
from rules.model.scorecards import Line, Scorecard
from rules.results import Reason, Refusal, Step


@dataclass(frozen=True, slots=True)
class Earned:
    """What a line earned.

    `worth` is None where the line has no points of its own; `skipped` are the points that do not
    apply; `applies` is False where the whole line does not.
    """

    points: Fraction
    worth: Fraction | None
    step: Step
    readings: tuple[str, ...] = ()
    skipped: Fraction = Fraction(0)
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Peers:
    """The units that take part, for the lines that compare; of the same group and all of them."""

    group: tuple[Unit, ...]
    everyone: tuple[Unit, ...]
    #: The figures that a line compares, by the line: the same for every unit of the group.
    fields: dict[int, list[Fraction]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line is reckoned: for which unit, on which sheet, beside whom.

    `peers` is None while it is still being found out who takes part: a line that compares then
    earns nothing, but its own figure must be there.
    """

    use: Use
    card: Scorecard
    unit: Unit
    sheet: Sheet
    peers: Peers | None


def cited(at: Place, clause: str) -> str:
    """A clause of the file as a step cites it; empty where there is none."""
    return at.use.cite(clause) if clause else ""


def parameter(at: Place, value: Parameter) -> Figure | Refusal:
    """A printed figure, or the one that the place fills in itself."""
    if value.figure is not None:
        return value.figure
    found = at.sheet.figure(at.use, value.name)
    if isinstance(found, Refusal):
        return replace(found, advice=f"文件没有印出，请填写当地确定的“{value.name}”")
    if found < 0:
        return Refusal(Reason.BREAKS_RULE, f"“{value.name}”是负数", "请核对")
    fact = at.sheet.facts.by_name[value.name]
    return Figure(found, fact.dimension, fact.shown)


def worth_of(at: Place, line: Line, around: Fraction | None) -> Fraction | Refusal | None:
    """The points of a line: its own, or its share of those around it."""
    if line.worth is None:
        return None
    found = parameter(at, line.worth)
    if isinstance(found, Refusal):
        return found
    return of_worth(found, around)


def of_worth(figure: Figure, worth: Fraction | None) -> Fraction:
    """A share of the points as points; points as they are."""
    if figure.dimension != "比率":
        return figure.value
    return figure.value * (worth if worth is not None else 0)


def cut(at_most: Limit | None, points: Fraction, worth: Fraction | None) -> Fraction:
    """Points after a cap."""
    if at_most is None or at_most.figure is None:
        return points
    return min(points, of_worth(at_most.figure, worth))


def own_names(line: Line) -> tuple[str, ...]:
    """The quantities that a line's own way of earning reads, without those of its parts."""
    found: list[str] = []
    if line.ratio:
        found += line.ratio.names
    if line.bands and line.bands.by:
        found += line.bands.by.names
    for way in (line.coefficient, line.decay, line.by_place):
        if way is not None:
            found += (way.of if hasattr(way, "of") else way.by).names
    if line.counting:
        for piece in (*line.counting.plus.values(), *line.counting.minus.values()):
            found += piece.count.names
    if line.peers:
        for raters in line.peers.classes.values():
            found += raters.ratings
    if line.by_method:
        found += filter(None, (line.by_method.task, line.by_method.actual))
    return tuple(found) + ((line.by_person,) if line.by_person else ())


def gate(at: Place, name: str, line: Line, sheet: Sheet) -> str | Refusal:
    """Why a line earns nothing; empty where its conditions hold."""
    failed = gate_of(at, line.conditions, sheet)
    return of_line(name, failed) if isinstance(failed, Refusal) else failed


def gate_of(at: Place, conditions: tuple[Condition, ...], sheet: Sheet) -> str | Refusal:
    """The reason of the first condition that does not hold; empty where all do."""
    for condition in conditions:
        holds = sheet.holds(at.use, condition.holds)
        if isinstance(holds, Refusal):
            return holds
        if not holds:
            return condition.otherwise
    return ""


def of_line(name: str, refusal: Refusal) -> Refusal:
    """A refusal that says which line it is about."""
    if refusal.message.startswith(("“" + name, name)):
        return refusal
    return replace(refusal, message=f"{name}：{refusal.message}")


def not_whole(what: str, full: Fraction | None, lines: Iterable[Earned]) -> Refusal | None:
    """The refusal where points, some of them filled in by the place, do not sum up to the whole."""
    worths = [earned.worth for earned in lines]
    known = [worth for worth in worths if worth is not None]
    if full is None or len(known) < len(worths) or sum(known, Fraction(0)) == full:
        return None
    found = plain(sum(known, Fraction(0)))
    return Refusal(
        Reason.BREAKS_RULE, f"各项分值之和为 {found}，{what} {plain(full)}", "请核对所填的分值"
    )
