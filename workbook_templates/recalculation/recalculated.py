"""Every formula of a workbook computed anew from what its other cells hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from udfs.cells import CellError
from workbook_templates.recalculation.alone import TOO_DEEP
from workbook_templates.recalculation.calling import FunctionTable
from workbook_templates.recalculation.coordinates import address_of
from workbook_templates.recalculation.evaluator import Evaluator
from workbook_templates.recalculation.faults import FormulaFault
from workbook_templates.recalculation.nodes import Node, Reference, Rows, Scalar, Value
from workbook_templates.recalculation.operators import element
from workbook_templates.recalculation.places import Place
from workbook_templates.recalculation.workbook_file import (
    Sheet,
    Spot,
    StoredFormula,
    WorkbookFile,
    read_workbook,
)

Cell = tuple[str, str]
"""(sheet name, address such as ``C5``)."""

_Located = tuple[str, Spot]  # (sheet name, (row, column))
_DEEPEST_CELLS = 12  # cells computed inside one another; a cell below that is computed first
_DEEPEST_NODES = 40  # the same for nested operations
_LARGEST_ARRAY = 100_000  # cells of one array formula
_CIRCULAR = "公式循环引用了自己：{chain}。请改掉其中一个公式。"
_DEFECT = "计算这一格时程序内部出错（{kind}）。这不是填报的问题，请把本工作簿交给维护人员。"


@dataclass(frozen=True, slots=True)
class Recalculated:
    """The formula cells of a workbook, computed.

    `values`: a cell, blank (None) or an error for every formula cell and every cell of an array formula;
    `faults`: for cells whose formula could not be computed, in Chinese, why and what to do;
    `circular`: the cells of circular references, whose value is #REF!.
    """

    values: Mapping[Cell, Scalar]
    faults: Mapping[Cell, str]
    circular: frozenset[Cell]


def recalculate(path: Path, functions: FunctionTable) -> Recalculated:
    """Compute every formula cell of an .xlsx; the cached figures in it are not believed.

    `functions` are the PE_ functions by name. One cell's failure stays in that cell. Raises
    `WorkbookFault` for a file that is no workbook.
    """
    return _Recalculation(read_workbook(path), functions).run()


def compute(
    book: WorkbookFile, functions: Callable[[Callable[[], Cell]], FunctionTable]
) -> Recalculated:
    """Compute the formula cells of a workbook in memory.

    `functions` makes the table from a question: which cell is being computed now? So a caller can
    tell for which cell a function was called.
    """
    run = _Recalculation(book, {})
    run.serve(functions(run.here))
    return run.run()


class _NotYet(Exception):  # noqa: N818 - it is no error
    """A cell lies too deep: compute the last cell of the path first, then come back along it."""

    def __init__(self, path: tuple[_Located, ...]) -> None:
        super().__init__(path)
        self.path = path


class _Recalculation:
    """The cells during a run; it is the evaluator's source."""

    def __init__(self, book: WorkbookFile, functions: FunctionTable) -> None:
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._spellings = {sheet.name.casefold(): sheet.name for sheet in book.sheets}
        self._extents = {sheet.name: _extent(sheet) for sheet in book.sheets}
        self._names = book.names
        self.serve(functions)
        self._members = {sheet.name: _array_members(sheet) for sheet in book.sheets}
        self._done: dict[_Located, Scalar] = {}
        self._open: list[_Located] = []
        self._waiting: dict[_Located, None] = {}  # in order, each needing the next
        self._circular: set[_Located] = set()
        self._faults: dict[Cell, str] = {}

    def serve(self, functions: FunctionTable) -> None:
        """The PE_ functions to call."""
        self._evaluator = Evaluator(functions, self)

    def here(self) -> Cell:
        """The cell that is being computed."""
        return _cell(*self._open[-1])

    def run(self) -> Recalculated:
        for name, sheet in self._sheets.items():
            for spot in sheet.formulas:
                self._settle((name, spot))
        values = {_cell(*place): value for place, value in self._done.items()}
        circular = frozenset(_cell(*place) for place in self._circular)
        return Recalculated(values, self._faults, circular)

    # What the evaluator asks for.

    def sheet(self, name: str) -> str | None:
        return self._spellings.get(name.casefold())

    def extent(self, sheet: str) -> tuple[int, int]:
        return self._extents[sheet]

    def named(self, name: str, sheet: str | None) -> Node | None:
        local = (sheet.casefold() if sheet else None, name.casefold())
        text = self._names.get(local) or self._names.get((None, name.casefold()))
        return _parsed(text) if text is not None else None

    def value(self, sheet: str, row: int, column: int) -> Scalar:
        spot = (row, column)
        if (sheet, spot) in self._done:
            return self._done[sheet, spot]
        stored = self._sheets[sheet]
        anchor = self._members[sheet].get(spot, spot)
        if anchor not in stored.formulas:
            return stored.values.get(spot)
        place = (sheet, anchor)
        if place in self._open or place in self._waiting:
            return self._close_circle(place)
        if len(self._open) > _DEEPEST_CELLS or self._evaluator.depth > _DEEPEST_NODES:
            raise _NotYet(tuple(self._open) if len(self._open) > 1 else (*self._open, place))
        self._compute(place)
        return self._done[sheet, spot]

    # The order of computing.

    def _settle(self, place: _Located) -> None:
        """Compute a cell, and before it, as often as needed, the cells that lie too deep below it."""
        self._waiting = {place: None}
        while self._waiting:
            place, _ = self._waiting.popitem()
            if place in self._done:
                continue
            try:
                self._compute(place)
            except _NotYet as deeper:
                self._waiting.update(dict.fromkeys(deeper.path))

    def _compute(self, place: _Located) -> None:
        sheet, spot = place
        formula = self._sheets[sheet].formulas[spot]
        self._open.append(place)
        try:
            outcome = self._outcome(place, formula)
        finally:
            self._open.pop()
        if place in self._circular:
            outcome = CellError.REF
        if formula.area is None:
            self._done[place] = outcome[0][0] if isinstance(outcome, tuple) else outcome
            return
        for row, column in _covered(spot, formula):
            self._done[sheet, (row, column)] = element(outcome, row - spot[0], column - spot[1])

    def _close_circle(self, place: _Located) -> CellError:
        """Mark the cells of a circle that has just come back to `place`."""
        chain = [*self._waiting, *self._open]
        chain = chain[chain.index(place) :]
        shown = " → ".join(f"{sheet}!{address_of(*spot)}" for sheet, spot in [*chain[:8], place])
        for member in chain:
            self._circular.add(member)
            self._faults.setdefault(_cell(*member), _CIRCULAR.format(chain=shown))
        return CellError.REF

    def _outcome(self, place: _Located, formula: StoredFormula) -> Scalar | Rows:
        """The formula's result; what goes wrong in it is noted for this cell alone."""
        from workbook_templates.recalculation.copied import parse_at

        sheet, (row, column) = place
        here = Place(sheet, row, column, array=formula.area is not None)
        try:
            node = parse_at(formula.text, row)
        except FormulaFault as fault:
            self._faults[_cell(*place)] = fault.sentence
            return CellError.NAME
        try:
            value: Value = self._evaluator.value(node, here)
            if isinstance(value, Reference):
                settled = self._evaluator.settled(value, here)
                return 0 if settled is None else settled  # a formula never shows a blank as blank
            # A function's blank is the empty text that every host shows for it, not a zero.
            return "" if value is None else value
        except _NotYet:
            raise
        except FormulaFault as fault:
            self._faults[_cell(*place)] = fault.sentence
        except RecursionError:
            self._faults[_cell(*place)] = TOO_DEEP
        except Exception as defect:  # of a function handed in: one cell must not stop the others
            self._faults[_cell(*place)] = _DEFECT.format(kind=type(defect).__name__)
        return CellError.VALUE


def _cell(sheet: str, spot: Spot) -> Cell:
    return sheet, address_of(*spot)


def _parsed(text: str) -> Node | None:
    from workbook_templates.recalculation.grammar import parse

    try:
        return parse(text)
    except FormulaFault:
        return None


def _extent(sheet: Sheet) -> Spot:
    rows = max((row for row, _ in sheet.values), default=0)
    return rows, max((column for _, column in sheet.values), default=0)


def _array_members(sheet: Sheet) -> dict[Spot, Spot]:
    """Every cell of an array formula, with the cell that holds the formula."""
    return {
        member: spot
        for spot, formula in sheet.formulas.items()
        if formula.area is not None
        for member in _covered(spot, formula)
    }


def _covered(spot: Spot, formula: StoredFormula) -> list[Spot]:
    """The cells that an array formula fills; an area out of all proportion is its first cell."""
    top, left, bottom, right = formula.area or (*spot, *spot)
    if (top, left) != spot or not 0 < (bottom - top + 1) * (right - left + 1) <= _LARGEST_ARRAY:
        return [spot]
    return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
