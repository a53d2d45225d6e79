"""A small hardened reader of the workbook's XML: defined names, formulas, error cells, properties.

Built on expat: no document type, so no entities; nothing is looked up outside the part.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from workbook_templates.addresses import column_of, relative
from workbook_templates.reading.parts import FORM, RESAVE, RefusedError

#: A sheet wider than this is not a filled form, and would be spread out in memory cell by cell.
MOST_COLUMNS = 400

_MAIN = "xl/workbook.xml"
#: The parts that say which sheets and names there are.
_ABOUT_SHEETS = ("_rels/.rels", _MAIN, "xl/_rels/workbook.xml.rels")
#: Parts larger than this are read anew each time: what is kept must stay small.
_OFTEN = 200_000
#: Namespaces of what later versions put beside a sheet's cells.
_EXTENSIONS = "http://schemas.microsoft.com/"

#: A row lower (in points) or a column narrower (in characters) than this cannot be seen.
UNSEEN = 2

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str, str], None]


def parse(content: bytes, part: str, start: Start, end: End) -> None:
    """Walk one part; `start(tag, attributes)` and `end(tag, text)` get names without namespaces.

    The text is what stands between the start of the innermost element and its end. Raises
    `RefusedError` for XML that is broken or carries a document type.
    """
    parser = _parser(part)
    text: list[str] = []

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        text.clear()
        start(_local(tag), {_local(key): value for key, value in attributes.items()})

    def on_end(tag: str) -> None:
        end(_local(tag), "".join(text))
        text.clear()

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = text.append
    _run(parser, content, part)


def _parser(part: str) -> expat.XMLParserType:
    """A parser that refuses a document type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def forbid(*_: object) -> None:
        raise RefusedError(
            "文件有害",
            f"部件 {part} 带有文档类型声明，正常的工作簿没有",
            "请不要打开来历不明的文件",
        )

    parser.StartDoctypeDeclHandler = forbid
    parser.EntityDeclHandler = forbid
    return parser


def _run(parser: expat.XMLParserType, content: bytes, part: str) -> None:
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError):  # markup, its encoding, a number in it
        raise RefusedError(
            "文件损坏", f"部件 {part} 不是有效的 XML", "请用表格软件打开，另存为 .xlsx 再试"
        ) from None


def is_bare(content: bytes, part: str) -> bool:
    """Whether a part is elements and texts alone, without comments and the like.

    Raises `RefusedError` for XML that is broken or carries a document type.
    """
    parser = _parser(part)
    other: list[str] = []
    parser.CommentHandler = other.append
    parser.StartCdataSectionHandler = lambda: other.append("")
    parser.ProcessingInstructionHandler = lambda *told: other.append("")
    _run(parser, content, part)
    return not other


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    return name.rpartition(" ")[2]


@lru_cache(maxsize=1024)
def _own(name: str) -> str:
    """The name of a sheet's own element; "" for an extension's (the f of a drop-down list)."""
    return "" if name.startswith(_EXTENSIONS) else _local(name)


@dataclass(slots=True)
class Book:
    """What `xl/workbook.xml` says: the part and the state of each sheet, and the defined names.

    `copied` are the names that belong to one sheet alone, as a copied sheet has them, by sheet.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    copied: dict[str, set[str]] = field(default_factory=dict)


def read_book(parts: Mapping[str, bytes]) -> Book:
    """The sheets and the names of the whole workbook (names of one sheet alone are not ours).

    Not to be changed: the files of one template often say the same, which is then read once.
    """
    about = tuple((name, parts[name]) for name in _ABOUT_SHEETS if name in parts)
    often = sum(len(content) for _, content in about) <= _OFTEN
    return (_kept_book if often else _book)(about)


def _book(about: tuple[tuple[str, bytes], ...]) -> Book:
    parts = dict(about)
    main = _main_part(parts)
    if main != _MAIN:  # the library that reads the values looks nowhere else
        raise RefusedError("文件损坏", f"文件的工作簿部件不在 {_MAIN}，读不出数值", RESAVE)
    if main not in parts:
        raise RefusedError("文件损坏", "文件里没有工作簿部件", RESAVE)
    targets = _relations(parts, main)
    book = Book()
    order: list[str] = []
    open_name: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            order.append(attributes.get("name", ""))
            if order[-1].casefold() in {name.casefold() for name in order[:-1]}:
                raise RefusedError(
                    "文件损坏",
                    f"文件里有两张工作表都叫“{order[-1][:31]}”，分不清哪一张是真的",
                    RESAVE,
                )
            if attributes.get("id") in targets:
                book.sheets[order[-1]] = targets[attributes["id"]][1]
            if attributes.get("state", "visible") != "visible":
                book.hidden.add(order[-1])
        elif tag == "definedName" and "localSheetId" in attributes:
            open_name.clear()
            number = attributes["localSheetId"]
            sheet = order[int(number)] if number.isdigit() and int(number) < len(order) else ""
            book.copied.setdefault(sheet, set()).add(attributes.get("name", ""))
        elif tag == "definedName":
            open_name[:] = [attributes.get("name", "")]

    def end(tag: str, text: str) -> None:
        if tag == "definedName" and open_name:
            book.names.setdefault(open_name[0], text.strip())

    parse(parts[main], main, start, end)
    return book


_kept_book = lru_cache(maxsize=32)(_book)


def _main_part(parts: Mapping[str, bytes]) -> str:
    for kind, target in _relations(parts, "").values():
        if kind.endswith("/officeDocument"):
            return target
    return _MAIN


def _relations(parts: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part: kind and target part by id."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            if attributes.get("Id", "") in found:
                raise RefusedError("文件损坏", f"部件 {place} 里有重复的编号", RESAVE)
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), target.lstrip("/"))

    if place in parts:
        parse(parts[place], place, start, lambda tag, text: None)
    return found


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
        self.parser = _parser(part)
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
            _run(self.parser, content, self.part)
        finally:  # the parser and its reader hold one another
            self.parser.StartElementHandler = self.parser.EndElementHandler = None
            self.parser.CharacterDataHandler = None
        for address, number in self.shared:
            self.sheet.formulas[address] = unshared(self.masters.get(number), address)
        return self.sheet

    def start(self, full: str, attributes: dict[str, str]) -> None:
        tag = _own(full)
        if tag == "c":
            spot = _spot(attributes.get("r", ""))
            self.row, self.column = spot or (self.row, self.column + 1)
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
        tag, text = _local(full), "".join(self.text)
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
def _spot(reference: str) -> tuple[int, int] | None:
    """Row and column, from 1, of a cell's own address; None where it does not tell one."""
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    return None if match is None else (int(match[2]), column_of(match[1]) + 1)


def read_properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The custom document properties."""
    found: dict[str, str] = {}
    name: list[str] = [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "property":
            name[0] = attributes.get("name", "")

    def end(tag: str, text: str) -> None:
        if tag not in ("property", "Properties"):
            found[name[0]] = text

    if "docProps/custom.xml" in parts:
        parse(parts["docProps/custom.xml"], "docProps/custom.xml", start, end)
    return found
