"""A right form stays right whatever program saved it, and however people write the same thing."""

import os
import shutil
import subprocess
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbook_templates.filled_forms import (
    REASON,
    ROWS,
    beside,
    edited,
    evaluated,
    filled,
    first_row,
    inserted,
    only,
    rewarded,
    rewritten,
    sample,
    typed,
)
from workbook_templates.checking import Severity, Verdict, check

SAMPLES = ("yiyang", "honghe-2023-self", "honghe-2023-reward")


def answered(path):
    """What matters of an answer: the verdict, the findings without what the cell showed, the figures."""
    checked = check(path)
    told = [(one.code, one.name, one.message) for one in checked.findings]
    return checked.verdict, told, dict(checked.results)


# --- saved by other programs


@pytest.mark.parametrize("name", SAMPLES)
def test_saved_by_openpyxl_without_cached_values(tmp_path, name):
    path = sample(tmp_path, name)
    assert answered(edited(path, lambda sheet, where: None)) == answered(path)


@pytest.fixture(scope="module")
def libreoffice(tmp_path_factory):
    """Files opened and saved by LibreOffice, which has none of the functions."""
    if shutil.which("soffice") is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("profile")

    def save(*paths):
        folder = tmp_path_factory.mktemp("saved")
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless",
             "--convert-to", "xlsx", "--outdir", str(folder), *map(str, paths)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        saved = [folder / path.name for path in paths]
        assert all(path.is_file() for path in saved)
        return saved

    return save


def test_saved_by_libreoffice(tmp_path, libreoffice):
    right = evaluated(tmp_path)
    written = [sample(tmp_path, name) for name in SAMPLES]
    # Without cached values LibreOffice computes: #NAME? here, and a sum of 0 over it.
    bare = [edited(path, lambda sheet, where: None) for path in written]
    first = int(first_row(right, "三级指标")[1:])
    row = {"A": "产出指标", "C": "新指标", "D": "≥3个", "E": "4个", "F": 0, "I": "年中追加"}
    longer = inserted(right, first + 1, row, copy_from=first)
    saved = libreoffice(right, longer, *written, *bare)
    shown = openpyxl.load_workbook(saved[-1], data_only=True).worksheets[0]
    total = filled(saved[-1]).computed["奖励额合计"].address
    assert shown[total].value == 0  # the false figure that must not be judged
    assert answered(saved[0]) == (Verdict.PASS, [], {"总分": 100, "等级": "优"})
    assert answered(saved[1]) == (Verdict.PASS, [], {"总分": 100, "等级": "优"})
    for before, after in zip([*written, *bare], saved[2:], strict=True):
        assert answered(after) == answered(before)


def test_a_figure_typed_over_is_found_in_a_file_saved_by_libreoffice(tmp_path, libreoffice):
    bad = typed(sample(tmp_path, "honghe-2023-reward"), 奖励额合计=3_000_000)
    (saved,) = libreoffice(bad)
    assert only(saved, "PE-C001").expected == "2784000"  # 100 + 100 + 60 + 18.4万


# --- rows


def test_rows_in_another_order(tmp_path):
    data = [dict(row) for row in ROWS]
    data[0], data[1] = data[1], data[0]
    assert answered(evaluated(tmp_path, 指标=data)) == answered(evaluated(tmp_path))


def test_rows_sorted_inside_their_area(tmp_path):
    """As a spreadsheet program sorts: values move, and each row's formulas keep to their row."""
    path = sample(tmp_path, "honghe-2023-self")
    rows = [int(row["得分"].address[1:]) for row in filled(path).sections["指标区_产出"]]

    def reverse(sheet, where):
        for column in "ABCDEFHI":
            values = [sheet[f"{column}{number}"].value for number in rows]
            for number, value in zip(rows, reversed(values), strict=True):
                sheet[f"{column}{number}"] = value

    verdict, told, results = answered(edited(path, reverse))
    assert (verdict, results) == (Verdict.EXPLAIN, {"总分": 98.32, "等级": "优"})
    assert [name for _, name, _ in told] == ["实际利用外资"]


def test_a_row_inserted_with_its_formulas(tmp_path):
    path = evaluated(tmp_path, {"分值": 20})  # leaves 10 points for the new row
    first = int(first_row(path, "三级指标")[1:])
    values = {"A": "产出指标", "C": "新指标", "D": "≥3个", "E": "3个", "F": 10}
    longer = inserted(path, first + 1, values, copy_from=first)
    assert answered(longer) == (Verdict.PASS, [], {"总分": 100, "等级": "优"})
    assert len(filled(longer).sections["指标区_产出"]) == 3


