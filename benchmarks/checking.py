"""How fast a filled form is checked: `python benchmarks/checking.py [--quick]`.

Makes filled self-evaluation forms of 45 indicators, each with figures of its own, and times the
check and its stages beside other ways to read or recalculate the same files in the same run. Times
are of the processor, so that other work on the machine does not count; only ratios mean something
from one machine to another. What is not installed (`formulas`, LibreOffice) is left out.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from workbook_templates.checking import check  # noqa: E402
from workbook_templates.checking.recomputing import recompute  # noqa: E402
from workbook_templates.description import describe  # noqa: E402
from workbook_templates.making import make  # noqa: E402
from workbook_templates.reading import Unreadable, read  # noqa: E402

#: Files, and of these how many the slow ones are given.
FILES, OF_SLOW, OF_SLOWEST = 200, 20, 2
SECTIONS = (
    ("产出指标", "数量指标", 25),
    ("效益指标", "社会效益指标", 15),
    ("满意度指标", "服务对象满意度指标", 5),
)
UNITS = ("%", "个", "万元", "户", "天", "公里", "人次", "套")


def filled(number: int) -> dict[str, Any]:
    """The data of one form: 45 indicators, no two forms the same; two in three meet the target."""
    chance = random.Random(number)
    rows = []
    for level1, level2, count in SECTIONS:
        for place in range(count):
            unit = chance.choice(UNITS)
            target = chance.randrange(100, 10_000) / 100
            reached = (
                target if chance.random() < 0.66 else round(target * chance.uniform(0.5, 1), 2)
            )
            rows.append(
                {
                    "一级指标": level1,
                    "二级指标": level2,
                    "三级指标": f"{level2[:2]}指标内容{place + 1}完成情况",
                    "年度指标值": f"≥{target}{unit}",
                    "实际完成值": f"{reached}{unit}",
                    "分值": 2,
                    "偏差原因分析及改进措施": ""
                    if reached == target
                    else f"因{chance.randrange(1000)}号合同招标延期，第{place + 1}项已列入下年计划",
                }
            )
    budget = chance.randrange(50_000, 9_000_000) / 100
    return {
        "项目名称": f"项目{chance.randrange(10**6):06d}",
        "主管部门": "某某市财政局",
        "实施单位": f"单位{chance.randrange(10**5):05d}",
        "年初预算数": budget,
        "全年预算数": budget,
        "全年执行数": round(budget * chance.uniform(0.6, 1), 2),
        "预算执行偏差原因": f"第{chance.randrange(1000)}号合同尾款按约定于次年支付",
        "指标": rows,
    }


def milliseconds(
    work: Callable[[Path], object], files: Sequence[Path], clock: Callable[[], float]
) -> float:
    """The median time for one file, each read for the first time but after others of its kind."""
    taken = []
    gc.collect()
    for file in files:
        start = clock()
        work(file)
        taken.append((clock() - start) * 1000)
    return statistics.median(taken)


def children() -> float:
    """Processor time of the programs that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ours(files: Sequence[Path]) -> list[tuple[str, float]]:
    """The check and its two heaviest stages."""
    form, contents = describe("self-evaluation"), {}
    for file in files:
        contents[file] = read(file)
        assert not isinstance(contents[file], Unreadable), contents[file]

    def recomputed(file: Path) -> object:
        one = contents[file].forms[0]
        return recompute(form, one, one.stamp.policy)

    check(files[0])
    return [
        ("pe: check, all of it", milliseconds(check, files[1:], time.process_time)),
        ("pe: of this, read", milliseconds(read, files[1:], time.process_time)),
        (
            "pe: of this, recompute",
            milliseconds(recomputed, files[1:], time.process_time),
        ),
    ]


def peers(files: Sequence[Path], folder: Path, quick: bool) -> list[tuple[str, float]]:
    """Other readers and recalculators on the same files."""
    import openpyxl
    from python_calamine import CalamineWorkbook

    def calamine(file: Path) -> object:
        book = CalamineWorkbook.from_path(file)
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    def openpyxl_read(file: Path) -> object:
        book = openpyxl.load_workbook(file)
        return [[cell.value for cell in row] for sheet in book for row in sheet]

    few = files[: 2 if quick else OF_SLOW]
    calamine(files[0])
    openpyxl_read(files[0])
    found = [
        ("python-calamine, values only", milliseconds(calamine, files, time.process_time)),
        ("openpyxl, values and formulas", milliseconds(openpyxl_read, few, time.process_time)),
    ]
    if quick:
        return found
    found += _formulas(files[:OF_SLOWEST])
    found += _libreoffice(few, folder)
    return found


def _formulas(files: Sequence[Path]) -> list[tuple[str, float]]:
    """The package `formulas`, which takes the PE_ functions for unknown ones."""
    try:
        import formulas
    except ImportError:
        return []

    def calculated(file: Path) -> object:
        return formulas.ExcelModel().loads(str(file)).finish().calculate()

    taken = milliseconds(calculated, files, time.process_time)
    return [("formulas, load and calculate", taken)]


def _libreoffice(files: Sequence[Path], folder: Path) -> list[tuple[str, float]]:
    """LibreOffice, warm: many files in one run, less what a run with one file takes."""
    office = shutil.which("soffice")
    if office is None:
        return []

    def converted(some: Sequence[Path]) -> float:
        start = children()
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        out = ["--convert-to", "xlsx", "--outdir", str(folder / "out")]
        run = [office, "--headless", profile, *out, *map(str, some)]
        subprocess.run(run, check=True, capture_output=True, timeout=300)
        return children() - start

    converted(files[:1])
    one, many = converted(files[:1]), converted(files)
    return [("LibreOffice, load and save, warm", (many - one) / (len(files) - 1) * 1000)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few files, no slow peers")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [
            make("self-evaluation", folder / f"{number:03d}.xlsx", filled(number))[0]
            for number in range(5 if quick else FILES)
        ]
        size = statistics.mean(file.stat().st_size for file in files)
        print(f"{len(files)} forms of 45 indicators, {size / 1000:.1f} kB each")
        measured = ours(files) + peers(files, folder, quick)
        bar = measured[0][1]
        print(f"{'median of the processor time':<46}{'ms':>9}{'files/s':>10}{'× check':>10}")
        for what, taken in measured:
            print(f"{what:<46}{taken:>9.2f}{1000 / taken:>10.0f}{taken / bar:>10.2f}")


if __name__ == "__main__":
    main()
