"""The sheets of one file, opened safely: values from python-calamine, formulas from the same zip."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from workbook_templates.addresses import relative
from workbook_templates.reading.cells import Cell, cell_value, error_value, known_errors_only
from workbook_templates.reading.markup import SheetMarkup, read_book, read_sheet
from workbook_templates.reading.parts import RefusedError, copy_for_values, open_parts


class Sheets:
    """The cells of every worksheet of a file. Raises `RefusedError`."""

    def __init__(self, path: Path) -> None:
        """Open the file and read its markup; values are read when a sheet is first asked for."""
        self.path = path
        self.parts = open_parts(path)
        self.book = read_book(self.parts)
        self.markup: dict[str, SheetMarkup] = {}
        for sheet, part in self.book.sheets.items():
            if part in self.parts and part.startswith("xl/worksheets/"):
                markup = read_sheet(self.parts[part], part)
                self.markup[sheet] = markup
                self.parts[part] = known_errors_only(self.parts[part], markup.errors.values())
        self._values: dict[str, Sequence[Sequence[Any]]] = {}
        self._workbook: CalamineWorkbook | None = None

    def cell(self, sheet: str, row: int, column: int) -> Cell:
        """One cell, by zero-based row and column."""
        address = relative(row, column)
        markup = self.markup[sheet]
        formula = markup.formulas.get(address)
        if markup.errors and address in markup.errors:
            return Cell(sheet, address, error_value(markup.errors[address]), formula)
        rows = self._values.get(sheet) or self.values(sheet)
        inside = row < len(rows) and column < len(rows[row])
        return Cell(sheet, address, cell_value(rows[row][column]) if inside else None, formula)

    def values(self, name: str) -> Sequence[Sequence[Any]]:
        """The values of a sheet, from A1."""
        if name not in self._values:
            try:
                if self._workbook is None:
                    self._workbook = CalamineWorkbook.from_filelike(copy_for_values(self.parts))
                sheet = self._workbook.get_sheet_by_name(name)
                self._values[name] = sheet.to_python(skip_empty_area=False)
            except BaseException as broken:
                # A panic of the library (a date of -1e300) is no `Exception`, but ends here too.
                panic = type(broken).__module__ == "pyo3_runtime"
                if not (panic or isinstance(broken, CalamineError)):
                    raise
                raise RefusedError(
                    "文件损坏",
                    f"{self.path.name} 的工作表“{name}”读不出来",
                    "请用表格软件打开，另存为 .xlsx 再试",
                ) from None
        return self._values[name]
