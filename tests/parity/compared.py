"""What the enforcers show, held side by side; a difference names its cell and can be replayed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.parity.enforcers import ENFORCERS, Answers
from tests.parity.fills import Fill
from udfs import Cell, CellError

#: Figures are alike at the 15 digits that a cell shows; what a host takes from another in binary
#: (得分 − 调减分值, of at most 100 points) is off by a few of the last digits of the greater.
_RELATIVE, _ABSOLUTE = 5e-15, 3e-14


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell of which the enforcers do not say the same; an absent one has nothing to say."""

    fill: Fill
    cell: str
    shown: dict[str, Cell]

    def __str__(self) -> str:
        told = "，".join(
            f"{name} {_told(self.shown[name])}" for name in ENFORCERS if name in self.shown
        )
        return f"{self.fill.subject} 第 {self.fill.seed} 份 {self.cell}：{told}"

    @property
    def replay(self) -> str:
        """The command that shows this fill again."""
        return f"python -m tests.parity {self.fill}"


def differences(fill: Fill, answers: Answers) -> Iterator[Difference]:
    """Every cell on which two enforcers differ."""
    names = dict.fromkeys(name for shown in answers.values() for name in shown)
    for name in names:
        shown = {one: answers[one][name] for one in answers if name in answers[one]}
        first, *others = shown.values()
        if not all(alike(first, other, _is_sum(name)) for other in others):
            yield Difference(fill, name, shown)


def _is_sum(name: str) -> bool:
    """Whether a cell takes in many others: where two of them are wrong, it can show either error.

    LibreOffice passes on an error of an argument without a call; our own functions go row by row.
    """
    return "第" not in name


def alike(one: Cell, other: Cell, any_error: bool = False) -> bool:
    """Whether two cells show the same; a blank and an empty text do. `any_error` is like another."""
    if any_error and isinstance(one, CellError) and isinstance(other, CellError):
        return True
    if _figure(one) and _figure(other):
        assert isinstance(one, int | float)
        assert isinstance(other, int | float)
        return abs(one - other) <= max(_RELATIVE * max(abs(one), abs(other)), _ABSOLUTE)
    return (one or "") == (other or "") and _figure(one) == _figure(other)


def _figure(value: Cell) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _told(value: Cell) -> str:
    if isinstance(value, CellError):
        return value.value
    return repr(value)
