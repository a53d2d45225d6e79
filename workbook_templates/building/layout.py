"""Lays a form out: which row everything stands in, every formula with its addresses.

Two steps: rows are numbered from top to bottom, then the formulas are resolved, because a cell at
the top may call one at the bottom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from workbook_templates.addresses import absolute, relative
from workbook_templates.building.given import Given, Matched
from workbook_templates.building.references import quoted, resolve
from workbook_templates.description_check import SECTION_NAME, heading_cell_name
from workbook_templates.shape import ASIDE, Band, Form, Kind, Limit, Mark, Section, Spot, Table

#: The thin row that closes a section, in points.
THIN = 7.5


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell's formula, with plain references."""

    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its place; rows and columns are zero-based and inclusive."""

    row: int
    first: int
    last_row: int
    last: int
    spot: Spot
    content: Given | Formula
    thin: bool = False
    size: float = 11

    @property
    def address(self) -> str:
        """Its A1 address: the upper left cell."""
        return relative(self.row, self.first)


@dataclass(frozen=True, slots=True)
class Run:
    """A column of a section, from its first row to the thin last row."""

    first_row: int
    last_row: int
    column: int
    spot: Spot
    options: tuple[str, ...]
    marks: tuple[Mark, ...]
    limit: Limit | None = None


@dataclass(slots=True)
class Layout:
    """A form laid out: cells, columns of sections, row heights (0: to fit), names, head rows.

    `tops` is the first row of each section by its area name, `places` the cell of each field.
    """

    cells: list[Placed] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    tops: dict[str, int] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    head: tuple[int, int] | None = None
    rows: int = 0


def lay_out(form: Form, matched: Matched, policy: str) -> Layout:
    """Place everything of `form`, with the data, for formulas that name `policy`."""
    return _Placing(form, matched, policy).layout()


class _Placing:
    def __init__(self, form: Form, matched: Matched, policy: str) -> None:
        self.form, self.matched, self.policy = form, matched, policy
        self.out = Layout()
        self.fields: dict[str, tuple[int, int]] = {}
        self.headings: dict[str, tuple[int, int]] = {}
        self.areas: dict[str, tuple[int, int, Table]] = {}
        self.columns: dict[str, dict[str, int]] = {}

    def layout(self) -> Layout:
        self._number_rows()
        row = 0
        for block in self.form.blocks:
            row = self._band(row, block) if isinstance(block, Band) else self._table(row, block)
        self.out.rows = row
        return self.out

    # --- first step: where everything stands ---

    def _number_rows(self) -> None:
        row = 0
        for block in self.form.blocks:
            if isinstance(block, Band):
                self._know(block.spots, row, "")
                row += 1
                continue
            self.headings |= {c.name: (row, c.first) for c in block.columns}
            row += 1
            for section in block.sections:
                last = row + len(self.matched.rows[section.area])
                self.areas[section.area] = (row, last, block)
                row = last + 1
                if block.subtotal:
                    self._know(block.subtotal, row, section.name)
                    row += 1

    def _know(self, spots: tuple[Spot, ...], row: int, section: str) -> None:
        for spot in spots:
            if spot.name:
                name = spot.name.replace(SECTION_NAME, section)
                self.fields[name] = self.out.places[name] = (row, spot.first)
                self.out.names[name] = absolute(row, spot.first)

    # --- second step: cells ---

    def _band(self, row: int, band: Band) -> int:
        self.out.heights[row] = band.height
        for spot in band.spots:
            self._single(row, spot, None)
        return row + 1

    def _single(self, row: int, spot: Spot, section: Section | None) -> None:
        """A cell outside the rows of a table."""
        name = spot.name.replace(SECTION_NAME, section.name if section else "")
        content: Given | Formula = None
        if spot.kind is Kind.TEXT:
            content = spot.content.replace(SECTION_NAME, section.name if section else "")
        elif spot.kind is Kind.COMPUTED:
            content = self._formula(spot.content, section=section)
        elif name in self.matched.fields:
            content = held(spot, self.matched.fields[name])
        elif spot.initial.startswith("="):
            content = self._formula(spot.initial, section=section)
        elif spot.initial:
            content = spot.initial
        placed = Placed(row, spot.first, row + spot.down - 1, spot.last, spot, content)
        self.out.cells.append(placed)
        marks = tuple(
            Mark(self._formula(mark.when, section=section).text, mark.style) for mark in spot.marks
        )
        self.out.runs.append(Run(row, row, spot.first, spot, spot.options, marks, spot.limit))

    def _table(self, row: int, table: Table) -> int:
        first = table.columns[0].first
        last = max(c.first for c in table.columns if c.first < self.form.columns)
        self.out.names[table.heading_name] = f"{absolute(row, first)}:{absolute(row, last)}"
        self.out.head = (row, row)
        self.out.heights[row] = 0
        for column in table.columns:
            self.out.names[heading_cell_name(column.name)] = absolute(row, column.first)
            heading = Spot(
                column.first,
                column.first,
                Kind.TEXT,
                content=column.heading,
                style=ASIDE if column.style == ASIDE else "表头",
            )
            self.out.cells.append(
                Placed(row, column.first, row, column.first, heading, column.heading)
            )
        row += 1
        for section in table.sections:
            row = self._section(row, table, section, first, last)
        return row

    def _section(self, row: int, table: Table, section: Section, first: int, last: int) -> int:
        top = row
        for entry in self.matched.rows[section.area]:
            for column in table.columns:
                content = self._in_row(table, column, entry, row)
                if column.kind is Kind.COMPUTED and content is None:
                    # No rule for this row: it is paper, not a formula that is missing.
                    column = replace(column, kind=Kind.GIVEN)
                self.out.cells.append(
                    Placed(
                        row, column.first, row, column.first, column, content, size=table.font_size
                    )
                )
            self.out.heights[row] = 0
            row += 1
        for column in table.columns:
            self.out.cells.append(
                Placed(row, column.first, row, column.first, column, None, thin=True)
            )
            marks = tuple(
                Mark(self._formula(mark.when, table=table, row=top).text, mark.style)
                for mark in column.marks
            )
            options = section.options.get(column.name, column.options)
            limit = column.limit and Limit(
                self._formula(column.limit.low, table=table, row=top).text,
                self._formula(column.limit.high, table=table, row=top).text,
                column.limit.message,
            )
            self.out.runs.append(Run(top, row, column.first, column, options, marks, limit))
        self.out.heights[row] = THIN
        self.out.tops[section.area] = top
        self.out.names[section.area] = f"{absolute(top, first)}:{absolute(row, last)}"
        row += 1
        if table.subtotal:
            self.out.heights[row] = 22
            for spot in table.subtotal:
                self._single(row, spot, section)
            row += 1
        return row

    def _in_row(
        self, table: Table, column: Spot, entry: Mapping[str, Given], row: int
    ) -> Given | Formula:
        if column.kind is not Kind.COMPUTED:
            return held(column, entry.get(column.name))
        text = column.formulas.get(str(entry.get(table.row_by)), column.content)
        return self._formula(text, table=table, row=row) if text else None

    # --- formulas ---

    def places_of(self, table: Table) -> dict[str, int]:
        """The columns of a table by role."""
        if table.name not in self.columns:
            self.columns[table.name] = {column.name: column.first for column in table.columns}
        return self.columns[table.name]

    def _formula(
        self, text: str, *, section: Section | None = None, table: Table | None = None, row: int = 0
    ) -> Formula:
        def address(word: str) -> str:
            if word == "政策":
                return quoted(self.policy)
            if table is not None:
                place = self.places_of(table).get(word)
                if place is not None:
                    return relative(row, place)
            head, dot, role = word.partition(".")
            if not dot:
                return absolute(*self.fields[word])
            if head == "表头":
                return absolute(*self.headings[role])
            area = section.area if head == "本段" and section else head
            top, bottom, owner = self.areas[area]
            place = self.places_of(owner)[role]
            return f"{relative(top, place)}:{relative(bottom, place)}"

        if section is not None:
            text = text.replace(SECTION_NAME, section.name)
        return Formula(resolve(text, address))


def held(spot: Spot, value: Given) -> Given:
    """What a cell holds: a date stays one only in a date cell, elsewhere it would be a bare number."""
    if isinstance(value, date) and spot.number_format != "日期":
        return value.isoformat()
    return value
