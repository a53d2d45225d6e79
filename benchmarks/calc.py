"""How long LibreOffice takes to recalculate forms: `python benchmarks/calc.py`.

Prints the times beside the bars of the product: one small file, and fifty in one run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from addin.calc.office import recalculated  # noqa: E402

FORM = ROOT / "workbook_templates" / "built" / "项目支出绩效自评表.xlsx"
RUNS = 3


def fastest(count: int) -> float:
    """Seconds for `count` copies of a form in one run; the fastest of some runs."""
    times = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            outcomes = recalculated([FORM] * count, Path(folder))
            times.append(time.perf_counter() - start)
            assert all(outcome.output for outcome in outcomes)
    return min(times)


if __name__ == "__main__":
    for count, bar in ((1, 3), (50, 10)):
        print(f"{count:3} files in one run: {fastest(count):5.1f} s   (bar: {bar} s)")
