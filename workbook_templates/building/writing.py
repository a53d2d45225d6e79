"""Writes a laid-out form into a worksheet: cells, validations, conditional formats, page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from udfs import CellError
from workbook_templates.addresses import relative
from workbook_templates.building.given import Given
from workbook_templates.building.heights import height
from workbook_templates.building.layout import Formula, Layout, Placed, Run
from workbook_templates.building.styles import Styles
from workbook_templates.recalculation.numbers import serial_of
from workbook_templates.shape import Form, Kind

#: What a formula cell shows until it is recalculated, by sheet and A1 address; None leaves it blank.
Cached = Callable[[str, str], Given | CellError]

A4 = 9


def write_form(
    sheet: Worksheet, form: Form, layout: Layout, styles: Styles, cached: Cached
) -> None:
    """Write the whole form on its sheet."""
    for column, width in enumerate(form.widths):
        # What is beside the form is folded away; the sign above the next column unfolds it.
        folding = {"level": 1, "hidden": True} if column > form.columns else {}
        sheet.set_column(column, column, width, None, folding)
    if len(form.widths) > form.columns:
        sheet.set_column(len(form.widths), len(form.widths), None, None, {"collapsed": True})
    shown: dict[int, list[tuple[str, float, float]]] = {}
    for placed in layout.cells:
        held = placed.content
        shows = cached(form.sheet, placed.address) if isinstance(held, Formula) else held
        _write(sheet, placed, styles.of(placed.spot, placed.size, placed.thin), shows)
        beside = placed.first >= form.columns
        if placed.row == placed.last_row and not placed.thin and not beside:
            text = shows if isinstance(shows, str) else ""
            width = sum(form.widths[placed.first : placed.last + 1])
            size = styles.size(placed.spot, placed.size)
            shown.setdefault(placed.row, []).append((text, width, size))
    for row, least in layout.heights.items():
        fitted = least
        if row in shown:
            fitted = height(shown[row], least or 24)
        sheet.set_row(row, fitted)
    for run in layout.runs:
        _validate(sheet, run)
        _mark(sheet, run, styles)
    _page(sheet, form, layout)


def _write(sheet: Worksheet, placed: Placed, style: Format, cached: Given | CellError) -> None:
    row, column = placed.row, placed.first
    if (placed.last_row, placed.last) != (row, column):
        sheet.merge_range(row, column, placed.last_row, placed.last, "", style)
    content = placed.content
    if isinstance(content, Formula):
        value = cached.value if isinstance(cached, CellError) else _plain(cached)
        sheet.write_formula(row, column, content.text, style, "" if value is None else value)
    elif content is None or content == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(content, str):
        # Always text: given data that begins with "=" must not become a formula of the workbook.
        sheet.write_string(row, column, content, style)
    elif isinstance(content, bool):
        sheet.write_string(row, column, "是" if content else "否", style)
    elif isinstance(content, date):
        sheet.write_datetime(row, column, content, style)
    else:
        sheet.write_number(row, column, float(content), style)


def _plain(value: Given) -> str | float | bool | None:
    """A value as XlsxWriter takes it for a formula's cached result."""
    if isinstance(value, Fraction | Decimal):
        return float(value)
    if isinstance(value, date):
        return serial_of(value)
    return value


def _validate(sheet: Worksheet, run: Run) -> None:
    """The drop-down or limit of an input, and its help; other lists than 是/否 may be overridden."""
    spot = run.spot
    if spot.kind is not Kind.INPUT:
        return
    rule: dict[str, object] = {"validate": "any"}
    if run.options:
        closed = run.options == spot.options
        rule = {"validate": "list", "source": list(run.options)}
        rule |= {"error_type": "stop" if closed else "information"}
        rule |= {"error_title": "请从下拉中选" if closed else "不在常用选项之中"}
        rule["error_message"] = ("只能填：" if closed else "常用的是：") + "、".join(run.options)
    elif run.limit:
        rule = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": _number_or_formula(run.limit.low),
            "maximum": _number_or_formula(run.limit.high),
            "error_title": "超出范围",
            "error_message": run.limit.message,
        }
    elif spot.longest:
        rule = {
            "validate": "length",
            "criteria": "<=",
            "value": spot.longest,
            # Only told: whether signs count among the words is for people to say.
            "error_type": "information",
            "error_title": "太长",
            "error_message": f"最多 {spot.longest} 字，请压缩。",
        }
    rule |= {"input_title": (spot.heading or spot.name)[:32], "input_message": spot.hint}
    sheet.data_validation(run.first_row, run.column, run.last_row, run.column, rule)


def _number_or_formula(text: str) -> str | float:
    return text if text.startswith("=") else float(text)


def _mark(sheet: Worksheet, run: Run, styles: Styles) -> None:
    """Conditional formats; a level that repeats the one above it is hidden, so that it looks merged."""
    place = (run.first_row, run.column, run.last_row, run.column)
    if run.spot.style == "层级" and run.last_row > run.first_row:
        here, above = (relative(row, run.column) for row in (run.first_row, run.first_row - 1))
        again, new = f'=AND({here}<>"",{here}={above})', f'=OR({here}="",{here}<>{above})'
        for when, style in ((again, styles.hidden(run.spot.kind)), (new, styles.mark("另起"))):
            sheet.conditional_format(*place, {"type": "formula", "criteria": when, "format": style})
    for mark in run.marks:
        sheet.conditional_format(
            *place, {"type": "formula", "criteria": mark.when, "format": styles.mark(mark.style)}
        )
    if run.spot.number_format == "文本":
        first, last = relative(run.first_row, run.column), relative(run.last_row, run.column)
        # Text such as 50 is meant as text here: no green corner.
        sheet.ignore_errors({"number_stored_as_text": f"{first}:{last}"})


def _page(sheet: Worksheet, form: Form, layout: Layout) -> None:
    """A4 landscape, one page wide, the table's head on every page, page numbers."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.print_area(0, 0, layout.rows - 1, form.columns - 1)
    if layout.head:
        sheet.repeat_rows(*layout.head)
    if any(form.freeze):
        sheet.freeze_panes(*form.freeze)
    sheet.hide_gridlines(2)
    sheet.set_zoom(90)
