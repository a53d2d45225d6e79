"""Writes the sheet 对照表 into a workbook, and knows it again in one."""

from __future__ import annotations

from collections.abc import Callable

from xlsxwriter.workbook import Workbook

from workbook_templates.plain.lookup import SHEET, cells

_GREY = "#808080"


def add_lookup(book: Workbook) -> None:
    """Add the sheet with the words that the formulas look up."""
    sheet = book.add_worksheet(SHEET)
    look = book.add_format({"font_name": "仿宋", "font_size": 9, "font_color": _GREY})
    for row, letter, content in cells():
        sheet.write(row, ord(letter) - ord("A"), content, look)
    sheet.hide()  # nobody reads the lists, and a printed workbook does not end with them
    sheet.protect(options={"select_locked_cells": True})


def is_lookup(sheet: str, value: Callable[[int, int], object]) -> bool:
    """Whether a sheet is 对照表 as it was written; `value` gives its cells by zero-based row, column."""
    return sheet == SHEET and all(
        value(row, ord(letter) - ord("A")) == content for row, letter, content in cells()
    )
