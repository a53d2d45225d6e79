"""Trying a policy on an input: what comes out, reduced to what an example could tell apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace

from rules.engine.use import Use
from rules.model.policy import Example, Policy
from rules.proof import examples
from rules.results import Refusal, Result, Value


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

    @property
    def key(self) -> Hashable:
        """Two trials with the same key are the same."""
        return self.item, tuple(sorted((name, str(text)) for name, text in self.given.items()))


def own_trials(policy: Policy) -> Iterator[Trial]:
    """What the policy's own examples try."""
    for example in policy.examples:
        for item in (*example.expect, *example.ranked, *example.refusal):
            yield Trial(item, example)


def result(policy: Policy, trial: Trial) -> Result | str | None:
    """What comes out; None for what cannot be asked, or breaks a varied policy."""
    try:
        return examples.run(Use(policy), trial.item, trial.example)
    except Exception:  # a varied policy is not proven: whatever it breaks, it does not come out
        return None


def seen(found: Result | str | None) -> Hashable:
    """What comes out, as far as an example can tell: value and flags, or the reason."""
    if isinstance(found, Value):
        return found.value, type(found.value), found.working.flags
    return found.reason if isinstance(found, Refusal) else found


def way(found: Result | str | None) -> Hashable:
    """By which way it came out: the kinds of its steps, its flags, readings and clause."""
    if isinstance(found, Value):
        working = found.working
        kinds = tuple(step.kind for step in working.steps)
        shown = found.value if isinstance(found.value, str) else ""
        return kinds, working.flags, working.readings, working.clause, shown
    return (found.reason, found.message) if isinstance(found, Refusal) else found


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial with what came out of the policy as it stands."""

    trial: Trial
    found: Result | str | None

    def differs(self, policy: Policy, *, by_words: bool = False) -> bool:
        """Whether another policy comes out differently; `by_words` also by the words of a refusal."""
        other = result(policy, self.trial)
        if seen(other) != seen(self.found):
            return True
        both = isinstance(other, Refusal) and isinstance(self.found, Refusal)
        return by_words and both and way(other) != way(self.found)


def try_out(policy: Policy, trial: Trial) -> Tried:
    """The trial on a policy."""
    return Tried(trial, result(policy, trial))
