"""插入指标行: a row at the end of the selected section, with formulas, formats and drop-downs."""

from __future__ import annotations

from addin.excel.commands import kept_findings, marks
from addin.excel.commands.explain import selected
from addin.excel.commands.form_found import Place, column_of, form_of, places
from addin.excel.commands.told import Book, Door, Range, Told
from workbook_templates.description import Kind


def insert_row(book: Book, door: Door) -> Told | None:
    """Insert above the thin last row of the section, so that totals take the new row in."""
    form = form_of(book)
    if form is None:
        return Told("这份工作簿不是本软件生成的表，不能自动插入指标行。", warning=True)
    known = places(book, form)
    cell = selected(book)
    place = next((one for one in known if cell is not None and _holds(one.area, cell)), None)
    if place is None:
        names = "、".join(one.section.name for one in known) or "明细"
        return Told(f"请先选中要加行的那一段里的一格（{names}），再点“插入指标行”。", warning=True)
    if place.table.fixed:
        return Told(
            f"“{place.section.name}”各行由文件规定，不能增加。如有不同，请在备注里说明。",
            warning=True,
        )
    sheet, last = place.area.sheet, int(place.area.row + place.area.shape[0] - 1)
    source = _whole_row(book, place, last)
    if source is None or not _is_blank(place.area):
        return Told(
            "这一段的公式或段末的窄行已被改动，不能自动插入。请从空白表重新填写，或请人恢复。",
            warning=True,
        )
    # Copied, a mark would stand on the new row too, and below it rows move on.
    marked = marks.clear(book)
    kept_findings.forget(book)
    sheet.range(f"{last}:{last}").insert("down")
    sheet.range(f"{source}:{source}").copy(sheet.range(f"{last}:{last}"))
    first = _emptied(book, place, sheet, last)
    sheet.activate()
    first.select()
    if marked:
        return Told("已插入一行。行号有变动，校验标记已清除，填好后请重新校验。")
    return None


def _holds(area: Range, cell: Range) -> bool:
    inside = area.row <= cell.row < area.row + area.shape[0]
    return bool(inside and area.sheet.name == cell.sheet.name)


def _is_blank(area: Range) -> bool:
    """Whether the thin last row is there, empty, under at least one row."""
    rows, columns = area.shape
    cells = area[rows - 1 : rows, 0:columns].formula
    flat = cells[0] if isinstance(cells, (tuple, list)) else (cells,)
    return rows > 1 and not any(flat)


def _whole_row(book: Book, place: Place, last: int) -> int | None:
    """The lowest row of the section that still has all its formulas."""
    roles = [column.name for column in place.table.columns if column.kind is Kind.COMPUTED]
    columns = [column_of(book, role) for role in roles]
    for row in range(last - 1, int(place.area.row) - 1, -1):
        cells = [place.area.sheet.range((row, one)).formula for one in columns if one]
        if all(str(formula or "").startswith("=") for formula in cells):
            return row
    return None


def _emptied(book: Book, place: Place, sheet: Range, row: int) -> Range:
    """Clear what a person fills in, but for what the section itself says; the first cell to fill in."""
    first = None
    for column in place.table.columns:
        number = column_of(book, column.name)
        if number is None:
            continue
        cell = sheet.range((row, number))
        if cell.note is not None:
            cell.note.delete()
        if column.kind is Kind.INPUT and column.name not in place.section.preset:
            cell.clear_contents()
            first = first or cell
    return first or sheet.range((row, 1))
