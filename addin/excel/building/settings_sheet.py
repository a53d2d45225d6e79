"""The sheet with xlwings' settings, put into a workbook's package."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from addin.excel.building.package import (
    CONTENT_TYPES,
    MAIN,
    RELATIONSHIPS,
    WORKBOOK,
    WORKBOOK_LINKS,
    Parts,
    inserted,
)
from addin.excel.settings import SETTINGS, SETTINGS_SHEET

_PART = "worksheets/settings.xml"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def add_settings(given: Parts, *, hidden: bool) -> None:
    """Add the sheet as the last; hidden so that only VBA shows it."""
    if f"xl/{_PART}" in given:
        raise ValueError("the workbook has the sheet of settings already")
    book = given[WORKBOOK].decode()
    number = max(map(int, re.findall(r'sheetId="(\d+)"', book)), default=0) + 1
    state = ' state="veryHidden"' if hidden else ""
    sheet = f'<sheet name="{SETTINGS_SHEET}" sheetId="{number}"{state} r:id="rIdSettings"/>'
    link = f'<Relationship Id="rIdSettings" Type="{RELATIONSHIPS}/worksheet" Target="{_PART}"/>'
    kind = f'<Override PartName="/xl/{_PART}" ContentType="{_CONTENT}"/>'
    for part, mark, added in (
        (WORKBOOK, b"</sheets>", sheet),
        (WORKBOOK_LINKS, b"</Relationships>", link),
        (CONTENT_TYPES, b"</Types>", kind),
    ):
        given[part] = inserted(given[part], mark, added.encode())
    given[f"xl/{_PART}"] = _sheet().encode()


def _sheet() -> str:
    rows = "".join(
        f'<row r="{row}">{"".join(_cells(row, name, value))}</row>'
        for row, (name, value) in enumerate(SETTINGS.items(), 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    )


def _cells(row: int, name: str, value: str | bool) -> Iterable[str]:
    yield _text(f"A{row}", name)
    if isinstance(value, bool):
        yield f'<c r="B{row}" t="b"><v>{int(value)}</v></c>'
    elif value:
        yield _text(f"B{row}", value)


def _text(address: str, value: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
