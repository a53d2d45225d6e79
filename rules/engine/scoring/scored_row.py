"""The row being scored: everything that the ways of scoring need to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from rules.engine.use import Use, reading
from rules.model.scoring import Method, Scoring
from rules.notation import (
    DateActual,
    DeadlineTarget,
    LevelActual,
    NumericActual,
    NumericTarget,
    StateActual,
    StateTarget,
)
from rules.results import Step, Value, Working

Target: TypeAlias = NumericTarget | DeadlineTarget | StateTarget
Actual: TypeAlias = NumericActual | DateActual | LevelActual | StateActual


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """A row with the method by which it is scored; `full` are its points."""

    use: Use
    scoring: Scoring
    full: Fraction
    target: Target
    actual: Actual
    method: Method

    @property
    def figures(self) -> dict[str, object]:
        """What every sentence about the row needs."""
        return {"points": self.full, "target": self.target.text, "actual": self.actual.text}

    @property
    def clause(self) -> str:
        """The clause that the method rests on, as cited."""
        return self.use.cite(self.method.clause)

    def reading(self, word: str) -> tuple[str, ...]:
        """The method's reading on one of its keywords."""
        return reading(self.method, word)

    def readings(self, *words: str) -> tuple[str, ...]:
        """The method's readings on several of its keywords."""
        return tuple([told for word in words for told in self.reading(word)])

    def earned(self, value: Fraction, step: Step, *readings: str) -> Value:
        """Points earned by one step."""
        return Value(value, Working((step,), self.clause, readings))
