"""What the PE_ functions of one cell say of their results, from a copy of the workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from udfs import CATALOGUE, Cells, cells, explaining
from workbook_templates import recalculation
from workbook_templates.recalculation import FunctionTable, Sheet, WorkbookFile

_Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A cell's value, and what its PE_ functions said, once each, in the order of their calls."""

    value: Any
    explanations: tuple[str, ...] = ()
    fault: str = ""


def evaluate(path: Path, sheet: str, address: str) -> Evaluated:
    """Compute one cell. Raises `WorkbookFault` for a file that is no workbook.

    Figures that Excel has computed are taken as they stand, so the explanation is of what is seen;
    only what was never computed is computed here.
    """
    book = recalculation.read_workbook(path)
    target = (sheet, address)
    said: list[str] = []

    def table(here: Callable[[], _Cell]) -> FunctionTable:
        return {name: _listening(name, here, target, said) for name in CATALOGUE}

    done = recalculation.compute(_settled(book, target), table)
    explanations = tuple(dict.fromkeys(filter(None, said)))
    return Evaluated(done.values.get(target), explanations, done.faults.get(target, ""))


def _listening(
    name: str, here: Callable[[], _Cell], target: _Cell, said: list[str]
) -> Callable[..., Cells]:
    def call(*given: Cells) -> Cells:
        answer = CATALOGUE[name].answer(*given)
        if here() == target:
            said.extend(explaining.explanations(answer))
        return cells(answer)

    return call


def _settled(book: WorkbookFile, target: _Cell) -> WorkbookFile:
    """The workbook with only the formulas that still have to be computed."""
    return replace(book, sheets=tuple(_without_done(sheet, target) for sheet in book.sheets))


def _without_done(sheet: Sheet, target: _Cell) -> Sheet:
    kept = {
        spot: formula
        for spot, formula in sheet.formulas.items()
        if sheet.values.get(spot) is None or (sheet.name, recalculation.address_of(*spot)) == target
    }
    return replace(sheet, formulas=kept)
