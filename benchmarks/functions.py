"""How fast the PE_ functions are on the way through the catalogue: `python benchmarks/functions.py`.

Prints, beside the bars of the product: medians of one PE_SCORE call with its policy loaded and of a
column of 100,000 rows; and the least processor time that imports cost above bare Python.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from udfs import CATALOGUE, Cells  # noqa: E402

PE_SCORE, PE_REWARD = CATALOGUE["PE_SCORE"], CATALOGUE["PE_REWARD"]
NAMES = (("认定日期", "正式签约", "实质性开工", "纳入统计库", "入库计划投资额", "世界500强"),)
VALUES = (("2023-06-30", "是", "是", "是", "9亿元", "是"),)
ROWS = 100_000
MODULE = "import udfs.xlwings_functions"
#: As addin.excel.server keeps packages from xlwings that nothing here needs.
WITHOUT = "import sys; sys.modules.update(dict.fromkeys(('numpy', 'pandas', 'cryptography')))"
IMPORTS = 15


def seconds(work: Callable[[], object], times: int) -> float:
    """The median time of `work`, of `times` runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def one_call(function: Callable[..., Cells], *given: Cells) -> float:
    """Microseconds of one call whose arguments have been seen before."""

    def many() -> None:
        for _ in range(1000):
            function(*given)

    return seconds(many, 15) * 1000


def new_arguments() -> float:
    """Microseconds of one PE_SCORE call whose target and actual were never seen before."""
    actuals = [f"{n / 1000}%" for n in range(15_000)]
    start = time.perf_counter()
    for actual in actuals:
        PE_SCORE(10, "≥80%", actual)
    return (time.perf_counter() - start) / len(actuals) * 1e6


def column(distinct: int) -> float:
    """Milliseconds of one PE_SCORE call over 100,000 rows with so many different actuals."""
    actuals = tuple((f"{n % distinct / 1000:.3f}%",) for n in range(ROWS))
    points = tuple((float(n % 20),) for n in range(ROWS))
    return seconds(lambda: PE_SCORE(points, "≥80%", actuals), 3) * 1000


def import_above(first: str, more: str) -> float:
    """Milliseconds of the processor for `more` in a Python that has run `first`: the least of many.

    Each time a new process. What else the machine does is no cost of ours.
    """
    timed = "start = time.process_time()", more, "print(time.process_time() - start)"
    run = [sys.executable, "-c", "\n".join(("import time", first, *timed))]

    def once() -> float:
        return float(subprocess.run(run, cwd=ROOT, check=True, capture_output=True).stdout)

    once()  # compiled
    return min(once() for _ in range(IMPORTS)) * 1000


def main() -> None:
    """Measure and print."""
    first = seconds(lambda: PE_SCORE(10, "≥80%", "64.71%"), 1) * 1000
    rows = (
        ("first PE_SCORE call (loads engine and policy)", first, "ms", ""),
        ("one PE_SCORE call", one_call(PE_SCORE, 10, "≥80%", "64.71%"), "µs", "30"),
        ("one PE_SCORE call, arguments never seen", new_arguments(), "µs", "30"),
        ("one PE_SCORE call, a number cell", one_call(PE_SCORE, 2.0, "≥200", 100.5), "µs", "30"),
        (
            "one PE_REWARD call",
            one_call(PE_REWARD, "honghe-2023", "招商奖励", NAMES, VALUES),
            "µs",
            "",
        ),
        ("a column of 100,000 rows, 1,000 actuals", column(1000), "ms", "500"),
        ("a column of 100,000 rows, all different", column(ROWS), "ms", "500"),
        ("import udfs above bare Python", import_above("pass", "import udfs"), "ms", "80"),
        (
            "the functions in a server with xlwings loaded",
            import_above("import xlwings", MODULE),
            "ms",
            "80",
        ),
        (
            "the same with xlwings, as the server loads it",
            import_above("pass", f"{WITHOUT}; import xlwings; {MODULE}"),
            "ms",
            "80",
        ),
        (
            "the same with all that xlwings loads by itself",
            import_above("pass", f"import xlwings; {MODULE}"),
            "ms",
            "",
        ),
    )
    print(f"{'':<50}{'measured':>12}{'bar':>8}")
    for what, measured, unit, bar in rows:
        print(f"{what:<50}{measured:>9.1f} {unit}{bar:>8}")


if __name__ == "__main__":
    main()
