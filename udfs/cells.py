"""What a cell can hold, as every host hands it over and takes it back.

A host's own types (COM variants, numpy scalars, UNO structs) are turned into these by its adapter;
here they become the engine's exact values, and results become cell values again.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from rules.exact import from_float
from rules.results import Reason, Refusal, Result, Scalar, Working

if TYPE_CHECKING:
    from rules.engine import Raw


class CellError(Enum):
    """An error value of a cell; its value is the text that Excel shows."""

    VALUE = "#VALUE!"
    NA = "#N/A"
    NUM = "#NUM!"
    NAME = "#NAME?"
    DIV0 = "#DIV/0!"
    REF = "#REF!"
    NULL = "#NULL!"


#: One cell: blank, TRUE/FALSE, a number, a text, a date, or an error.
Cell: TypeAlias = bool | int | float | str | date | CellError | None
#: What a range or an array hands over: rows of cells.
Rows: TypeAlias = tuple[tuple[Cell, ...], ...]
Cells: TypeAlias = Cell | Rows

#: Which error a refusal is in a cell. #NAME? stays the host's own.
ERRORS: dict[Reason, CellError] = {
    Reason.NOT_UNDERSTOOD: CellError.VALUE,
    Reason.AMBIGUOUS: CellError.VALUE,
    Reason.BREAKS_RULE: CellError.VALUE,
    Reason.UNKNOWN_NAME: CellError.VALUE,
    Reason.MISSING_FIELD: CellError.VALUE,
    Reason.MISSING_VALUE: CellError.NA,
    Reason.WAITS_FOR_PERSON: CellError.NA,
    Reason.RULE_SILENT: CellError.VALUE,
    Reason.OUT_OF_FORCE: CellError.NUM,
    Reason.NO_BAND: CellError.NUM,
    Reason.DIVIDES_BY_ZERO: CellError.VALUE,
    Reason.POLICY_BROKEN: CellError.VALUE,
    Reason.DEFECT: CellError.VALUE,
}
#: The flag of a refusal that only passes on an error of another cell.
CARRIED = "来自引用的单元格"
#: An error that comes in through a reference keeps its kind on the way out.
_INCOMING = {CellError.NA: Reason.MISSING_VALUE, CellError.NUM: Reason.OUT_OF_FORCE}


def raw(cell: Cell) -> Raw:
    """A cell as the engine takes it: a float enters exactly once, at 15 significant digits."""
    if cell is None or isinstance(cell, (str, bool)):
        return cell
    if isinstance(cell, int):
        return Fraction(cell)
    if isinstance(cell, float):
        try:
            return from_float(cell)
        except ValueError:
            return Refusal(Reason.NOT_UNDERSTOOD, "单元格里不是有限的数", "请重新填写")
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return incoming(cell)


def incoming(error: CellError) -> Refusal:
    """The refusal that an error value in an argument stands for."""
    return Refusal(
        _INCOMING.get(error, Reason.NOT_UNDERSTOOD),
        f"引用的单元格是错误值 {error.value}",
        "请先改正那个单元格",
        Working(flags=(CARRIED,)),
    )


def is_blank(cell: Cell | Refusal) -> bool:
    """Whether nothing is written in a cell: a blank one, or one of spaces only."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def cell(result: Result) -> Cell:
    """A result as a cell shows it: a number, a text, a truth value, a blank or an error."""
    if isinstance(result, Refusal):
        return ERRORS[result.reason]
    return _shown(result.value)


def cells(answer: Result | tuple[tuple[Result, ...], ...]) -> Cells:
    """What the cell, or the range of cells, shows of an answer."""
    if isinstance(answer, tuple):
        return tuple(tuple(map(cell, row)) for row in answer)
    return cell(answer)


def _shown(value: Scalar) -> Cell:
    if isinstance(value, Fraction):
        if value.denominator == 1 and abs(value) < 2**53:
            return int(value)
        try:
            # The only float on the way out: correctly rounded, so 8.09 arrives as 8.09. What
            # float(value) does, in a fifth of its time.
            return value.numerator / value.denominator
        except OverflowError:  # more than any cell holds; a spreadsheet shows the same
            return CellError.NUM
    return value.isoformat() if isinstance(value, date) else value
