"""Running fills in batches, and which fills a run takes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.parity.compared import Difference, differences
from tests.parity.enforcers import answers
from tests.parity.fills import SUBJECTS, Fill, Subject, edge_fills, edges_of_rows, telling_amounts
from tests.parity.layouts import LAYOUTS

#: Fills that LibreOffice computes in one run.
_AT_ONCE = 60
#: Fills per form and policy of a nightly run.
_NIGHTLY = 1000
#: How many fills tell enough of a form under a policy in a test on every change.
_FEW = {"market-reward": 4, "department-score": 4, "declaration": 2}
#: The forms without points whose sums of money come to rates.
_WITH_FUNDS = ("monitoring", "department-score")


def chosen() -> list[Fill]:
    """A few dozen fills; `PARITY=nightly` for 1,000 of each form and policy, `PARITY=n` for n."""
    asked = os.environ.get("PARITY", "")
    if asked:
        many = _NIGHTLY if asked == "nightly" else int(asked)
        return [Fill(subject, seed) for subject in SUBJECTS for seed in range(many)]
    return [Fill(subject, seed) for subject in SUBJECTS for seed in _few(subject)]


def _few(subject: Subject) -> list[int]:
    """The edges of one policy of each form, some totals, the amounts that tell most, a random one."""
    random = edge_fills(subject)
    if subject.form not in LAYOUTS:
        funds = telling_amounts(subject)[1:] if subject.form in _WITH_FUNDS else []
        return [*range(_FEW.get(subject.form, 3)), *funds, random]
    rows = edges_of_rows(subject)
    if subject.policy == "honghe-2023":  # it has the most methods
        return [*range(rows), rows + 2, *telling_amounts(subject), random]
    if subject.policy == "national-2020":  # its rules for a row are those of honghe-2023
        return [rows, rows + 1, random]
    return [0, rows - 1, rows, rows + 1, *telling_amounts(subject), random]


def found(fills: Sequence[Fill]) -> Iterator[Difference]:
    """Every difference on these fills."""
    for first in range(0, len(fills), _AT_ONCE):
        with tempfile.TemporaryDirectory(prefix="pe-parity-") as folder:
            for fill, shown in answers(fills[first : first + _AT_ONCE], Path(folder)):
                yield from differences(fill, shown)
