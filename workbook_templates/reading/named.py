"""Reads a form that we built: everything is found by its defined names.

The spreadsheet program keeps the names' addresses right when rows or columns are inserted; no
position is trusted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from rules.nearest import nearest_or_known
from workbook_templates.addresses import column_of
from workbook_templates.description import describe, forms
from workbook_templates.description_check import heading_cell_name, names_of
from workbook_templates.reading.book import read_properties
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.filled import Filled, Place, Row
from workbook_templates.reading.parts import RefusedError
from workbook_templates.reading.sheets import Sheets
from workbook_templates.shape import ASIDE, Form, Kind, Table
from workbook_templates.stamp import STAMP_NAMES, Stamp


def read_named(sheets: Sheets) -> Filled | None:
    """The form that the file's stamp names; None for a file without a stamp.

    Raises `RefusedError` for a form that this product does not know.
    """
    names = sheets.book.names
    hidden = {word: names[word].strip('"') for word in STAMP_NAMES.values() if word in names}
    properties = read_properties(sheets.parts)
    shown = {word: properties[word] for word in STAMP_NAMES.values() if word in properties}
    if STAMP_NAMES["template"] not in hidden | shown:
        return None
    both = shown | hidden
    stamp = Stamp(**{key: both.get(word, "") for key, word in STAMP_NAMES.items()})
    return _Reader(sheets).filled(stamp, hidden == shown, not (hidden and shown))


def _most(sheets: Iterable[str]) -> str:
    """The sheet that holds most of the names; "" where none is left."""
    counted = Counter(sheets).most_common(1)
    return counted[0][0] if counted else ""


_PLACE = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"
)


@lru_cache(maxsize=4096)
def _pointed_at(reference: str) -> Place | None:
    match = _PLACE.fullmatch(reference)
    if match is None:
        return None
    top, left = int(match[4]) - 1, column_of(match[3])
    bottom, right = int(match[6] or match[4]) - 1, column_of(match[5] or match[3])
    return Place((match[1] or match[2]).replace("''", "'"), top, left, bottom, right)


@lru_cache(maxsize=64)
def _names(form: str) -> tuple[str, ...]:
    return tuple(names_of(describe(form)))


class _Reader:
    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.path = sheets.path
        self.book = sheets.book

    def filled(self, stamp: Stamp, agrees: bool, lost: bool) -> Filled:
        if stamp.template not in forms():
            raise RefusedError(
                "不认识的模板",
                f"{self.path.name} 的模板“{stamp.template}”本软件没有",
                nearest_or_known(stamp.template, forms()),
            )
        form = describe(stamp.template)
        names = _names(form.id)
        places = {name: place for name in names if (place := self._place(name))}
        found = {
            name: (kind, self.sheets.cell(places[name].sheet, places[name].top, places[name].left))
            for name, kind in form.fields()
            if name in places
        }
        sections: dict[str, tuple[Row, ...]] = {}
        for table in form.tables():
            for section in table.sections:
                if section.area in places:
                    rows = self._rows(table, set(section.preset), places[section.area], places)
                    sections[section.area] = tuple(rows)
        sheet = _most(place.sheet for place in places.values())
        return Filled(
            form=form.id,
            sheet=sheet,
            stamp=stamp,
            stamp_agrees=agrees,
            fields=_chosen(found, Kind.INPUT),
            computed=_chosen(found, Kind.COMPUTED),
            sections=MappingProxyType(sections),
            missing=tuple(name for name in names if name not in places),
            strays=tuple(self._strays(form, places)),
            places=MappingProxyType(places),
            book=self.book,
            markup=MappingProxyType(self.sheets.markup),
            look=self.sheets.cell,
            stamp_lost=lost,
            helpers=MappingProxyType(self._helpers()),
            unseen=MappingProxyType(self.sheets.unseen(sheet)),
        )

    def _helpers(self) -> dict[str, Place]:
        """Where the steps of plain formulas stand: cells, and headings of columns."""
        names = (n for n in self.book.names if n.startswith((ASIDE, heading_cell_name(ASIDE))))
        return {name: place for name in names if (place := self._place(name))}

    def _place(self, name: str) -> Place | None:
        place = _pointed_at(self.book.names.get(name, ""))
        return place if place is not None and place.sheet in self.sheets.markup else None

    def _rows(
        self, table: Table, preset: set[str], area: Place, places: Mapping[str, Place]
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
        last = min(area.bottom, area.top + len(self.sheets.values(area.sheet)))
        for number in range(area.top, last + 1):
            row = self.sheets.cells(area.sheet, number, columns)
            if any(role in row and row[role].value is not None for role in telling):
                yield MappingProxyType(row)

    def _strays(self, form: Form, places: Mapping[str, Place]) -> Iterator[Cell]:
        for table in form.tables():
            head = places.get(table.heading_name)
            areas = [places[s.area] for s in table.sections if s.area in places]
            if head is None or not areas:
                continue
            fields = {places[name].top for name, _ in form.fields() if name in places}
            last = max(area.bottom for area in areas)
            # A row put below the last one stands before the subtotal or total.
            end = min((top for top in fields if top > last), default=last + 1)
            for number in range(head.bottom + 1, end):
                inside = any(area.top <= number <= area.bottom for area in areas)
                if inside or number in fields:
                    continue
                for column in range(head.left, head.right + 1):
                    cell = self.sheets.cell(head.sheet, number, column)
                    if cell.value is not None:
                        yield cell


def _chosen(found: Mapping[str, tuple[Kind, Cell]], kind: Kind) -> Mapping[str, Cell]:
    return MappingProxyType({name: cell for name, (k, cell) in found.items() if k is kind})
