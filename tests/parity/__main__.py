"""`python -m tests.parity FORM POLICY SEED`: one fill again, and where the five differ."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.parity.compared import differences
from tests.parity.enforcers import answers
from tests.parity.fills import SUBJECTS, Fill


def main() -> int:
    """Show what is filled in, then every difference; the status is 1 where there is one."""
    if len(sys.argv) != 4 or not sys.argv[3].isdigit():
        print(__doc__, "FORM POLICY is one of:", *SUBJECTS, sep="\n  ")
        return 2
    form, policy, seed = sys.argv[1:]
    subject = next(one for one in SUBJECTS if (one.form, one.policy) == (form, policy))
    fill = Fill(subject, int(seed))
    for name, value in fill.data.items():
        if isinstance(value, list):
            print(f"{name}:")
            for number, row in enumerate(value, 1):
                print(f"  {number}. " + "，".join(f"{head} {cell}" for head, cell in row.items()))
        else:
            print(f"{name}: {value}")
    with tempfile.TemporaryDirectory() as folder:
        found = [one for f, a in answers([fill], Path(folder)) for one in differences(f, a)]
    print(*found, f"{len(found)} differences", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
