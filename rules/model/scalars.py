"""The single values a policy file can hold: figures, spans, values by date, formulas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Generic, TypeVar

from rules.exact import plain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, such as 100万元, 0.5‰ or 90.

    `value` is in the base unit (元, 1, …); `dimension` is "" for a bare number.
    """

    value: Fraction
    dimension: str
    text: str

    def __str__(self) -> str:
        """As its author wrote it."""
        return self.text


@dataclass(frozen=True, slots=True)
class Span:
    """A range of shares such as 80%..100%; whether an end belongs to it is said by its user."""

    low: Fraction
    high: Fraction

    def __str__(self) -> str:
        """In percent, as documents print it."""
        return f"{plain(self.low * 100)}%～{plain(self.high * 100)}%"


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value that may change by date: what applies from which day on, oldest first.

    A value without a date (`since` None) applies throughout.
    """

    values: tuple[tuple[date | None, T], ...]

    def on(self, day: date | None) -> T | None:
        """What applies on `day`; None before the first date, or when only the day could decide."""
        if len(self.values) == 1 and self.values[0][0] is None:
            return self.values[0][1]
        if day is None:
            return None
        found = None
        for since, value in self.values:
            if since is None or since <= day:
                found = value
        return found

    @property
    def needs_a_day(self) -> bool:
        """Whether the value depends on the day."""
        return self.values[0][0] is not None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure that the document prints, or the name of the quantity that holds it.

    A document that leaves a weight or a prize to be fixed later gets a quantity and no default:
    `分值: 30`, but `分值: 到位资金分值`.
    """

    figure: Figure | None
    name: str

    def __str__(self) -> str:
        """As its author wrote it."""
        return self.figure.text if self.figure else self.name


@dataclass(frozen=True, slots=True)
class Limit:
    """An end that must be said: a figure, or in words that there is none (`figure` is None)."""

    figure: Figure | None
    text: str

    def __str__(self) -> str:
        """As its author wrote it."""
        return self.text
