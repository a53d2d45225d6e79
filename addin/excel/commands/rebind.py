"""重新绑定: formulas linked to the add-in of another PC are entered again, so that this PC's serves.

A formula that was entered where the add-in lay elsewhere reads ``'D:\\…\\pe.xlam'!PE_SCORE(…)``.
Without the path, Excel looks for the name in the workbook itself and then in the add-ins that are
loaded here. A formula without a path that shows #NAME? is only entered again.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field

from addin.excel.commands.told import Book, Door, Range, Told, unavailable

_LINK = re.compile(
    r"(?:'(?:[^']|'')*'|\[[^\]'!]*\]|[^\s'!=(),;&*/+\-<>^\"{}]+\.xla[m]?)!(?=PE_[A-Z_]+\s*\()",
    re.IGNORECASE,
)
_XLL = re.compile(r"\b_xl(?:l|dudf)[._](?=PE_[A-Z_]+\s*\()", re.IGNORECASE)
_CALL = re.compile(r"\bPE_[A-Z_]+\s*\(", re.IGNORECASE)


@dataclass(slots=True)
class Bound:
    """How many formulas were entered again, how many of them had a link; which could not be."""

    entered: int = 0
    linked: int = 0
    failed: list[str] = field(default_factory=list)


def local(formula: str) -> str:
    """The formula with each PE_ function named without the place it was linked to."""
    return _XLL.sub("", _LINK.sub("", formula))


def rebind(book: Book, door: Door) -> Told | None:
    """Enter every formula with PE_ functions again, without links."""
    bound = bind(book)
    if not bound.entered and not bound.failed:
        return Told("这份工作簿里没有用 PE_ 函数的公式。")
    told = f"已重新输入 {bound.entered} 个公式，其中 {bound.linked} 个原来指向别处的插件。"
    if not bound.failed:
        return Told(f"{told}\n仍显示 #NAME? 的，请确认插件已启用（文件 → 选项 → 加载项）。")
    places = "、".join(bound.failed[:10]) + ("等" if len(bound.failed) > 10 else "")
    return Told(
        f"{told}\n有 {len(bound.failed)} 格没有改成：{places}。\n"
        "工作表有保护的，请先撤销保护；是数组公式的，请选中整片后重新输入。",
        warning=True,
    )


def bind(book: Book) -> Bound:
    """Enter the formulas again; Excel calculates once, at the end."""
    bound = Bound()
    app = book.app
    before = app.calculation
    app.calculation = "manual"
    try:
        for sheet in book.sheets:
            used = sheet.used_range
            for number, row in enumerate(_rows(used.formula)):
                for column, formula in enumerate(row):
                    if isinstance(formula, str) and _is_call(formula):
                        cell = sheet.range((used.row + number, used.column + column))
                        if not _is_spilled(cell):
                            _enter(cell, formula, bound)
    finally:
        app.calculation = before
    return bound


def _is_call(formula: str) -> bool:
    return formula.startswith("=") and _CALL.search(formula) is not None


def _is_spilled(cell: Range) -> bool:
    """Whether the cell shows a part of what a formula in another cell gives.

    It tells that formula as its own; entered here it would stand in the way of the other.
    """
    try:
        return bool(cell.api.HasSpill) and cell.api.SpillParent.Address != cell.api.Address
    except Exception as error:
        # Before 365 and 2021 nothing spilled.
        if not unavailable(error):
            raise
        return False


def _enter(cell: Range, formula: str, bound: Bound) -> None:
    # An Excel that knows dynamic arrays would write "@" before what is entered as `formula`.
    if not _entered(cell, "formula2") and not _entered(cell, "formula"):
        bound.failed.append(f"{cell.sheet.name} {cell.get_address(False, False)}")
        return
    bound.entered += 1
    bound.linked += local(formula) != formula


def _entered(cell: Range, spelling: str) -> bool:
    try:
        setattr(cell, spelling, local(str(getattr(cell, spelling))))
    except Exception as error:
        # An old Excel does not know the attribute `Formula2`.
        if not unavailable(error):
            raise
        logging.getLogger(__name__).warning("%s of %s", spelling, cell, exc_info=True)
        return False
    return True


def _rows(formulas: object) -> tuple[tuple[object, ...], ...]:
    """What `formula` of a range gives, as rows: of a single cell it is a text."""
    if not isinstance(formulas, (tuple, list)):
        return ((formulas,),)
    return tuple(tuple(row) if isinstance(row, (tuple, list)) else (row,) for row in formulas)
