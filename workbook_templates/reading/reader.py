"""Reads a file: the form that we built, by its stamp and names, and forms found by headings."""

from __future__ import annotations

from pathlib import Path

from workbook_templates.reading.carried import carried_in
from workbook_templates.reading.filled import Contents, Filled
from workbook_templates.reading.grid import Grid
from workbook_templates.reading.named import read_named
from workbook_templates.reading.parts import RefusedError, Unreadable
from workbook_templates.reading.recognised import recognise
from workbook_templates.reading.sheets import Sheets

#: Sheets that we write ourselves beside the form.
_OURS = ("填写说明", "校验结果", "对照表")


def read(path: Path, password: str = "") -> Contents | Unreadable:
    """Everything filled in that a file holds, or why not. Never raises for what a file holds.

    `password` opens an encrypted one, in memory.
    """
    path = Path(path)
    try:
        return _contents(Sheets(path, password))
    except RefusedError as refused:
        return refused.answer


def _contents(sheets: Sheets) -> Contents:
    """The stamped form and every other sheet that is a form; the rest by name, with why not."""
    named = read_named(sheets)
    forms = [] if named is None else [named]
    others: list[tuple[str, str]] = []
    for sheet in sheets.markup:
        if sheet in _OURS or (named is not None and sheet == named.sheet):
            continue
        grid = Grid(sheets, sheet)
        if not grid.rows:
            continue  # a blank sheet, as programs add them
        found = recognise(grid)
        copied = named is not None and sheet in sheets.book.copied
        if isinstance(found, Filled):
            # A copy of the form keeps its names for itself; that there are two is told elsewhere.
            if not (copied and named is not None and found.form == named.form):
                forms.append(found)
        else:
            others.append((sheet, found))
    if forms:
        rest = tuple(f"{s}（{why}）" if why else s for s, why in others)
        return Contents(tuple(forms), rest, carried_in(sheets))
    told = [f"工作表“{sheet}”{why}" for sheet, why in others if why]
    raise RefusedError(
        "不是模板",
        f"{sheets.path.name} 里没有本软件的模板标识，按表头也认不出是哪一种表"
        + (f"：{'；'.join(told)}" if told else ""),
        "请核对表头各列的名称，或从本软件生成的模板填写",
    )
