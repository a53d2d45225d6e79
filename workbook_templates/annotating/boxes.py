"""Where the box of a remark stands on the sheet: beside its cell, as large as its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbook_templates.annotating.markup import Node
from workbook_templates.annotating.remarks import Area
from workbook_templates.reports.texts import lines

#: Pixels, at the usual screen resolution of 96 to the inch.
_WIDTH, _LINE, _PADDING, _GAP = 320, 17, 14, 12
_MOST_HEIGHT = 480
_CHARACTERS_IN_A_LINE = 24
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383


@dataclass(frozen=True, slots=True)
class Grid:
    """The sizes of a sheet's rows and columns, in pixels, where they are not the usual ones."""

    widths: tuple[tuple[int, int, int], ...]
    heights: dict[int, int]
    usual_width: int
    usual_height: int

    def width(self, column: int) -> int:
        """The width of a column."""
        found = (w for first, last, w in self.widths if first <= column <= last)
        return next(found, self.usual_width)

    def height(self, row: int) -> int:
        """The height of a row."""
        return self.heights.get(row, self.usual_height)


def grid(usual: Node | None, columns: Node | None, rows: Iterable[Node]) -> Grid:
    """The grid that a sheet's ``sheetFormatPr``, ``cols`` and ``row`` elements describe."""
    widths = [
        (
            int(_number(each.get("min"), 1)) - 1,
            int(_number(each.get("max"), 1)) - 1,
            0 if each.get("hidden") in ("1", "true") else _across(_number(each.get("width"), 8.43)),
        )
        for each in (columns.all("col") if columns else ())
    ]
    heights = {}
    number = 0
    for row in rows:
        number = int(_number(row.get("r"), number + 1))
        if row.get("hidden") in ("1", "true"):
            heights[number - 1] = 0
        elif row.get("ht"):
            heights[number - 1] = round(_number(row.get("ht"), 15) * 4 / 3)
    width = _number(usual.get("defaultColWidth"), 8.43) if usual else 8.43
    height = _number(usual.get("defaultRowHeight"), 15) if usual else 15
    return Grid(tuple(widths), heights, _across(width), round(height * 4 / 3))


def anchor(sheet: Grid, area: Area, text: str) -> str:
    """The corners of the box, as a drawing says them: column, pixels in it, row, pixels, twice."""
    height = min(lines(text, 2 * _CHARACTERS_IN_A_LINE) * _LINE + _PADDING, _MOST_HEIGHT)
    left = min(area.right + 1, _LAST_COLUMN)
    right, across = _walk(left, _GAP + _WIDTH, sheet.width, _LAST_COLUMN)
    bottom, down = _walk(area.top, 2 + height, sheet.height, _LAST_ROW)
    return f"{left}, {_GAP}, {area.top}, 2, {right}, {across}, {bottom}, {down}"


def _walk(start: int, distance: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """The row or column that lies `distance` pixels on, and the pixels into it."""
    at = start
    while at < last and distance >= size(at):
        distance -= size(at)
        at += 1
    return at, distance


def _across(characters: float) -> int:
    return round(characters * 7 + 5)


def _number(text: str, otherwise: float) -> float:
    try:
        number = float(text)
    except ValueError:
        return otherwise
    return number if 0 <= number <= _LAST_ROW + 1 else otherwise
