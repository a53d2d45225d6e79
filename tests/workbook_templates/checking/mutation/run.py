"""One mutation by its number, always the same; `python -m tests.workbook_templates.checking.mutation.run
harmful 417` does it again, tells what was done and what was found, and leaves the file.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

from tests.workbook_templates.checking.mutation import (
    harm_formulas,
    harm_inputs,
    harm_template,
    harmless,
)
from tests.workbook_templates.checking.mutation.ground import Ground, Harm, base, names
from workbook_templates.checking import Checked, Severity, Verdict, check

HARMFUL = {**harm_formulas.KINDS, **harm_inputs.KINDS, **harm_template.KINDS}


def harmful(number: int, folder: Path) -> tuple[str, Harm, Path, Checked, bool]:
    """A harmful change: its kind and form, what it did, the file, the answer, whether it is told."""
    rng = Random(f"harmful {number}")
    kind = list(HARMFUL)[number % len(HARMFUL)]
    for name in rng.sample(names(), len(names())):
        ground = Ground(base(name, folder), rng)
        harm = HARMFUL[kind](ground)
        if harm is not None:
            path = ground.save(folder / f"harmful-{number}.xlsx")
            checked = check(path)
            told = checked.verdict is not Verdict.PASS and harm.found_in(
                checked, ground.base.checked
            )
            return f"{kind} · {name}", harm, path, checked, told
    raise LookupError(f"no form that {kind} can harm")


def without_harm(number: int, folder: Path) -> tuple[str, str, Path, Checked]:
    """A change that means nothing: its kind and form, what it did, the file, the answer before."""
    rng = Random(f"harmless {number}")
    kind = list(harmless.KINDS)[number % len(harmless.KINDS)]
    for name in rng.sample(names(), len(names())):
        ground = Ground(base(name, folder), rng)
        done = harmless.KINDS[kind](ground)
        if done is not None:
            path = ground.save(folder / f"harmless-{number}.xlsx")
            return f"{kind} · {name}", done, path, ground.base.checked
    raise LookupError(f"no form for {kind}")


def minded(after: Checked, before: Checked) -> list[str]:
    """What a check minds of a change that means nothing: findings, other figures."""
    found = [
        f"{one.code} {one.severity.value} {one.cell} {one.message}"
        for one in after.findings
        if one.severity is not Severity.REMIND
    ]
    for name, value in before.results.items():
        # Rows may stand in another order.
        now, was = after.results.get(name), value
        if isinstance(now, list) and isinstance(was, list):
            now, was = sorted(map(str, now)), sorted(map(str, was))
        if now != was:
            found.append(f"{name} 由 {was} 变成 {now}")
    return found


def main(which: str, number: str) -> None:
    folder = Path(tempfile.mkdtemp())
    if which == "harmless":
        kind, told, path, before = without_harm(int(number), folder)
        print(f"{which} {number}: {kind}\n{told}\n{path}\n", minded(check(path), before))
        return
    kind, harm, path, checked, found = harmful(int(number), folder)
    print(f"{which} {number}: {kind}\n{harm.told}\n{path}\n", "told" if found else "NOT TOLD", harm)
    for finding in checked.findings:
        print(finding.code, finding.severity.value, finding.cell, finding.message)


if __name__ == "__main__":
    main(*sys.argv[1:3])
