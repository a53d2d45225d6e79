"""The printed texts of a file against its form: labels, headings of columns, fixed rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from rules.engine import Use
from workbook_templates.addresses import letters, relative
from workbook_templates.checking.catalogue import template
from workbook_templates.checking.catalogue.entry import Entry
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.where_printed import Printed, plain
from workbook_templates.description_check import heading_cell_name
from workbook_templates.printed_rows import printed_rows
from workbook_templates.reading import Filled
from workbook_templates.reading.cells import Cell
from workbook_templates.shape import Form, Kind, Table

#: A printed text that says in what unit figures are.
_UNIT = re.compile(r"单位:|元\)")


def labels(printed: Printed, told: frozenset[str]) -> Iterator[Finding]:
    """Labels that say something else; those around the names in `told` are told there."""
    standing = printed.standing
    for number, line in enumerate(standing.lines):
        row = standing.rows[number]
        if not line.texts or (row is not None and number not in printed.wrong):
            continue
        if any(name in told for name, _ in line.fields):
            continue
        if row is None:
            rows = standing.between(number)
            if not rows or any(printed.fits(line, one) for one in rows):
                continue
            row = rows[-1] if number + 1 < len(standing.lines) else rows[0]
        for column, text in line.texts:
            here = standing.column(column, line)
            if plain(printed.text(row, here)) != plain(text):
                grave = line.figures or _UNIT.search(plain(text))
                entry = template.TEXT_CHANGED if grave else template.LABEL_CHANGED
                yield _changed(entry, printed, row, here, text)


def headings(table: Table, printed: Printed, told: frozenset[str]) -> Iterator[Finding]:
    """Headings of columns that say something else, and columns that the form does not have."""
    standing = printed.standing
    places = {
        column.name: standing.places[heading_cell_name(column.name)]
        for column in table.columns
        if heading_cell_name(column.name) in standing.places
    }
    for column in table.columns:
        place = places.get(column.name)
        if place is None or heading_cell_name(column.name) in told:
            continue
        found = printed.text(place.top, place.left)
        if plain(found) not in {plain(one) for one in (column.heading, *column.also)}:
            yield _changed(template.TEXT_CHANGED, printed, place.top, place.left, column.heading)
    known = {place.left for place in places.values()}
    for top in {place.top for place in places.values()} if known else ():
        for strange in set(range(min(known), max(known))) - known:
            found = printed.text(top, strange)
            if found is not None:
                cell = Cell(printed.filled.sheet, relative(top, strange), None, None)
                yield template.COLUMN_ADDED.at(
                    cell, str(found), found=str(found), column=letters(strange)
                )


def _changed(entry: Entry, printed: Printed, row: int, column: int, text: str) -> Finding:
    cell = Cell(printed.filled.sheet, relative(row, column), None, None)
    expected = "".join(text.split())
    found = in_words(printed.text(row, column))
    return entry.at(cell, expected, found=found, expected=expected)


def fixed_rows(form: Form, filled: Filled, use: Use) -> Iterator[Finding]:
    """Rows that the document prints: one gone, or one of its printed cells changed."""
    for table in form.tables():
        if not table.row_by:
            continue
        given = [column for column in table.columns if column.kind is Kind.GIVEN]
        wanted = {plain(row[table.row_by]): row for row in printed_rows(table, use)}
        gone, strange = dict(wanted), []
        for row in (row for s in table.sections for row in filled.sections.get(s.area, ())):
            key = plain(row[table.row_by].value) if table.row_by in row else ""
            if key not in wanted:
                strange.append(row)
                continue
            gone.pop(key, None)
            for column in given:
                if column.name in row:
                    name = f"{wanted[key][table.row_by]}·{column.name}"
                    yield from _printed(row[column.name], name, wanted[key][column.name])
        left = [str(row[table.row_by]) for row in gone.values()]
        for name, row in zip(left, strange, strict=False):
            if table.row_by in row:
                yield from _printed(row[table.row_by], f"{name}·{table.row_by}", name)
        for name in left[len(strange) :]:
            yield template.ROW_GONE.at(None, name)


def _printed(cell: Cell, name: str, text: object) -> Iterator[Finding]:
    found = cell.value
    if found == text:
        return
    expected = Fraction(text) if isinstance(text, int | Fraction) else text
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
