"""How fast the PE_ functions are on the way through the catalogue: `python benchmarks/functions.py`.

Prints processor time beside the bars of the product: one call and whole columns (medians), loading a
policy, and imports above bare Python (the least of many). A peer stands beside the column: the same
rule written down in plain Decimal, which reads nothing but digits and tells nothing.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from udfs import CATALOGUE, Cells  # noqa: E402

PE_SCORE, PE_REWARD, PE_RANK = (CATALOGUE[name] for name in ("PE_SCORE", "PE_REWARD", "PE_RANK"))
NAMES = (("认定日期", "正式签约", "实质性开工", "纳入统计库", "入库计划投资额", "世界500强"),)
VALUES = (("2023-06-30", "是", "是", "是", "9亿元", "是"),)
UNITS = (("到位资金", "到位资金任务", "项目数", "项目任务", "其他得分"),)
ROWS = 100_000
MODULE = "import udfs.xlwings_functions"
#: As addin.excel.server keeps packages from xlwings that nothing here needs.
WITHOUT = "import sys; sys.modules.update(dict.fromkeys(('numpy', 'pandas', 'cryptography')))"
IMPORTS = 15


def seconds(work: Callable[[], object], times: int) -> float:
    """The median processor time of `work`, of `times` runs."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def one_call(function: Callable[..., Cells], *given: Cells) -> float:
    """Microseconds of one call whose arguments have been seen before."""

    def many() -> None:
        for _ in range(1000):
            function(*given)

    return seconds(many, 15) * 1000


def never_seen(target: str, actuals: list[str] | list[float]) -> float:
    """Microseconds of one PE_SCORE call whose actual was never seen before."""
    start = time.process_time()
    for actual in actuals:
        PE_SCORE(10, target, actual)
    return (time.process_time() - start) / len(actuals) * 1e6


def scored_column(distinct: int) -> tuple[Cells, str, Cells]:
    """Points, target and actuals of 100,000 rows with so many different actuals."""
    actuals = tuple((f"{n % distinct / 1000:.3f}%",) for n in range(ROWS))
    return tuple((float(n % 20),) for n in range(ROWS)), "≥80%", actuals


def column(distinct: int) -> float:
    """Milliseconds of one PE_SCORE call over 100,000 rows."""
    given = scored_column(distinct)
    return seconds(lambda: PE_SCORE(*given), 3) * 1000


def column_in_decimals() -> float:
    """Milliseconds of the same rule over the same 100,000 different rows, written down in Decimal."""
    points, _, actuals = scored_column(ROWS)
    cent, target = Decimal("0.01"), Decimal(80)

    def score(full: float, actual: str) -> float:
        share = min(Decimal(actual.rstrip("%")) / target, Decimal(1))
        return float((Decimal(full) * share).quantize(cent, ROUND_HALF_UP))

    def every() -> list[float]:
        return [score(full, actual) for (full,), (actual,) in zip(points, actuals, strict=True)]

    return seconds(every, 3) * 1000


def rewarded(rows: int) -> float:
    """Milliseconds of one PE_REWARD call over so many projects, each of another investment."""
    projects = tuple((*VALUES[0][:4], f"{50_000 + 7 * n}万元", VALUES[0][5]) for n in range(rows))
    return seconds(lambda: PE_REWARD("honghe-2023", "招商奖励", NAMES, projects), 3) * 1000


def ranked(rows: int) -> float:
    """Milliseconds of one PE_RANK call over so many units."""
    units = tuple((n % 97 + n / 10_000, 50.0, float(n % 13), 10.0, n % 20) for n in range(rows))
    return seconds(lambda: PE_RANK("mou-shi-kaohe-2023", "年度考核", UNITS, units), 3) * 1000


def loading(policy: str) -> float:
    """Milliseconds of loading a policy with all its proofs, where others were loaded before."""
    from rules.library import Library

    return seconds(lambda: Library().find(policy), 15) * 1000


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
    percents = [f"{n / 1000}%" for n in range(15_000)]
    reward = one_call(PE_REWARD, "honghe-2023", "招商奖励", NAMES, VALUES)
    rows = (
        ("first PE_SCORE call (loads engine and policy)", first, "ms", ""),
        ("one PE_SCORE call", one_call(PE_SCORE, 10, "≥80%", "64.71%"), "µs", "30"),
        ("one PE_SCORE call, arguments never seen", never_seen("≥80%", percents), "µs", "30"),
        ("one PE_SCORE call, a number cell", one_call(PE_SCORE, 2.0, "≥200", 100.5), "µs", "30"),
        (
            "one PE_SCORE call, a number never seen",
            never_seen("≥200", [n / 100 for n in range(15_000)]),
            "µs",
            "30",
        ),
        ("one PE_REWARD call", reward, "µs", ""),
        ("a column of 100,000 rows, 1,000 actuals", column(1000), "ms", "500"),
        ("a column of 100,000 rows, all different", column(ROWS), "ms", "500"),
        ("the same in plain Decimal", column_in_decimals(), "ms", ""),
        ("PE_REWARD over 10,000 different rows", rewarded(10_000), "ms", ""),
        ("PE_RANK over 10,000 units", ranked(10_000), "ms", ""),
        ("loading national-2020", loading("national-2020"), "ms", ""),
        ("loading honghe-2023", loading("honghe-2023"), "ms", ""),
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
