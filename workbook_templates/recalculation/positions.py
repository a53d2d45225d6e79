"""Functions about where cells lie: ROW, COLUMNS, INDEX, OFFSET, INDIRECT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from udfs.cells import CellError
from workbook_templates.recalculation.controls import Control, Nodes, first
from workbook_templates.recalculation.faults import FormulaFault
from workbook_templates.recalculation.nodes import (
    LAST_COLUMN,
    LAST_ROW,
    Missing,
    Name,
    Reference,
    Value,
)
from workbook_templates.recalculation.numbers import to_number, to_text
from workbook_templates.recalculation.places import Place

if TYPE_CHECKING:
    from workbook_templates.recalculation.evaluator import Evaluator


def _position(row: bool) -> Control:
    def control(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
        if not arguments:
            return place.row if row else place.column
        value = evaluator.value(arguments[0], place)
        if not isinstance(value, Reference):
            return value if isinstance(value, CellError) else CellError.VALUE
        if not place.array or value.single:
            return value.top if row else value.left
        if row:
            return tuple((number,) for number in range(value.top, value.bottom + 1))
        return (tuple(range(value.left, value.right + 1)),)

    return control


def _size(rows: bool) -> Control:
    def control(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
        if len(arguments) != 1:
            return CellError.VALUE
        value = evaluator.value(arguments[0], place)
        if isinstance(value, Reference):
            height, width = value.bottom - value.top + 1, value.right - value.left + 1
        elif isinstance(value, tuple):
            height, width = len(value), len(value[0])
        else:
            return value if isinstance(value, CellError) else 1
        return height if rows else width

    return control


def _whole_numbers(
    evaluator: Evaluator, arguments: Nodes, place: Place, defaults: tuple[int, ...]
) -> list[int] | CellError:
    """The arguments as whole numbers; one left out at the end or between commas is its default."""
    found: list[int] = []
    for position, default in enumerate(defaults):
        if position >= len(arguments) or isinstance(arguments[position], Missing):
            found.append(default)
            continue
        number = to_number(first(evaluator.operand(arguments[position], place)))
        if isinstance(number, CellError):
            return number
        found.append(int(number))
    return found


def _index(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
    if not 2 <= len(arguments) <= 3:
        return CellError.VALUE
    value = evaluator.value(arguments[0], place)
    if isinstance(value, CellError):
        return value
    if not isinstance(value, (Reference, tuple)):
        value = ((value,),)
    chosen = _whole_numbers(evaluator, arguments[1:], place, (0, 0))
    if isinstance(chosen, CellError):
        return chosen
    row, column = chosen
    if isinstance(value, Reference):
        height, width = value.bottom - value.top + 1, value.right - value.left + 1
    else:
        height, width = len(value), len(value[0])
    if height == 1 and len(arguments) == 2:
        row, column = 0, row
    if row < 0 or column < 0:
        return CellError.VALUE
    if row > height or column > width:
        return CellError.REF
    first_row, last_row = (row - 1, row - 1) if row else (0, height - 1)
    first_column, last_column = (column - 1, column - 1) if column else (0, width - 1)
    if isinstance(value, Reference):
        top, left = value.top, value.left
        return Reference(
            value.sheet, top + first_row, left + first_column, top + last_row, left + last_column
        )
    part = tuple(cells[first_column : last_column + 1] for cells in value[first_row : last_row + 1])
    return part[0][0] if row and column else part if len(part) * len(part[0]) > 1 else part[0][0]


def _offset(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
    start = evaluator.value(arguments[0], place) if arguments else None
    if not isinstance(start, Reference):
        return CellError.VALUE
    size = (start.bottom - start.top + 1, start.right - start.left + 1)
    moves = _whole_numbers(evaluator, arguments[1:], place, (0, 0, *size))
    if isinstance(moves, CellError):
        return moves
    down, across, height, width = moves
    top, left = start.top + down, start.left + across
    bottom, right = top + height - 1, left + width - 1
    if height < 1 or width < 1 or top < 1 or left < 1 or bottom > LAST_ROW or right > LAST_COLUMN:
        return CellError.REF
    return Reference(start.sheet, top, left, bottom, right)


def _indirect(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
    from workbook_templates.recalculation.grammar import parse

    text = to_text(first(evaluator.operand(arguments[0], place))) if arguments else ""
    if isinstance(text, CellError):
        return text
    try:
        node = parse(text)
    except FormulaFault:
        return CellError.REF
    if not isinstance(node, (Reference, Name)):
        return CellError.REF
    value = evaluator.value(node, place)
    return value if isinstance(value, Reference) else CellError.REF


POSITIONS: dict[str, Control] = {
    "ROW": _position(row=True),
    "COLUMN": _position(row=False),
    "ROWS": _size(rows=True),
    "COLUMNS": _size(rows=False),
    "INDEX": _index,
    "OFFSET": _offset,
    "INDIRECT": _indirect,
}
