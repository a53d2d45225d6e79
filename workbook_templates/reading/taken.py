"""Takes the values of a form out of a sheet in which its headings were found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from workbook_templates.addresses import relative
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.filled import Filled, FoundColumn, Row
from workbook_templates.reading.grid import Grid, key
from workbook_templates.reading.headings import (
    CrossingFound,
    Found,
    TableFound,
    after_colon,
    words_of,
)
from workbook_templates.reading.printed_units import in_our_unit
from workbook_templates.shape import Form, Kind, Section, Table

#: What a row left over from the blank form is called: 指标1, ……
_LEFT_BLANK = re.compile(r"(?:指标\d*|[.…·]+)")

#: What stands in a cell for which there is nothing to say.
_DASHES = " \n　—–-/"

#: How many cells to the right of a label its value may stand.
_FEW = 3


def take(grid: Grid, form: Form, found: Found, columns: tuple[FoundColumn, ...]) -> Filled:
    """The filled form, as it was found in a sheet."""
    return _Taking(grid, form, found, columns).filled()


class _Taking:
    """Takes the values of a form out of a sheet."""

    def __init__(
        self, grid: Grid, form: Form, found: Found, columns: tuple[FoundColumn, ...]
    ) -> None:
        self.grid, self.form, self.found, self.columns = grid, form, found, columns
        self.kinds = dict(self.form.fields())
        self.fields: dict[str, Cell] = {}
        self.strays: list[Cell] = []
        self.unread: list[Cell] = []

    def filled(self) -> Filled:
        sections: dict[str, tuple[Row, ...]] = {}
        for table, at in self.found.tables:
            sections |= self._sections(table, at)
        for block in self.found.crossings:
            self._cross(block)
        for name, (row, column) in self.found.beside.items():
            self._keep(name, self._beside(row, column))
            self._parts(name, row, column)
        for name, (row, column) in self.found.below.items():
            span = self.grid.span(row, column)
            self._keep(name, self.grid.held(span.bottom + 1, span))
        return Filled(
            form=self.form.id,
            sheet=self.grid.name,
            stamp=None,
            stamp_agrees=True,
            fields=self._of(Kind.INPUT),
            computed=self._of(Kind.COMPUTED),
            sections=MappingProxyType(sections),
            missing=(),
            strays=tuple(self.strays),
            columns=self.columns,
            book=self.grid.sheets.book,
            markup=MappingProxyType(self.grid.sheets.markup),
            look=self.grid.sheets.cell,
            unread=tuple(self.unread),
            unseen=MappingProxyType(self.grid.sheets.unseen(self.grid.name)),
        )

    def _of(self, kind: Kind) -> Mapping[str, Cell]:
        return MappingProxyType({n: c for n, c in self.fields.items() if self.kinds[n] is kind})

    def _keep(self, name: str, cell: Cell) -> None:
        if name in self.kinds:
            self.fields.setdefault(name, cell)

    # --- single cells ---

    def _beside(self, row: int, column: int) -> Cell:
        """What stands to the right of a label, or behind it in the same cell."""
        text = self.grid.texts[row, column]
        own = self.grid.cell(row, column)
        span = self.grid.span(row, column)
        place = span.top, span.right + 1
        labels = {*self.found.beside.values(), *self.found.below.values()}
        said = after_colon(text)
        if key(said):
            return own._replace(value=said)
        if place in labels:  # nothing between two labels
            return own._replace(address=relative(*place), value=None)
        return self._first_filled(place, labels) or self.grid.cell(*place)

    def _parts(self, name: str, row: int, column: int) -> None:
        """What a sum consists of, where that is printed below its label: 其中：财政拨款, 其他资金.

        Nothing where one of the parts is none of the form's: the others are not the whole.
        """
        parts = {
            key(word.removeprefix(f"{name}_")): word
            for word in self.kinds
            if word.startswith(f"{name}_")
        }
        found: dict[str, Cell] = {}
        below = self.grid.span(row, column).bottom + 1
        while told := self.grid.keys.get(below, {}).get(column, "") if parts else "":
            cell = self.grid.cell(below, self.grid.span(below, column).right + 1)
            if told in parts:
                found[parts[told]] = cell
            elif isinstance(cell.value, Fraction):
                return
            else:
                break
            below += 1
        for word, cell in found.items():
            self._keep(word, cell)

    def _first_filled(
        self, place: tuple[int, int], labels: Collection[tuple[int, int]]
    ) -> Cell | None:
        """The value a few blank cells further on: where a form's cells should be merged and are not."""
        row, column = place
        for at in range(column, column + _FEW):
            cell, span = self.grid.cell(row, at), self.grid.span(row, at)
            if cell.value is not None:
                is_label = (row, at) in labels or str(cell.value).rstrip().endswith(("：", ":"))
                return None if is_label else cell
            if span.right > span.left:  # merged cells are the place for it, and they are blank
                return None
        return None

    def _cross(self, at: CrossingFound) -> None:
        for name, span in at.headings.items():
            for suffix, row in at.rows.items():
                word = f"{name}_{suffix}" if suffix else name
                cell = self.grid.held(row, span)
                if self.kinds.get(word) is not None:
                    self._keep(word, in_our_unit(cell, word, self.form, self.grid, at, span))

    # --- rows ---

    def _sections(self, table: Table, at: TableFound) -> dict[str, tuple[Row, ...]]:
        rows: dict[str, list[Row]] = {section.area: [] for section in table.sections}
        levels = [
            column.name for column in table.columns
            if column.style == "层级" and column.name in at.headings
        ]  # fmt: skip
        above: dict[str, Cell] = {}
        taken: list[int] = []
        ticked = {role: columns for role in at.headings if (columns := self._choices(role, at))}
        for number in range(at.body, at.end):
            row = {role: self.grid.held(number, span) for role, span in at.headings.items()}
            for role, columns in ticked.items():
                row[role] = self._ticked(number, columns, row[role])
            above = self._filled_down(row, above, levels)
            if self._is_subtotal(number, table, at) or not _tells(row, table, levels):
                continue
            taken.append(number)
            section = _section_of(row, table)
            if section is None:
                self.strays += [cell for cell in row.values() if cell.value is not None][:1]
            else:
                rows[section.area].append(MappingProxyType(row))
        self.unread += self._unread(at, taken)
        if at.total and self.form.recognition is not None:
            for name, role in self.form.recognition.totals.items():
                if role in at.headings:
                    self._keep(name, self.grid.held(at.end, at.headings[role]))
        return {area: tuple(found) for area, found in rows.items()}

    def _unread(self, at: TableFound, rows: list[int]) -> Iterator[Cell]:
        """The headings taken for nothing, unless they only group or part others, with contents."""
        spans = list(at.headings.values())
        for place in sorted(at.strange):
            span = self.grid.span(*place)
            if any(span.left <= other.right and other.left <= span.right for other in spans):
                continue
            spans.append(span)  # what stands below it parts it
            held = (self.grid.held(number, span).value for number in rows)
            if any(value is not None and str(value).strip(_DASHES) for value in held):
                yield self.grid.cell(*place)

    def _choices(self, role: str, at: TableFound) -> dict[str, int]:
        """The column of each word of a heading that paper splits into columns to be ticked."""
        words = self.form.recognition.choices.get(role, ()) if self.form.recognition else ()
        span, known = at.headings[role], {key(word): word for word in words}
        if not known:
            return {}
        return {
            known[found]: column
            for row in range(span.bottom + 1, at.body)
            for column, found in self.grid.keys.get(row, {}).items()
            if span.left <= column <= span.right and found in known
        }

    def _ticked(self, number: int, columns: Mapping[str, int], cell: Cell) -> Cell:
        """The word whose column is ticked in a row; a word that was written stays."""
        ticks = [word for word, column in columns.items() if self.grid.cell(number, column).value]
        if not ticks or cell.value in columns:
            return cell
        return cell._replace(value="、".join(ticks))

    def _filled_down(
        self, row: dict[str, Cell], above: Mapping[str, Cell], levels: list[str]
    ) -> dict[str, Cell]:
        """Levels are written once over their rows; a new one ends those below it."""
        carried = dict(above)
        for role in levels:
            if row[role].value is None:
                if role in carried:
                    row[role] = row[role]._replace(value=carried[role].value)
                continue
            if role not in carried or key(str(carried[role].value)) != key(str(row[role].value)):
                for lower in levels[levels.index(role) + 1 :]:
                    carried.pop(lower, None)
            carried[role] = row[role]
        return carried

    def _is_subtotal(self, number: int, table: Table, at: TableFound) -> bool:
        """Whether a row adds up a section; its figures are kept by name."""
        words = self.grid.keys.get(number, {}).values()
        label = next((word for word in words if "小计" in word), None)
        if label is None:
            return False
        for section in table.sections:
            if not any(word in label for word in words_of(section.name, section.also)):
                continue
            for spot in table.subtotal:
                role = next((c.name for c in table.columns if c.first == spot.first), "")
                if spot.name and role in at.headings:
                    name = spot.name.replace("【段名】", section.name)
                    self._keep(name, self.grid.held(number, at.headings[role]))
        return True


def _tells(row: Mapping[str, Cell], table: Table, levels: list[str]) -> bool:
    """Whether a row says anything beside its levels."""
    return any(
        cell.value is not None and not (isinstance(cell.value, str) and _is_blank(cell.value))
        for role, cell in row.items()
        if role not in levels and not _initial(table, role)
    )


def _is_blank(text: str) -> bool:
    told = key(text)
    return not told or _LEFT_BLANK.fullmatch(told) is not None


def _initial(table: Table, role: str) -> bool:
    return any(column.initial for column in table.columns if column.name == role)


def _section_of(row: Mapping[str, Cell], table: Table) -> Section | None:
    """The section that a row says it belongs to."""
    if not table.section_by:
        return table.sections[0]
    cell = row.get(table.section_by)
    word = key(str(cell.value)) if cell is not None and cell.value is not None else ""
    for section in table.sections:
        if word in words_of(section.name, section.also):
            return section
    return None
