"""A computed cell's formula against the one its description makes; formulas in input cells."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_templates.checking.catalogue import formulas
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.formula_texts import moved, said
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.sheet_markup import SheetMarkup

#: A longer formula is cut off in a sentence; in the finding it stands in full.
_IN_SENTENCE = 80


def same(cell: Cell, expected: str) -> bool:
    """Whether the cell's formula says what it should."""
    found = cell.formula
    if found is None:
        return False
    return found == expected or said(found, cell.sheet).tokens == said(expected, cell.sheet).tokens


def compare(cell: Cell, name: str, expected: str, copy: str) -> Iterator[Finding]:
    """What is wrong with the formula of a computed cell; `copy` tells where to take a right one."""
    if same(cell, expected) or cell.formula is None:
        return
    found, should = said(cell.formula, cell.sheet), said(expected, cell.sheet)
    if found.linked:
        yield formulas.LINKED.at(
            cell, name, found=cell.formula, expected=expected, cut=cut(cell.formula), copy=copy
        )
    elif differing := moved(found, should):
        yield formulas.MOVED.at(
            cell, name, found=cell.formula, expected=expected, why=_told(differing), copy=copy
        )
    else:
        yield formulas.CHANGED.at(
            cell,
            name,
            found=cell.formula,
            expected=expected,
            cut=cut(cell.formula),
            should=cut(expected),
            copy=copy,
        )


def in_input(cell: Cell, name: str, markup: SheetMarkup) -> Iterator[Finding]:
    """What is wrong with a formula in a cell that a person fills in; most are welcome."""
    if cell.formula is None:
        return
    formula = said(cell.formula, cell.sheet)
    if formula.linked:
        yield formulas.INPUT_LINKED.at(cell, name, found=cell.formula, cut=cut(cell.formula))
    if formula.volatile:
        why = "、".join(formula.volatile)
        yield formulas.INPUT_VOLATILE.at(
            cell, name, found=cell.formula, cut=cut(cell.formula), why=why
        )
    if cell.value is None and cell.address in markup.uncalculated:
        yield formulas.INPUT_UNCALCULATED.at(cell, name, found=cell.formula, cut=cut(cell.formula))


def _told(differing: tuple[tuple[str, str], ...]) -> str:
    """The references that lead elsewhere, the first three of them."""
    pairs = [
        f"应指 {should}，所指的格已被删除" if found == "#REF!" else f"{found} 应为 {should}"
        for found, should in differing[:3]
    ]
    return "；".join(pairs) + ("等" if len(differing) > 3 else "")


def cut(formula: str) -> str:
    """A formula as a sentence holds it."""
    return formula if len(formula) <= _IN_SENTENCE else f"{formula[:_IN_SENTENCE]}…"
