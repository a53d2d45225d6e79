"""Functions that evaluate only the argument they choose: IF, IFS, IFERROR, SWITCH …, and LET."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from udfs.cells import CellError
from workbook_templates.recalculation.controls import Control, Nodes, first
from workbook_templates.recalculation.nodes import Missing, Name, Node, Rows, Scalar, Value
from workbook_templates.recalculation.numbers import to_number, to_truth
from workbook_templates.recalculation.operators import compare, lift
from workbook_templates.recalculation.places import Place

if TYPE_CHECKING:
    from workbook_templates.recalculation.evaluator import Evaluator


def _if(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
    if not 2 <= len(arguments) <= 3:
        return CellError.VALUE
    condition = evaluator.operand(arguments[0], place)
    if isinstance(condition, tuple):
        branches = [evaluator.operand(branch, place) for branch in arguments[1:]]
        return lift(choice, condition, *branches)
    truth = to_truth(condition)
    if isinstance(truth, CellError):
        return truth
    if not truth and len(arguments) == 2:
        return False
    return _branch(evaluator, arguments[1 if truth else 2], place)


def choice(condition: Scalar, chosen: Scalar, other: Scalar = False) -> Scalar:
    """What IF gives for one cell of an array."""
    truth = to_truth(condition)
    return truth if isinstance(truth, CellError) else chosen if truth else other


def _branch(evaluator: Evaluator, node: Node, place: Place) -> Value:
    return 0 if isinstance(node, Missing) else evaluator.value(node, place)


def _ifs(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
    if len(arguments) % 2:
        return CellError.VALUE
    for test, result in zip(arguments[::2], arguments[1::2], strict=True):
        truth = to_truth(first(evaluator.operand(test, place)))
        if isinstance(truth, CellError):
            return truth
        if truth:
            return _branch(evaluator, result, place)
    return CellError.NA


def _replacing(replaced: Callable[[Scalar], bool]) -> Control:
    def control(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
        if len(arguments) != 2:
            return CellError.VALUE
        value = evaluator.operand(arguments[0], place)
        if isinstance(value, tuple):
            if not any(replaced(cell) for row in value for cell in row):
                return value
            instead = evaluator.operand(arguments[1], place)
            return lift(lambda cell, other: other if replaced(cell) else cell, value, instead)
        return _branch(evaluator, arguments[1], place) if replaced(value) else value

    return control


def _choose(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
    index = to_number(first(evaluator.operand(arguments[0], place))) if arguments else 0
    if isinstance(index, CellError):
        return index
    if not 1 <= int(index) < len(arguments):
        return CellError.VALUE
    return _branch(evaluator, arguments[int(index)], place)


def _switch(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
    if len(arguments) < 3:
        return CellError.VALUE
    wanted = first(evaluator.operand(arguments[0], place))
    if isinstance(wanted, CellError):
        return wanted
    cases = arguments[1:]
    for case, result in zip(cases[::2], cases[1::2], strict=False):
        candidate = first(evaluator.operand(case, place))
        if isinstance(candidate, CellError):
            return candidate
        if compare(candidate, wanted) == 0:
            return _branch(evaluator, result, place)
    return _branch(evaluator, cases[-1], place) if len(cases) % 2 else CellError.NA


Truths: TypeAlias = Callable[[list[bool]], bool]
TRUTHS: dict[str, Truths] = {
    "AND": all,
    "OR": any,
    "XOR": lambda found: sum(found) % 2 == 1,
}


def truth_of(combine: Truths, areas: list[Scalar | Rows]) -> Scalar:
    """AND, OR or XOR over cells: in ranges only truth values and numbers count."""
    found: list[bool] = []
    for area in areas:
        inside = isinstance(area, tuple)
        for cell in (cell for row in area for cell in row) if isinstance(area, tuple) else (area,):
            if inside and (cell is None or isinstance(cell, str)):
                continue
            truth = to_truth(cell)
            if isinstance(truth, CellError):
                return truth
            found.append(truth)
    return combine(found) if found else CellError.VALUE


def _truths(combine: Truths) -> Control:
    def control(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
        return truth_of(combine, [evaluator.area(argument, place) for argument in arguments])

    return control


def _let(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
    if len(arguments) < 3 or len(arguments) % 2 == 0:
        return CellError.VALUE
    variables = dict(place.variables)
    for name, meaning in zip(arguments[:-1:2], arguments[1:-1:2], strict=True):
        if not isinstance(name, Name):
            return CellError.NAME
        inner = Place(place.sheet, place.row, place.column, place.array, dict(variables))
        variables[name.text.casefold()] = evaluator.value(meaning, inner)
    inner = Place(place.sheet, place.row, place.column, place.array, variables)
    return evaluator.value(arguments[-1], inner)


CHOICES: dict[str, Control] = {
    "IF": _if,
    "IFS": _ifs,
    "IFERROR": _replacing(lambda cell: isinstance(cell, CellError)),
    "IFNA": _replacing(lambda cell: cell is CellError.NA),
    "CHOOSE": _choose,
    "SWITCH": _switch,
    **{name: _truths(combine) for name, combine in TRUTHS.items()},
    "LET": _let,
}
