"""解释: how the formula of the selected cell came to its result, in words; as a note if wanted."""

from __future__ import annotations

import re

from addin.excel.commands.copying import copy_of
from addin.excel.commands.evaluating import Evaluated, evaluate
from addin.excel.commands.told import Book, Door, Range, Told
from udfs import CellError
from workbook_templates import recalculation

_SIGN = "【计分说明】"
_CALLS = re.compile(r"\bPE_[A-Z_]+\s*\(", re.IGNORECASE)
_LONGEST = 3000


def explain(book: Book, door: Door) -> Told | None:
    """Tell how the selected cell's PE_ functions came to their results."""
    cell = selected(book)
    if cell is None:
        return Told("请先选中一个有 PE_ 公式的单元格，再点“解释”。", warning=True)
    where = f"{cell.sheet.name} {cell.get_address(False, False)}"
    formula = str(cell.formula or "")
    if not formula.startswith("="):
        return Told(f"{where} 里是填写的内容，不是公式，没有可解释的。请选中有公式的单元格。")
    if not _CALLS.search(formula):
        return Told(f"{where} 的公式没有用 PE_ 函数：\n{formula}")
    try:
        with copy_of(book) as copy:
            found = evaluate(copy, str(cell.sheet.name), str(cell.get_address(False, False)))
    except recalculation.WorkbookFault as fault:
        return Told(str(fault), warning=True)
    told = f"{where}：{_shown(found)}\n\n{_said(found)}"[:_LONGEST]
    if not found.explanations:
        return Told(told)
    if door.agreed(f"{told}\n\n要把说明写成这一格的批注吗？"):
        return _noted(cell, f"{_SIGN}\n" + "\n".join(found.explanations))
    return None


def selected(book: Book) -> Range | None:
    """The first cell of what is selected; None where no cells are selected."""
    chosen = book.selection
    return None if chosen is None else chosen[0, 0]


def _shown(found: Evaluated) -> str:
    value = found.value
    if isinstance(value, CellError):
        return value.value
    if value is None or value == "":
        return "空"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _said(found: Evaluated) -> str:
    if found.explanations:
        return "\n".join(found.explanations)
    if found.fault:
        return found.fault
    return "公式这一次没有用到 PE_ 函数：它所等的格还没有填写，或条件没有满足。"


def _noted(cell: Range, text: str) -> Told | None:
    """Write the note; one of a person's own stays as it is."""
    note = cell.note
    if note is None:
        cell.add_note(text)
    elif str(note.text).startswith(_SIGN):
        note.text = text
    else:
        return Told(
            "这一格已有批注，没有改动。请先移走原来的批注（或清除标记），再点“解释”。", warning=True
        )
    return None
