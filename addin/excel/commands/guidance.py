"""填写说明: how the selected cell is filled in, and the sheet that explains the form."""

from __future__ import annotations

from addin.excel.commands.explain import selected
from addin.excel.commands.form_found import column_of, form_of, places, range_of
from addin.excel.commands.told import Book, Door, Range, Told
from workbook_templates.description import Band, Form

_SHEET = "填写说明"


def guidance(book: Book, door: Door) -> Told | None:
    """Tell the hint of the selected input cell, if it is one; go to the sheet otherwise or if wanted."""
    form, cell = form_of(book), selected(book)
    sheet = next((one for one in book.sheets if one.name == _SHEET), None)
    hint = _hint(book, form, cell) if form is not None and cell is not None else ""
    if sheet is None:
        told = hint or "这份工作簿没有“填写说明”工作表。"
        return Told(told, warning=not hint)
    if hint and not door.agreed(f"{hint}\n\n要转到“{_SHEET}”工作表吗？"):
        return None
    sheet.activate()
    return None


def _hint(book: Book, form: Form, cell: Range) -> str:
    for block in form.blocks:
        for spot in block.spots if isinstance(block, Band) else ():
            place = range_of(book, spot.name) if spot.hint and spot.name else None
            if place is not None and _same(place, cell):
                return f"{spot.name}：{spot.hint}"
    for area in places(book, form):
        inside = area.area.row <= cell.row < area.area.row + area.area.shape[0]
        if not inside or area.area.sheet.name != cell.sheet.name:
            continue
        for column in area.table.columns:
            if column.hint and column_of(book, column.name) == cell.column:
                return f"{column.heading}：{column.hint}"
    return ""


def _same(place: Range, cell: Range) -> bool:
    same = (place.row, place.column) == (cell.row, cell.column)
    return bool(same and place.sheet.name == cell.sheet.name)
