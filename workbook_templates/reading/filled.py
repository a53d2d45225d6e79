"""Reads a filled form: its stamp, its fields, its rows, each with place, value and formula.

Everything is found by defined names, whose addresses the spreadsheet program keeps right when rows
or columns are inserted; no position is trusted. Nothing is judged here: values are as they stand,
and cached figures are the file's, not ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from python_calamine import CalamineError, CalamineWorkbook

from workbook_templates.addresses import column_of, relative
from workbook_templates.description import describe, forms
from workbook_templates.description_check import heading_cell_name, names_of
from workbook_templates.faults import nearest
from workbook_templates.reading.cells import Cell, cell_value, error_value, known_errors_only
from workbook_templates.reading.markup import SheetMarkup, read_book, read_properties, read_sheet
from workbook_templates.reading.parts import RefusedError, Unreadable, copy_for_values, open_parts
from workbook_templates.shape import Form, Kind, Table
from workbook_templates.stamp import STAMP_NAMES, Stamp

Row: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form.

    `fields` are the input cells and `computed` the formula cells by defined name; `sections` the
    rows by area name, each a mapping from column role to cell, blank rows left out. `missing` are
    the defined names that are gone or point nowhere; `strays` the filled cells that stand between
    the rows of the tables but in no area, so that no total counts them. `stamp_agrees` is False
    when the hidden names and the document properties tell different things.
    """

    form: str
    stamp: Stamp
    stamp_agrees: bool
    fields: Mapping[str, Cell]
    computed: Mapping[str, Cell]
    sections: Mapping[str, tuple[Row, ...]]
    missing: tuple[str, ...]
    strays: tuple[Cell, ...]


def read(path: Path) -> Filled | Unreadable:
    """Read a filled form, or say why not. Never raises for what a file holds."""
    try:
        return _Reader(Path(path)).filled()
    except RefusedError as refused:
        return refused.answer


