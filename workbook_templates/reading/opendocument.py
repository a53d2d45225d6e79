"""OpenDocument spreadsheets (.ods): bounded, and handed on as a clean copy."""

from __future__ import annotations

from workbook_templates.reading.legacy import MOST_CELLS
from workbook_templates.reading.markup import parse
from workbook_templates.reading.parts import (
    Merged,
    Opened,
    RefusedError,
    ours_in_old_clothes,
    packed,
)
from workbook_templates.stamp import STAMP_NAMES

KIND = "OpenDocument 格式（.ods）"

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def opened(name: str, parts: dict[str, bytes]) -> Opened:
    """The values of an .ods, as a copy for the library. Raises `RefusedError`."""
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise RefusedError("加密", f"{name} 是加了密码的 .ods", "请去掉密码，另存为 .xlsx 再试")
    if f'table:name="{STAMP_NAMES["template"]}"'.encode() in parts["content.xml"]:
        raise ours_in_old_clothes(name, KIND)
    content = _Content(parts["content.xml"])
    if content.cells > MOST_CELLS:
        raise RefusedError(
            "文件过大", f"{name} 的工作表用到的格子太多，填好的表不会这么大", "请删去表外的内容"
        )
    copy = {
        "mimetype": _MIME.encode(),
        "content.xml": parts["content.xml"],
        "META-INF/manifest.xml": _MANIFEST.encode(),
    }
    return Opened(kind=KIND, values=packed(copy).getvalue(), merged=content.merged)


class _Content:
    """The cells of all sheets together, from the first to the last that holds something; merged ones."""

    def __init__(self, content: bytes) -> None:
        self.cells = 0
        self.merged: dict[str, list[Merged]] = {}
        self._spans: list[Merged] = []
        self._row = self._column = self._rows = self._columns = self._repeated = 0
        self._filled = False
        parse(content, "content.xml", self._start, self._end)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self._row = self._rows = self._columns = 0
            self._spans = self.merged.setdefault(attributes.get("name", ""), [])
        elif tag == "table-row":
            self._repeated, self._column = _count(attributes, "number-rows-repeated"), 0
            self._filled = False
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        down = _count(attributes, "number-rows-spanned")
        across = _count(attributes, "number-columns-spanned")
        if (down > 1 or across > 1) and len(self._spans) < MOST_CELLS:
            top, left = self._row, self._column
            self._spans.append((top, left, top + down - 1, left + across - 1))
        self._column += _count(attributes, "number-columns-repeated")
        if "value-type" in attributes or "formula" in attributes:
            self._filled = True
            self._columns = max(self._columns, self._column)

    def _end(self, tag: str, text: str) -> None:
        if tag == "table-row":
            self._row += self._repeated
            if self._filled:
                self._rows = self._row
        elif tag == "table":
            self.cells += self._rows * self._columns


def _count(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1")
    return int(written) if written.isdecimal() and len(written) < 10 else 1