def test_a_row_inserted_in_the_thin_row_at_the_end(tmp_path):
    path = evaluated(tmp_path, {"分值": 20})
    last = int(filled(path).sections["指标区_产出"][-1]["三级指标"].address[1:])
    values = {"A": "产出指标", "C": "新指标", "D": "≥3个", "E": "3个", "F": 10}
    assert answered(inserted(path, last + 1, values, copy_from=last))[0] is Verdict.PASS


def test_a_row_inserted_without_its_formulas_is_named(tmp_path):
    path = evaluated(tmp_path, {"分值": 20})
    first = int(first_row(path, "三级指标")[1:])
    values = {"A": "产出指标", "C": "新指标", "D": "≥3个", "E": "3个", "F": 10}
    checked = check(inserted(path, first + 1, values))
    told = {one.name: one.expected for one in checked.findings}
    assert told.pop("新指标·计分说明").startswith("实际完成值3个")
    assert told == {"新指标·得分": "10"}
    assert {one.code for one in checked.findings} == {"PE-C002"}
    assert checked.results["总分"] == 100  # counted all the same


def test_rows_left_blank_between_filled_ones(tmp_path):
    path = evaluated(tmp_path, {"分值": 30})
    first = int(first_row(path, "三级指标")[1:])
    assert answered(inserted(path, first + 1, {"A": "产出指标"}, copy_from=first)) == answered(path)


# --- the same thing written otherwise


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥80%", "64.71%"),
        ("≥80%", "６４．７１％"),
        ("≥80%", 0.6471),  # a cell formatted as percent
        (0.8, 0.6471),
        ("80%以上", "64.71%"),
        (">=80%", "64.71%"),
        ("≥ 80 %", " 64.71% "),
        ("80%", "64.71%"),
    ],
)
def test_a_percentage_is_the_same_in_every_writing(tmp_path, target, actual):
    row = {"年度指标值": target, "实际完成值": actual, REASON: "安排在下半年"}
    checked = check(evaluated(tmp_path, row))
    # 30 × 64.71 ÷ 80 = 24.26625, so 100 - 30 + 24.27
    assert checked.results == {"总分": 94.27, "等级": "优"}
    assert checked.verdict is Verdict.PASS


@pytest.mark.parametrize(
    "fields",
    [
        {"全年预算数": "1150", "全年执行数": "1150"},
        {"全年预算数": "1,150.00", "全年执行数": "１１５０"},
        {"全年预算数": "1150万元", "全年执行数": 1150},
        {"全年预算数": "11500000元", "全年执行数": "0.115亿元"},
        {"执行分值": "10"},
        {"执行分值": 10},
        {"年度": "2023年度", "填表日期": "2024-03-12", "联系电话": "0873-1234567"},
        {"填表日期": date(2024, 3, 12)},
        {"全年预算数": 100, "全年预算数_财政拨款": "60", "全年预算数_其他资金": 40},
        {"全年预算数": 0.1 + 0.2, "全年执行数": 0.3},  # binary noise of a calculation
    ],
)
def test_fields_in_every_writing(tmp_path, fields):
    assert answered(evaluated(tmp_path, **fields)) == (
        Verdict.PASS,
        [],
        {"总分": 100, "等级": "优"},
    )


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("2023年12月31日前", "2023-12-20"),
        ("2023年12月31日前", date(2023, 12, 20)),
        ("2023年12月31日前", "2023年12月20日"),
        ("2023年12月31日前", "2023.12.20"),
        (date(2023, 12, 31), date(2023, 12, 20)),
        ("12月底前", "12月20日"),
    ],
)
def test_dates_as_date_cells_and_as_text(tmp_path, target, actual):
    path = evaluated(tmp_path, {"年度指标值": target, "实际完成值": actual})
    assert answered(path) == (Verdict.PASS, [], {"总分": 100, "等级": "优"})


@pytest.mark.parametrize("day", [date(2023, 6, 30), "2023-06-30", "2023年6月30日", "2023/6/30"])
def test_the_day_of_a_reward_in_every_writing(tmp_path, day):
    assert answered(rewarded(tmp_path, 认定日期=day)) == (
        Verdict.PASS,
        [],
        {"奖励额": [500_000], "奖励额合计": 500_000, "合计说明": "待核定 0 行，有误 0 行"},
    )