_PLACE = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """What a defined name points at; zero-based, inclusive."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.parts = open_parts(path)
        self.book = read_book(self.parts)
        self.markup: dict[str, SheetMarkup] = {}
        for sheet, part in self.book.sheets.items():
            if part in self.parts and part.startswith("xl/worksheets/"):
                markup = read_sheet(self.parts[part], part)
                self.markup[sheet] = markup
                self.parts[part] = known_errors_only(self.parts[part], markup.errors.values())
        self.values: dict[str, Sequence[Sequence[Any]]] = {}
        self._workbook: CalamineWorkbook | None = None

    def filled(self) -> Filled:
        stamp, agrees = self._stamp()
        if stamp.template not in forms():
            raise RefusedError(
                "不认识的模板",
                f"{self.path.name} 的模板“{stamp.template}”本软件没有",
                nearest(stamp.template, forms()),
            )
        form = describe(stamp.template)
        places = {name: place for name in names_of(form) if (place := self._place(name))}
        found = {
            name: (kind, self._cell(places[name].sheet, places[name].top, places[name].left))
            for name, kind in form.fields()
            if name in places
        }
        sections: dict[str, tuple[Row, ...]] = {}
        for table in form.tables():
            for section in table.sections:
                if section.area in places:
                    rows = self._rows(table, set(section.preset), places[section.area], places)
                    sections[section.area] = tuple(rows)
        return Filled(
            form=form.id,
            stamp=stamp,
            stamp_agrees=agrees,
            fields=_chosen(found, Kind.INPUT),
            computed=_chosen(found, Kind.COMPUTED),
            sections=MappingProxyType(sections),
            missing=tuple(name for name in names_of(form) if name not in places),
            strays=tuple(self._strays(form, places)),
        )

    def _stamp(self) -> tuple[Stamp, bool]:
        """The stamp, by the hidden names or else the properties, and whether the two agree."""
        names = self.book.names
        hidden = {word: names[word].strip('"') for word in STAMP_NAMES.values() if word in names}
        properties = read_properties(self.parts)
        shown = {word: properties[word] for word in STAMP_NAMES.values() if word in properties}
        if STAMP_NAMES["template"] not in hidden | shown:
            raise RefusedError(
                "不是模板",
                f"{self.path.name} 里没有本软件的模板标识",
                "请从本软件生成的模板填写；如标识丢失，请把内容复制到新的模板",
            )
        both = shown | hidden
        stamp = Stamp(**{key: both.get(word, "") for key, word in STAMP_NAMES.items()})
        return stamp, hidden == shown

    def _place(self, name: str) -> _Place | None:
        match = _PLACE.fullmatch(self.book.names.get(name, ""))
        if match is None:
            return None
        sheet = (match[1] or match[2]).replace("''", "'")
        if sheet not in self.markup:
            return None
        top, left = int(match[4]) - 1, column_of(match[3])
        bottom, right = int(match[6] or match[4]) - 1, column_of(match[5] or match[3])
        return _Place(sheet, top, left, bottom, right)

    def _rows(
        self, table: Table, preset: set[str], area: _Place, places: Mapping[str, _Place]
    ) -> Iterator[Row]:
        """The rows of an area that hold something a person gave or the document prints."""
        columns = {
            column.name: places[heading_cell_name(column.name)].left
            for column in table.columns
            if heading_cell_name(column.name) in places
        }
        telling = [
            column.name
            for column in table.columns
            if column.kind is not Kind.COMPUTED and column.name not in preset and not column.initial
        ]
        last = min(area.bottom, area.top + len(self._sheet(area.sheet)))
        for number in range(area.top, last + 1):
            row = {role: self._cell(area.sheet, number, left) for role, left in columns.items()}
            if any(role in row and row[role].value is not None for role in telling):
                yield MappingProxyType(row)

    def _strays(self, form: Form, places: Mapping[str, _Place]) -> Iterator[Cell]:
        for table in form.tables():
            head = places.get(table.heading_name)
            areas = [places[s.area] for s in table.sections if s.area in places]
            if head is None or not areas:
                continue
            fields = {places[name].top for name, _ in form.fields() if name in places}
            for number in range(head.bottom + 1, max(area.bottom for area in areas) + 1):
                inside = any(area.top <= number <= area.bottom for area in areas)
                if inside or number in fields:
                    continue
                for column in range(head.left, head.right + 1):
                    cell = self._cell(head.sheet, number, column)
                    if cell.value is not None:
                        yield cell

    # --- cells ---

    def _cell(self, sheet: str, row: int, column: int) -> Cell:
        address = relative(row, column)
        markup = self.markup[sheet]
        formula = markup.formulas.get(address)
        if address in markup.errors:
            return Cell(sheet, address, error_value(markup.errors[address]), formula)
        rows = self._sheet(sheet)
        inside = row < len(rows) and column < len(rows[row])
        value = cell_value(rows[row][column]) if inside else None
        return Cell(sheet, address, value, formula)

    def _sheet(self, name: str) -> Sequence[Sequence[Any]]:
        """The values of a sheet, from A1."""
        if name not in self.values:
            try:
                if self._workbook is None:
                    self._workbook = CalamineWorkbook.from_filelike(copy_for_values(self.parts))
                sheet = self._workbook.get_sheet_by_name(name)
                self.values[name] = sheet.to_python(skip_empty_area=False)
            except BaseException as broken:
                # A panic of the library (a date of -1e300) is no `Exception`, but ends here too.
                panic = type(broken).__module__ == "pyo3_runtime"
                if not (panic or isinstance(broken, CalamineError)):
                    raise
                raise RefusedError(
                    "文件损坏",
                    f"{self.path.name} 的工作表“{name}”读不出来",
                    "请用表格软件打开，另存为 .xlsx 再试",
                ) from None
        return self.values[name]


def _chosen(found: Mapping[str, tuple[Kind, Cell]], kind: Kind) -> Mapping[str, Cell]:
    return MappingProxyType({name: cell for name, (k, cell) in found.items() if k is kind})
