"""The printed texts of a file against its form: labels, headings of columns, fixed rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from rules.engine import Use
from workbook_templates.addresses import letters, relative
from workbook_templates.checking.catalogue import template
from workbook_templates.checking.catalogue.entry import Entry
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.where_printed import Standing, plain
from workbook_templates.description_check import heading_cell_name
from workbook_templates.printed_rows import printed_rows
from workbook_templates.reading import Filled
from workbook_templates.reading.cells import Cell
from workbook_templates.shape import Form, Kind, Table

#: A printed text that says in what unit figures are.
_UNIT = re.compile(r"单位:|元\)")


def labels(standing: Standing, told: frozenset[str]) -> Iterator[Finding]:
    """Labels that say something else; those around the names in `told` are told there."""
    for number, line in enumerate(standing.lines):
        if not line.texts or any(name in told for name, _ in line.fields):
            continue
        row = standing.rows[number]
        if row is None:
            rows = standing.between(number)
            if not rows or any(standing.fits(line, one) for one in rows):
                continue
            row = rows[-1] if number + 1 < len(standing.lines) else rows[0]
        for column, text in line.texts:
            here = standing.column(column, line)
            found = standing.text(row, here)
            if plain(found) != plain(text):
                grave = line.figures or _UNIT.search(plain(text))
                entry = template.TEXT_CHANGED if grave else template.LABEL_CHANGED
                yield _changed(entry, standing, row, here, text)


def headings(table: Table, standing: Standing, told: frozenset[str]) -> Iterator[Finding]:
    """Headings of columns that say something else, and columns that the form does not have."""
    places = {
        column.name: standing.places[heading_cell_name(column.name)]
        for column in table.columns
        if heading_cell_name(column.name) in standing.places
    }
    for column in table.columns:
        place = places.get(column.name)
        if place is None or heading_cell_name(column.name) in told:
            continue
        found = standing.text(place.top, place.left)
        if plain(found) not in {plain(one) for one in (column.heading, *column.also)}:
            yield _changed(template.TEXT_CHANGED, standing, place.top, place.left, column.heading)
    known = {place.left for place in places.values()}
    for top in {place.top for place in places.values()} if known else ():
        for strange in set(range(min(known), max(known))) - known:
            found = standing.text(top, strange)
            if found is not None:
                cell = Cell(standing.sheet, relative(top, strange), None, None)
                yield template.COLUMN_ADDED.at(
                    cell, str(found), found=str(found), column=letters(strange)
                )


def _changed(entry: Entry, standing: Standing, row: int, column: int, text: str) -> Finding:
    cell = Cell(standing.sheet, relative(row, column), None, None)
    expected = "".join(text.split())
    found = in_words(standing.text(row, column))
    return entry.at(cell, expected, found=found, expected=expected)


def fixed_rows(form: Form, filled: Filled, use: Use) -> Iterator[Finding]:
    """Rows that the document prints: one gone, or one of its printed cells changed."""
    for table in form.tables():
        if not table.row_by:
            continue
        given = [column for column in table.columns if column.kind is Kind.GIVEN]
        wanted = {str(row[table.row_by]): row for row in printed_rows(table, use)}
        rows = [row for s in table.sections for row in filled.sections.get(s.area, ())]
        there = {plain(_held(row, table.row_by)) for row in rows}
        gone = [name for name in wanted if plain(name) not in there]
        strange = [row for row in rows if not _known(row, table.row_by, wanted)]
        for row in rows:
            name = next(
                (one for one in wanted if plain(one) == plain(_held(row, table.row_by))), ""
            )
            for column in given:
                if name and column.name in row:
                    yield from _printed(
                        row[column.name], f"{name}·{column.name}", wanted[name][column.name]
                    )
        for name, row in zip(gone, strange, strict=False):
            yield from _printed(row[table.row_by], f"{name}·{table.row_by}", name)
        for name in gone[len(strange) :]:
            yield template.ROW_GONE.at(None, name)


def _held(row: Mapping[str, Cell], role: str) -> object:
    return row[role].value if role in row else None


def _known(row: Mapping[str, Cell], role: str, wanted: Mapping[str, object]) -> bool:
    return plain(_held(row, role)) in {plain(name) for name in wanted}


def _printed(cell: Cell, name: str, text: object) -> Iterator[Finding]:
    expected = Fraction(text) if isinstance(text, int | Fraction) else text
    found = cell.value
    if isinstance(expected, Fraction) and isinstance(found, Fraction):
        same = found == expected
    else:
        same = plain(in_words(found)) == plain(in_words(expected)) or (  # type: ignore[arg-type]
            found is None and not text
        )
    if not same:
        yield template.PRINTED_CHANGED.at(
            cell,
            name,
            found=in_words(found),
            expected=in_words(expected),  # type: ignore[arg-type]
        )
