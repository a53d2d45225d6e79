"""A copy of a workbook with fresh cached values, and everything else as it was, byte for byte.

The sheets' parts are not parsed into a tree and written out again, which would lose prefixes and
unknown extensions: the cells are found by their byte positions, and only their `t` and `<v>` change.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

from udfs.cells import CellError
from workbook_templates.recalculation.coordinates import address_of, split_address
from workbook_templates.recalculation.faults import WorkbookFault
from workbook_templates.recalculation.nodes import Scalar
from workbook_templates.recalculation.workbook_file import UNREADABLE, sheet_parts
from workbook_templates.saving import beside

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write_recalculated(path: Path, out: Path, values: Mapping[tuple[str, str], Scalar]) -> None:
    """Write to `out` a copy of the workbook `path` whose cached values are `values`.

    Keys are (sheet name, address); only cells that are there are touched, and their formulas stay.
    The copy is written beside `out` and renamed when complete; `path` itself is never written, so
    `out` must be another file (`ValueError`). Raises `WorkbookFault` for a file that is no workbook.
    """
    if out.exists() and path.samefile(out):
        raise ValueError("the copy must not replace the workbook itself")
    with beside(out) as part:
        _copy(path, part, values)
        # Figures of which the owner alone may read the workbook are not for others in the copy.
        os.chmod(part, path.stat().st_mode & 0o666)


def _copy(path: Path, out: Path, values: Mapping[tuple[str, str], Scalar]) -> None:
    try:
        with ZipFile(path) as source, ZipFile(out, "w") as copy:
            fresh: dict[str, dict[str, Scalar]] = {}
            for name, part in sheet_parts(source):
                mine = {
                    address: value for (sheet, address), value in values.items() if sheet == name
                }
                if mine:
                    fresh[part] = mine
            for entry in source.infolist():
                data = source.read(entry)
                if entry.filename in fresh:
                    data = with_values(data, fresh[entry.filename])
                copy.writestr(entry, data, compress_type=entry.compress_type)
    except (*UNREADABLE, expat.ExpatError) as error:
        raise WorkbookFault(
            f"无法读取工作簿“{path.name}”：不是有效的 .xlsx 文件，或文件已损坏、已加密。"
        ) from error


def with_values(xml: bytes, values: Mapping[str, Scalar]) -> bytes:
    """A worksheet part with the cells at these addresses given new cached values."""
    edits = _CellFinder(values).edits(xml)
    pieces, last = [], 0
    for start, end, text in edits:
        pieces += [xml[last:start], text.encode("utf-8")]
        last = end
    return b"".join([*pieces, xml[last:]])


@dataclass(slots=True)
class _OpenCell:
    """A cell being read: its start tag, and where its children begin, by byte."""

    tag: str
    attributes: dict[str, str]
    value: Scalar
    start: int
    children: list[tuple[str, int]] = field(default_factory=list)


class _CellFinder:
    """Walks a worksheet part with expat, which tells the byte at which each tag begins."""

    def __init__(self, values: Mapping[str, Scalar]) -> None:
        self._values = values
        self._edits: list[tuple[int, int, str]] = []
        self._cell: _OpenCell | None = None
        self._depth = 0
        self._row = self._column = 0
        self._parser: Any = None
        self._xml = b""

    def edits(self, xml: bytes) -> list[tuple[int, int, str]]:
        """(first byte, byte after the last, replacement) for every cell that changes, in order."""
        # Byte positions and the text put in are those of UTF-8.
        if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise KeyError("worksheet part is not UTF-8")
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._xml = xml
        self._parser.Parse(xml, True)
        return self._edits

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        position, kind = self._parser.CurrentByteIndex, tag.rpartition(":")[2]
        if self._cell is not None:
            if self._depth == 0:
                self._cell.children.append((kind, position))
            self._depth += 1
        elif kind == "row":
            self._row, self._column = int(attributes.get("r") or self._row + 1), 0
        elif kind == "c":
            given = attributes.get("r")
            self._row, self._column = (
                split_address(given) if given else (self._row, self._column + 1)
            )
            address = address_of(self._row, self._column)
            if address in self._values:
                value = self._values[address]
                self._cell = _OpenCell(tag, attributes, value, position)

    def _end(self, tag: str) -> None:
        if self._cell is None:
            return
        if self._depth:
            self._depth -= 1
            return
        cell, self._cell = self._cell, None
        end = self._parser.CurrentByteIndex
        if cell.children:
            self._replace(cell, end)
        else:
            self._fill(cell, end)

    def _replace(self, cell: _OpenCell, end: int) -> None:
        """One edit for the start tag, one for the value; between them the formula stays as it is."""
        starts = [start for _, start in cell.children] + [end]
        names = [name for name, _ in cell.children]
        start_tag, value = _written(cell)
        self._edits.append((cell.start, starts[0], start_tag))
        old = next((place for place, name in enumerate(names) if name in ("v", "is")), None)
        after = names.index("f") + 1 if "f" in names else 0
        first, last = (starts[after],) * 2 if old is None else (starts[old], starts[old + 1])
        self._edits.append((first, last, value))

    def _fill(self, cell: _OpenCell, end: int) -> None:
        """A cell of an array formula that held nothing, written ``<c/>`` or ``<c></c>``."""
        start_tag, value = _written(cell)
        if self._xml[end : end + 2] != b"</":  # no end tag of its own
            end = self._xml.index(b"/>", cell.start) + 2
            value += f"</{cell.tag}>"
        self._edits.append((cell.start, end, start_tag + value))


def _written(cell: _OpenCell) -> tuple[str, str]:
    """The cell's new start tag and value element, with the prefix of the old."""
    kind, text = _stored(cell.value)
    attributes = {key: value for key, value in cell.attributes.items() if key != "t"}
    if kind:
        attributes["t"] = kind
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    tag = f"{cell.tag[:-1]}v"
    return f"<{cell.tag}{written}>", f"<{tag}>{text}</{tag}>"


def _stored(value: Scalar) -> tuple[str, str]:
    """The cell's type and text as a worksheet part holds them; a blank is an empty text."""
    if value is None:
        return "str", ""
    if isinstance(value, bool):
        return "b", "1" if value else "0"
    if isinstance(value, CellError):
        return "e", value.value
    if isinstance(value, str):
        return "str", escape(_UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", value))
    return "", repr(value)
