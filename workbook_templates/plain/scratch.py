"""Helper cells: the steps of a plain formula, each in a cell of its own to the right of the form.

A step that is asked for twice is one cell. The steps of a table are columns of it, those of a single
cell stand in its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from workbook_templates.shape import ASIDE, Kind, Spot


class Scratch:
    """The helper cells of one table or of one row; `serial` numbers those of the whole form."""

    def __init__(self, first: int, serial: count[int]) -> None:
        """Helper cells begin in column `first`."""
        self._first, self._serial = first, serial
        self._steps: dict[str, str] = {}

    def keep(self, formula: str) -> str:
        """The reference to a helper cell that holds `formula` (without its equals sign)."""
        if formula not in self._steps:
            self._steps[formula] = f"{ASIDE}{next(self._serial)}"
        return f"【{self._steps[formula]}】"

    def spots(self) -> Iterator[Spot]:
        """The helper cells, in the order in which they were asked for."""
        for place, (formula, name) in enumerate(self._steps.items(), self._first):
            yield Spot(
                place,
                place,
                Kind.COMPUTED,
                name,
                content=f"={formula}",
                heading=name,
                style=ASIDE,
            )
