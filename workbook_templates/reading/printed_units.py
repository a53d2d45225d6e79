"""The unit that a sheet prints for its amounts, and amounts in the unit of our forms: 万元."""

from __future__ import annotations

import re
from fractions import Fraction

from workbook_templates.reading.cells import Cell
from workbook_templates.reading.grid import Grid, Span
from workbook_templates.reading.headings import CrossingFound
from workbook_templates.shape import Form, Table

_UNIT = re.compile(r"(?:单位[:：]|[(（])\s*(亿元|万元|千元|元)")
#: Each unit in 万元.
_UNITS = {
    "元": Fraction(1, 10_000),
    "千元": Fraction(1, 10),
    "万元": Fraction(1),
    "亿元": Fraction(10_000),
}


def in_our_unit(
    cell: Cell, name: str, form: Form, grid: Grid, at: CrossingFound, span: Span
) -> Cell:
    """An amount in the unit of our form; what is no amount, or no number, stays as it is."""
    if not isinstance(cell.value, Fraction) or not _is_amount(name, form):
        return cell
    return cell._replace(value=cell.value * _UNITS[_unit(grid, at, span)])


def _is_amount(name: str, form: Form) -> bool:
    spots = (
        spot
        for block in form.blocks
        for spot in (block.columns if isinstance(block, Table) else block.spots)
    )
    return next((spot.number_format for spot in spots if spot.name == name), "") == "金额"


def _unit(grid: Grid, at: CrossingFound, span: Span) -> str:
    """The unit that is written nearest: in the heading, beside the block, above it; else 万元."""
    heading = grid.texts.get((span.top, span.left), "")
    beside = [
        text
        for (row, column), text in grid.texts.items()
        if column < span.left and span.top <= row <= max(at.rows.values())
    ]
    above = [text for (row, _), text in grid.texts.items() if row < span.top]
    for text in (heading, *beside, *above):
        if (unit := _UNIT.search(text)) is not None:
            return unit[1]
    return "万元"
