"""What functions have in common that get their arguments unevaluated, and decide what to evaluate."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from workbook_templates.recalculation.nodes import Node, Rows, Scalar, Value
from workbook_templates.recalculation.places import Place

if TYPE_CHECKING:
    from workbook_templates.recalculation.evaluator import Evaluator

Nodes: TypeAlias = tuple[Node, ...]
Control: TypeAlias = Callable[["Evaluator", Nodes, Place], Value]
"""Takes the evaluator, the argument nodes and the formula's place."""


def first(value: Scalar | Rows) -> Scalar:
    """The cell, or the first one of rows."""
    return value[0][0] if isinstance(value, tuple) else value


def as_rows(value: Scalar | Rows) -> Rows:
    """Rows, of one cell where it is a cell."""
    return value if isinstance(value, tuple) else ((value,),)
