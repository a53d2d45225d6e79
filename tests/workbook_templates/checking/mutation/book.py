"""A workbook as its XML parts, edited in place: fast enough for thousands of changes.

Only what the mutations need, and only what files made here hold. Unlike a spreadsheet program it
changes nothing that it is not told to change.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.workbook_templates.filled_forms import shifted

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "xl/worksheets/sheet1.xml"
WORKBOOK, PROPERTIES, STYLES = "xl/workbook.xml", "docProps/custom.xml", "xl/styles.xml"
ElementTree.register_namespace("", _MAIN)
ElementTree.register_namespace(
    "r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)


def split(address: str) -> tuple[str, int]:
    """``G14`` as its column and its row."""
    column = address.rstrip("0123456789")
    return column, int(address[len(column) :])


def number_of(column: str) -> int:
    """The column's number: A is 1."""
    total = 0
    for letter in column:
        total = total * 26 + ord(letter) - 64
    return total


class Book:
    """One file; the cells are those of its first sheet."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as source:
            self.parts = {name: source.read(name) for name in source.namelist()}
        self.sheet = ElementTree.fromstring(self.parts[_SHEET])
        self.cells = {cell.get("r", ""): cell for cell in self.sheet.iter(_tag("c"))}
        shared = ElementTree.fromstring(self.parts["xl/sharedStrings.xml"])
        self._shared = ["".join(one.itertext()) for one in shared.iter(_tag("si"))]

    def save(self, path: Path) -> Path:
        self.parts[_SHEET] = ElementTree.tostring(self.sheet, "utf-8", xml_declaration=True)
        with zipfile.ZipFile(path, "w") as copied:
            for name, content in self.parts.items():
                copied.writestr(name, content)
        return path

    # --- cells

    def formula(self, address: str) -> str:
        """The formula with its equals sign; "" for none."""
        found = self.cells[address].find(_tag("f")) if address in self.cells else None
        return f"={found.text}" if found is not None and found.text else ""

    def value(self, address: str) -> Any:
        """A text, a number as float, or None."""
        cell = self.cells.get(address)
        if cell is None:
            return None
        if cell.get("t") == "inlineStr":
            return "".join(cell.itertext())
        text = cell.findtext(_tag("v"))
        if not text:
            return None
        if cell.get("t") == "s":
            return self._shared[int(text)]
        return text if cell.get("t") in ("str", "e") else float(text)

    def put(self, address: str, value: Any) -> None:
        """A value, a formula (``=…``) or nothing into a cell, which keeps its look."""
        cell = self._cell(address)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if value is None:
            return
        if isinstance(value, str) and value.startswith("="):
            ElementTree.SubElement(cell, _tag("f")).text = value[1:]
        elif isinstance(value, str) and value.startswith("#"):
            cell.set("t", "e")
            ElementTree.SubElement(cell, _tag("v")).text = value
        elif isinstance(value, str):
            cell.set("t", "inlineStr")
            inline = ElementTree.SubElement(ElementTree.SubElement(cell, _tag("is")), _tag("t"))
            inline.text = value
            inline.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        else:
            ElementTree.SubElement(cell, _tag("v")).text = repr(value)

    def show(self, address: str, value: str | float) -> None:
        """The cached value of a formula, which stays."""
        cell = self.cells[address]
        shown = cell.find(_tag("v"))
        if shown is None:
            shown = ElementTree.SubElement(cell, _tag("v"))
        shown.text = str(value)
        cell.attrib.pop("t", None)
        if isinstance(value, str):
            cell.set("t", "str")

    def swap(self, first: str, second: str) -> None:
        """The contents of two cells, the one for the other."""
        one, other = self._cell(first), self._cell(second)
        contents, kind = list(one), one.attrib.pop("t", None)
        for child in contents:
            one.remove(child)
        for child in list(other):
            other.remove(child)
            one.append(child)
        if "t" in other.attrib:
            one.set("t", other.attrib.pop("t"))
        for child in contents:
            other.append(child)
        if kind is not None:
            other.set("t", kind)

    def look_like(self, address: str, other: str) -> None:
        """The style (and number format) of another cell."""
        self._cell(address).set("s", self.cells[other].get("s", "0"))

    def forget_values(self) -> None:
        """No cached values: as programs write that do not compute."""
        for cell in self.cells.values():
            shown = cell.find(_tag("v"))
            if cell.find(_tag("f")) is not None and shown is not None:
                cell.remove(shown)
                cell.attrib.pop("t", None)

    def formulas(self) -> Iterator[tuple[str, str]]:
        for address in list(self.cells):
            text = self.formula(address)
            if text:
                yield address, text

    def _cell(self, address: str) -> ElementTree.Element:
        if address not in self.cells:
            column, number = split(address)
            row = self.row(number)
            cell = ElementTree.Element(_tag("c"), {"r": address})
            at = sum(number_of(split(one.get("r", "A1"))[0]) < number_of(column) for one in row)
            row.insert(at, cell)
            self.cells[address] = cell
        return self.cells[address]

    # --- rows and columns

    def row(self, number: int) -> ElementTree.Element:
        data = self.sheet.find(_tag("sheetData"))
        assert data is not None
        for at, row in enumerate(data):
            found = int(row.get("r", "0"))
            if found == number:
                return row
            if found > number:
                new = ElementTree.Element(_tag("row"), {"r": str(number)})
                data.insert(at, new)
                return new
        return ElementTree.SubElement(data, _tag("row"), {"r": str(number)})

    def hide_row(self, number: int) -> None:
        self.row(number).set("hidden", "1")

    def row_height(self, number: int, height: float) -> None:
        self.row(number).set("ht", str(height))
        self.row(number).set("customHeight", "1")

    def columns(self, column: str, **attributes: str) -> None:
        """Attributes for one column: hidden, width …"""
        number = number_of(column)
        wide = self.sheet.find(_tag("cols"))
        assert wide is not None
        for at, one in enumerate(list(wide)):
            low, high = int(one.get("min", "0")), int(one.get("max", "0"))
            if not low <= number <= high:
                continue
            wide.remove(one)
            for first, last in ((number + 1, high), (number, number), (low, number - 1)):
                if first <= last:
                    piece = ElementTree.Element(one.tag, {**one.attrib})
                    piece.attrib |= {"min": str(first), "max": str(last)}
                    piece.attrib |= attributes if first == last == number else {}
                    wide.insert(at, piece)
            return
        raise LookupError(column)

    def insert_row(self, at: int, copy_from: int = 0) -> None:
        """A row inserted as spreadsheet programs do it; with the formulas and looks of another."""
        data = self.sheet.find(_tag("sheetData"))
        assert data is not None
        copied = [
            (*split(address), self.formula(address), cell.get("s", "0"))
            for address, cell in self.cells.items()
            if split(address)[1] == copy_from
        ]
        for row in data:
            number = int(row.get("r", "0"))
            moved = number + (number >= at)
            row.set("r", str(moved))
            row.attrib.pop("spans", None)
            for cell in row:
                cell.set("r", f"{split(cell.get('r', 'A1'))[0]}{moved}")
                formula = cell.find(_tag("f"))
                if formula is not None and formula.text:
                    formula.text = shifted(formula.text, at)
        for tag, attribute in _REFERRING:
            for one in self.sheet.iter(_tag(tag)):
                if attribute in one.attrib:
                    one.set(attribute, shifted(one.attrib[attribute], at))
        for tag in ("formula", "formula1", "formula2"):
            for one in self.sheet.iter(_tag(tag)):
                one.text = shifted(one.text or "", at)
        self.cells = {cell.get("r", ""): cell for cell in self.sheet.iter(_tag("c"))}
        self.names(lambda name, target: shifted(target, at))
        for column, row_number, formula_text, style in copied:
            self._cell(f"{column}{at}").set("s", style)
            if formula_text:
                own = re.sub(
                    rf"(?<![$\dA-Z])([A-Z]{{1,3}}){row_number}\b",
                    rf"\g<1>{at}",
                    shifted(formula_text, at),
                )
                self.put(f"{column}{at}", own)

    # --- the workbook

    def names(self, change: Callable[[str, str], str | None]) -> None:
        """Every defined name that points at cells: its new target, or None to delete it."""

        def one(found: re.Match[str]) -> str:
            name = re.search(r'name="([^"]*)"', found[1])
            assert name is not None
            sheet, mark, target = found[2].rpartition("!")
            if not mark:
                return found[0]
            new = change(name[1], target)
            return "" if new is None else f"<definedName{found[1]}>{sheet}!{new}</definedName>"

        text = self.parts[WORKBOOK].decode()
        text = re.sub(r"<definedName([^>]*)>([^<]*)</definedName>", one, text)
        self.parts[WORKBOOK] = text.encode()

    def rewrite(self, part: str, old: str, new: str) -> None:
        """`old` replaced by `new` in one part, where it must stand."""
        content = self.parts[part].decode()
        assert old in content, f"{old} is not in {part}"
        self.parts[part] = content.replace(old, new).encode()


#: What refers to rows beside formulas and names.
_REFERRING = (
    ("mergeCell", "ref"),
    ("conditionalFormatting", "sqref"),
    ("dataValidation", "sqref"),
    ("dimension", "ref"),
    ("autoFilter", "ref"),
)


def _tag(name: str) -> str:
    return f"{{{_MAIN}}}{name}"


def opened_again(book: Book) -> BytesIO:
    """The book as bytes, for openpyxl."""
    out = BytesIO()
    book.parts[_SHEET] = ElementTree.tostring(book.sheet, "utf-8", xml_declaration=True)
    with zipfile.ZipFile(out, "w") as copied:
        for name, content in book.parts.items():
            copied.writestr(name, content)
    out.seek(0)
    return out
