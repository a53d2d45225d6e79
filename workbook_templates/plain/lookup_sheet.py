"""Writes the sheet 对照表 into a workbook."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook

from workbook_templates.plain.lookup import SHEET, cells

_GREY = "#808080"


def add_lookup(book: Workbook) -> None:
    """Add the sheet with the words that the formulas look up."""
    sheet = book.add_worksheet(SHEET)
    look = book.add_format({"font_name": "仿宋", "font_size": 9, "font_color": _GREY})
    for row, letter, content in cells():
        sheet.write(row, ord(letter) - ord("A"), content, look)
    sheet.print_area(0, 0, 0, 0)  # a whole workbook sent to the printer does not print the lists
    sheet.protect(options={"select_locked_cells": True})
