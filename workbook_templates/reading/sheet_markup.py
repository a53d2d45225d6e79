"""What a sheet's XML says that its values do not: formulas, error values, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from workbook_templates.addresses import column_of, relative
from workbook_templates.reading.markup import local, parser_of, run
from workbook_templates.reading.parts import FORM, RefusedError

#: A sheet wider than this is not a filled form, and would be spread out in memory cell by cell.
MOST_COLUMNS = 400

#: Namespaces of what later versions put beside a sheet's cells.
_EXTENSIONS = "http://schemas.microsoft.com/"

#: A row lower (in points) or a column narrower (in characters) than this cannot be seen.
UNSEEN = 2


@lru_cache(maxsize=1024)
def _own(name: str) -> str:
    """The name of a sheet's own element; "" for an extension's (the f of a drop-down list)."""
    return "" if name.startswith(_EXTENSIONS) else local(name)


@dataclass(slots=True)
class SheetMarkup:
    """What a sheet's XML says that the values do not: formulas and error values by address.

    `arrays` are the cells of array formulas over several cells, each with the range of its formula;
    `uncalculated` the formula cells that carry no value at all. Rows and columns that cannot be seen
    are zero-based; `filtered` when the sheet has a filter that may hide them. `rows` and `columns` are
    how far what is written in cells reaches.
    """

    formulas: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    arrays: dict[str, str] = field(default_factory=dict)
    uncalculated: set[str] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: bool = False
    rows: int = 0
    columns: int = 0


class _SheetReader:
    """Reads one sheet. Most cells are only counted: text is collected where it says something."""

    def __init__(self, part: str, most_rows: int) -> None:
        self.sheet = SheetMarkup()
        self.most_rows = most_rows
        self.part = part
        self.parser = parser_of(part)
        self.parser.StartElementHandler = self.start
        self.text: list[str] = []
        self.row = self.column = 0
        self.kind = ""
        self.share: dict[str, str] = {}
        self.formula = False
        self.masters: dict[str, tuple[str, str]] = {}
        self.shared: list[tuple[str, str]] = []

    def read(self, content: bytes) -> SheetMarkup:
        try:
            run(self.parser, content, self.part)
        finally:  # the parser and its reader hold one another
            self.parser.StartElementHandler = self.parser.EndElementHandler = None
            self.parser.CharacterDataHandler = None
        for address, number in self.shared:
            self.sheet.formulas[address] = unshared(self.masters.get(number), address)
        return self.sheet

    def start(self, full: str, attributes: dict[str, str]) -> None:
        tag = _own(full)
        if tag == "c":
            place = spot(attributes.get("r", ""))
            self.row, self.column = place or (self.row, self.column + 1)
            self.kind = attributes.get("t", "")
            self.formula = False
        elif tag == "v":
            self._reach()
            if self.formula or self.kind == "e":
                self._collect()
        elif tag == "f":
            self._reach()
            self.share, self.formula = attributes, True
            self.sheet.uncalculated.add(self._address())
            if attributes.get("t") in ("array", "dataTable"):
                spread(self.sheet.arrays, attributes.get("ref", ""))
            self._collect()
        elif tag == "is":
            self._reach()
        elif tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if unseen(attributes, "ht"):
                self.sheet.hidden_rows.add(self.row - 1)
        elif tag == "col":
            if unseen(attributes, "width"):
                self.sheet.hidden_columns.update(columns_of(attributes))
        elif tag == "autoFilter":
            self.sheet.filtered = True

    def _reach(self) -> None:
        """Note how far the sheet reaches; cells that hold nothing but their looks do not count."""
        if self.row > self.sheet.rows or self.column > self.sheet.columns:
            if self.row > self.most_rows or self.column > MOST_COLUMNS:
                raise _too_large(self.row, self.column)
            self.sheet.rows = max(self.row, self.sheet.rows)
            self.sheet.columns = max(self.column, self.sheet.columns)

    def _collect(self) -> None:
        self.text.clear()
        self.parser.CharacterDataHandler = self.text.append
        self.parser.EndElementHandler = self._end

    def _end(self, full: str) -> None:
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
        tag, text = local(full), "".join(self.text)
        if tag == "f":
            self._formula(text)
        elif tag == "v":
            if text or self.kind == "str":
                self.sheet.uncalculated.discard(self._address())
            if self.kind == "e":
                self.sheet.errors[self._address()] = text

    def _formula(self, text: str) -> None:
        address = self._address()
        number = self.share.get("si", "") if self.share.get("t") == "shared" else ""
        if number and not text:
            self.shared.append((address, number))
            return
        if number:
            self.masters[number] = (address, text)
        self.sheet.formulas[address] = f"={text}"

    def _address(self) -> str:
        return relative(self.row - 1, self.column - 1)


def read_sheet(content: bytes, part: str, most_rows: int = FORM.rows) -> SheetMarkup:
    """Formulas (shared ones written out) and errors of one sheet. Raises `RefusedError` if too large."""
    return _SheetReader(part, most_rows).read(content)


def _too_large(row: int, column: int) -> RefusedError:
    where = f"第 {row} 行第 {column} 列"
    return RefusedError("文件过大", f"工作表用到了{where}，填好的表不会这么大", "请删去表外的内容")


@lru_cache(maxsize=4096)
def unshared(master: tuple[str, str] | None, address: str) -> str:
    """The formula of a cell that shares the one of `master`; "=" where it cannot be read."""
    if master is None:
        return "="
    from openpyxl.formula.tokenizer import TokenizerError  # slow to import, rarely needed
    from openpyxl.formula.translate import Translator, TranslatorError

    try:
        return str(Translator(f"={master[1]}", master[0]).translate_formula(address))
    except (TokenizerError, TranslatorError, ValueError, IndexError):
        return "="


def unseen(attributes: Mapping[str, str], measure: str) -> bool:
    """Whether a row or column is hidden, or all but closed."""
    if attributes.get("hidden") in ("1", "true"):
        return True
    written = attributes.get(measure)
    return bool(written) and float(written or 0) < UNSEEN


def columns_of(attributes: Mapping[str, str]) -> range:
    """The columns that a description of columns is about, zero-based."""
    first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
    return range(first - 1, min(last, MOST_COLUMNS))


def spread(arrays: dict[str, str], reference: str) -> None:
    """Note the cells of an array formula that covers more than its own cell."""
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", reference)
    if match is None:
        return
    top, left = int(match[2]), column_of(match[1])
    bottom, right = min(int(match[4]), top + 500), min(column_of(match[3]), left + 50)
    if (top, left) != (bottom, right):
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                arrays[relative(row - 1, column)] = reference


@lru_cache(maxsize=8192)
def spot(reference: str) -> tuple[int, int] | None:
    """Row and column, from 1, of a cell's own address; None where it does not tell one."""
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    return None if match is None else (int(match[2]), column_of(match[1]) + 1)
