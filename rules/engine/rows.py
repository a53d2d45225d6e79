"""One row of data: headers and values as they stand in cells, and which value a header finds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from rules.nearest import alike
from rules.notation import Unit, with_unit
from rules.results import Refusal, Scalar

#: A cell's content; a cell that shows an error comes as the refusal it stands for.
Raw: TypeAlias = Scalar | Refusal


@dataclass(frozen=True, slots=True)
class Row:
    """A header row and one row of values under it."""

    headers: tuple[str, ...]
    values: tuple[Raw, ...]

    @classmethod
    def of(cls, given: dict[str, Raw]) -> Row:
        """A row from names and values."""
        return cls(tuple(given), tuple(given.values()))

    def find(self, name: str, also: tuple[str, ...] = ()) -> tuple[Raw, Unit | None] | None:
        """The value under a header and the unit that the header names; None where it is absent.

        `also` are the other headers under which it may stand.
        """
        found = self.place(name, also)
        return None if found is None else (self.values[found[0]], found[1])

    def place(self, name: str, also: tuple[str, ...] = ()) -> tuple[int, Unit | None] | None:
        """As `find`, with the position of the value instead of the value."""
        index = _index(self.headers)
        return next((index[one] for one in _spelt(name, also) if one in index), None)

    def several(self, name: str, also: tuple[str, ...] = ()) -> str:
        """Why it is open which column holds this; empty where it is not."""
        index = _index(self.headers)
        found = [one for one in _spelt(name, also) if one in index]
        if any(one in _repeated(self.headers) for one in found):
            return f"表头“{name}”出现了两次"
        return f"表头“{'”和“'.join(found)}”是同一项数据" if len(found) > 1 else ""

    def lookalike(self, name: str, also: tuple[str, ...], known: tuple[str, ...]) -> str:
        """A header that nobody declared and that looks like this one; empty where there is none.

        `known` are all headers that are declared.
        """
        return _lookalike(self.headers, _spelt(name, also), known)


@lru_cache(maxsize=1024)
def _spelt(name: str, also: tuple[str, ...]) -> tuple[str, ...]:
    """The headers that stand for a quantity, as `_index` has them."""
    # A quantity may be declared with brackets of the other width than its header has.
    return tuple(dict.fromkeys(with_unit(one)[0] for one in (name, *also)))


@lru_cache(maxsize=256)
def _index(headers: tuple[str, ...]) -> dict[str, tuple[int, Unit | None]]:
    index: dict[str, tuple[int, Unit | None]] = {}
    for position, header in enumerate(headers):
        name, unit = with_unit(header)
        index.setdefault(name, (position, unit))
    return index


@lru_cache(maxsize=1024)
def _lookalike(headers: tuple[str, ...], names: tuple[str, ...], known: tuple[str, ...]) -> str:
    """A header that nobody declared and that looks like one of `names`: a misspelling, most likely.

    A quantity with 未填 would otherwise fall back to it without a word.
    """
    declared = {*known, *(with_unit(one)[0] for one in known)}
    others = [found for found in _index(headers) if found not in declared]
    return next((other for other in others if any(alike(other, name) for name in names)), "")


@lru_cache(maxsize=256)
def _repeated(headers: tuple[str, ...]) -> frozenset[str]:
    names = [with_unit(header)[0] for header in headers]
    return frozenset(name for name in names if names.count(name) > 1)
