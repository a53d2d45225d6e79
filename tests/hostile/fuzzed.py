"""Checks hundreds of damaged files; a line for each that is not answered as it should be."""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path

from tests.hostile.makers import flipped, flipped_inside, flipped_ods, flipped_old
from workbook_templates.checking import Verdict, check

MAKERS = {"xlsx": flipped, "xml": flipped_inside, "xls": flipped_old, "ods": flipped_ods}
SEEDS = 100
MOST_SECONDS = 5

if __name__ == "__main__":
    path = Path(sys.argv[1])
    answered = 0
    for name, make in MAKERS.items():
        for seed in range(SEEDS):
            path.write_bytes(make(seed))
            begun = time.process_time()
            try:
                checked = check(path)
            except BaseException:
                sys.stdout.write(f"{name} {seed}: {traceback.format_exc()}\n")
                continue
            if checked.verdict is Verdict.UNREADABLE and not all(
                one.message and one.advice for one in checked.findings
            ):
                sys.stdout.write(f"{name} {seed}: nothing said\n")
            if time.process_time() - begun > MOST_SECONDS:
                sys.stdout.write(f"{name} {seed}: too long\n")
            answered += 1
    sys.stdout.write(f"{answered} answered\n")
