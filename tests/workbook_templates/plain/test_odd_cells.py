"""Odd cells in plain formulas, as LibreOffice computes them: by hand, and as the exact engine."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from tests.workbook_templates.plain.books import Book, by_office, by_ourselves, opened, written
from tests.workbook_templates.plain.edge_rows import Row
from tests.workbook_templates.plain.odd_rows import ODD, TOO_LONG, TRUTHS
from tests.workbook_templates.plain.test_scores import POLICY, engine, filled
from udfs import CellError
from workbook_templates.addresses import letters
from workbook_templates.checking import check
from workbook_templates.description import describe
from workbook_templates.plain.lookup import units

_COLUMNS = ("分值", "年度指标值", "实际完成值", "计分方法")
#: What a subtotal meets beside a row of 50 points and a score of 40: points and score of its second
#: row, the sums of points and scores that it shows. One form each.
TOTALS = [
    {
        "产出": ("/", "/", 50, 40),
        "效益": ("n/a", "n/a", "#VALUE!", "#VALUE!"),
        "满意度": (10, "n/a", 60, "#VALUE!"),
    },
    # Texts that mean a number of points, as the row itself takes them.
    {
        "产出": ("10分", 8, 60, 48),
        "效益": ("１０\u00a0", 10, 60, 50),
        "满意度": (" ／\n", "/", 50, 40),
    },
    {
        "产出": ("2.5", 2.6, 52.5, "#VALUE!"),  # more than its points
        "效益": ("10%", 1, "#VALUE!", "#VALUE!"),
        "满意度": (" ", 1, 50, "#VALUE!"),  # no points
    },
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("odd")


@pytest.fixture(scope="module")
def computed(folder) -> list[Book]:
    rows = written(folder, "rows", "self-evaluation", POLICY, filled([row for row, _ in ODD]))
    data = filled([(50, "≥100%", "80%", None)]) | {"全年预算数": 633, "全年执行数": 584}
    rate = written(folder, "rate", "self-evaluation", POLICY, data)
    totals = map(partial(_totalled, folder), range(len(TOTALS)))
    return by_office(folder, [rows, *totals, rate])


def _totalled(folder, number):
    """A form of two rows in each section, with points and a score typed into the second."""
    names = [name for name in TOTALS[number] for _ in range(2)]
    data = filled([(50, "≥100%", "80%", None)] * len(names))
    for name, row in zip(names, data["指标"], strict=True):  # type: ignore[call-overload]
        row["一级指标"] = f"{name}指标"
    path = written(folder, f"totals{number}", "self-evaluation", POLICY, data)
    book, places = openpyxl.load_workbook(path), opened(path).places
    for name, (points, score, *_) in TOTALS[number].items():
        row = range_boundaries(places[f"指标区_{name}"].replace("$", ""))[1] + 1
        for role, value in (("分值", points), ("得分", score)):
            left = range_boundaries(places[f"列_{role}"].replace("$", ""))[0]
            book.worksheets[0].cell(row, left).value = value
    book.save(path)
    return path


def test_by_hand(computed):
    shown = computed[0].column("指标区_产出", "得分", len(ODD))
    wrong = [
        (row, expected, found)
        for (row, expected), found in zip(ODD, shown, strict=True)
        if (found or None) != (expected or None) and not (expected == found == 0)
    ]
    assert wrong == []


def test_what_is_not_refused_is_as_the_exact_engine_has_it(computed):
    shown = computed[0].column("指标区_产出", "得分", len(ODD))
    wrong = [
        (row, engine(row), found)
        for (row, _), found in zip(ODD, shown, strict=True)
        if found != "#VALUE!" and found != engine(row)
    ]
    assert wrong == []


def _typed(path, rows: list[Row]) -> None:
    """TRUE and FALSE as cells hold them: the builder writes 是 and 否 for them."""
    book, places = openpyxl.load_workbook(path), opened(path).places
    top = range_boundaries(places["指标区_产出"].replace("$", ""))[1]
    for number, row in enumerate(rows):
        for name, value in zip(_COLUMNS, row, strict=True):
            if isinstance(value, bool):
                left = range_boundaries(places[f"列_{name}"].replace("$", ""))[0]
                book.worksheets[0].cell(top + number, left, value)
    book.save(path)


def test_truth_values_are_no_numbers(tmp_path):
    """As Excel has them: LibreOffice takes TRUE out of a file for the number 1 in a cell of text."""
    path = written(
        tmp_path, "truths", "self-evaluation", POLICY, filled([row for row, _ in TRUTHS])
    )
    _typed(path, [row for row, _ in TRUTHS])
    book = opened(path)
    found = by_ourselves(path, book.sheet.title)
    left = range_boundaries(book.places["列_得分"].replace("$", ""))[0]
    top = range_boundaries(book.places["指标区_产出"].replace("$", ""))[1]
    shown = [found[f"{letters(left - 1)}{top + number}"] for number in range(len(TRUTHS))]
    values = [one.value if isinstance(one, CellError) else one for one in shown]
    assert values == [expected for _, expected in TRUTHS]
    assert values == [engine(row) for row, _ in TRUTHS]


def test_figures_that_are_too_long_are_told_as_such(computed):
    told = computed[0].column("指标区_产出", "计分说明", len(ODD))
    assert all("数字太长" in str(one) for one in told[-len(TOO_LONG) :])


@pytest.mark.parametrize("number", range(len(TOTALS)))
def test_a_total_takes_points_as_its_rows_do(computed, number):
    """It leaves out only what is marked so, and counts what says a number of points."""
    book = computed[number + 1]
    shown = [
        (book.field(f"小计_{name}指标_分值"), book.field(f"小计_{name}指标_得分"))
        for name in TOTALS[number]
    ]
    assert shown == [tuple(expected) for _, _, *expected in TOTALS[number].values()]


def test_the_last_digit_that_libreoffice_writes_of_a_rate_is_not_minded(folder, computed):
    """584 ÷ 633 = 0.922590837282780 41…; LibreOffice 7.4 saves …781, with which nothing is wrong."""
    assert computed[-1].field("预算执行率") == pytest.approx(0.92259083728278, abs=2e-15)
    found = [one.message for one in check(folder / "out" / "rate.xlsx").findings]
    assert not [message for message in found if "显示" in message]


def test_a_total_waits_where_points_stand_beside_no_helper_cells(tmp_path):
    """A row that was put in without its grey cells: its points are not left out unseen."""
    data = filled([(50, "≥100%", "80%", None), (10, "≥100%", "80%", None)])
    path = written(tmp_path, "lost", "self-evaluation", POLICY, data)
    book, places = openpyxl.load_workbook(path), opened(path).places
    row = range_boundaries(places["指标区_产出"].replace("$", ""))[1] + 1
    sheet = book.worksheets[0]
    for column in range(describe("self-evaluation").columns + 1, sheet.max_column + 1):
        sheet.cell(row, column).value = None
    book.save(path)
    found = by_ourselves(path, sheet.title)
    shown = [found[places[f"小计_产出指标_{name}"].replace("$", "")] for name in ("分值", "得分")]
    assert shown == [CellError.NA, CellError.NA]


def test_no_two_units_differ_only_in_their_case():
    """A unit is found by MATCH, which takes km for KM, and then compared to the letter."""
    words = [unit.word for unit in units()]
    assert len({word.casefold() for word in words}) == len(words)
