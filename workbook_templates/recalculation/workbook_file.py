"""Reads an .xlsx for recalculation: every cell's value as stored, its formula, and the defined names.

The parts are read straight from the zip, because the exact serial of a date, the kind of each cell and
the place of each formula in its part matter here. A file's size is its giver's care.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from udfs.cells import CellError
from workbook_templates.recalculation.coordinates import address_of, split_address
from workbook_templates.recalculation.faults import WorkbookFault
from workbook_templates.recalculation.nodes import Scalar
from workbook_templates.recalculation.numbers import tidy

Spot = tuple[int, int]
"""(row, column), 1-based."""

UNREADABLE = (
    BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    LookupError,
    ValueError,
    EOFError,
    RuntimeError,
)
"""What zip and XML readers raise for a file that is damaged, encrypted, or no workbook."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATION_ID = "}id"


@dataclass(frozen=True, slots=True)
class StoredFormula:
    """A formula as stored; `area` is (top, left, bottom, right) of an array formula."""

    text: str
    area: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name, its part in the zip, stored values and formulas by (row, column)."""

    name: str
    part: str
    values: dict[Spot, Scalar]
    formulas: dict[Spot, StoredFormula]


@dataclass(frozen=True, slots=True)
class WorkbookFile:
    """The sheets in order, and names by (case-folded sheet name or None, case-folded name)."""

    sheets: tuple[Sheet, ...]
    names: dict[tuple[str | None, str], str]


def read_workbook(path: Path) -> WorkbookFile:
    """Read a workbook; raises `WorkbookFault` for a file that is none."""
    try:
        with ZipFile(path) as archive:
            return _read(archive)
    except UNREADABLE as error:
        raise WorkbookFault(
            f"无法读取工作簿“{path.name}”：不是有效的 .xlsx 文件，或文件已损坏、已加密。"
            "请用表格软件打开后另存为 .xlsx 再试。"
        ) from error


def sheet_parts(archive: ZipFile) -> list[tuple[str, str]]:
    """(sheet name, part) of every worksheet, in the workbook's order."""
    book_part = _book_part(archive)
    related = _relations(archive, book_part)
    parts = []
    for element in ElementTree.fromstring(archive.read(book_part)).iter():
        if _local(element.tag) == "sheet":
            identity = [value for key, value in element.items() if key.endswith(_RELATION_ID)]
            kind, part = related[identity[0]]
            if kind.endswith("/worksheet"):
                parts.append((element.attrib["name"], part))
    return parts


def _read(archive: ZipFile) -> WorkbookFile:
    book_part = _book_part(archive)
    shared: list[str] = []
    for kind, part in _relations(archive, book_part).values():
        if kind.endswith("/sharedStrings") and part in archive.namelist():
            shared = _shared_strings(archive, part)
    sheets = tuple(_read_sheet(archive, name, part, shared) for name, part in sheet_parts(archive))
    return WorkbookFile(sheets, _names(ElementTree.fromstring(archive.read(book_part))))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _book_part(archive: ZipFile) -> str:
    for kind, part in _relations(archive, "").values():
        if kind.endswith("/officeDocument"):
            return part
    raise KeyError("no workbook part")


def _relations(archive: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: relation id -> (type, part name)."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}
    for element in ElementTree.fromstring(archive.read(source)):
        if element.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, element.attrib["Target"]))
        found[element.attrib["Id"]] = (element.attrib["Type"], target.lstrip("/"))
    return found


def _names(book: ElementTree.Element) -> dict[tuple[str | None, str], str]:
    titles = [element.attrib["name"] for element in book.iter() if _local(element.tag) == "sheet"]
    names: dict[tuple[str | None, str], str] = {}
    for element in book.iter():
        if _local(element.tag) == "definedName" and element.text:
            scope = element.get("localSheetId")
            sheet = titles[int(scope)].casefold() if scope is not None else None
            names[sheet, element.attrib["name"].casefold()] = element.text
    return names


