"""What a form is made of: the frozen types that a description is read into.

Positions are zero-based columns; rows get their numbers only when a form is laid out, because the
number of indicator rows is not known before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


@dataclass(frozen=True, slots=True)
class ScoreCheck:
    """Which cells belong together when scores are checked: points, score, the reason for a loss.

    `table` is the name of a table, and the others are its columns; "" means single cells by name.
    Where `score` is "" (a form that only declares or monitors), rows are checked without one.
    `title` is the column (or the printed text) that says what is scored, `given` are the inputs
    without which there is no score, `deduction` is what a person takes off. Where `points` is ""
    (an amount of money), there is nothing to lose. `target` are the columns that state the target
    (one, or sign, figure and unit apart), `actual` the one that tells what was reached, `sort` the
    one that says what kind of indicator it is, `told_in` the cell whose text tells the same in
    words. `forecast` is what is expected to be reached by the end of the year. `asks` are columns
    in which any entry needs a reason, but for the words listed.
    """

    table: str
    title: str
    score: str = ""
    points: str = ""
    reason: str = ""
    deduction: str = ""
    given: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    actual: str = ""
    sort: str = ""
    told_in: str = ""
    forecast: str = ""
    asks: Mapping[str, tuple[str, ...]] = field(default_factory=nothing)


@dataclass(frozen=True, slots=True)
class Funds:
    """The cells of a form's whole money: figures of one size, and which of them is what was spent.

    `unit` is that of all sums where the policy declares none; each pair of `at_most` is a sum and
    the one that it cannot exceed.
    """

    whole: tuple[str, ...] = ()
    spent: str = ""
    unit: str = ""
    at_most: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Demands:
    """What a form asks for as a whole.

    `period` is the cell that says from when to when, `sections` those that need at least one row;
    with `measurable` every target must be one of which a person can tell whether it was reached.
    `usual` are sections that nearly every project has; `mid_term` is the column with the target of
    the whole period.
    """

    period: str = ""
    sections: tuple[str, ...] = ()
    measurable: bool = False
    usual: tuple[str, ...] = ()
    mid_term: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a form has in common with other forms of one project.

    `kind` is what the form is among them (one of `KINDS`), `project` and `unit` are the cells that
    tell whose it is, `until` the cell with the day up to which it tells, `sums` the cells with
    figures that other forms have too, by what both call them (one of `SUMS`).
    """

    kind: str = ""
    project: str = ""
    unit: str = ""
    until: str = ""
    sums: Mapping[str, str] = field(default_factory=nothing)


#: What a form may be among the forms of one project.
KINDS = ("申报", "监控", "自评", "奖励")
#: The figures that several forms of one project have.
SUMS = ("年初预算", "期中支出", "预计支出", "全年支出", "奖励额")


@dataclass(frozen=True, slots=True)
class Crossing:
    """A block of cells each found by the heading above it and the label to its left.

    `columns` are the headings by field name, `rows` the labels by what is put behind that name:
    ``年初预算数`` in the row "" is 年初预算数, in the row 财政拨款 it is 年初预算数_财政拨款.
    """

    columns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Recognition:
    """How the form is found in a file that was not built here, by what is printed in it.

    `needed` are the table's columns without which it is not this form, `columns` further headings
    of columns by role (their 标题 and 又名 serve too); `beside` and `below` the
    labels of single cells by field name (each goes by its own name too); `totals` the fields that
    stand in the table's last row, by column. Of a heading in `last` that stands twice the last one
    counts. `choices` are columns that paper splits into one for each word, to be ticked. A table
    with a heading in `never` is another form.
    """

    titles: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=nothing)
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=nothing)
    below: Mapping[str, tuple[str, ...]] = field(default_factory=nothing)
    crossings: tuple[Crossing, ...] = ()
    totals: Mapping[str, str] = field(default_factory=nothing)
    last: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=nothing)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as described: what builds the template and reads the filled file.

    `explained_in` says in which cell a finding about a single cell is explained; under "其他" the
    one for all that are not named. Columns beyond `printed_columns` (0: there are none) hold the
    steps of plain formulas and belong neither to the tables' areas nor to the print.
    """

    id: str
    version: str
    title: str
    source: str
    sheet: str
    widths: tuple[float, ...]
    freeze: tuple[int, int]
    blocks: tuple[Band | Table, ...]
    guidance: tuple[tuple[str, str], ...]
    notations: tuple[tuple[str, str, str], ...]
    policy: str = ""
    results: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    score_checks: tuple[ScoreCheck, ...] = ()
    recognition: Recognition | None = None
    funds: Funds = Funds()
    explained_in: Mapping[str, str] = field(default_factory=nothing)
    demands: Demands = Demands()
    shared: Shared = Shared()
    printed_columns: int = 0

    @property
    def columns(self) -> int:
        """How many columns are printed."""
        return self.printed_columns or len(self.widths)

    def tables(self) -> tuple[Table, ...]:
        """The tables of the form, from top to bottom."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def fields(self) -> Iterator[tuple[str, Kind]]:
        """Every single cell with a defined name, and what it is for."""
        for block in self.blocks:
            if isinstance(block, Band):
                yield from ((spot.name, spot.kind) for spot in block.spots if spot.name)
                continue
            for section in block.sections:
                for spot in block.subtotal:
                    if spot.name:
                        yield spot.name.replace("【段名】", section.name), spot.kind
