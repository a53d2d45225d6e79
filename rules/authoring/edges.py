"""Which figures, dates, choices and conditions no example tests.

Every value is changed a little in turn. If all examples still come out the same, none of them
tests it; an input on which the change matters is then searched for, and offered as an example.
What no input can tell apart is left in peace, but a whole part that never matters is reported.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from datetime import date
from enum import Enum
from itertools import chain, groupby

from rules.authoring.example_lines import example_line
from rules.authoring.hints import Hint
from rules.authoring.places import in_words, is_construct
from rules.authoring.probes import Probes
from rules.authoring.standing import stands
from rules.authoring.trials import Effort, Trial, Tried, kinds, own_trials, seen, try_out, way
from rules.authoring.variations import Variation, variations
from rules.expression import Expression
from rules.model.bands import Range
from rules.model.policy import Policy
from rules.model.scalars import Figure, Span
from rules.proof.examples import LACKS
from rules.results import Refusal, Value

#: Choices that work alike wherever they stand: shown once in a file, they are shown.
_ALIKE = ("容差", "缺值", "方式")
#: So many runs of a varied policy are spent on one check of a file.
_MOST_RUNS = 40_000
#: For one edge, so many runs are spent on finding an input that shows it.
_MOST_FOR_ONE = 800
_LONGEST_TITLE = 40
_FEWEST_ROWS = 2


def untested(policy: Policy, probes: Probes | None = None) -> tuple[Hint, ...]:
    """The edges without an example, in the order of the file, and parts that never matter."""
    return tuple(_Search(policy, probes or Probes(policy)).hints())


class _Search:
    def __init__(self, policy: Policy, probes: Probes) -> None:
        self.policy = policy
        self.probes = probes
        self.examples = [try_out(policy, trial) for trial in own_trials(policy)]
        self.effort = Effort(policy, _MOST_RUNS)

    def hints(self) -> Iterator[Hint]:
        """One hint for each input that shows what is untested at a place."""
        for path, same in groupby(self._survivors(), key=lambda found: found.place.path):
            told: set[Hashable] = set()
            for variation in same:
                witness = self._witness(variation)
                if witness is not None and witness.key not in told:
                    told.add(witness.key)
                    yield self._untested(variation, witness)
                elif witness is None and self._never_matters(variation):
                    yield Hint(
                        path,
                        f"“{in_words(path)}”可能永远用不到："
                        f"试了 {self._tried(variation)} 组数据，有没有它结果都一样",
                        "请核对条件和数额；确实用不到的请删去",
                    )
        if self.effort.spent:
            yield Hint((), "规则太多，只检查了一部分", "请把文件按办法拆成几项政策")

    def _survivors(self) -> list[Variation]:
        """The variations that no example tells apart from the policy."""
        found: list[tuple[Variation, Hashable]] = []
        shown: set[Hashable] = set()
        going = variations(self.policy)
        variation = next(going, None)
        while variation is not None and self.effort.spend():
            killed = self._killed(variation)
            whole = variation.whole and not killed
            # What has to be there all the same cannot be left out: only what it says can vary.
            needed = whole and not stands(variation.policy)
            choice: Hashable = _choice(variation)
            if not killed and not needed:
                found.append((variation, choice))
            elif killed and choice is not None:
                shown.add(choice)
            try:
                variation = going.send(whole and not needed)
            except StopIteration:
                break
        left = []
        for survivor, choice in found:
            if choice is None or choice not in shown:
                left.append(survivor)
                if choice is not None:
                    shown.add(choice)
        return left

    def _killed(self, variation: Variation) -> bool:
        for number, tried in enumerate(self.examples):
            if not self.effort.spend(tried.trial):
                return True
            if tried.differs(variation.policy, by_words=variation.whole):
                # What tells one edge will often tell the next: try it first.
                self.examples.insert(0, self.examples.pop(number))
                return True
        return False

    def _trials(self, variation: Variation) -> Iterator[Tried]:
        items = self.probes.items(variation.place.path)
        return chain.from_iterable(self.probes.of(item) for item in items)

    def _never_matters(self, variation: Variation) -> bool:
        """Whether a rule without a witness was tried well enough to say so."""
        if not _is_rule(variation) or self.effort.spent or self.probes.effort.spent:
            return False
        # What has to be there all the same (a band of many, the place to round to) is no rule.
        if not stands(variation.policy):
            return False
        trials = list(self._trials(variation))
        if any(tried.led_elsewhere(variation.policy) for tried in trials):
            return False
        # In a ranking each row matters through the others: single changes prove nothing.
        by_row = any(tried.trial.example.rows for tried in trials)
        return not by_row and any(isinstance(tried.found, Value) for tried in trials)

    def _tried(self, variation: Variation) -> int:
        return sum(1 for _ in self._trials(variation))

    def _witness(self, variation: Variation) -> Trial | None:
        """An input on which the variation comes out differently, and nothing in it is idle.

        What a whole part is for is better shown by a value than by a refusal, and what a check is
        for by a form that can be checked.
        """
        refused: Tried | None = None
        until = self.effort.left - _MOST_FOR_ONE
        for tried in self._trials(variation):
            if not self.effort.spend(tried.trial) or self.effort.left < until:
                break
            if tried.differs(variation.policy, by_words=variation.whole):
                whole = variation.whole and isinstance(tried.found, Refusal)
                if not whole and LACKS not in kinds(tried.found):
                    return self._without_idle(tried, variation)
                refused = refused or tried
        return self._without_idle(refused, variation) if refused else None

    def _without_idle(self, tried: Tried, variation: Variation) -> Trial:
        # Of a check all data that it is about are told, also those that settle nothing.
        kept = self.probes.asked.names(tried.trial.item) if self._checks(tried) else []
        for name in [name for name in tried.trial.given if name not in kept]:
            given = {key: text for key, text in tried.trial.given.items() if key != name}
            if not given and not tried.trial.example.rows:
                break  # an example gives something
            shorter = try_out(self.policy, tried.trial.with_given(given))
            same = way(shorter.found) == way(tried.found) and seen(shorter.found) == seen(
                tried.found
            )
            if same and shorter.differs(variation.policy, by_words=variation.whole):
                tried = shorter
        return self._without_idle_rows(tried, variation).trial

    def _checks(self, tried: Tried) -> bool:
        return tried.trial.item in self.policy.checks

    def _without_idle_rows(self, tried: Tried, variation: Variation) -> Tried:
        """Of several units, those that are needed to show the variation: at least two."""
        for number in reversed(range(len(tried.trial.example.rows))):
            rows = tried.trial.example.rows
            if len(rows) <= _FEWEST_ROWS or not self.effort.spend(tried.trial):
                return tried
            left = (*rows[:number], *rows[number + 1 :])
            trial = replace(tried.trial, example=replace(tried.trial.example, rows=left))
            shorter = try_out(self.policy, trial)
            as_before = type(shorter.found) is type(tried.found)
            if (
                as_before
                and kinds(shorter.found) == kinds(tried.found)
                and shorter.differs(variation.policy, by_words=variation.whole)
            ):
                tried = shorter
        return tried

    def _untested(self, variation: Variation, witness: Trial) -> Hint:
        place = variation.place
        now = _short(place.value)
        now = f"的“{now}”" if now and not variation.whole else ""
        words = [part for part in place.path[-2:] if isinstance(part, str)]
        leaf = "" if is_construct(place.value) else _short(place.value)
        title = "·".join([*words, leaf] if leaf else words)
        return Hint(
            place.path,
            f"没有示例检验“{place.words}”{now}：{variation.told}，所有示例照样算得出",
            "请加一个示例，应得的结果对照原文核实",
            example_line(self.policy, witness, title[:_LONGEST_TITLE]),
        )


def _choice(variation: Variation) -> Hashable:
    """What makes two variations the same choice, of which one example is enough.

    All other words for one choice count as one: an example need not tell it from each of them.
    """
    place = variation.place
    if variation.whole or not isinstance(place.value, Enum):
        return None
    if place.path[-1] in _ALIKE:
        # Rounding up, down and not at all are three mistakes: an example for each.
        other = variation.told if place.path[-1] == "方式" else ""
        return place.path[0], place.path[-1], place.value, other
    return place.path, place.value


def _is_rule(variation: Variation) -> bool:
    """Whether what was taken away is a rule, and no mere word about one."""
    value = variation.place.value
    return variation.whole and (is_construct(value) or isinstance(value, (Figure, Span)))


def _short(value: object) -> str:
    if isinstance(value, (Figure, Range, Expression)):
        text = value.text
    elif isinstance(value, (str, Span, date)):
        text = str(value)
    elif isinstance(value, Enum):
        text = str(value.value)
    else:
        text = "是" if value is True else "否" if value is False else ""
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1] + "…"
