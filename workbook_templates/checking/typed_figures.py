"""Forms found by their headings: what people typed against what their inputs come to.

A typed figure is right if the inputs give it, within the digits that are printed; or if the other
typed figures do: where one row is wrong, the row is told and not also the total that it entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from rules import engine
from rules.engine import Use
from rules.exact import plain
from rules.notation import Quantity, read_quantity
from rules.results import Reason, Refusal, Scalar
from udfs import CellError
from workbook_templates.checking import formulas_compared
from workbook_templates.checking.catalogue import inputs, typed
from workbook_templates.checking.cells_compared import exact, in_words
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.open_form import Place, computed_with
from workbook_templates.checking.recomputing import Canonical, Recomputed
from workbook_templates.checking.scored_rows import ScoredRow, called, scored_rows
from workbook_templates.description import describe
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Form, Kind, Table

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
    for place, row in _rows(form, given, own):
        figure = _figure(row.cells.get(row.check.score))
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


def _rows(form: Form, filled: Filled, own: Canonical) -> Iterator[tuple[Place, ScoredRow]]:
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


def _figure(cell: Cell | None) -> Fraction | None:
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
                if (figure := _figure(row.get(check.score))) is not None:
                    row[check.points] = replace(row[check.score], value=figure)
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
    for place, row in _rows(form, filled, own):
        waits = any(
            isinstance(result, Refusal) and result.reason is Reason.WAITS_FOR_PERSON
            for _, result in row.answers
        )
        figure, points = _figure(row.cells.get(row.check.score)), row.value(row.check.points)
        if isinstance(place, str) or not waits or figure is None or not row.check.actual:
            continue
        if not isinstance(points, Fraction) or points <= 0:
            continue
        area, number, _ = place
        cell = sections[area][number].get(row.check.actual)
        if cell is not None and isinstance(cell.value, str) and not _DIGITS & set(cell.value):
            share = plain(figure / points * 100, 6)
            sections[area][number][row.check.actual] = replace(cell, value=f"{cell.value} {share}%")
    return _with_sections(filled, sections)


_DIGITS = frozenset("0123456789０１２３４５６７８９")


def findings_in(
    form: Form, filled: Filled, settled: Settled, policy: str, use: Use
) -> Iterator[Finding]:
    """What is wrong with the figures that people typed where a template would compute."""
    yield from _outside(form, filled)
    yield from _formulas(form, filled)
    scores = {check.score for check in form.score_checks}
    rows = dict(_rows(form, settled.given, settled.own))
    for place, name, cell, own in _computed(form, filled, settled.own):
        role = place if isinstance(place, str) else place[2]
        if isinstance(place, str) and filled.strays:
            continue  # totals cannot be right while a row counts nowhere
        if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
            # A formula that was never calculated is none of the filler's doing.
            if cell.formula is None and (role in scores or role in form.results):
                yield inputs.MISSING.at(cell, name, what_to_do="请填写")
        elif not _right(cell.value, own) and not _follows(
            form, filled, settled, policy, place, cell
        ):
            expected = exact(own.value)
            if _comparable(cell.value, expected):
                share = _is_share(form, role)
                yield typed.TYPED_WRONG.at(
                    cell,
                    name,
                    found=in_words(cell.value, share),
                    expected=in_words(expected, share),
                )
    for place, row in rows.items():
        held = row.cells.get(row.check.score)
        if place in settled.by_hand and held is not None:
            yield typed.BY_HAND.at(
                held, row.title, found=in_words(held.value), why=settled.by_hand[place]
            )


def _outside(form: Form, filled: Filled) -> Iterator[Finding]:
    for cell in filled.strays:
        table = form.tables()[0]
        names = "、".join(section.name for section in table.sections)
        yield typed.NO_SECTION.at(
            cell,
            cell.address,
            found="".join(filter(str.isdigit, cell.address)),
            role=table.section_by,
            sections=names,
        )


def _formulas(form: Form, filled: Filled) -> Iterator[Finding]:
    """Formulas in what a person fills in; where a template computes, any formula is welcome."""
    markup = filled.markup[filled.sheet]
    for name, cell in filled.fields.items():
        yield from formulas_compared.in_input(cell, name, markup)
    kinds = {c.name: c.kind for table in form.tables() for c in table.columns}
    for rows in filled.sections.values():
        for row in rows:
            for role, cell in row.items():
                if cell.formula is not None and kinds[role] is not Kind.COMPUTED:
                    yield from formulas_compared.in_input(cell, called(form, row, role), markup)


def _computed(
    form: Form, filled: Filled, own: Canonical
) -> Iterator[tuple[Place, str, Cell, Recomputed]]:
    for name, cell in filled.computed.items():
        yield name, name, cell, own.fields[name]
    for area, rows in filled.sections.items():
        for number, (row, computed) in enumerate(zip(rows, own.sections[area], strict=True)):
            for role, recomputed in computed.items():
                if role in row:
                    yield (area, number, role), called(form, row, role), row[role], recomputed


def _right(shown: Scalar | CellError, own: Recomputed) -> bool:
    expected = exact(own.value)
    if isinstance(expected, Fraction) and not isinstance(shown, CellError):
        return engine.agrees(shown, expected) or engine.agrees(_as_share(shown), expected)
    return isinstance(shown, str) and isinstance(expected, str) and shown.strip() == expected


def _right_as_printed(row: ScoredRow, shown: Scalar | CellError, use: Use) -> bool:
    """Whether a score is right beside what its printed actual was rounded from (86.2%)."""
    told = [
        row.cells[role].value for role in (*row.check.target, row.check.actual) if role in row.cells
    ]
    if (
        not row.check.points
        or len(told) != 2
        or any(isinstance(v, CellError) for v in (*told, shown))
    ):
        return False
    target, actual = told
    points = row.value(row.check.points)
    agrees = engine.score_agrees(use, shown, points, target, actual)  # type: ignore[arg-type]
    return agrees is True


def _as_share(shown: Scalar) -> Scalar:
    """96.95 under a heading of percent is 96.95%."""
    bare = isinstance(shown, Fraction) and abs(shown) > 1
    return f"{plain(shown)}%" if bare and isinstance(shown, Fraction) else None


def _comparable(shown: Scalar | CellError, expected: Scalar | CellError) -> bool:
    """Whether there is something to compare: no dash where nothing is to compute."""
    if isinstance(expected, CellError) or expected in (None, ""):
        return False
    return not isinstance(shown, str) or any(char.isalnum() for char in shown)


def _follows(
    form: Form, filled: Filled, settled: Settled, policy: str, place: Place, cell: Cell
) -> bool:
    """Whether a typed figure follows from the other typed figures."""
    others: dict[Place, Scalar] = {}
    for other, _, held, _ in _computed(form, filled, settled.own):
        role = other if isinstance(other, str) else other[2]
        value = held.value
        if other == place or isinstance(value, CellError) or value in (None, ""):
            continue
        figure = _figure(held)
        if _is_share(form, role) and figure is not None:
            figure = figure / 100 if figure > 1 else figure
        text = value if isinstance(value, str) and any(map(str.isalpha, value)) else None
        if figure is not None or text is not None:
            others[other] = figure if figure is not None else text
    own = computed_with(settled.given, policy, others)
    if isinstance(place, str):
        return _right(cell.value, own.fields[place])
    area, number, role = place
    return _right(cell.value, own.sections[area][number][role])


def _is_share(form: Form, role: str) -> bool:
    spots = (
        spot
        for block in form.blocks
        for spot in (block.columns if isinstance(block, Table) else block.spots)
    )
    return any(spot.name == role and spot.number_format == "百分比" for spot in spots)
