"""What lies around an input: one value changed at a time, and both sides of where it matters."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from rules.authoring.asked import Asked
from rules.authoring.candidates import Candidates
from rules.authoring.neighbours import figure_text
from rules.authoring.trials import Effort, Trial, result, way
from rules.exact import plain
from rules.model.policy import Policy
from rules.notation import Quantity, read_quantity
from rules.proof.examples import SCORE, SCORE_INPUTS


class InputChanges:
    """The inputs that differ from a seed in one value."""

    def __init__(
        self, policy: Policy, asked: Asked, candidates: Candidates, effort: Effort
    ) -> None:
        self.policy = policy
        self.asked = asked
        self.candidates = candidates
        self.effort = effort

    def around(self, seed: Trial) -> Iterator[Trial]:
        """The seed with one value changed, and both sides of each place where the way changes."""
        in_rows = (name for row in seed.example.rows for name in row)
        names = dict.fromkeys((*self.asked.names(seed.item), *seed.given, *in_rows))
        if seed.item == SCORE:
            names = dict.fromkeys(SCORE_INPUTS)
        texts = {name: self._texts(seed, name) for name in names}
        # Dates and choices first: they are few, and there are many amounts.
        for name in sorted(texts, key=lambda name: len(texts[name])):
            trials = [seed.with_given({**seed.given, name: text}) for text in texts[name]]
            yield from trials
            for text in texts[name]:
                # Row after row for one value, so that a limit leaves no row out.
                for number, row in enumerate(seed.example.rows):
                    yield seed.with_row(number, {**row, name: text})
            yield from self._turns(name, [trial for trial in trials if name in trial.given])

    def _texts(self, seed: Trial, name: str) -> list[str]:
        if name in self.policy.quantities:
            return self.candidates.of(name)
        if name == "总分":
            return self.candidates.numbers("")
        scoring = self.policy.scoring
        methods = scoring.methods if scoring else {}
        if name == "分值":
            stated = [one.stated_points.value for one in methods.values() if one.stated_points]
            return [*dict.fromkeys(plain(near) for v in stated for near in (v, v + 1))]
        if name == "计分方法" and methods:
            return [*methods, ""]
        if name == "实际完成值":
            return [*self._actuals(seed.given.get("指标值", "")), "/", ""]
        return ["1", "0.5", "/", ""] if name == "调减分值" else []

    def _actuals(self, target: str) -> list[str]:
        """Actuals at the policy's shares of the target, and shares in words."""
        shares = [value for value in self.candidates.shares("比率") if value >= 0]
        found: list[str] = []
        read = read_quantity(target.lstrip("≥≤><="))
        if isinstance(read, Quantity):
            dimension = read.unit.dimension if read.unit else ""
            factor = read.unit.factor if read.unit and dimension != "比率" else Fraction(1)
            unit = read.unit.name if read.unit and dimension != "比率" else ""
            for share in (*shares, Fraction(2), Fraction(1), Fraction(1, 2)):
                value = read.value * share
                shown = figure_text(value, "比率") if dimension == "比率" else plain(value / factor)
                found.append(shown + unit)
        for method in self.policy.scoring.methods.values() if self.policy.scoring else ():
            for level in method.levels:
                found += [level, *(f"{level} {figure_text(s, '比率')}" for s in shares)]
        return list(dict.fromkeys(found))

    def _turns(self, name: str, trials: list[Trial]) -> Iterator[Trial]:
        """Both sides of a change of way between two numbers, to a hundredth of their distance."""
        numbers = []
        for trial in trials:
            read = read_quantity(trial.given[name])
            if isinstance(read, Quantity):
                numbers.append((read.value, read.unit.dimension if read.unit else "", trial))
        numbers.sort(key=lambda entry: entry[0])
        for (low, dimension, below), (high, other, above) in pairwise(numbers):
            if dimension != other or low == high or not self.effort.spend():
                continue
            before = way(result(self.policy, below))
            if before == way(result(self.policy, above)):
                continue
            grid = (high - low) / 128
            for _ in range(7):
                middle = (low + high) / 2
                trial = below.with_given({**below.given, name: figure_text(middle, dimension)})
                if way(result(self.policy, trial)) == before:
                    low = middle
                else:
                    high = middle
            for value in (low, high, low + grid / 2):
                yield below.with_given({**below.given, name: figure_text(value, dimension)})