def _shared_strings(archive: ZipFile, part: str) -> list[str]:
    texts = []
    with archive.open(part) as stream:
        for _, element in ElementTree.iterparse(stream):
            if _local(element.tag) == "si":
                texts.append(_rich_text(element))
                element.clear()
    return texts


def _rich_text(element: ElementTree.Element) -> str:
    """The text of all runs; the phonetic guide beside Chinese or Japanese text is none of it."""
    parts: list[str] = []
    for child in element:
        if _local(child.tag) == "t":
            parts.append(child.text or "")
        elif _local(child.tag) == "r":
            parts.extend(run.text or "" for run in child if _local(run.tag) == "t")
    return _unescape("".join(parts))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _read_sheet(archive: ZipFile, name: str, part: str, shared: list[str]) -> Sheet:
    sheet = Sheet(name, part, {}, {})
    patterns: dict[str, tuple[str, str]] = {}
    with archive.open(part) as stream:
        for spot, element in _cells(stream):
            formula = next((child for child in element if _local(child.tag) == "f"), None)
            sheet.values[spot] = _value(element, shared)
            if formula is not None:
                stored = _formula(formula, address_of(*spot), patterns)
                if stored is not None:
                    sheet.formulas[spot] = stored
    return sheet


def _cells(stream: IO[bytes]) -> Iterator[tuple[Spot, ElementTree.Element]]:
    row = column = 0
    for event, element in ElementTree.iterparse(stream, ("start", "end")):
        kind = _local(element.tag)
        if kind == "row":
            if event == "start":
                row, column = int(element.get("r") or row + 1), 0
            else:
                element.clear()
        elif kind == "c" and event == "end":
            address = element.get("r")
            row, column = split_address(address) if address else (row, column + 1)
            yield (row, column), element


def _value(element: ElementTree.Element, shared: list[str]) -> Scalar:
    kind = element.get("t", "n")
    if kind == "inlineStr":
        inline = next((child for child in element if _local(child.tag) == "is"), None)
        return _rich_text(inline) if inline is not None else ""
    stored = next((child.text for child in element if _local(child.tag) == "v"), None)
    if kind == "str":
        return _unescape(stored or "")
    if stored is None:
        return None
    if kind == "s":
        return shared[int(stored)] if int(stored) < len(shared) else ""
    if kind == "b":
        return stored.strip() in ("1", "true")
    if kind == "e":
        return next((error for error in CellError if error.value == stored), CellError.VALUE)
    if kind == "d":
        return _serial(stored)
    return tidy(float(stored))


def _serial(stored: str) -> Scalar:
    """An ISO date, as strict workbooks store it, as the serial that everything else counts in."""
    from openpyxl.utils.datetime import from_ISO8601, to_excel

    moment = from_ISO8601(stored)  # type: ignore[no-untyped-call]
    return tidy(to_excel(moment))  # type: ignore[no-untyped-call]


def _formula(
    element: ElementTree.Element, address: str, patterns: dict[str, tuple[str, str]]
) -> StoredFormula | None:
    """A cell's formula; a shared one is written out for its own cell, a data table's is none."""
    kind, text = element.get("t", "normal"), _unescape(element.text or "")
    if kind == "shared":
        index = element.get("si", "")
        if text:
            patterns[index] = (text, address)
        elif index in patterns:
            return StoredFormula(_translated(*patterns[index], address))
    if not text or kind == "dataTable":
        return None
    if kind != "array":
        return StoredFormula(text)
    first, _, last = element.get("ref", address).partition(":")
    return StoredFormula(text, (*split_address(first), *split_address(last or first)))


def _translated(pattern: str, origin: str, address: str) -> str:
    """A shared formula as it reads in another cell; one that cannot be read is left empty, a fault."""
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.formula.translate import Translator, TranslatorError

    try:
        moved: str = Translator(f"={pattern}", origin=origin).translate_formula(address)
    except (TokenizerError, TranslatorError):
        return ""
    return moved.removeprefix("=")
