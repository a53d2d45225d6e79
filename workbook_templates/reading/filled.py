"""What a filled form holds, however its cells were found; and what a file holds.

Nothing is judged here: values are as they stand, and cached figures are the file's, not ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from workbook_templates.reading.book import Book
from workbook_templates.reading.carried import Carried
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.looks import Hiding
from workbook_templates.reading.sheet_markup import SheetMarkup
from workbook_templates.stamp import Stamp

Row: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A heading of a file and what it was taken for: its text, its column (``C``), its role."""

    heading: str
    column: str
    role: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a defined name points at; zero-based, inclusive."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form.

    `fields` are the input cells and `computed` the formula cells by defined name; `sections` the
    rows by area name, each a mapping from column role to cell, blank rows left out. `missing` are
    the defined names that are gone or point nowhere; `strays` the filled cells that stand between
    the rows of the tables but in no area, so that no total counts them. `stamp_agrees` is False
    when the hidden names and the document properties tell different things, `stamp_lost` when one
    of the two is gone. `places` are what the names point at, `book` and `markup` (by sheet) what
    the file says beside its values, `helpers` the places of the steps of plain formulas, `look` any
    cell of it by sheet, zero-based row and column.

    A form that was found by its headings has no `stamp`: people typed its computed cells. What
    it does not have is in none of the mappings; `columns` are the headings as they were taken,
    `further` where other forms on the same sheet begin, which were not read, each with its title.
    `unread` are the headings of its table that were taken for nothing, with contents below them.
    `unseen` are the cells of its sheet, by address, whose looks hide what they hold.
    """

    form: str
    sheet: str
    stamp: Stamp | None
    stamp_agrees: bool
    fields: Mapping[str, Cell]
    computed: Mapping[str, Cell]
    sections: Mapping[str, tuple[Row, ...]]
    missing: tuple[str, ...]
    strays: tuple[Cell, ...]
    columns: tuple[FoundColumn, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    book: Book = field(default_factory=Book)
    markup: Mapping[str, SheetMarkup] = field(default_factory=dict)
    look: Callable[[str, int, int], Cell] | None = None
    stamp_lost: bool = False
    helpers: Mapping[str, Place] = field(default_factory=dict)
    further: tuple[tuple[Cell, str], ...] = ()
    unread: tuple[Cell, ...] = ()
    unseen: Mapping[str, Hiding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: one or several filled forms, and sheets (by name) that are none.

    `carried` is what it carries beside its sheets: macros, links to other files and the like.
    """

    forms: tuple[Filled, ...]
    others: tuple[str, ...] = ()
    carried: tuple[Carried, ...] = ()
