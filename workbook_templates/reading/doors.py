"""Other doors into a file, as bounded as that for forms: a plain table, and questions before opening."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rules.results import Scalar
from udfs import CellError
from workbook_templates.reading.cells import cell_value
from workbook_templates.reading.compound import SIGNATURE
from workbook_templates.reading.encrypted import ENCRYPTED
from workbook_templates.reading.parts import TABLE, RefusedError, Unreadable
from workbook_templates.reading.sheets import Sheets


def read_rows(path: Path) -> Sequence[Sequence[Scalar]] | Unreadable:
    """The rows of the first sheet, or why not. Never raises for what a file holds."""
    try:
        sheets = Sheets(path, bounds=TABLE)
        first = next(iter(sheets.markup), None)
        values = sheets.values(first) if first is not None else ()
    except RefusedError as refused:
        return refused.answer
    return [[_told(cell_value(raw)) for raw in row] for row in values]


def is_encrypted(path: Path) -> bool:
    """Whether a file can be read only with a password."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            if file.read(8) != SIGNATURE:
                return False
        Sheets(path)
    except RefusedError as refused:
        return refused.answer.code == ENCRYPTED
    except OSError:
        return False
    return False


def refusal(path: Path) -> Unreadable | None:
    """Why a file is not to be opened as a workbook of today's kind; None where it may be."""
    try:
        kind = Sheets(path).kind
    except RefusedError as refused:
        return refused.answer
    if kind:
        return Unreadable("旧格式", f"{path.name} 是{kind}", "请用表格软件打开，另存为 .xlsx 再试")
    return None


def _told(value: Scalar | CellError) -> Scalar:
    return value.value if isinstance(value, CellError) else value
