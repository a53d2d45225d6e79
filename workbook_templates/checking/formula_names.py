"""What the 【names】 of a description's formulas stand for, and where single cells lie.

A formula is given to the parser with a plain name in the place of each 【name】. Where cells lie
matters only for ranges between two of them (【分值】:【得分】): within a row, along the headings, or
between two single cells with no table between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from workbook_templates.building.given import Matched
from workbook_templates.building.layout import Formula, lay_out
from workbook_templates.building.references import quoted
from workbook_templates.description_check import REFERENCE, SECTION_NAME
from workbook_templates.recalculation.closures import NotBoundError
from workbook_templates.recalculation.nodes import Node
from workbook_templates.shape import Form, Section, Table


@dataclass(frozen=True, slots=True)
class Field:
    """A single cell by its defined name."""

    name: str


@dataclass(frozen=True, slots=True)
class Own:
    """A column of the formula's own row."""

    column: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading cell of a column."""

    table: str
    column: int


@dataclass(frozen=True, slots=True)
class Area:
    """A column of all the rows of a section, with the thin blank row that closes it."""

    area: str
    column: int


Symbol: TypeAlias = Field | Own | Heading | Area


@dataclass(frozen=True, slots=True)
class Named:
    """A formula as a tree whose names are words; what each word stands for."""

    tree: Node
    words: Mapping[str, Symbol]


class Geometry:
    """The single cells of a form by place, and all its names."""

    def __init__(self, form: Form, policy: str) -> None:
        """Lay the form out with no rows: single cells keep their distances between the tables."""
        self.form, self.policy = form, policy
        areas = {s.area: s for table in form.tables() for s in table.sections}
        layout = lay_out(form, Matched({}, dict.fromkeys(areas, ())), policy)
        self.places = layout.places
        at = {spot: name for name, spot in layout.places.items()}
        self.grid: dict[tuple[int, int], Field | str] = {}
        for placed in layout.cells:
            spot = (placed.row, placed.first)
            if spot in at:
                self.grid[spot] = Field(at[spot])
            elif isinstance(placed.content, Formula):
                raise NotBoundError("a formula without a name")
            elif isinstance(placed.content, str):
                self.grid[spot] = placed.content
        self.table_rows = set(layout.tops.values()) | {top - 1 for top in layout.tops.values()}
        self.owners = {s.area: table for table in form.tables() for s in table.sections}
        self.headings = {
            column.name: Heading(table.name, column.first)
            for table in form.tables()
            for column in table.columns
        }

    def between(self, first: Field, last: Field) -> list[list[Field | str | None]]:
        """The cells from one field to another, row by row."""
        (top, left), (bottom, right) = self.places[first.name], self.places[last.name]
        top, bottom = sorted((top, bottom))
        left, right = sorted((left, right))
        if self.table_rows & set(range(top, bottom + 1)):
            raise NotBoundError("a range across a table")
        return [
            [self.grid.get((row, column)) for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        ]

    def named(self, text: str, section: Section | None = None, table: Table | None = None) -> Named:
        """A formula of the description, read."""
        from workbook_templates.recalculation.grammar import parse

        if section is not None:
            text = text.replace(SECTION_NAME, section.name)
        if any(REFERENCE.search(piece) for piece in text.split('"')[1::2]):
            raise NotBoundError("a name within a text")
        words: dict[str, Symbol] = {}

        def word(match: re.Match[str]) -> str:
            if match[1] == "政策":
                return quoted(self.policy)
            said = f"_w{len(words)}_"
            words[said] = self._symbol(match[1], section, table)
            return said

        return Named(parse(REFERENCE.sub(word, text)), words)

    def _symbol(self, word: str, section: Section | None, table: Table | None) -> Symbol:
        """As `building.layout` resolves it."""
        if table is not None:
            column = next((c for c in table.columns if c.name == word), None)
            if column is not None:
                return Own(column.first)
        head, dot, role = word.partition(".")
        if not dot:
            return Field(word)
        if head == "表头":
            return self.headings[role]
        area = section.area if head == "本段" and section else head
        place = next(c.first for c in self.owners[area].columns if c.name == role)
        return Area(area, place)
