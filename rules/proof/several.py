"""The results of an example with several rows, told in one text as `应排` and `应得` have them."""

from __future__ import annotations

from dataclasses import dataclass

from rules.notation import Misread, read_quantity
from rules.results import Result

#: What stands between the results of several rows.
BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class Several:
    """All results in their order, and what an example writes of them."""

    text: str
    results: tuple[Result, ...]

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings that mattered in any of them."""
        return tuple(text for result in self.results for text in result.working.readings)


def same_amounts(one: str, other: str) -> bool:
    """Whether two lists of amounts are equal, however each amount is written: 12.0001万元, 120001元."""
    left, right = one.split(BETWEEN), other.split(BETWEEN)
    return len(left) == len(right) and all(map(_same, left, right))


def _same(one: str, other: str) -> bool:
    if one.strip() == other.strip():
        return True
    found, wanted = read_quantity(one), read_quantity(other)
    if found is None or isinstance(found, Misread) or wanted is None or isinstance(wanted, Misread):
        return False
    units = [read.unit.dimension for read in (found, wanted) if read.unit is not None]
    return found.value == wanted.value and len(set(units)) <= 1
