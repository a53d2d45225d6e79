"""The formula that each computed cell of a filled form should hold, where its names now stand.

The description's formulas are resolved with the addresses of the file itself, so that inserted
rows, moved columns and sorted rows change nothing: what the person's program moved is moved here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from workbook_templates.addresses import absolute, letters, row_part
from workbook_templates.building.references import quoted
from workbook_templates.description import describe
from workbook_templates.description_check import REFERENCE, SECTION_NAME, heading_cell_name
from workbook_templates.reading import Filled
from workbook_templates.reading.cells import Cell
from workbook_templates.shape import Band, Form, Kind, Spot, Table

#: Stands for the number of the row in a formula that every row has.
_ROW = "\0"


class _Single(NamedTuple):
    """The formula of one cell, and the area that 【本段】 means there."""

    text: str
    area: str


class Expected:
    """The formulas of one filled form; `policy` is what they name (an id, or id@date)."""

    def __init__(self, form: Form, filled: Filled, policy: str) -> None:
        """Resolve nothing yet: each formula is resolved when it is asked for."""
        self._filled = filled
        self._policy = quoted(policy)
        self._singles = _singles_in(form) if form.printed_columns else _singles(form.id)
        self._tables = {
            section.area: table for table in form.tables() for section in table.sections
        }
        self._columns: dict[tuple[str, str], Spot | None] = {}
        self._roles = {
            table.name: {column.name for column in table.columns} for table in form.tables()
        }
        self._rows: dict[tuple[str, str], str | None] = {}
        self._words: dict[str, str | None] = {}

    def of_field(self, name: str) -> str | None:
        """The formula of a single cell; None if it has none, or one of its names is gone."""
        single = self._singles.get(name)
        return self._resolved(single.text, single.area, None) if single else None

    def has(self, area: str, role: str) -> bool:
        """Whether the rows of a section have this column."""
        return self._tables[area].column(role) is not None

    def of_row(self, area: str, row: Mapping[str, Cell], role: str) -> str | None:
        """The formula of a row's cell; None if it has none, or one of its names is gone."""
        table = self._tables[area]
        if (area, role) not in self._columns:
            self._columns[area, role] = table.column(role)
        column = self._columns[area, role]
        if column is None or role not in row:
            return None
        text = column.content
        if column.formulas and table.row_by in row:
            text = column.formulas.get(str(row[table.row_by].value), text)
        if not text:
            return None
        if (area, text) not in self._rows:
            self._rows[area, text] = self._resolved(text, area, table)
        resolved = self._rows[area, text]
        number = row_part(row[role].address)
        return resolved and resolved.replace(_ROW, number)

    def _resolved(self, text: str, area: str, table: Table | None) -> str | None:
        pieces = _pieces(text)
        resolved = list(pieces)
        for position in range(1, len(pieces), 2):
            address = self._address(pieces[position], area, table)
            if address is None:
                return None
            resolved[position] = address
        return "".join(resolved)

    def _address(self, word: str, area: str, table: Table | None) -> str | None:
        if table is not None and word in self._roles[table.name]:
            heading = self._filled.places.get(heading_cell_name(word))
            return f"{letters(heading.left)}{_ROW}" if heading else None
        if word.startswith("本段."):
            word = f"{area}.{word.removeprefix('本段.')}"
        if word not in self._words:
            self._words[word] = self._absolute(word)
        return self._words[word]

    def _absolute(self, word: str) -> str | None:
        places = self._filled.places
        if word == "政策":
            return self._policy
        head, dot, role = word.partition(".")
        if not dot:
            place = places.get(word)
            return absolute(place.top, place.left) if place else None
        heading = places.get(heading_cell_name(role))
        if heading is None:
            return None
        if head == "表头":
            return absolute(heading.top, heading.left)
        rows, column = places.get(head), letters(heading.left)
        return f"{column}{rows.top + 1}:{column}{rows.bottom + 1}" if rows else None


@lru_cache(maxsize=1024)
def _pieces(text: str) -> tuple[str, ...]:
    """The formula cut up: text, a 【name】 without its brackets, text, a name, …"""
    return tuple(REFERENCE.split(text))


@lru_cache(maxsize=64)
def _singles(form_id: str) -> dict[str, _Single]:
    """As `_singles_in`, of the form as it is described."""
    return _singles_in(describe(form_id))


def _singles_in(form: Form) -> dict[str, _Single]:
    """The formulas of a form's single cells by name, with those that an input starts with."""
    found: dict[str, _Single] = {}

    def know(spot: Spot, section: str, area: str) -> None:
        text = spot.content if spot.kind is Kind.COMPUTED else spot.initial
        if text.startswith("=") and spot.kind in (Kind.COMPUTED, Kind.INPUT):
            name = spot.name.replace(SECTION_NAME, section)
            found[name] = _Single(text.replace(SECTION_NAME, section), area)

    for block in form.blocks:
        if isinstance(block, Band):
            for spot in block.spots:
                know(spot, "", "")
            continue
        for section in block.sections:
            for spot in block.subtotal:
                know(spot, section.name, section.area)
    return found
