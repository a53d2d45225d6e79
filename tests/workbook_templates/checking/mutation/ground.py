"""What a mutation works on: a filled form, what stands where in it, and a random choice by seed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.workbook_templates.checking.mutation.book import Book
from tests.workbook_templates.checking.mutation.project import FILL
from tests.workbook_templates.filled_forms import filled
from workbook_templates.checking import Checked, Severity, check
from workbook_templates.description import describe
from workbook_templates.making import make
from workbook_templates.reading import Filled
from workbook_templates.shape import Form, Kind, ScoreCheck, Table

#: How many fillings of each form there are.
FILLINGS = 3
#: What follows the form in the name of a base whose formulas are written without the functions.
PLAIN = "-plain"


@dataclass(frozen=True)
class Line:
    """One filled row of a table: its section, its number, its addresses by role."""

    section: str
    area: str
    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Base:
    """A form made and filled, right as it stands, and what is in it."""

    name: str
    path: Path
    form: Form
    filled: Filled
    checked: Checked
    lines: tuple[Line, ...]

    @property
    def check(self) -> ScoreCheck:
        return next(one for one in self.form.score_checks if one.table)

    @property
    def table(self) -> Table:
        return self.form.tables()[0]

    def kind(self, role: str) -> Kind:
        return next(spot.kind for spot in self.table.columns if spot.name == role)


def base(name: str, folder: Path) -> Base:
    """The filled form of this name (``sichuan-2``), made once into the folder."""
    return _base(name, folder)


@cache
def _base(name: str, folder: Path) -> Base:
    kind, _, number = name.rpartition("-")
    form_id = kind.removesuffix(PLAIN)
    path = folder / f"{name}.xlsx"
    data = FILL[form_id](Random(number), number != "0")
    make(form_id, path, data, plain=kind != form_id)
    form, read = describe(form_id), filled(path)
    sections = {one.area: one.name for table in form.tables() for one in table.sections}
    lines = tuple(
        Line(
            sections[area],
            area,
            int(re.sub(r"\D", "", next(iter(row.values())).address)),
            {role: cell.address for role, cell in row.items()},
        )
        for area, rows in read.sections.items()
        for row in rows
    )
    return Base(name, path, form, read, check(path), lines)


def names() -> list[str]:
    """All bases, the forms in turn; each once in formulas that need no functions of ours."""
    usual = [f"{form}-{number}" for number in range(FILLINGS) for form in FILL]
    return usual + [f"{form}{PLAIN}-1" for form in FILL]


@dataclass
class Ground:
    """A base being changed. Everything chosen at random comes from `rng`."""

    base: Base
    rng: Random
    book: Book = field(init=False)
    #: The file's bytes where another program wrote it, instead of the book.
    written: bytes = b""

    def __post_init__(self) -> None:
        self.book = Book(self.base.path)
        self.book.forget_values()

    def save(self, path: Path) -> Path:
        if self.written:
            path.write_bytes(self.written)
            return path
        return self.book.save(path)

    # --- what there is

    def value(self, address: str) -> Any:
        return self.book.value(address)

    def computed(self) -> dict[str, str]:
        """Every cell with a formula of the form: address by what it is called."""
        found = {name: cell.address for name, cell in self.base.filled.computed.items()}
        for line in self.base.lines:
            for role, address in line.cells.items():
                if self.base.kind(role) is Kind.COMPUTED and self.book.formula(address):
                    found[f"{role}@{line.number}"] = address
        return found

    def field(self, name: str) -> str:
        """The address of a single cell, "" if the form has none of this name."""
        for cells in (self.base.filled.fields, self.base.filled.computed):
            if name in cells:
                return cells[name].address
        return ""

    def lines(self, wanted: Callable[[Line], bool] = lambda line: True) -> list[Line]:
        """The filled rows that are wanted, in random order."""
        found = [line for line in self.base.lines if wanted(line)]
        self.rng.shuffle(found)
        return found

    def lossy(self) -> list[Line]:
        """The rows with a reason."""
        reason = self.base.check.reason
        return self.lines(lambda line: bool(reason and self.value(line.cells[reason])))

    def row_of(self, number: int) -> frozenset[str]:
        return frozenset(f"{letter}{number}" for letter in _LETTERS)

    def pick(self, options: Iterable[Any]) -> Any:
        """One of them, None of nothing."""
        found = list(options)
        return self.rng.choice(found) if found else None


_LETTERS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


@dataclass(frozen=True)
class Harm:
    """What was broken: in words, and which finding must tell it (one of `codes`), where.

    `cells` and `names` are the places of which it must name one; with neither, it is about the
    file as a whole.
    """

    told: str
    codes: tuple[str, ...]
    cells: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()

    def found_in(self, checked: Checked, before: Checked) -> bool:
        """Whether a finding that was not there before tells it, as a thing to mend or explain."""
        known = {(one.code, one.name, one.message) for one in before.findings}
        return any(
            one.severity is not Severity.REMIND
            and (one.code, one.name, one.message) not in known
            and one.code.startswith(self.codes)
            and (
                not (self.cells or self.names)
                or one.cell in self.cells
                or any(name in one.name or name in one.message for name in self.names)
            )
            for one in checked.findings
        )
