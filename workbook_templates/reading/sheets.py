"""The sheets of one file, opened safely: values from python-calamine, formulas from the same zip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from workbook_templates.addresses import letters, relative
from workbook_templates.reading.book import Book, read_book
from workbook_templates.reading.cells import (
    Cell,
    cell_value,
    error_value,
    known_errors_only,
    without_impossible_dates,
)
from workbook_templates.reading.looks import Hiding, cells_styled, hiding_styles
from workbook_templates.reading.opening import open_file
from workbook_templates.reading.parts import FORM, RESAVE, Bounds, Merged, RefusedError, packed
from workbook_templates.reading.scanned import read_sheet
from workbook_templates.reading.sheet_markup import SheetMarkup
from workbook_templates.reading.unheard import unheard

#: Cells of all sheets together, empty ones between filled ones included: as many are spread out.
MOST_CELLS = 2_000_000
#: No spreadsheet program keeps a longer text in one cell.
LONGEST_TEXT = 32_767


def _cell(sheet: str, markup: SheetMarkup, held: Sequence[Any], column: int, number: str) -> Cell:
    address = letters(column) + number
    value = cell_value(held[column]) if column < len(held) else None
    if markup.errors and address in markup.errors:
        value = error_value(markup.errors[address])
    return Cell(sheet, address, value, markup.formulas.get(address))


class Sheets:
    """The cells of every worksheet of a file. Raises `RefusedError`."""

    def __init__(self, path: Path, password: str = "", bounds: Bounds = FORM) -> None:
        """Open the file and read its markup; values are read when a sheet is first asked for.

        Of an old format (`kind`) only the values can be read: it has neither formulas nor names.
        """
        self.path = path
        opened = open_file(path, password, bounds)
        self.parts, self.names, self.kind = opened.parts, opened.names, opened.kind
        self.projects = opened.projects
        self._merged = opened.merged
        self.book = Book()
        self.markup: dict[str, SheetMarkup] = {}
        self._values: dict[str, Sequence[Sequence[Any]]] = {}
        self._workbook: CalamineWorkbook | None = None
        if self.kind:
            self._read_old(opened.values)
        else:
            self._read_markup(bounds.rows)

    def _read_markup(self, most_rows: int) -> None:
        self.book = read_book(self.parts)
        together = 0
        for sheet, part in self.book.sheets.items():
            if part not in self.parts:
                raise RefusedError("文件损坏", f"文件里没有工作表“{sheet}”的内容", RESAVE)
            if part.startswith("xl/worksheets/"):
                markup = read_sheet(self.parts[part], part, most_rows)
                together += markup.rows * markup.columns
                if together > MOST_CELLS:
                    raise RefusedError(
                        "文件过大",
                        f"{self.path.name} 的工作表用到的格子太多，填好的表不会这么大",
                        "请删去表外的内容",
                    )
                self.markup[sheet] = markup
                content = known_errors_only(self.parts[part], markup.errors.values())
                self.parts[part] = without_impossible_dates(content)

    def _read_old(self, values: bytes) -> None:
        with self._reading("工作表"):
            self._workbook = CalamineWorkbook.from_filelike(BytesIO(values))
        assert self._workbook is not None
        for sheet in self._workbook.sheet_names:
            self.book.sheets[sheet] = ""
            self.markup[sheet] = SheetMarkup()

    def cell(self, sheet: str, row: int, column: int) -> Cell:
        """One cell, by zero-based row and column."""
        markup, held, number = self._row(sheet, row)
        return _cell(sheet, markup, held, column, number)

    def cells(self, sheet: str, row: int, columns: Mapping[str, int]) -> dict[str, Cell]:
        """The cells of one row in these columns, zero-based, under the same words."""
        markup, held, number = self._row(sheet, row)
        return {
            word: _cell(sheet, markup, held, column, number) for word, column in columns.items()
        }

    def _row(self, sheet: str, row: int) -> tuple[SheetMarkup, Sequence[Any], str]:
        """What is known of one row: its sheet's markup, its values, its number as people count."""
        rows = self._values.get(sheet) or self.values(sheet)
        return self.markup[sheet], rows[row] if row < len(rows) else (), str(row + 1)

    def values(self, name: str) -> Sequence[Sequence[Any]]:
        """The values of a sheet, from A1."""
        if name not in self._values:
            with self._reading(f"工作表“{name}”"):
                if self._workbook is None:
                    self._workbook = CalamineWorkbook.from_filelike(packed(self.parts))
                sheet = self._workbook.get_sheet_by_name(name)
                values = sheet.to_python(skip_empty_area=False)
            self._refuse_endless(name, values)
            self._values[name] = values
        return self._values[name]

    def unseen(self, name: str) -> Mapping[str, Hiding]:
        """The cells of a sheet whose looks hide what they hold, by address."""
        styles, part = self.book.styles, self.book.sheets.get(name, "")
        if styles not in self.parts or part not in self.parts:
            return {}
        hiding = hiding_styles(self.parts[styles], styles)
        return cells_styled(self.parts[part], part, hiding) if hiding else {}

    def merged(self, name: str) -> Sequence[Merged]:
        """The merged cells of a sheet of an old format."""
        if name in self._merged:
            return self._merged[name]
        assert self._workbook is not None
        with self._reading(f"工作表“{name}”"):
            ranges = self._workbook.get_sheet_by_name(name).merged_cell_ranges or []
        return [(*first, *last) for first, last in ranges]

    def _refuse_endless(self, name: str, values: Sequence[Sequence[Any]]) -> None:
        """Refuse a text longer than any cell holds: it would go into every answer."""
        for row, held in enumerate(values):
            for column, value in enumerate(held):
                if type(value) is str and len(value) > LONGEST_TEXT:
                    raise RefusedError(
                        "文件损坏",
                        f"工作表“{name}”的 {relative(row, column)} 有 {len(value)} 字，"
                        f"超过一格的上限 {LONGEST_TEXT} 字",
                        "请缩短这一格的文字",
                    )

    @contextmanager
    def _reading(self, what: str) -> Iterator[None]:
        """Turn whatever the library makes of a damaged file into the refusal."""
        try:
            with unheard():
                yield
        except BaseException as broken:
            # A panic of the library (a date of -1e300) is no `Exception`, but ends here too.
            panic = type(broken).__module__ == "pyo3_runtime"
            if not (panic or isinstance(broken, CalamineError)):
                raise
            raise RefusedError("文件损坏", f"{self.path.name} 的{what}读不出来", RESAVE) from None
