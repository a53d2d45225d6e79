"""Of many files, which other forms each is to be held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TypeAlias

from workbook_templates.checking.between.facts import Facts, facts_of
from workbook_templates.checking.between.pairing import LOOKS_AT, keys, related
from workbook_templates.checking.copies import without_copies
from workbook_templates.processes import in_order, never
from workbook_templates.reading import Unreadable, read

#: A form: its file, and which form of the file it is.
_Source: TypeAlias = tuple[Path, int]


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

    def told_by(files: Sequence[Path], *, whole: bool) -> Iterator[tuple[_Source, Facts]]:
        done = in_order(partial(work, whole=whole), files, workers=workers, stopped=stopped)
        for path, outcome in zip(files, done, strict=False):  # fewer outcomes when broken off
            for number, facts in enumerate(outcome.made or ()):
                yield (path, number), facts

    # Of all files only whose they are: what they tell is kept of those that somebody asks.
    whose = list(told_by(paths, whole=False))
    asked = _asked(whose)
    needed = {source[0] for sources in asked.values() for source in sources}
    whole = dict(told_by([path for path in paths if path in needed], whole=True))
    found = {
        path: tuple(whole[source] for source in sources if source in whole)
        for path, sources in asked.items()
    }
    return {path: others for path, others in found.items() if others}


def _asked(whose: Sequence[tuple[_Source, Facts]]) -> dict[Path, list[_Source]]:
    """The forms of other files that each file is to be held against, in their order."""
    groups: dict[tuple[tuple[str, str], str], dict[int | None, list[int]]] = {}
    for number, (_, facts) in enumerate(whose):
        for key in keys(facts):
            years = groups.setdefault((key, facts.kind), {})
            years.setdefault(facts.year, []).append(number)
    found: dict[Path, set[int]] = defaultdict(set)
    for (path, _), facts in whose:
        for key, kind in product(keys(facts), LOOKS_AT.get(facts.kind, ())):
            for year, numbers in groups.get((key, kind), {}).items():
                if kind == facts.kind and year == facts.year:
                    continue  # one of another year is looked for: thousands may be of this one
                for number in numbers:
                    (other_path, _), other = whose[number]
                    if other_path != path and related(facts, other):
                        found[path].add(number)
    return {path: [whose[number][0] for number in sorted(found[path])] for path in found}


def _facts(path: Path, *, policy: str, password: str, whole: bool) -> tuple[Facts, ...]:
    contents = read(path, password)
    if isinstance(contents, Unreadable):
        return ()
    told = (facts_of(filled, policy, path.name) for filled in without_copies(contents.forms))
    return tuple(
        facts if whole else replace(facts, sums={}, indicators=())
        for facts in told
        if facts is not None
    )
