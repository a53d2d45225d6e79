"""Computes the tree of a formula: references, operators, and which function a call means.

A function's name is looked for first among those handed in (PE_SCORE …), then among the exact ones
of this package, then in the library of `formulas`; a name found nowhere is #NAME?.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from udfs.cells import CellError
from workbook_templates.recalculation.aggregates import AGGREGATES
from workbook_templates.recalculation.calling import (
    FunctionTable,
    arity_error,
    plain,
    unless_error,
    unwrapped,
)
from workbook_templates.recalculation.cellwise import ASKING, CELLWISE
from workbook_templates.recalculation.choices import CHOICES
from workbook_templates.recalculation.conditionals import CONDITIONALS
from workbook_templates.recalculation.controls import Control
from workbook_templates.recalculation.faults import FormulaFault
from workbook_templates.recalculation.joining import JOINING
from workbook_templates.recalculation.nodes import (
    ArrayConstant,
    Call,
    Literal,
    Missing,
    Name,
    Node,
    Operation,
    Reference,
    Rows,
    Scalar,
    Value,
    whole,
)
from workbook_templates.recalculation.operators import lift, operate
from workbook_templates.recalculation.places import Place, Source
from workbook_templates.recalculation.positions import POSITIONS

_CONTROLS: dict[str, Control] = {**CHOICES, **CONDITIONALS, **JOINING, **POSITIONS}
_LARGEST_AREA = 2_000_000  # cells of one range; more is a slip or an attack


class Evaluator:
    """Formulas over one source of cells and one table of functions."""

    def __init__(self, functions: FunctionTable, source: Source) -> None:
        """Keep the table under upper-case names."""
        self.functions = {name.upper(): function for name, function in functions.items()}
        self.source = source
        self.depth = 0

    def value(self, node: Node, place: Place) -> Value:
        """What a node comes to; a reference stays one, so that ROW or SUMIF can see it."""
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Reference):
            return self._placed(node, place)
        if isinstance(node, Name):
            return self._named(node, place)
        if isinstance(node, Missing):
            return None
        if isinstance(node, ArrayConstant):
            return tuple(tuple(self._single(cell, place) for cell in row) for row in node.rows)
        self.depth += 1
        try:
            if isinstance(node, Operation):
                return self._operation(node, place)
            return self._call(node, place)
        finally:
            self.depth -= 1

    def operand(self, node: Node, place: Place) -> Scalar | Rows:
        """A node where single cells are wanted: a range is its own row's cell unless arrays are."""
        return self.settled(self.value(node, place), place)

    def settled(self, value: Value, place: Place) -> Scalar | Rows:
        """A value with its reference read, by row or column where the formula is no array formula."""
        if not isinstance(value, Reference):
            return value
        if place.array and not value.single:
            return self.rows(value)
        if not value.single:
            if value.left == value.right and value.top <= place.row <= value.bottom:
                value = Reference(value.sheet, place.row, value.left, place.row, value.left)
            elif value.top == value.bottom and value.left <= place.column <= value.right:
                value = Reference(value.sheet, value.top, place.column, value.top, place.column)
            else:
                return CellError.VALUE
        return self.source.value(str(value.sheet), value.top, value.left)

    def area(self, node: Node, place: Place) -> Scalar | Rows:
        """A node where ranges are wanted: a reference always gives rows, even of one cell."""
        value = self.value(node, place)
        return self.rows(value) if isinstance(value, Reference) else value

    def rows(self, reference: Reference) -> Rows:
        """The cells of a reference; whole rows and columns end where the sheet's use ends."""
        sheet = str(reference.sheet)
        bottom, right = reference.bottom, reference.right
        if whole(reference):
            last_row, last_column = self.source.extent(sheet)
            bottom = max(reference.top, min(bottom, last_row))
            right = max(reference.left, min(right, last_column))
        if (bottom - reference.top + 1) * (right - reference.left + 1) > _LARGEST_AREA:
            raise FormulaFault("公式引用的区域过大（超过二百万个单元格），请缩小引用范围。")
        read = partial(self.source.value, sheet)
        columns = range(reference.left, right + 1)
        return tuple(
            tuple([read(row, column) for column in columns])
            for row in range(reference.top, bottom + 1)
        )

    def _single(self, node: Node, place: Place) -> Scalar:
        value = self.operand(node, place)
        return value[0][0] if isinstance(value, tuple) else value

    def _placed(self, node: Reference, place: Place) -> Value:
        if node.sheet is None and place.sheet is None:
            raise FormulaFault("公式里引用了单元格，而这里没有工作簿。请把值直接写进公式。")
        if node.sheet is None:
            return node.on(place.sheet)
        sheet = self.source.sheet(node.sheet)
        if sheet is None:
            return CellError.REF
        return Reference(sheet, node.top, node.left, node.bottom, node.right)

    def _named(self, node: Name, place: Place) -> Value:
        if node.sheet is None and node.text.casefold() in place.variables:
            return place.variables[node.text.casefold()]
        meaning = self.source.named(node.text, node.sheet or place.sheet)
        if meaning is None:
            return CellError.NAME
        if self.depth > 400:  # names that lead to one another
            return CellError.NAME
        self.depth += 10
        try:
            return self.value(meaning, place)
        finally:
            self.depth -= 10

    def _operation(self, node: Operation, place: Place) -> Value:
        if node.symbol == ":":
            return self._spanned(node, place)
        if node.symbol == "@":
            return self.settled(
                self.value(node.operands[0], place),
                Place(place.sheet, place.row, place.column, False),
            )
        if node.symbol in (" ", ","):
            raise FormulaFault("公式用了区域的交叉或联合（空格、逗号连接区域），请改用普通区域。")
        pending: list[Operation] = [
            node
        ]  # a long sum is a tree leaning left: no recursion along it
        while isinstance(left := pending[-1].operands[0], Operation) and left.symbol in _PLAIN:
            pending.append(left)
        result = self.operand(pending[-1].operands[0], place)
        for operation in reversed(pending):
            others = [self.operand(other, place) for other in operation.operands[1:]]
            result = lift(partial(operate, operation.symbol), result, *others)
        return result

    def _spanned(self, node: Operation, place: Place) -> Value:
        first, last = (self.value(operand, place) for operand in node.operands)
        if not isinstance(first, Reference) or not isinstance(last, Reference):
            return next(
                (end for end in (first, last) if isinstance(end, CellError)), CellError.VALUE
            )
        if first.sheet != last.sheet:
            return CellError.VALUE
        return Reference(
            first.sheet,
            min(first.top, last.top),
            min(first.left, last.left),
            max(first.bottom, last.bottom),
            max(first.right, last.right),
        )

    def _call(self, node: Call, place: Place) -> Value:
        name, arguments = node.function, node.arguments
        if name in self.functions:
            return self._handed_in(self.functions[name], arguments, place)
        if name in _CONTROLS:
            return _CONTROLS[name](self, arguments, place)
        if name in CELLWISE:
            cells = [self.operand(argument, place) for argument in arguments]
            return arity_error(CELLWISE[name], len(cells)) or lift(
                unless_error(CELLWISE[name]), *cells
            )
        if name in ASKING:
            cells = [self.operand(argument, place) for argument in arguments]
            return arity_error(ASKING[name], len(cells)) or lift(ASKING[name], *cells)
        if name in AGGREGATES:
            whole_place = _with_arrays(place) if name == "SUMPRODUCT" else place
            areas = [self.area(argument, whole_place) for argument in arguments]
            return arity_error(AGGREGATES[name], len(areas)) or AGGREGATES[name](*areas)
        return self._from_library(name, arguments, place)

    def _handed_in(
        self, function: Callable[..., object], arguments: tuple[Node, ...], place: Place
    ) -> Scalar | Rows:
        wide = _with_arrays(place)
        given = [self.operand(argument, wide) for argument in arguments]
        wrong = arity_error(function, len(given))
        if wrong is not None:
            return wrong
        return plain(function(*map(unwrapped, given)))

    def _from_library(self, name: str, arguments: tuple[Node, ...], place: Place) -> Scalar | Rows:
        from workbook_templates.recalculation.library import CELL_BY_CELL, library_function

        function = library_function(name)
        if function is None:
            return CellError.NAME
        if name in CELL_BY_CELL:
            cells = [self.operand(argument, place) for argument in arguments]
            return function(*cells)
        wide = _with_arrays(place)
        return function(*(self.operand(argument, wide) for argument in arguments))


_PLAIN = frozenset(("+", "-", "*", "/", "^", "&", "%", "=", "<>", "<", ">", "<=", ">="))


def _with_arrays(place: Place) -> Place:
    if place.array:
        return place
    return Place(place.sheet, place.row, place.column, True, place.variables)
