"""A stand-in for Excel under xlwings' own classes: what the commands use, over openpyxl.

`xw.Book(impl=Book(path))` is an xlwings book. Inserting a row moves formulas, names, merged cells,
rules and drop-downs below it as Excel does.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import xlwings as xw
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.formula.translate import Translator
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import CellRange
from xlwings import XlwingsError

from tests.addin.excel.rows_inserted import insert_row

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class com_error(Exception):  # noqa: N801, N818 - as pywintypes names it
    """What Excel raises through COM."""


def opened(path: Path) -> Any:
    """The workbook, open in the stand-in, which is now the Excel in front."""
    book = Book(path)
    xw.engines.active = xw.Engine(impl=book.app.engine)
    return xw.Book(impl=book)


class Engine:
    """xlwings asks it which Excel is in front."""

    name, type = "stand-in", "desktop"

    def __init__(self, *apps: App) -> None:
        self._all = apps

    @property
    def apps(self) -> tuple[App, ...]:
        """xlwings finds an Excel by the windows of its workbooks: one that has none it does not."""
        return tuple(app for app in self._all if app.book is not None)

    @staticmethod
    def clean_value_data(data: Any, *_: Any) -> Any:
        return data

    @staticmethod
    def prepare_xl_data_element(value: Any, _: Any) -> Any:
        return value


class App:
    def __init__(self, book: Book | None) -> None:
        self.engine = Engine(self)
        self.book, self.calculation, self.pid = book, "automatic", 1
        self.selected: Range | None = None
        self.alerts: list[tuple[str, str, str, str]] = []

    @property
    def books(self) -> Books:
        return Books(self)

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        self.alerts.append((prompt, title, buttons, mode))
        return "no"

    def activate(self, steal_focus: bool = False) -> None:
        pass

    @property
    def selection(self) -> Range | None:
        return self.selected


class Books:
    """Of an Excel without a workbook the active one is there, and is nothing when it is asked."""

    def __init__(self, app: App) -> None:
        self.app, self.active = app, app.book or SimpleNamespace()


class Book:
    def __init__(self, path: Path) -> None:
        self.path, self.wb = path, openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm")
        self.app = App(self)
        self.sheets = Sheets(self)
        self.names = Names(self)
        self.api = SimpleNamespace(SaveCopyAs=self.wb.save, FullName=str(path))
        self.name = path.name

    @property
    def fullname(self) -> str:
        """As of xlwings: of a file on OneDrive it looks for the one on the disk."""
        if "://" in self.api.FullName:
            raise XlwingsError("Couldn't find the local OneDrive folder.")
        return str(self.api.FullName)

    def activate(self) -> None:
        pass


class Sheets:
    def __init__(self, book: Book) -> None:
        self._all = [Sheet(book, ws) for ws in book.wb.worksheets]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self._all)

    def __call__(self, key: int | str) -> Sheet:
        if isinstance(key, int):
            return self._all[key - 1]
        return next(sheet for sheet in self._all if sheet.name == key)


class Sheet:
    def __init__(self, book: Book, ws: Any) -> None:
        self.book, self.ws, self.locked = book, ws, False
        #: Cells with a thread of comments; cells that show what a formula elsewhere gives, with its address.
        self.threads: set[str] = set()
        self.spilled: dict[str, str] = {}

    @property
    def name(self) -> str:
        return str(self.ws.title)

    def activate(self) -> None:
        self.book.wb.active = self.ws

    def range(self, first: Any, second: Any = None) -> Range:
        if isinstance(first, Range):
            return first
        if isinstance(first, tuple):
            row, column, rows, columns = first if len(first) == 4 else (*first, 1, 1)
            return Range(self, row, column, rows, columns)
        left, top, right, bottom = range_boundaries(first.replace("$", ""))
        right, bottom = right or LAST_COLUMN, bottom or LAST_ROW
        return Range(self, top or 1, left or 1, bottom - (top or 1) + 1, right - (left or 1) + 1)

    @property
    def cells(self) -> Range:
        return Range(self, 1, 1, LAST_ROW, LAST_COLUMN)

    @property
    def used_range(self) -> Range:
        return Range(self, 1, 1, self.ws.max_row, self.ws.max_column)

    @property
    def notes(self) -> list[Note]:
        cells = (cell for row in self.ws.iter_rows() for cell in row)
        return [Note(cell) for cell in cells if getattr(cell, "comment", None)]


class Range:
    def __init__(self, sheet: Sheet, row: int, column: int, rows: int, columns: int) -> None:
        self.sheet, self.row, self.column, self.shape = sheet, row, column, (rows, columns)
        self.options: Any = {}

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    @property
    def _cell(self) -> Any:
        return self.sheet.ws.cell(self.row, self.column)

    @property
    def api(self) -> Range:
        return self

    @property
    def area(self) -> CellRange:
        rows, columns = self.shape
        return CellRange(
            min_row=self.row,
            min_col=self.column,
            max_row=self.row + rows - 1,
            max_col=self.column + columns - 1,
        )

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        mark = ("$" if col_absolute else "", "$" if row_absolute else "")
        rows, columns = self.shape
        ends = [(self.row, self.column), (self.row + rows - 1, self.column + columns - 1)]
        names = [f"{mark[0]}{get_column_letter(c)}{mark[1]}{r}" for r, c in ends]
        return names[0] if self.shape == (1, 1) else ":".join(names)

    @property
    def formula(self) -> Any:
        rows, columns = self.shape
        found = self.sheet.ws.iter_rows(
            self.row, self.row + rows - 1, self.column, self.column + columns - 1, values_only=True
        )
        told = tuple(tuple("" if one is None else one for one in row) for row in found)
        return told[0][0] if self.shape == (1, 1) else told

    @formula.setter
    def formula(self, value: Any) -> None:
        self._write(value)

    formula2 = formula

    @property
    def raw_value(self) -> Any:
        return self.formula

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._write(value)

    def _write(self, value: Any) -> None:
        assert self.shape == (1, 1), "the commands write single cells"
        assert self._cell.coordinate not in self.sheet.spilled, "#SPILL!"
        self._refuse_locked()
        self._cell.value = value

    def _refuse_locked(self) -> None:
        if self.sheet.locked:
            raise com_error(-2146827284)

    def clear_contents(self) -> None:
        self._write(None)

    @property
    def merge_area(self) -> Range:
        for area in self.sheet.ws.merged_cells.ranges:
            if area.min_row <= self.row <= area.max_row and (
                area.min_col <= self.column <= area.max_col
            ):
                return self.sheet.range(area.coord)
        return self

    @property
    def note(self) -> Note | None:
        comment = getattr(self._cell, "comment", None)
        return Note(self._cell) if comment else None

    @property
    def comment(self) -> object | None:
        return object() if self._cell.coordinate in self.sheet.threads else None

    @property
    def HasSpill(self) -> bool:
        spilled = self.sheet.spilled
        return self._cell.coordinate in {*spilled, *spilled.values()}

    @property
    def SpillParent(self) -> Range:
        own = self._cell.coordinate
        return self.sheet.range(self.sheet.spilled.get(own, own))

    @property
    def Address(self) -> str:
        return self.address

    def add_note(self, text: str) -> Note:
        self._refuse_locked()
        if self.comment is not None:
            raise com_error(-2146827284)
        self._cell.comment = Comment(text, "")
        return Note(self._cell)

    @property
    def conditional_formats(self) -> Rules:
        return Rules(self)

    def select(self) -> None:
        self.sheet.book.app.selected = self

    def insert(self, shift: str, copy_origin: str = "") -> None:
        assert shift == "down"
        assert self.shape == (1, LAST_COLUMN), "the commands insert whole rows"
        self._refuse_locked()
        insert_row(self.sheet.book.wb, self.sheet.ws, self.row)

    def copy(self, destination: Any) -> None:
        assert self.shape == destination.shape == (1, LAST_COLUMN)
        ws, to = self.sheet.ws, destination.row
        for cell in ws[self.row]:
            other = ws.cell(to, cell.column)
            if isinstance(cell, MergedCell) or isinstance(other, MergedCell):
                continue
            other.value = cell.value
            if cell.data_type == "f":
                moved = Translator(cell.value, cell.coordinate)
                other.value = moved.translate_formula(other.coordinate)
            other._style = copy(cell._style)
            if cell.comment:
                other.comment = Comment(cell.comment.text, cell.comment.author)
        ws.row_dimensions[to].height = ws.row_dimensions[self.row].height


class Note:
    def __init__(self, cell: Any) -> None:
        self._cell = cell

    @property
    def text(self) -> str:
        return str(self._cell.comment.text)

    @text.setter
    def text(self, text: str) -> None:
        self._cell.comment = Comment(text, self._cell.comment.author)

    def delete(self) -> None:
        self._cell.comment = None


class Names:
    def __init__(self, book: Book) -> None:
        self.book = book

    def contains(self, name: str) -> bool:
        return name in self.book.wb.defined_names

    def __call__(self, name: str) -> Name:
        return Name(self.book, self.book.wb.defined_names[name])


class Name:
    def __init__(self, book: Book, defined: Any) -> None:
        self._book, self._defined = book, defined

    @property
    def refers_to(self) -> str:
        return f"={self._defined.attr_text}"

    @property
    def refers_to_range(self) -> Range:
        sheet, address = next(self._defined.destinations)
        return self._book.sheets(sheet).range(address)


class Rules:
    """The rules that touch a range, the first one first."""

    def __init__(self, cells: Range) -> None:
        self._cells, self._ws = cells, cells.sheet.ws

    def _all(self) -> list[RuleOf]:
        found = [
            RuleOf(self._ws, formatting, rule)
            for formatting in self._ws.conditional_formatting
            for rule in formatting.rules
            if any(not area.isdisjoint(self._cells.area) for area in formatting.sqref.ranges)
        ]
        return sorted(found, key=lambda one: one.rule.priority)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[RuleOf]:
        return iter(self._all())

    def __call__(self, number: int) -> RuleOf:
        return self._all()[number - 1]

    def add_custom(self, spec: dict[str, Any]) -> RuleOf:
        self._cells._refuse_locked()
        for formatting in self._ws.conditional_formatting:
            for rule in formatting.rules:
                rule.priority += 1
        colour = "".join(f"{part:02X}" for part in spec["fill_color"])
        fill = PatternFill(bgColor=f"FF{colour}")
        rule = Rule(
            type="expression",
            formula=[spec["formula"].removeprefix("=")],
            dxf=DifferentialStyle(fill=fill),
            priority=1,
        )
        self._ws.conditional_formatting.add(self._cells.area.coord, rule)
        return self._all()[0]


class RuleOf:
    def __init__(self, ws: Any, formatting: Any, rule: Any) -> None:
        self._ws, self._formatting, self.rule = ws, formatting, rule

    @property
    def type(self) -> str:
        return "custom" if self.rule.type == "expression" else "unknown"

    @property
    def formula(self) -> str:
        return f"={self.rule.formula[0]}"

    def delete(self) -> None:
        kept = ConditionalFormattingList()
        for formatting in self._ws.conditional_formatting:
            for rule in formatting.rules:
                if rule is self.rule:
                    continue
                rule.priority -= rule.priority > self.rule.priority
                kept.add(str(formatting.sqref), rule)
        self._ws.conditional_formatting = kept
