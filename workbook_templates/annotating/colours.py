"""The colours of a sheet's cells: the format of each is the one it had, with another fill.

Only the number of the cell's format changes; a cell that is not written yet is written, empty, in
its place. How to take a colour away again, the fill itself remembers: see `styles`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from workbook_templates.addresses import relative
from workbook_templates.annotating.markup import Markup, Node
from workbook_templates.annotating.remarks import Remark, area_of
from workbook_templates.checking.findings import Severity

#: Of a range that is not merged, as many cells are coloured.
_MOST_CELLS = 200
_CELL_STYLE = re.compile(rb"""(<(?:\w+:)?c\b[^>]*?\ss=["'])(\d+)(?=["'])""")
Styled = Callable[[int, Severity], int]
#: By row, then by column.
Wanted = Mapping[int, Mapping[int, Severity]]


def without_ours(sheet: bytes, before: Mapping[int, int]) -> bytes:
    """The sheet with the formats that its cells had; `before` tells them by the numbers of ours."""
    if not before:
        return sheet
    return _CELL_STYLE.sub(
        lambda found: found[1] + str(before.get(int(found[2]), int(found[2]))).encode(), sheet
    )


def wanted(told: Sequence[Remark]) -> Wanted:
    """Which cells get which colour; the gravest where several meet."""
    rows: dict[int, dict[int, Severity]] = {}
    order = list(Severity)
    for remark in told:
        for row, column in _cells(remark):
            there = rows.setdefault(row, {})
            there[column] = min(
                there.get(column, remark.severity), remark.severity, key=order.index
            )
    return rows


def walked(cells: Wanted) -> Callable[[Node], bool]:
    """What is walked of a sheet: of its rows, which may hold a million cells, only those wanted."""

    def descend(node: Node) -> bool:
        number = node.get("r") if node.name == "row" else ""
        return not number.isdigit() or int(number) - 1 in cells

    return descend


def with_ours(sheet: Markup, cells: Wanted, styled: Styled) -> None:
    """Colour the cells; `styled` gives the number of a format in the colour of a severity."""
    data = sheet.root.child("sheetData")
    if data is None or not cells:
        return
    columns = sheet.root.child("cols")
    usual = list(columns.all("col")) if columns else []
    rows = dict(_numbered(data, lambda row: int(row.get("r") or 0) - 1))
    for number in sorted(cells):
        row = rows.get(number)
        if row is not None:
            _colour_row(sheet, row, number, cells[number], usual, styled)
            continue
        new = "".join(
            _cell(number, column, styled(_column_style(usual, column), severity))
            for column, severity in sorted(cells[number].items())
        )
        sheet.insert_behind(data, _before(rows, number), f'<row r="{number + 1}">{new}</row>')


def _colour_row(
    sheet: Markup,
    row: Node,
    number: int,
    wanted: Mapping[int, Severity],
    usual: list[Node],
    styled: Styled,
) -> None:
    there = dict(_numbered(row, _column))
    own = row.get("s") if row.get("customFormat") in ("1", "true") else ""
    for column, severity in sorted(wanted.items()):
        cell = there.get(column)
        if cell is not None:
            sheet.set(cell, "s", str(styled(int(cell.get("s") or 0), severity)))
            continue
        style = int(own) if own.isdigit() else _column_style(usual, column)
        new = _cell(number, column, styled(style, severity))
        sheet.insert_behind(row, _before(there, column), new)
    first, _, last = row.get("spans").partition(":")
    if first.isdigit() and last.isdigit():
        low, high = min(int(first), min(wanted) + 1), max(int(last), max(wanted) + 1)
        if (low, high) != (int(first), int(last)):
            sheet.set(row, "spans", f"{low}:{high}")


def _cells(remark: Remark) -> Iterator[tuple[int, int]]:
    """The cells of a place that show its colour: a merged range shows that of its first cell."""
    area = remark.area
    size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
    if remark.merged or size > _MOST_CELLS:
        yield area.top, area.left
        return
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            yield row, column


def _numbered(parent: Node, number_of: Callable[[Node], int]) -> Iterator[tuple[int, Node]]:
    """The rows, or the cells of a row, by number; one without a number follows the one before."""
    number = -1
    for node in parent.children:
        if node.name in ("row", "c"):
            given = number_of(node)
            number = given if given >= 0 else number + 1
            yield number, node


def _before(there: Mapping[int, Node], number: int) -> Node | None:
    """The row or cell that a new one follows; they stand in order."""
    numbers = list(there)
    at = bisect_left(numbers, number)
    return there[numbers[at - 1]] if at else None


def _column(cell: Node) -> int:
    area = area_of(cell.get("r"))
    return area.left if area else -1


def _cell(row: int, column: int, style: int) -> str:
    return f'<c r="{relative(row, column)}" s="{style}"/>'


def _column_style(columns: list[Node], column: int) -> int:
    """The format that an unwritten cell has of its column."""
    for each in columns:
        if int(each.get("min") or 0) <= column + 1 <= int(each.get("max") or 0):
            return int(each.get("style") or 0)
    return 0
