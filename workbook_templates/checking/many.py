"""Many files checked, in their order, in as many processes as are worth it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from workbook_templates.checking.between import Facts
from workbook_templates.checking.check import check
from workbook_templates.checking.findings import Checked, Verdict
from workbook_templates.processes import in_order, never

#: More bytes than any file that is read as a form.
_MOST = 100_000_000


NOTHING: Mapping[Path, tuple[Facts, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one file.

    `digest` is that of the file that was checked ("" where it cannot be told), `defect` what is to
    go into our own log: with the verdict DEFECT nothing else is known of the file.
    """

    checked: Checked
    digest: str = ""
    defect: str = ""


def check_many(
    paths: Sequence[Path],
    *,
    policy: str = "",
    password: str = "",
    scored: bool = True,
    workers: int = 0,
    stopped: Callable[[], bool] = never,
    beside: Mapping[Path, tuple[Facts, ...]] = NOTHING,
) -> Iterator[Answer]:
    """Check each file, as `check` does; a defect of ours on one does not keep the others from it.

    Without `scored` the answers come without the explanations of every score, which are most of
    what they hold. For `workers` and `stopped` see `processes.in_order`. `beside` is what other
    files tell of the same project, as `partners` finds it.
    """
    work = partial(_answer, policy=policy, password=password, scored=scored)
    things = [(path, beside.get(path, ())) for path in paths]
    outcomes = in_order(work, things, workers=workers, stopped=stopped)
    for outcome, path in zip(outcomes, paths, strict=False):  # fewer outcomes when broken off
        if outcome.made is None:
            yield Answer(Checked(str(path), Verdict.DEFECT), "", outcome.defect)
        else:
            yield replace(outcome.made, defect=outcome.defect)


def digest_of(path: Path) -> str:
    """SHA-256 of a file that could be a filled form; "" for what is none or cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > _MOST:
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _answer(
    thing: tuple[Path, tuple[Facts, ...]], *, policy: str, password: str, scored: bool
) -> Answer:
    path, beside = thing
    digest = digest_of(path)  # before it is checked: a change in between is then seen next time
    checked = check(path, policy, password, beside)
    # Plain mappings, because read-only ones cannot be sent to another process.
    checked = replace(checked, results=dict(checked.results))
    return Answer(checked if scored else replace(checked, scored=()), digest)
