"""The tree that a formula is read into, and the reference, which is both a node and a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from udfs.cells import CellError

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

Scalar: TypeAlias = bool | int | float | str | CellError | None
"""One cell: TRUE/FALSE, a number, a text, an error, or blank. Dates are serial numbers."""

Rows: TypeAlias = tuple[tuple[Scalar, ...], ...]
"""An array or the values of a range: rows of equal length, never empty."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, text, truth value or error written in the formula."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class Missing:
    """An argument left out between two commas."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A rectangle of cells, 1-based and inclusive; `sheet` None is the formula's own sheet."""

    sheet: str | None
    top: int
    left: int
    bottom: int
    right: int

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.top == self.bottom and self.left == self.right

    def on(self, sheet: str | None) -> Reference:
        """The same cells with the sheet filled in where it was left out."""
        if self.sheet is not None or sheet is None:
            return self
        return Reference(sheet, self.top, self.left, self.bottom, self.right)


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name, or a variable of LET."""

    sheet: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator with its one or two operands; `-` and `+` with one are signs."""

    symbol: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function by its plain upper-case name, with its arguments."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ArrayConstant:
    """Rows between braces."""

    rows: tuple[tuple[Node, ...], ...]


Node: TypeAlias = Literal | Missing | Reference | Name | Operation | Call | ArrayConstant
Value: TypeAlias = Scalar | Rows | Reference


def walk(node: Node) -> Iterator[Node]:
    """Every node of the tree, without recursion."""
    waiting: list[Node] = [node]
    while waiting:
        current = waiting.pop()
        yield current
        if isinstance(current, Operation):
            waiting.extend(current.operands)
        elif isinstance(current, Call):
            waiting.extend(current.arguments)


def whole(reference: Reference) -> bool:
    """Whether it is written as whole rows or columns, which end where the sheet's use ends."""
    return reference.bottom == LAST_ROW or reference.right == LAST_COLUMN
