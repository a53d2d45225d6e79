"""A formula's tree turned once into a function of the cells it names, for running many times.

It knows no positions: what a name stands for is told by a `Binder`, and a formula that depends on
where it stands (ROW, INDIRECT, a plain A1 reference, a range met by its own row) is `NotBoundError`.
What every operator and function does is the evaluator's own: only the walking is done beforehand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeAlias

from udfs.cells import CellError
from workbook_templates.recalculation.aggregates import AGGREGATES
from workbook_templates.recalculation.calling import arity_error, unless_error, unwrapped
from workbook_templates.recalculation.cellwise import ASKING, CELLWISE
from workbook_templates.recalculation.choices import TRUTHS, choice, truth_of
from workbook_templates.recalculation.conditionals import CONDITIONALS
from workbook_templates.recalculation.joining import JOINING
from workbook_templates.recalculation.nodes import (
    ArrayConstant,
    Call,
    Literal,
    Missing,
    Name,
    Node,
    Operation,
    Rows,
    Scalar,
    walk,
)
from workbook_templates.recalculation.numbers import to_truth
from workbook_templates.recalculation.operators import lift, of_symbol

#: A bound formula, or a part of one: from the cells (whatever the binder reads from) to its value.
Run: TypeAlias = Callable[[Any], Scalar | Rows]


class NotBoundError(Exception):
    """A formula that cannot be computed without knowing where it stands."""


class Binder(Protocol):
    """What the names of a formula stand for, and who serves the functions handed in."""

    def one(self, name: Name) -> Run | None:
        """The value of the single cell of that name; None for a name of several cells."""

    def several(self, node: Node) -> Run:
        """The rows of cells under a name, or from one name to another (`:`)."""

    def function(self, name: str) -> Callable[[Any, list[Scalar | Rows]], Scalar | Rows] | None:
        """A function handed in, called with the cells and its arguments."""

    def walked(self, node: Call) -> Run:
        """A call whose arguments only the evaluator knows to read."""


def bound(node: Node, binder: Binder) -> Run:
    """The whole formula of a cell: a blank cell referred to shows 0, a function's blank shows ""."""
    return _last(node, binder)


def _last(node: Node, binder: Binder) -> Run:
    """A part whose value is what the cell shows."""
    if isinstance(node, Name):
        return _instead(_operand(node, binder, False), 0)
    if isinstance(node, Call) and node.function == "IF" and 2 <= len(node.arguments) <= 3:
        return _if(node, binder, False, _last)
    return _instead(_operand(node, binder, False), "")


def _instead(run: Run, blank: Scalar) -> Run:
    def shown(cells: Any) -> Scalar | Rows:
        value = run(cells)
        return blank if value is None else value

    return shown


def _operand(node: Node, binder: Binder, arrays: bool) -> Run:
    """A part where cells are wanted; several at once only where `arrays` are."""
    if isinstance(node, Literal):
        return _constant(node.value)
    if isinstance(node, Missing):
        return _constant(None)
    if isinstance(node, Name):
        one = binder.one(node)
        if one is not None:
            return one
        if arrays:
            return _unless_single(binder.several(node))
        raise NotBoundError(node.text)
    if isinstance(node, ArrayConstant):
        return _constant(tuple(tuple(map(_written, row)) for row in node.rows))
    if isinstance(node, Operation):
        return _operation(node, binder, arrays)
    if isinstance(node, Call):
        return _call(node, binder, arrays)
    raise NotBoundError(type(node).__name__)


def _constant(value: Scalar | Rows) -> Run:
    return lambda cells: value


def _written(node: Node) -> Scalar:
    if not isinstance(node, Literal):
        raise NotBoundError(type(node).__name__)
    return node.value


def _unless_single(run: Run) -> Run:
    return lambda cells: unwrapped(run(cells))


def _operation(node: Operation, binder: Binder, arrays: bool) -> Run:
    if node.symbol == ":":
        if arrays:
            return _unless_single(binder.several(node))
        raise NotBoundError(node.symbol)
    if node.symbol in ("@", " ", ","):
        raise NotBoundError(node.symbol)
    operands = [_operand(operand, binder, arrays) for operand in node.operands]
    of_cells = of_symbol(node.symbol)
    if len(operands) != 2:
        return lambda cells: lift(of_cells, *[operand(cells) for operand in operands])
    left, right = operands

    def run(cells: Any) -> Scalar | Rows:
        one, other = left(cells), right(cells)
        if isinstance(one, tuple) or isinstance(other, tuple):
            return lift(of_cells, one, other)
        return of_cells(one, other)

    return run


