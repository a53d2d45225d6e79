"""What a form found by its headings comes to, with the scores that only a person can give.

On paper a person writes a score where a template computes one. Where a rule gives the score, the rule
decides; where it leaves the score to a person, what was typed stands, and totals are made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from rules.exact import plain
from rules.notation import Quantity, read_quantity
from rules.results import Reason, Refusal, Scalar
from udfs import CellError
from workbook_templates.checking.open_form import Place, computed_with
from workbook_templates.checking.recomputing import Canonical
from workbook_templates.checking.scored_rows import ScoredRow, scored_rows
from workbook_templates.description import describe
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Form

#: Where a rule leaves the score to a person, the person's score stands.
_LEFT_TO_A_PERSON = (Reason.WAITS_FOR_PERSON, Reason.RULE_SILENT)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a form comes to, with the scores that only a person can give as they were typed.

    `given` is the form as it was computed, `by_hand` are those scores and why no rule gives them.
    """

    given: Filled
    own: Canonical
    by_hand: Mapping[Place, str]


def settle(form: Form, filled: Filled, policy: str) -> Settled:
    """Compute the form; rows that wait for a person's score take the typed one."""
    given = _with_points(filled)
    given = _with_shares(form, given, computed_with(given, policy, {}))
    own = computed_with(given, policy, {})
    decided: dict[Place, Scalar] = {}
    by_hand: dict[Place, str] = {}
    for place, row in typed_rows(form, given, own):
        figure = figure_in(row.cells.get(row.check.score))
        refused = next((r for _, r in row.answers if isinstance(r, Refusal)), None)
        if figure is None or figure < 0:
            continue
        if not row.check.points:  # no such column: whatever was given
            decided[place] = figure
        elif refused is not None and refused.reason in _LEFT_TO_A_PERSON:
            decided[place] = figure
            by_hand[place] = refused.message.rstrip("。")
        elif _deducted(row, figure):
            decided[place] = figure
    if decided:
        own = computed_with(given, policy, decided)
    return Settled(given, own, MappingProxyType(by_hand))


def typed_rows(form: Form, filled: Filled, own: Canonical) -> Iterator[tuple[Place, ScoredRow]]:
    """The scored rows whose score a formula gives, each with its place."""
    places: list[Place] = []
    for check in form.score_checks:
        if not check.table:
            places.append(check.score)
            continue
        table = next(table for table in form.tables() if table.name == check.table)
        for section in table.sections:
            count = len(filled.sections.get(section.area, ()))
            places += [(section.area, number, check.score) for number in range(count)]
    for place, row in zip(places, scored_rows(form, filled, own), strict=True):
        if row.check.score in row.own:
            yield place, row


def figure_in(cell: Cell | None) -> Fraction | None:
    """A typed score; 9.69分 is 9.69."""
    read = None if cell is None or isinstance(cell.value, CellError) else read_quantity(cell.value)
    if isinstance(read, Quantity) and (read.unit is None or read.unit.dimension == "分"):
        return read.value
    return None


def _deducted(row: ScoredRow, figure: Fraction) -> bool:
    """Whether a person took something off a row that overshot far, as the rule allows."""
    score = row.value(row.check.score)
    flags = [flag for _, result in row.answers for flag in result.working.flags]
    return "超额须说明" in flags and isinstance(score, Fraction) and 0 <= figure < score


def _with_points(filled: Filled) -> Filled:
    """Rows of a layout without a column of points: worth what they got, so that totals add up."""
    roles = {column.role for column in filled.columns}
    sections = {area: [dict(row) for row in rows] for area, rows in filled.sections.items()}
    for check in describe(filled.form).score_checks:
        if check.table and check.points and check.points not in roles:
            for row in (row for rows in sections.values() for row in rows):
                if (figure := figure_in(row.get(check.score))) is not None:
                    row[check.points] = row[check.score]._replace(value=figure)
    return _with_sections(filled, sections)


def _with_sections(filled: Filled, sections: Mapping[str, list[dict[str, Cell]]]) -> Filled:
    rows = {area: tuple(found) for area, found in sections.items()}
    return replace(filled, sections=MappingProxyType(rows))


def _with_shares(form: Form, filled: Filled, own: Canonical) -> Filled:
    """A level (达成) without its share: the share is what the typed score is of the points.

    On paper a person writes the level and then a score; whether it lies in the level's interval is
    for the policy to say.
    """
    sections = {area: [dict(row) for row in rows] for area, rows in filled.sections.items()}
    for place, row in typed_rows(form, filled, own):
        waits = any(
            isinstance(result, Refusal) and result.reason is Reason.WAITS_FOR_PERSON
            for _, result in row.answers
        )
        figure, points = figure_in(row.cells.get(row.check.score)), row.value(row.check.points)
        if isinstance(place, str) or not waits or figure is None or not row.check.actual:
            continue
        if not isinstance(points, Fraction) or points <= 0:
            continue
        area, number, _ = place
        cell = sections[area][number].get(row.check.actual)
        if cell is not None and isinstance(cell.value, str) and not _DIGITS & set(cell.value):
            share = plain(figure / points * 100, 6)
            sections[area][number][row.check.actual] = cell._replace(value=f"{cell.value} {share}%")
    return _with_sections(filled, sections)


_DIGITS = frozenset("0123456789０１２３４５６７８９")
