"""What a form is made of: the frozen types that a description is read into.

What stands on paper, what is asked and how the form is found in a strange file have modules of their
own; all of it is imported from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbook_templates.shape_asked import KINDS, SUMS, Demands, Funds, ScoreCheck, Shared
from workbook_templates.shape_cells import (
    ASIDE,
    Band,
    Kind,
    Limit,
    Mark,
    Section,
    Spot,
    Table,
    nothing,
)
from workbook_templates.shape_found import Crossing, Recognition

__all__ = [
    "ASIDE",
    "KINDS",
    "SUMS",
    "Band",
    "Crossing",
    "Demands",
    "Form",
    "Funds",
    "Kind",
    "Limit",
    "Mark",
    "Recognition",
    "ScoreCheck",
    "Section",
    "Shared",
    "Spot",
    "Table",
    "nothing",
]


@dataclass(frozen=True, slots=True)
class Form:
    """A form as described: what builds the template and reads the filled file.

    Without the cells in `required` nothing can be said of a form; those in `expected` the published
    form asks for as well.
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
    expected: tuple[str, ...] = ()
    score_checks: tuple[ScoreCheck, ...] = ()
    recognition: Recognition | None = None
    funds: Funds = field(default_factory=Funds)
    explained_in: Mapping[str, str] = field(default_factory=nothing)
    demands: Demands = field(default_factory=Demands)
    shared: Shared = field(default_factory=Shared)
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