def _call(node: Call, binder: Binder, arrays: bool) -> Run:
    name, arguments = node.function, node.arguments
    handed_in = binder.function(name)
    if handed_in is not None:
        return _handed_in(handed_in, [_operand(one, binder, True) for one in arguments])
    if name == "IF" and 2 <= len(arguments) <= 3:
        return _if(node, binder, arrays, partial(_operand, arrays=arrays))
    if name in TRUTHS:
        truths = TRUTHS[name]
        areas = [_area(one, binder, arrays) for one in arguments]
        return lambda cells: truth_of(truths, [area(cells) for area in areas])
    if name in CELLWISE:
        return _of_cells(unless_error(CELLWISE[name]), CELLWISE[name], node, binder, arrays)
    if name in ASKING:
        return _of_cells(ASKING[name], ASKING[name], node, binder, arrays)
    if name in AGGREGATES:
        aggregate = AGGREGATES[name]
        wrong = arity_error(aggregate, len(arguments))
        if wrong is not None:
            return _constant(wrong)
        areas = [_area(one, binder, arrays or name == "SUMPRODUCT") for one in arguments]
        return lambda cells: aggregate(*[area(cells) for area in areas])
    if name in CONDITIONALS or name in JOINING:
        _only_direct(node, binder)
        return binder.walked(node)
    raise NotBoundError(name)


def _handed_in(
    function: Callable[[Any, list[Scalar | Rows]], Scalar | Rows], arguments: list[Run]
) -> Run:
    return lambda cells: function(cells, [unwrapped(argument(cells)) for argument in arguments])


def _of_cells(
    function: Callable[..., Scalar],
    told: Callable[..., Scalar],
    node: Call,
    binder: Binder,
    arrays: bool,
) -> Run:
    wrong = arity_error(told, len(node.arguments))
    if wrong is not None:
        return _constant(wrong)
    operands = [_operand(argument, binder, arrays) for argument in node.arguments]
    if len(operands) != 1:
        return lambda cells: lift(function, *[operand(cells) for operand in operands])
    (only,) = operands

    def run(cells: Any) -> Scalar | Rows:
        value = only(cells)
        return lift(function, value) if isinstance(value, tuple) else function(value)

    return run


def _area(node: Node, binder: Binder, arrays: bool) -> Run:
    """An argument where ranges are wanted: a name always gives rows, even of one cell."""
    if isinstance(node, Name) or (isinstance(node, Operation) and node.symbol == ":"):
        return binder.several(node)
    return _operand(node, binder, arrays)


def _if(node: Call, binder: Binder, arrays: bool, branch: Callable[[Node, Binder], Run]) -> Run:
    condition = _operand(node.arguments[0], binder, arrays)
    whole = [_operand(one, binder, arrays) for one in node.arguments[1:]]
    branches = [
        _constant(0) if isinstance(one, Missing) else branch(one, binder)
        for one in node.arguments[1:]
    ]
    chosen = branches[0]
    other = branches[1] if len(branches) > 1 else _constant(False)

    def run(cells: Any) -> Scalar | Rows:
        told = condition(cells)
        if isinstance(told, tuple):
            return lift(choice, told, *[one(cells) for one in whole])
        truth = to_truth(told)
        if isinstance(truth, CellError):
            return truth
        return chosen(cells) if truth else other(cells)

    return run


def _only_direct(node: Call, binder: Binder) -> None:
    """Several cells may stand only as an argument of their own: elsewhere the place decides."""
    for inner in walk(node):
        if isinstance(inner, ArrayConstant) and not all(
            isinstance(cell, Literal) for row in inner.rows for cell in row
        ):
            raise NotBoundError("array")
        if not isinstance(inner, (Literal, Missing, Name, Operation, Call, ArrayConstant)):
            raise NotBoundError(type(inner).__name__)
        if isinstance(inner, Call):
            known = (CONDITIONALS, JOINING, AGGREGATES, CELLWISE, ASKING, TRUTHS)
            if binder.function(inner.function) is None and not any(
                inner.function in names for names in known
            ):
                raise NotBoundError(inner.function)
        if isinstance(inner, Operation) or (
            isinstance(inner, Call) and (inner.function in CELLWISE or inner.function in ASKING)
        ):
            operands = inner.operands if isinstance(inner, Operation) else inner.arguments
            for operand in operands:
                if isinstance(operand, Operation) and operand.symbol == ":":
                    raise NotBoundError(operand.symbol)
                if isinstance(operand, Name) and binder.one(operand) is None:
                    raise NotBoundError(operand.text)
