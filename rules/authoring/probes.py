"""Inputs on which to try a policy: its own examples, made-up ones, and what lies around both.

Bounded in number, so that a check ends in time whatever the policy holds.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import Field, fields
from fractions import Fraction
from itertools import combinations, islice, pairwise
from typing import Any

from rules import expression
from rules.authoring.candidates import Candidates, names_in
from rules.authoring.neighbours import figure_text
from rules.authoring.trials import Effort, Trial, Tried, own_trials, result, try_out, way
from rules.engine.rows import Facts, Row, read_facts
from rules.engine.use import Use
from rules.exact import plain
from rules.model.checks import Check
from rules.model.policy import Example, Policy
from rules.model.quantities import QuantityType
from rules.notation import Quantity, read_quantity
from rules.proof.examples import SCORE, SCORE_INPUTS
from rules.proof.report import Path

#: So many runs are spent on finding inputs for one file.
MOST_RUNS = 40_000
_MOST_SEEDS = 14
_MOST_ROWS = 3
#: Runs for one result, and how many of its trials are kept.
_MOST_FOR_ONE = 2_000
_MOST_TRIALS = 500
#: Of the trials that come about in the same way, so many are kept.
_MOST_ALIKE = 30
_SECTIONS_WITHOUT_RESULTS = ("sources", "quantities", "readings")
_TARGETS = ("≥80%", ">80%", "≤80%", "<80%", "=80%", "80%", "≥50个", "≤50个", "=0", "50个±5个")
_STATES = ("2023年12月31日前", "及时")
_ACTUALS = ("80%", "64%", "90%", "120%", "50个", "40个", "60个", "150个", "0")
_STATE_ACTUALS = ("2023年12月20日", "2024年1月5日", "及时", "不及时")


class Probes:
    """The trials for each result that a policy can give."""

    def __init__(self, policy: Policy, effort: Effort | None = None) -> None:
        self.policy = policy
        self.effort = effort or Effort(policy, MOST_RUNS)
        self.candidates = Candidates(policy)
        self._seeds: dict[str, list[Trial]] = {}
        for trial in own_trials(policy):
            self._seeds.setdefault(trial.item, []).append(trial)
        self._known: dict[str, list[Tried]] = {}

    def items(self, path: Path) -> list[str]:
        """The results on which a place of the file can bear."""
        section = str(path[0]) if path else ""
        if section == "评分":
            return [SCORE]
        for field, members in self._sections():
            if field.metadata["word"] == section:
                named = [name for name in members if len(path) > 1 and name == path[1]]
                return named or list(members)
        every = [name for _, members in self._sections() for name in members]
        if section == "数据":
            return [name for name in every if path[1] in self._names(name)]
        if section == "施行":
            # Without a date of its own the day comes from id@date, which no example has.
            return every if self.policy.in_force.dated_by else []
        return every + ([SCORE] if self.policy.scoring else [])

    def _sections(self) -> Iterator[tuple[Field[Any], dict[str, object]]]:
        """The parts of the policy whose members are results."""
        for field in fields(self.policy):
            members = getattr(self.policy, field.name)
            if isinstance(members, dict) and field.name not in _SECTIONS_WITHOUT_RESULTS:
                yield field, members

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
            if trial.key in seen:
                continue
            seen.add(trial.key)
            if not self.effort.spend(trial) or self.effort.left < until:
                return
            tried = try_out(self.policy, trial)
            same = (way(tried.found), _written(trial))
            alike[same] = alike.get(same, 0) + 1
            if alike[same] <= _MOST_ALIKE:
                yield tried

    def _around(self, item: str) -> Iterator[Trial]:
        seeds = self._chosen(item)
        yield from seeds
        yield from _in_turn([self._varied(seed) for seed in seeds[:_MOST_SEEDS]])
        truths = [n for n, q in self.policy.quantities.items() if q.type is QuantityType.TRUTH]
        for seed in seeds[:_MOST_SEEDS]:
            for one, other in combinations([n for n in truths if n in self._names(item)], 2):
                for first in ("是", "否"):
                    yield seed.with_given({**seed.given, one: first, other: "是"})

    def _chosen(self, item: str) -> list[Trial]:
        """Seeds that came about in different ways, the author's before the made-up ones."""
        chosen: dict[Hashable, Trial] = {}
        for trial in (*self._seeds.get(item, ()), *self._invented(item)):
            if not self.effort.spend(trial):
                break
            how = (way(result(self.policy, trial)), tuple(sorted(trial.given)), _written(trial))
            chosen.setdefault(how, trial)
        return list(chosen.values())

    def _names(self, item: str) -> list[str]:
        for field, members in self._sections():
            if item in members:
                names = names_in(self.policy, members[item])
                day = self.policy.in_force.dated_by
                if field.name == "rewards" and day:
                    names.append(day)
                return names + (["总分"] if field.name == "grades" else [])
        return []

    def _invented(self, item: str) -> Iterator[Trial]:
        """Inputs made from the declarations alone, for what has few examples or none."""
        if item == SCORE:
            yield from self._scored()
            return
        bare = Trial(item, Example(title=item, given={}))
        names = self._names(item)
        for truth in ("是", "否"):
            for amount in (Fraction(90), Fraction(100)):
                given = {name: self._sample(name, truth, amount) for name in names}
                yield bare.with_given(given)
                check = self.policy.checks.get(item)
                if check is not None:
                    yield from self._equal(bare.with_given(given), check)

    def _sample(self, name: str, truth: str, amount: Fraction) -> str:
        quantity = self.policy.quantities.get(name)
        if quantity is None:
            return plain(amount)
        if quantity.type is QuantityType.TRUTH:
            return truth
        if quantity.type is QuantityType.DATE:
            return str(self.policy.in_force.since)
        if quantity.type is QuantityType.TEXT:
            return next(iter(self.candidates.words), "其他")
        if quantity.type is QuantityType.RATIO:
            return plain(amount) + "%"
        return plain(amount) + (quantity.unit or "")

    def _equal(self, trial: Trial, check: Check) -> Iterator[Trial]:
        """An equation that comes out, exactly and to the last digit printed."""
        facts = read_facts(Use(self.policy), Row.of(dict(trial.given)), check.that.names)
        wanted = (
            expression.expected(check.that, facts.values()) if isinstance(facts, Facts) else None
        )
        if wanted is None or not isinstance(facts, Facts):
            return
        name, value = wanted
        quantity = self.policy.quantities[name]
        dimension = facts.by_name[name].dimension
        for near in (value, value + Fraction(1, 250), value - Fraction(1, 250)):
            text = figure_text(near, dimension)
            if quantity.type is QuantityType.POINTS:
                text = plain(near, 2)
            yield trial.with_given({**trial.given, name: text})

    def _scored(self) -> Iterator[Trial]:
        scoring = self.policy.scoring
        levels = [
            f"{level} {figure_text((span.low + span.high) / 2, '比率')}"
            for method in (scoring.methods.values() if scoring else ())
            for level, span in method.levels.items()
        ]
        bare = Trial(SCORE, Example(title=SCORE, given={}))
        names = ["", *(scoring.methods if scoring else ())]
        for name in names:
            for target, actuals in (
                *((target, _ACTUALS) for target in _TARGETS),
                *((target, (*_STATE_ACTUALS, *levels)) for target in _STATES),
            ):
                for actual in actuals:
                    given = dict(zip(SCORE_INPUTS, ("10", target, actual, name), strict=False))
                    yield bare.with_given(given)

    def _varied(self, seed: Trial) -> Iterator[Trial]:
        """The seed with one value changed, and both sides of each place where the way changes."""
        in_rows = (name for row in seed.example.rows[:1] for name in row)
        names = dict.fromkeys((*self._names(seed.item), *seed.given, *in_rows))
        if seed.item == SCORE:
            names = dict.fromkeys(SCORE_INPUTS)
        texts = {name: self._texts(seed, name) for name in names}
        # Dates and choices first: they are few, and there are many amounts.
        for name in sorted(texts, key=lambda name: len(texts[name])):
            trials = [seed.with_given({**seed.given, name: text}) for text in texts[name]]
            yield from trials
            for number, row in enumerate(seed.example.rows[:_MOST_ROWS]):
                for text in texts[name]:
                    yield seed.with_row(number, {**row, name: text})
            yield from self._turns(name, [trial for trial in trials if name in trial.given])

    def _texts(self, seed: Trial, name: str) -> list[str]:
        quantity = self.policy.quantities.get(name)
        if quantity is not None:
            return self.candidates.of(quantity)
        if name == "总分":
            return self.candidates.numbers("")
        if name == "计分方法" and self.policy.scoring:
            return [*self.policy.scoring.methods, ""]
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