def test_a_date_typed_into_a_cell_by_hand(tmp_path):
    """Excel turns 2023-12-20 into a date cell; the functions then get a date, or its number."""
    row = {"年度指标值": "2023年12月31日前", "实际完成值": "2023-12-20"}
    path = typed(evaluated(tmp_path, row), 实际完成值=date(2023, 12, 20))
    assert answered(path) == (Verdict.PASS, [], {"总分": 100, "等级": "优"})


# --- parts left out


@pytest.mark.parametrize("mark", ["/", "／", "—", "——"])
@pytest.mark.parametrize("points", ["/", None, 0])
def test_a_row_that_does_not_apply(tmp_path, mark, points):
    extra = ROWS[0] | {"三级指标": "本年不用", "年度指标值": mark, "实际完成值": mark}
    path = evaluated(tmp_path, 指标=[*ROWS, extra | {"分值": points}])
    assert answered(path) == (Verdict.PASS, [], {"总分": 100, "等级": "优"})


@pytest.mark.parametrize("part", ["产出指标", "效益指标", "满意度指标"])
def test_a_part_without_rows_needs_at_most_an_explanation(tmp_path, part):
    rows = [row for row in ROWS if row["一级指标"] != part]
    lost = sum(row["分值"] for row in ROWS if row["一级指标"] == part)
    checked = check(evaluated(tmp_path, 指标=rows))
    assert checked.results["总分"] == 100 - lost
    assert Severity.REJECT not in {one.severity for one in checked.findings}
    assert {one.name for one in checked.findings} <= {"总分值", f"{part[:-2]}分值"}
    assert "总分值" in {one.name for one in checked.findings}


def test_everything_on_one_part(tmp_path):
    """Points all on 产出, as a place may allow: told, never rejected."""
    rows = [ROWS[0] | {"分值": 90}]
    checked = check(evaluated(tmp_path, 指标=rows))
    assert checked.results == {"总分": 100, "等级": "优"}
    assert {one.code for one in checked.findings} == {"PE-R005"}
    assert checked.verdict is Verdict.EXPLAIN


# --- anything at all

_SCRAWL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12),
    st.sampled_from(
        ["=1/0", "=A1", "≥", "%", "±10%", "/", "≥１００％", "1e999", "0‰", "达成 200%", "12月", "-0%",
         "#N/A", "={1,2}", "=PE_SCORE(", "【得分】", "{found}", '"', "'", "2023-02-30", "1:2", "，"]
    ),
)  # fmt: skip


@given(
    fields=st.dictionaries(
        st.sampled_from(
            ["全年预算数", "全年执行数", "执行分值", "全年执行数_其他资金", "填表日期"]
        ),
        _SCRAWL,
    ),
    row=st.dictionaries(
        st.sampled_from(["三级指标", "年度指标值", "实际完成值", "分值", "调减分值", REASON]),
        _SCRAWL,
    ),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_typed_in_gets_an_answer(tmp_path, fields, row):
    """No content of a cell stops the check, and nothing is called our defect."""
    path = _written_on(tmp_path, {**fields}, {**row})
    checked = check(path)
    assert not [one.message for one in checked.findings if "内部出错" in one.message]


def test_a_figure_beyond_what_a_cell_holds(tmp_path):
    """Written by a program, 1E999 is no number; it is told like any error value."""
    path = typed(evaluated(tmp_path), 分值=123456789)
    part = "xl/worksheets/sheet1.xml"
    checked = check(rewritten(path, part, "<v>123456789</v>", "<v>1E999</v>"))
    assert checked.verdict is Verdict.REJECT
    assert checked.results["总分"] is None


def test_a_number_that_is_no_date_in_a_date_cell(tmp_path):
    """The library that reads the values would stop at it; the rest of the form is read all the same."""
    checked = check(typed(evaluated(tmp_path), 填表日期=-1e300))
    assert checked.verdict is not Verdict.UNREADABLE
    assert checked.results["总分"] == 100


def _written_on(tmp_path, fields, row):
    blank = tmp_path / "底.xlsx"
    if not blank.exists():
        evaluated(tmp_path).rename(blank)
    path = typed(blank, **{**fields, **row})
    return path.rename(beside(tmp_path / "x.xlsx"))
