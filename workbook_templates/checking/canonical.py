"""All computed cells of a form, as its formulas come to on the inputs of a filled one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeAlias

from rules.results import Result
from udfs import Cell
from workbook_templates.recalculation.numbers import serial_of

#: What a PE_ function answered, under its name.
Answers: TypeAlias = tuple[tuple[str, Result], ...]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A formula's own value, and every answer that a PE_ function gave on the way to it."""

    value: Cell
    answers: Answers = ()


@dataclass(frozen=True, slots=True)
class Canonical:
    """All computed cells of a form: by name, and by area, row and column role.

    `presets` are the inputs that the template fills in by a formula, where nobody typed another.
    """

    fields: Mapping[str, Recomputed]
    sections: Mapping[str, tuple[Mapping[str, Recomputed], ...]]
    presets: Mapping[str, Recomputed] = field(default_factory=lambda: MappingProxyType({}))


def stored(value: Any) -> Any:
    """A value as a workbook stores it: numbers as floats, dates as serial numbers."""
    if value is None or isinstance(value, str):  # most cells
        return value
    if isinstance(value, Fraction):
        # What float(value) does, in a fifth of its time.
        whole = value.denominator == 1
        return value.numerator if whole else value.numerator / value.denominator
    if isinstance(value, date):
        return serial_of(value)
    return value
