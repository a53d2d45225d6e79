"""Where a formula stands, and the cells around it that it may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from workbook_templates.recalculation.nodes import Node, Scalar, Value


@dataclass(frozen=True, slots=True)
class Place:
    """The cell of a formula; `array` says whether ranges are taken whole or as the cell's own row.

    Sheet None is a formula outside any workbook. `variables` are LET's, by case-folded name.
    """

    sheet: str | None = None
    row: int = 1
    column: int = 1
    array: bool = True
    variables: Mapping[str, Value] = field(default_factory=dict)


class Source(Protocol):
    """The workbook as the evaluator sees it."""

    def sheet(self, name: str) -> str | None:
        """The sheet's name as the workbook spells it, or None."""

    def extent(self, sheet: str) -> tuple[int, int]:
        """The last row and column in use."""

    def value(self, sheet: str, row: int, column: int) -> Scalar:
        """A cell's value, computed first where it holds a formula."""

    def named(self, name: str, sheet: str | None) -> Node | None:
        """What a defined name stands for, the sheet's own names first."""


class NoWorkbook:
    """The source of a formula that stands alone: no sheets, no names."""

    def sheet(self, name: str) -> str | None:
        """No sheet is there."""
        return None

    def extent(self, sheet: str) -> tuple[int, int]:
        """Nothing is in use."""
        return 0, 0

    def value(self, sheet: str, row: int, column: int) -> Scalar:
        """Every cell is blank."""
        return None

    def named(self, name: str, sheet: str | None) -> Node | None:
        """No name is defined."""
        return None
