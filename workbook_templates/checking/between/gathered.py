"""Of many files, which other forms each is to be held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from workbook_templates.checking.between.facts import Facts, facts_of
from workbook_templates.checking.between.pairing import keys, related
from workbook_templates.processes import in_order, never
from workbook_templates.reading import Unreadable, read


def partners(
    paths: Sequence[Path],
    *,
    policy: str = "",
    password: str = "",
    workers: int = 0,
    stopped: Callable[[], bool] = never,
) -> Mapping[Path, tuple[Facts, ...]]:
    """Each file that has forms of the same project in other files, with what these tell.

    Files without any are left out, and so are those that cannot be read: that is told when they are
    checked. For `workers` and `stopped` see `processes.in_order`.
    """
    if len(paths) < 2:
        return {}
    work = partial(_facts, policy=policy, password=password)
    told: list[tuple[Path, Facts]] = []
    outcomes = in_order(work, paths, workers=workers, stopped=stopped)
    for path, outcome in zip(paths, outcomes, strict=False):  # fewer outcomes when broken off
        told += [(path, facts) for facts in outcome.made or ()]
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (_, facts) in enumerate(told):
        for key in keys(facts):
            groups[key].append(number)
    found: dict[Path, dict[int, Facts]] = defaultdict(dict)
    for path, facts in told:
        for number in sorted({number for key in keys(facts) for number in groups[key]}):
            other_path, other = told[number]
            if other_path != path and related(facts, other):
                found[path][number] = other
    return {path: tuple(others.values()) for path, others in found.items()}


def _facts(path: Path, *, policy: str, password: str) -> tuple[Facts, ...]:
    contents = read(path, password)
    if isinstance(contents, Unreadable):
        return ()
    told = (facts_of(filled, policy, path.name) for filled in contents.forms)
    return tuple(facts for facts in told if facts is not None)
