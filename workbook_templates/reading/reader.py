"""Reads a file: the form that we built, by its stamp and names, and forms of other layouts."""

from __future__ import annotations

from pathlib import Path

from workbook_templates.reading.filled import Contents
from workbook_templates.reading.named import read_named
from workbook_templates.reading.parts import RefusedError, Unreadable
from workbook_templates.reading.sheets import Sheets


def read(path: Path) -> Contents | Unreadable:
    """Everything filled in that a file holds, or why not. Never raises for what a file holds."""
    path = Path(path)
    try:
        sheets = Sheets(path)
        named = read_named(sheets)
        if named is None:
            raise RefusedError(
                "不是模板",
                f"{path.name} 里没有本软件的模板标识",
                "请从本软件生成的模板填写；如标识丢失，请把内容复制到新的模板",
            )
        return Contents((named,))
    except RefusedError as refused:
        return refused.answer
