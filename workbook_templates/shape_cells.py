"""What a form has on paper: its places, fixed rows, tables and their sections.

Positions are zero-based columns; rows get their numbers only when a form is laid out, because the
number of indicator rows is not known before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any

#: What the names of cells begin with that hold the steps of plain formulas, and their style.
ASIDE = "旁算"


def nothing() -> Mapping[str, Any]:
    """An empty mapping that stays empty."""
    return MappingProxyType({})


class Kind(Enum):
    """What a place is for; the value is the keyword of the description."""

    TEXT = "文字"
    INPUT = "填"
    COMPUTED = "算"
    GIVEN = "定"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number allowed in an input cell: from `low` to `high` (a number or a formula)."""

    low: str
    high: str
    message: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A conditional format: where the formula `when` holds, the cell takes `style`."""

    when: str
    style: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the form: a cell (perhaps merged), or a column of a table.

    `name` is the defined name of a cell, or the role of a column; `content` is the printed text or
    the formula; `formulas` holds formulas by row where they differ from row to row. `longest` is how
    many characters a person may write there (0: as many as they like).
    """

    first: int
    last: int
    kind: Kind
    name: str = ""
    content: str = ""
    down: int = 1
    heading: str = ""
    also: tuple[str, ...] = ()
    style: str = ""
    number_format: str = "常规"
    initial: str = ""
    options: tuple[str, ...] = ()
    hint: str = ""
    longest: int = 0
    limit: Limit | None = None
    marks: tuple[Mark, ...] = ()
    formulas: Mapping[str, str] = field(default_factory=nothing)


@dataclass(frozen=True, slots=True)
class Band:
    """One fixed row of the form; `height` in points, 0 to fit the text."""

    spots: tuple[Spot, ...]
    height: float = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A run of rows of a table with a defined name (`area`) of its own.

    `also` are other words for its `name` in files of other layouts.
    """

    name: str
    area: str
    rows: int
    preset: Mapping[str, str] = field(default_factory=nothing)
    also: tuple[str, ...] = ()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=nothing)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of rows: its columns, its sections, the subtotal under each section.

    `section_by` is the role that says to which section a row of data belongs, `row_by` the role
    that names a fixed row; both may be empty. `fixed` are the rows that the document prints.
    """

    name: str
    heading_name: str
    columns: tuple[Spot, ...]
    sections: tuple[Section, ...]
    subtotal: tuple[Spot, ...] = ()
    section_by: str = ""
    row_by: str = ""
    fixed: tuple[Mapping[str, str | int], ...] = ()
    font_size: float = 11

    def column(self, role: str) -> Spot | None:
        """The column with this role, heading, or other name."""
        for spot in self.columns:
            if role in (spot.name, spot.heading, *spot.also):
                return spot
        return None
