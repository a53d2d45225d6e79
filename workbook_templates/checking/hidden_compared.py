"""What of a filled form cannot be seen: hidden sheets, rows and columns, cells that look blank."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from workbook_templates.addresses import column_of, column_part, letters, row_part
from workbook_templates.checking.catalogue import template
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.scored_rows import called
from workbook_templates.plain import is_lookup
from workbook_templates.reading import Filled
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.looks import Hiding
from workbook_templates.shape import Form, Table
from workbook_templates.stamp import PLAIN

#: 【列】 or 【列】:【列】 in the formula of a description.
_TAKEN = re.compile("【([^】]+)】(?::【([^】]+)】)?")
#: Sheets that office programs keep for themselves.
_PROGRAMS_OWN = ("WpsReserved_", "__")


def findings_in(form: Form, filled: Filled) -> Iterator[Finding]:
    """Filled rows and columns that whoever reads the sheet does not see."""
    markup = filled.markup.get(filled.sheet)
    if markup is None:
        return
    if filled.sheet in filled.book.hidden:
        yield template.SHEET_HIDDEN.at(Cell(filled.sheet, "", None, None), filled.sheet)
    for sheet in filled.book.hidden & filled.markup.keys():
        if (
            sheet != filled.sheet
            and not sheet.startswith(_PROGRAMS_OWN)
            and not _ours(filled, sheet)
        ):
            yield template.OTHER_HIDDEN.at(Cell(sheet, "", None, None), sheet)
    if markup.hidden_rows:
        how = "被筛选或隐藏" if markup.filtered else "被隐藏，或行高几乎为零"
        for cell, name in _by_row(form, filled):
            number = _row(cell)
            if number - 1 in markup.hidden_rows:
                yield template.ROW_HIDDEN.at(cell, name, found=f"第 {number} 行", why=how)
    if markup.hidden_columns:
        yield from _columns(form, filled, markup.hidden_columns)
    if filled.unseen:
        yield from _blank_to_the_eye(form, filled)


def _ours(filled: Filled, sheet: str) -> bool:
    """Whether it is the hidden sheet of a plain form, with its lists as they were written."""
    look = filled.look
    if look is None or filled.stamp is None or filled.stamp.functions != PLAIN:
        return False
    return is_lookup(sheet, lambda row, column: look(sheet, row, column).value)


def _by_row(form: Form, filled: Filled) -> Iterator[tuple[Cell, str]]:
    """One filled cell of each filled row, and what the row is called."""
    for rows in filled.sections.values():
        for number, row in enumerate(rows, start=1):
            cell = next((cell for cell in row.values() if cell.value is not None), None)
            if cell is not None:
                role = next(role for role in row if row[role] is cell)
                name = called(form, row, role)
                yield cell, name.partition("·")[0] if "·" in name else f"第{number}行"
    seen: set[int] = set()
    for name, cell in (*filled.fields.items(), *filled.computed.items()):
        # A result is there even where it was not calculated yet.
        held = cell.value is not None or name in form.results
        if held and cell.sheet == filled.sheet and _row(cell) not in seen:
            seen.add(_row(cell))
            yield cell, name


def _blank_to_the_eye(form: Form, filled: Filled) -> Iterator[Finding]:
    """Filled cells whose looks hide what they hold; those of one row together, at the first."""
    told: dict[int, list[tuple[Cell, str, Hiding]]] = defaultdict(list)
    for cell, name in _cells(form, filled):
        hiding = filled.unseen.get(cell.address)
        # A result is there even where it was not calculated yet.
        held = cell.value != "" if cell.formula else cell.value not in (None, "")
        if hiding is None or not held or cell.sheet != filled.sheet:
            continue
        if hiding.texts if isinstance(cell.value, str) else hiding.numbers:
            told[_row(cell)].append((cell, name, hiding))
    for cells in told.values():
        cell, name, hiding = cells[0]
        more = f"等 {len(cells)} 格" if len(cells) > 1 else ""
        yield template.CONTENT_UNSEEN.at(
            cell,
            name,
            found=in_words(cell.value),
            more=more,
            why=hiding.why,
            what_to_do=hiding.advice,
        )


def _cells(form: Form, filled: Filled) -> Iterator[tuple[Cell, str]]:
    """Every cell that was read, and what it is called."""
    levels = {c.name for table in form.tables() for c in table.columns if c.style == "层级"}
    for rows in filled.sections.values():
        for number, row in enumerate(rows):
            above = rows[number - 1] if number else {}
            for role, cell in row.items():
                # A level written again in each row is often shown in the first alone.
                again = role in levels and role in above and above[role].value == cell.value
                if not again:
                    yield cell, called(form, row, role)
    for name, cell in (*filled.fields.items(), *filled.computed.items()):
        yield cell, name


def _columns(form: Form, filled: Filled, hidden: set[int]) -> Iterator[Finding]:
    """Hidden columns of a table: those that make the score, and those that only tell of it."""
    for table in form.tables():
        scored = _scored(form, table)
        areas = [section.area for section in table.sections]
        rows = [row for area in areas for row in filled.sections.get(area, ())]
        for column in table.columns:
            cells = [row[column.name] for row in rows if column.name in row]
            held = next((one for one in cells if one.formula or one.value is not None), None)
            if held is None or _column(held) not in hidden:
                continue
            entry = template.COLUMN_HIDDEN
            if column.name not in scored:
                entry = template.COLUMN_HIDDEN_TOO
            letter = letters(_column(held))
            yield entry.at(Cell(held.sheet, "", None, None), column.heading, found=f"{letter} 列")


def _scored(form: Form, table: Table) -> set[str]:
    """The columns that a score is made of."""
    named = {
        role
        for check in form.score_checks
        if check.table == table.name
        for role in (check.title, check.score, check.points, check.deduction, *check.given)
    }
    return named | {role for score in named for role in _read_by(table, score)}


def _read_by(table: Table, computed: str) -> Iterator[str]:
    """The columns that a computed column's formula takes its own row's cells from."""
    order = [column.name for column in table.columns]
    column = table.column(computed)
    for first, last in _TAKEN.findall(column.content) if column else ():
        if first in order:
            end = order.index(last) if last in order else order.index(first)
            yield from order[order.index(first) : end + 1]


def _row(cell: Cell) -> int:
    return int(row_part(cell.address))


def _column(cell: Cell) -> int:
    return column_of(column_part(cell.address))
