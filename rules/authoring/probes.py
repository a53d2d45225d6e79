"""Inputs on which to try a policy: its own examples, made-up ones, and what lies around both.

Bounded in number, so that a check ends in time whatever the policy holds.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from itertools import combinations, islice

from rules.authoring.asked import Asked
from rules.authoring.candidates import Candidates
from rules.authoring.input_changes import InputChanges
from rules.authoring.inventions import Inventions
from rules.authoring.reaching import reaching
from rules.authoring.trials import Effort, Trial, Tried, own_trials, result, try_out, way
from rules.model.policy import Policy
from rules.model.quantities import QuantityType
from rules.proof.report import Path

#: So many runs are spent on finding inputs for one file.
MOST_RUNS = 40_000
_MOST_SEEDS = 14
#: Runs for one result, and how many of its trials are kept.
_MOST_FOR_ONE = 2_000
_MOST_TRIALS = 500
#: Of the trials that come about in the same way, so many are kept.
_MOST_ALIKE = 30


class Probes:
    """The trials for each result that a policy can give."""

    def __init__(self, policy: Policy, effort: Effort | None = None) -> None:
        self.policy = policy
        self.effort = effort or Effort(policy, MOST_RUNS)
        self.asked = Asked(policy)
        candidates = Candidates(policy)
        self._inventions = Inventions(policy, self.asked, candidates)
        self._changes = InputChanges(policy, self.asked, candidates, self.effort)
        self._seeds: dict[str, list[Trial]] = {}
        for trial in own_trials(policy):
            self._seeds.setdefault(trial.item, []).append(trial.in_full)
        self._known: dict[str, list[Tried]] = {}

    def items(self, path: Path) -> list[str]:
        """The results on which a place of the file can bear."""
        return self.asked.bearing(path)

    def of(self, item: str) -> list[Tried]:
        """All trials for one result, the examples first."""
        if item not in self._known:
            self._known[item] = list(islice(self._made(item), _MOST_TRIALS))
        return self._known[item]

    def _made(self, item: str) -> Iterator[Tried]:
        seen: set[Hashable] = set()
        alike: dict[Hashable, int] = {}
        until = self.effort.left - _MOST_FOR_ONE
        for trial in self._around(item):
            if not trial.given and not trial.example.rows:
                trial = self._beside(trial)
            if trial.key in seen:
                continue
            seen.add(trial.key)
            if not self.effort.spend(trial) or self.effort.left < until:
                return
            tried = try_out(self.policy, trial)
            same = (way(tried.found), _written(trial), frozenset(trial.given))
            alike[same] = alike.get(same, 0) + 1
            if alike[same] <= _MOST_ALIKE:
                yield tried

    def _beside(self, trial: Trial) -> Trial:
        """A trial that gives nothing, with data of another rule: an example gives something."""
        own = self.asked.names(trial.item)
        other = next((name for name in self.policy.quantities if name not in own), None)
        if other is None:
            return trial
        return trial.with_given({other: self._inventions.sample(other)})

    def _around(self, item: str) -> Iterator[Trial]:
        seeds = self._chosen(item)
        yield from seeds
        ranking = self.policy.rankings.get(item)
        if ranking is not None:
            alone = [seed.alone(row) for seed in seeds for row in seed.example.rows]
            yield from reaching(self.policy, ranking, alone, self.effort)
        yield from _in_turn([self._changes.around(seed) for seed in seeds[:_MOST_SEEDS]])
        truths = [n for n, q in self.policy.quantities.items() if q.type is QuantityType.TRUTH]
        for seed in seeds[:_MOST_SEEDS]:
            for one, other in combinations([n for n in truths if n in self.asked.names(item)], 2):
                for first in ("是", "否"):
                    yield seed.with_given({**seed.given, one: first, other: "是"})

    def _chosen(self, item: str) -> list[Trial]:
        """Seeds that came about in different ways, the author's before the made-up ones."""
        chosen: dict[Hashable, Trial] = {}
        for trial in (*self._written_by_author(item), *self._inventions.of(item)):
            if not self.effort.spend(trial):
                break
            how = (way(result(self.policy, trial)), tuple(sorted(trial.given)), _written(trial))
            chosen.setdefault(how, trial)
        return list(chosen.values())

    def _written_by_author(self, item: str) -> Iterator[Trial]:
        """The examples of a result; those of the whole reward also serve for a share of it."""
        yield from self._seeds.get(item, ())
        whole = self.asked.whole(item)
        if whole != item:
            yield from (replace(seed, item=item) for seed in self._seeds.get(whole, ()))


def _in_turn(several: list[Iterator[Trial]]) -> Iterator[Trial]:
    """One of each after the other, so that a limit leaves none of them out."""
    while several:
        left = []
        for one in several:
            trial = next(one, None)
            if trial is not None:
                yield trial
                left.append(one)
        several = left


def _written(trial: Trial) -> tuple[str, ...]:
    """How a scored row is written, and by which method: ways of their own to be scored."""
    texts = (trial.given.get(name, "") for name in ("指标值", "实际完成值"))
    return *(text.rstrip("0123456789%.个±年月日前 ") for text in texts), trial.given.get(
        "计分方法", ""
    )
