"""口径 that no example shows: a reading that is never told might as well not be there."""

from __future__ import annotations

from collections.abc import Iterator

from rules.authoring.example_lines import example_line
from rules.authoring.hints import Hint
from rules.authoring.places import everything, in_words, root
from rules.authoring.probes import Probes
from rules.authoring.trials import Trial, own_trials, result
from rules.engine.use import told_reading
from rules.model.policy import Policy
from rules.proof.examples import Found
from rules.proof.report import Path
from rules.proof.several import Several
from rules.results import Refusal, Value


def unexercised(policy: Policy, probes: Probes | None = None) -> tuple[Hint, ...]:
    """The readings that the explanations of the examples never tell."""
    told = {text for trial in own_trials(policy) for text in _told(result(policy, trial))}
    probes = probes or Probes(policy)
    hints = []
    for path, line in _readings(policy):
        if line in told:
            continue
        witness = _witness(probes, path, line)
        if witness is not None:
            shown = example_line(policy, witness, "·".join(map(str, (*path[1:-2], path[-1]))))
            message = f"没有示例用到口径“{in_words(path)}”"
            hints.append(Hint(path, message, "请加一个这条口径起作用的示例", shown))
    return tuple(hints)


def _readings(policy: Policy) -> Iterator[tuple[Path, str]]:
    """Each reading with its place, and the words by which an explanation tells it."""
    for place in everything(root(policy)):
        if len(place.path) > 2 and place.path[-2] == "口径" and isinstance(place.value, str):
            word = str(place.path[-1])
            yield place.path, told_reading(word, place.value)


def _told(found: Found) -> tuple[str, ...]:
    if isinstance(found, Several):
        return found.readings
    return found.working.readings if isinstance(found, (Value, Refusal)) else ()


def _witness(probes: Probes, path: Path, line: str) -> Trial | None:
    for item in probes.items(path):
        for tried in probes.of(item):
            if line in _told(tried.found):
                return tried.trial
    return None
