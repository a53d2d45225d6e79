"""The sheet 填写说明: how to fill the form in, and what each notation means."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from workbook_templates.building.heights import height
from workbook_templates.building.styles import HEAD_COLOUR, Styles
from workbook_templates.building.writing import A4
from workbook_templates.shape import Form
from workbook_templates.stamp import Stamp

SHEET = "填写说明"

_WIDTHS = (24, 48, 52)


def write_guidance(sheet: Worksheet, form: Form, stamp: Stamp, styles: Styles) -> None:
    """Write the whole sheet."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    title = styles.make(font_name="宋体", font_size=16, bold=True, align="center", border=0)
    head = styles.make(font_name="宋体", bold=True, align="center", bg_color=HEAD_COLOUR)
    left, centre = styles.make(align="left"), styles.make(align="center")
    sheet.merge_range(0, 0, 0, 2, f"《{form.title}》填写说明", title)
    sheet.set_row(0, 32)
    row = 1
    entries = (("依据", form.source), *form.guidance, ("本表版本", _version(stamp)))
    for word, text in entries:
        sheet.write_string(row, 0, word, centre)
        sheet.merge_range(row, 1, row, 2, text, left)
        sheet.set_row(row, height([(word, _WIDTHS[0], 11), (text, sum(_WIDTHS[1:]), 11)], 24))
        row += 1
    row += 1
    for notation in (("写法", "意思", "举例"), *form.notations):
        style = head if notation[0] == "写法" else None
        for column, text in enumerate(notation):
            sheet.write_string(row, column, text, style or (left if column else centre))
        texts = [(text, width, 11.0) for text, width in zip(notation, _WIDTHS, strict=True)]
        sheet.set_row(row, height(texts, 22))
        row += 1
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 1)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.hide_gridlines(2)


def _version(stamp: Stamp) -> str:
    return f"模板 {stamp.template} 第 {stamp.version} 版；政策 {stamp.policy}；软件 {stamp.product}"
