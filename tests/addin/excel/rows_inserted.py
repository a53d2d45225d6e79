"""A row inserted into an openpyxl workbook: formulas, names and rules below move on as in Excel."""

from __future__ import annotations

import re
from typing import Any

from openpyxl.formatting.formatting import ConditionalFormatting, ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.worksheet.cell_range import MultiCellRange


def insert_row(wb: Any, ws: Any, at: int) -> None:
    """Insert a row above row `at` of a sheet."""
    heights = {n: dimension.height for n, dimension in ws.row_dimensions.items()}
    ws.insert_rows(at)
    for number in [n for n in heights if n >= at]:
        ws.row_dimensions[number].height = None
    for number, height in heights.items():
        if number >= at:
            ws.row_dimensions[number + 1].height = height
    for merged in list(ws.merged_cells.ranges):
        if merged.min_row >= at:
            merged.shift(row_shift=1)
    for sheet in wb.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                cell.value = _moved(cell.value, sheet.title, ws.title, at)
    for defined in wb.defined_names.values():
        defined.attr_text = _moved(f"={defined.attr_text}", "", ws.title, at)[1:]
    ws.conditional_formatting = _moved_rules(ws, at)
    for validation in ws.data_validations.dataValidation:
        validation.sqref = _moved_areas(validation.sqref, at)
        for part in ("formula1", "formula2"):
            text = getattr(validation, part)
            if text and not text.startswith('"'):
                setattr(validation, part, _moved(f"={text}", ws.title, ws.title, at)[1:])


def _moved_rules(ws: Any, at: int) -> ConditionalFormattingList:
    kept = ConditionalFormattingList()
    for formatting in ws.conditional_formatting:
        assert isinstance(formatting, ConditionalFormatting)
        for rule in formatting.rules:
            rule.formula = [_moved(f"={text}", ws.title, ws.title, at)[1:] for text in rule.formula]
            kept.add(str(_moved_areas(formatting.sqref, at)), rule)
    return kept


def _moved_areas(areas: MultiCellRange, at: int) -> MultiCellRange:
    texts = " ".join(_rows_moved(area.coord, at) for area in areas.ranges)
    return MultiCellRange(texts)


def _moved(formula: str, here: str, sheet: str, at: int) -> str:
    """A formula on sheet `here` after a row was inserted at `at` of `sheet`."""
    tokenizer = Tokenizer(formula)
    for token in tokenizer.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            named, mark, place = token.value.rpartition("!")
            if (named.strip("'") if mark else here) == sheet:
                token.value = named + mark + _rows_moved(place, at)
    return "=" + "".join(token.value for token in tokenizer.items)


def _rows_moved(place: str, at: int) -> str:
    return re.sub(
        r"(?<![A-Za-z_\u4e00-\u9fff])(\$?[A-Z]{1,3}\$?)(\d+)\b",
        lambda found: found[1] + str(int(found[2]) + (int(found[2]) >= at)),
        place,
    )
