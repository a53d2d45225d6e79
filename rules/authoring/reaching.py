"""Units whose total just reaches a figure of a ranking, or just misses it.

A total comes about from many data, so changing one at a time seldom meets 70 分 exactly. One unit
alone is first and last of its group: its total decides, and one of its data is moved until it is
there.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules.authoring.neighbours import around, figure_text
from rules.authoring.trials import Effort, Trial, result
from rules.exact import Rounding, plain, round_to
from rules.model.policy import Policy
from rules.model.rankings import Ranking
from rules.model.scalars import Figure
from rules.notation import Quantity, read_quantity
from rules.proof.several import Several
from rules.results import Value

_MOST_STEPS = 24
_MOST_DIGITS = 6
#: What a figure that stands at 0 is moved up to.
_FROM_NOTHING = Fraction(100)


def reaching(
    policy: Policy, ranking: Ranking, seeds: list[Trial], effort: Effort
) -> Iterator[Trial]:
    """For each figure that totals are compared with: a unit just there, and one just below."""
    for figure in _figures(ranking):
        low, high = around(figure.value, figure.text)
        for start, end in ((figure.value, high), (low, figure.value)):
            found = next(_found(policy, seeds, start, end, effort), None)
            if found is not None:
                yield found


def _figures(ranking: Ranking) -> Iterator[Figure]:
    if ranking.prizes is not None and ranking.prizes.least is not None:
        yield ranking.prizes.least
    for consequence in ranking.consequences.values():
        if consequence.below is not None:
            yield consequence.below


def _found(
    policy: Policy, seeds: list[Trial], start: Fraction, end: Fraction, effort: Effort
) -> Iterator[Trial]:
    """Trials whose total lies from `start` on, below `end`."""
    for seed in seeds:
        for name in seed.given:
            figure = read_quantity(seed.given[name])
            if isinstance(figure, Quantity) and name in policy.quantities and effort.spend():
                trial = _Moved(policy, seed, name, figure, effort).between(start, end)
                if trial is not None:
                    yield trial


class _Moved:
    """A trial of which one figure is moved."""

    def __init__(
        self, policy: Policy, seed: Trial, name: str, figure: Quantity, effort: Effort
    ) -> None:
        self.policy = policy
        self.seed = seed
        self.name = name
        self.figure = figure
        self.effort = effort

    def between(self, start: Fraction, end: Fraction) -> Trial | None:
        """The trial once its total is where it should be, its figure as short as that allows."""
        low, high = Fraction(0), 2 * self.figure.value or _FROM_NOTHING
        at_low, at_high = self._total(low), self._total(high)
        if at_low is None or at_high is None or not at_low < start <= at_high:
            return None
        for _ in range(_MOST_STEPS):
            middle = (low + high) / 2
            total = self._total(middle)
            if total is None or not self.effort.spend():
                return None
            if start <= total < end:
                return self._trial(self._short(middle, start, end))
            low, high = (middle, high) if total < start else (low, middle)
        return None

    def _short(self, value: Fraction, start: Fraction, end: Fraction) -> Fraction:
        for digits in range(_MOST_DIGITS):
            near = round_to(value, self._unit * Fraction(1, 10**digits), Rounding.HALF_UP)
            total = self._total(near)
            if total is not None and start <= total < end:
                return near
        return value

    @property
    def _unit(self) -> Fraction:
        unit = self.figure.unit
        return unit.factor if unit is not None else Fraction(1)

    def _trial(self, value: Fraction) -> Trial:
        unit = self.figure.unit
        if unit is None:
            text = plain(value)
        elif unit.dimension == "比率":
            text = figure_text(value, "比率")
        else:
            text = plain(value / unit.factor) + unit.name
        return self.seed.with_given({**self.seed.given, self.name: text})

    def _total(self, value: Fraction) -> Fraction | None:
        found = result(self.policy, self._trial(value))
        first = found.results[0] if isinstance(found, Several) else None
        total = first.value if isinstance(first, Value) else None
        return total if isinstance(total, Fraction) else None
