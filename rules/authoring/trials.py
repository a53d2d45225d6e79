"""Trying a policy on an input: what comes out, reduced to what an example could tell apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from rules.authoring.places import everything, root
from rules.engine.use import Use
from rules.model.policy import Example, Policy
from rules.proof import examples
from rules.proof.examples import Found
from rules.proof.several import Several
from rules.results import Refusal, Value

#: Up to so many values a policy is short: its runs count once.
_SHORT = 1000
#: A policy of more values is not searched at all; the longest shipped one has 1,600.
LARGEST = 5000


@dataclass(frozen=True, slots=True)
class Trial:
    """A result that is asked for (by its name in 应得), on the 给定 of an example."""

    item: str
    example: Example

    @property
    def given(self) -> dict[str, str]:
        """What the trial gives."""
        return self.example.given

    def with_given(self, given: dict[str, str]) -> Trial:
        """The trial on other data; blanks are left out."""
        kept = {name: text for name, text in given.items() if text != ""}
        return Trial(self.item, replace(self.example, given=kept))

    def with_row(self, number: int, row: dict[str, str]) -> Trial:
        """The trial with another row in the place of one of its 各行."""
        kept = {name: text for name, text in row.items() if text != ""}
        rows = self.example.rows
        changed = (*rows[:number], kept, *rows[number + 1 :])
        return Trial(self.item, replace(self.example, rows=changed))

    @property
    def in_full(self) -> Trial:
        """The trial with every cell of a ranking's rows, also where the example names only some."""
        ranked: dict[str, tuple[tuple[str, ...], ...]] = dict.fromkeys(self.example.ranked, ())
        return Trial(self.item, replace(self.example, ranked=ranked))

    def alone(self, row: dict[str, str]) -> Trial:
        """The trial with one of its rows only, as what is given."""
        given = {**self.given, **row}
        return Trial(self.item, replace(self.example, rows=(), given=given))

    @property
    def key(self) -> Hashable:
        """Two trials with the same key are the same."""
        rows = (self.given, *self.example.rows)
        return self.item, tuple(tuple(sorted(row.items())) for row in rows)


def own_trials(policy: Policy) -> Iterator[Trial]:
    """What the policy's own examples try."""
    for example in policy.examples:
        for item in (*example.expect, *example.ranked, *example.refusal):
            yield Trial(item, example)


def result(policy: Policy, trial: Trial) -> Found:
    """What comes out; None for what cannot be asked, or breaks a varied policy."""
    try:
        return examples.run(Use(policy), trial.item, trial.example)
    except Exception:  # a varied policy is not proven: whatever it breaks, it does not come out
        return None


def seen(found: Found) -> Hashable:
    """What comes out, as far as an example can tell: value and flags, or the reason."""
    if isinstance(found, Value):
        return found.value, type(found.value), found.working.flags
    if isinstance(found, Several):
        return found.text
    return found.reason if isinstance(found, Refusal) else found


def way(found: Found) -> Hashable:
    """By which way it came out: the kinds of its steps, its flags, readings and clause."""
    if isinstance(found, Several):
        return tuple(map(way, found.results))
    if isinstance(found, Value):
        working = found.working
        kinds = tuple(step.kind for step in working.steps)
        shown = found.value if isinstance(found.value, str) else ""
        return kinds, working.flags, working.readings, working.clause, shown
    return (found.reason, found.message) if isinstance(found, Refusal) else found


def kinds(found: Found) -> frozenset[str]:
    """The kinds of steps in it, without their figures and however many units have them."""
    results = found.results if isinstance(found, Several) else (found,)
    values = [one for one in results if isinstance(one, Value)]
    return frozenset(step.kind for value in values for step in value.working.steps)


class Effort:
    """How much may still be tried, so that a check ends in time whatever a policy holds.

    A long policy takes longer to vary and to run: both grow with its size.
    """

    def __init__(self, policy: Policy, most: int) -> None:
        self.each = 1 + (size_of(policy) // _SHORT) ** 2
        self.left = most

    def spend(self, trial: Trial | None = None) -> bool:
        """Take what one run costs, more for one with many rows; False where nothing is left."""
        self.left -= self.each * (1 + (len(trial.example.rows) if trial else 0))
        return self.left > 0

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0


def size_of(policy: Policy) -> int:
    """How many values a policy holds, counted as far as it matters."""
    return sum(1 for _ in islice(everything(root(policy)), LARGEST + 1))


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial with what came out of the policy as it stands."""

    trial: Trial
    found: Found

    def differs(self, policy: Policy, *, by_words: bool = False) -> bool:
        """Whether another policy comes out differently; `by_words` also by the words of a refusal."""
        other = result(policy, self.trial)
        if seen(other) != seen(self.found):
            return True
        both = isinstance(other, Refusal) and isinstance(self.found, Refusal)
        return by_words and both and way(other) != way(self.found)

    def led_elsewhere(self, policy: Policy) -> bool:
        """Whether another policy comes to its result in another way, as an explanation tells."""
        return way(result(policy, self.trial)) != way(self.found)


def try_out(policy: Policy, trial: Trial) -> Tried:
    """The trial on a policy."""
    return Tried(trial, result(policy, trial))
