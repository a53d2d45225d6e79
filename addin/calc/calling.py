"""Calls of PE_ functions as LibreOffice makes them; runs inside LibreOffice, and knows no UNO.

What comes in, through Basic: numbers as int or float, TRUE as 1, dates as their serial numbers, a
blank cell as None, a range or an array as rows. Errors in arguments do not come: Calc passes them on
by itself. What goes out: a float, a text, rows of these, or a double that carries an error's code.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from pathlib import Path

from udfs import CATALOGUE, Cell, CellError, Cells, Function, explaining, policies

#: Calc's own numbers of the errors.
CODES = {
    CellError.NUM: 503,
    CellError.VALUE: 519,
    CellError.NULL: 521,
    CellError.REF: 524,
    CellError.NAME: 525,
    CellError.DIV0: 532,
    CellError.NA: 32767,
}
_ERRORS = {code: error for error, code in CODES.items()}
_QUIET = 0x7FF8000000000000


def prepared(folders: Sequence[str]) -> str:
    """See the user's policy folders too; a warning where one is missing."""
    if folders:
        policies.use_folders(map(Path, folders))
    missing = "、".join(map(str, policies.library().missing))
    if not missing:
        return ""
    return (
        f"没有找到政策文件夹 {missing}，其中的政策暂时不能使用。"
        "请检查文件夹，或运行 pe addin install calc 重新登记。"
    )


def call(name: str, given: Sequence[object]) -> object:
    """The answer of a function, as Calc takes it."""
    function = CATALOGUE[name]
    return outgoing(function(*_arguments(function, [incoming(one) for one in given])))


def _arguments(function: Function, cells: list[Cells]) -> list[Cells]:
    """The arguments, blank where one was left out.

    Calc hands over the number 0 for it: `PE_SCORE(10,"≥80%",0.4,,"honghe-2023")`. No argument that
    may be left out can be 0, so this 0 is one that nobody wrote.
    """
    named = function.arguments
    if named and named[-1].repeated and isinstance(cells[0] if cells else None, str):
        explained = explaining.named(str(cells[0]))
        if isinstance(explained, Function):
            return [cells[0], *_arguments(explained, cells[1:])]
    return [
        None if n < len(named) and named[n].optional and _is_zero(cell) else cell
        for n, cell in enumerate(cells)
    ]


def _is_zero(cell: Cells) -> bool:
    return isinstance(cell, (int, float)) and cell == 0


def incoming(given: object) -> Cells:
    """A value from Basic as cells."""
    if isinstance(given, (tuple, list)):
        rows = given if given and isinstance(given[0], (tuple, list)) else (given,)
        return tuple(tuple(map(_cell, row)) for row in rows)
    return _cell(given)


def _cell(given: object) -> Cell:
    if isinstance(given, float) and math.isnan(given):
        (bits,) = struct.unpack("<Q", struct.pack("<d", given))
        return _ERRORS.get(bits & 0xFFFF, CellError.VALUE)
    if given is None or isinstance(given, (bool, int, float, str)):
        return given
    return CellError.VALUE


def outgoing(cells: Cells) -> object:
    """Cells as Calc takes them; a blank is an empty text, because Calc would show a 0."""
    if isinstance(cells, tuple):
        return tuple(tuple(map(_shown, row)) for row in cells)
    return _shown(cells)


def _shown(cell: Cell) -> object:
    if cell is None:
        return ""
    if isinstance(cell, CellError):
        return struct.unpack("<d", struct.pack("<Q", _QUIET | CODES[cell]))[0]
    # As cells hold it: an int beyond 32 bits would be of a type that Basic does not know.
    return float(cell) if type(cell) is int else cell
