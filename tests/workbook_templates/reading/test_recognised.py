"""Forms of other layouts found by their headings; places and figures as the sheets are typed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbook_templates.filled_forms import evaluated, sample
from tests.workbook_templates.published_forms import (
    NATIONAL_ROWS,
    beijing_sheet,
    hubei_sheet,
    national,
    national_sheet,
    put,
    saved,
    sichuan_sheet,
)
from workbook_templates.checking import Verdict, check
from workbook_templates.reading import Contents, Filled, Unreadable, read

LAYOUTS: dict[str, Callable[[Worksheet], None]] = {
    "self-evaluation": national_sheet,
    "sichuan": sichuan_sheet,
    "hubei": hubei_sheet,
    "beijing-2016": beijing_sheet,
}


def forms_in(path: Path) -> tuple[Filled, ...]:
    answer = read(path)
    assert isinstance(answer, Contents), answer
    return answer.forms


def only_form(path: Path) -> Filled:
    (form,) = forms_in(path)
    return form


def values(form: Filled) -> dict[str, Any]:
    cells = {**form.fields, **form.computed}
    return {name: cell.value for name, cell in cells.items() if cell.value is not None}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_is_known_from_the_others_and_right_as_filed(tmp_path, layout):
    path = saved(tmp_path / "a.xlsx", LAYOUTS[layout])
    form = only_form(path)
    assert (form.form, form.stamp, form.missing) == (layout, None, ())
    checked = check(path)
    assert checked.verdict is Verdict.PASS, checked.findings


def test_the_standard_form(tmp_path):
    form = only_form(national(tmp_path / "a.xlsx"))
    assert {name: value for name, value in values(form).items() if value != "—"} == {
        "项目名称": "职业技能培训",
        "主管部门": "某市某局",
        "实施单位": "某中心",
        "年初预算数": 1500,
        "全年预算数": 1150,
        "全年执行数": Fraction("1114.9"),
        "执行分值": 10,
        "预算执行率": Fraction("0.9695"),
        "预算执行得分": Fraction("9.69"),
        "预期目标": "培训 100 人次，新增就业 10 人。",
        "实际完成情况": "培训 120 人次，新增就业 11 人。",
        "总分": Fraction("98.73"),
        "总分值": 100,
        "填表人": "某某",
    }
    rows = [row for area in form.sections.values() for row in area]
    told = [[cell.value or "" for cell in row.values()] for row in rows]
    roles = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    assert list(rows[0])[:7] == roles
    assert told == [
        [Fraction(str(c)) if isinstance(c, float) else c for c in r] for r in NATIONAL_ROWS
    ]
    assert rows[1]["一级指标"].address == "B14"  # said of this row too
    assert form.sections["指标区_满意度"] == (rows[-1],)


def test_the_columns_are_told_as_they_were_taken(tmp_path):
    form = only_form(national(tmp_path / "a.xlsx"))
    told = [(one.heading, one.column, one.role) for one in form.columns]
    assert told[3] == ("年度 指标值", "E", "年度指标值")
    assert [letter for _, letter, _ in told] == list("BCDEFGHI")
    (sheet,) = check(national(tmp_path / "b.xlsx")).sheets
    assert (sheet.stamped, sheet.form, sheet.policy) == (
        False,
        "项目支出绩效自评表",
        "national-2020",
    )
    assert "E 年度 指标值" in sheet.columns


def test_a_heading_of_another_word_is_told_with_what_it_was_taken_for(tmp_path):
    path = edited(national(tmp_path / "a.xlsx"), lambda sheet: put(sheet, "I12", "未完成原因分析"))
    (sheet,) = check(path).sheets
    assert sheet.columns[-1] == "I 未完成原因分析＝偏差原因分析及改进措施"


def test_another_policy_can_be_asked_for(tmp_path):
    path = national(tmp_path / "a.xlsx")
    assert check(path, "honghe-2023").policy == "honghe-2023"
    assert [one.code for one in check(path, "没有这个政策").findings] == ["PE-T004"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda sheet: sheet.insert_rows(1, 3), "rows above the title"),
        (lambda sheet: put(sheet, "E12", "年 度 指 标 值 "), "spaces in a heading"),
        (lambda sheet: put(sheet, "E12", "年度指标值（Ａ）"), "full-width brackets"),
        (lambda sheet: put(sheet, "I12", "未完成原因分析"), "another word"),
        (lambda sheet: put(sheet, "H12", "得分（100分）"), "a note in a heading"),
    ],
)
def test_headings_spelt_in_other_ways(tmp_path, change, why):
    book = openpyxl.load_workbook(national(tmp_path / "a.xlsx"))
    sheet = book.active
    merged = [str(one) for one in sheet.merged_cells.ranges]
    for one in merged if "above" in why else ():
        sheet.unmerge_cells(one)
    change(sheet)
    for one in merged if "above" in why else ():
        moved = CellRange(one)
        moved.shift(row_shift=3)
        sheet.merge_cells(moved.coord)
    book.save(tmp_path / "b.xlsx")
    assert values(only_form(tmp_path / "b.xlsx"))["总分"] == Fraction("98.73"), why
    assert check(tmp_path / "b.xlsx").verdict is Verdict.PASS


def test_headings_in_two_rows(tmp_path):
    """绩效指标 over its three levels, the other headings merged over both rows."""

    def sheet(sheet: Worksheet) -> None:
        put(sheet, "A1:G1", "项目支出绩效自评表")
        put(sheet, "A2:C2", "绩效指标")
        for letter, word in zip("ABC", ("一级指标", "二级指标", "三级指标"), strict=True):
            put(sheet, f"{letter}3", word)
        for letter, word in zip("DEFG", ("年度指标值", "实际完成值", "分值", "得分"), strict=True):
            put(sheet, f"{letter}2:{letter}3", word)
        for letter, value in zip(
            "ABCDEFG", ("产出指标", "数量指标", "场次", "≥8场", "4场", 10, 5), strict=True
        ):
            put(sheet, f"{letter}4", value)

    form = only_form(saved(tmp_path / "a.xlsx", sheet))
    (row,) = form.sections["指标区_产出"]
    assert [cell.value for cell in row.values()][2:] == ["场次", "≥8场", "4场", 10, 5]


def test_amounts_in_yuan_are_taken_as_such(tmp_path):
    """1150万元 = 11 500 000元; the rate is the same, and a cost row of 10万元 is not 10元."""
    path = national(
        tmp_path / "a.xlsx", 单位="（元）", 年初预算数=15_000_000, 全年预算数=11_500_000,
        全年执行数=11_149_000,
    )  # fmt: skip
    assert values(only_form(path))["全年预算数"] == 1150
    assert check(path).verdict is Verdict.PASS


def test_a_label_and_what_it_says_in_one_cell(tmp_path):
    fields = only_form(saved(tmp_path / "a.xlsx", sichuan_sheet)).fields
    assert (fields["项目负责人"].value, fields["财务负责人"].value) == ("某某", "某某")
    assert fields["实施单位"].value == "某中心"  # the label says （公章） below


def test_what_stands_below_the_total_is_no_row(tmp_path):
    form = only_form(national(tmp_path / "a.xlsx"))
    assert sum(map(len, form.sections.values())) == len(NATIONAL_ROWS)


def test_several_sheets_of_one_file(tmp_path):
    def cover(sheet: Worksheet) -> None:
        put(sheet, "A1", "附表目录")

    path = saved(tmp_path / "a.xlsx", cover, national_sheet, sichuan_sheet, national_sheet)
    answer = read(path)
    assert isinstance(answer, Contents)
    assert [form.sheet for form in answer.forms] == ["附表1-2", "附表1-3", "附表1-4"]
    assert answer.others == ("附表1-1",)
    checked = check(path)
    assert checked.verdict is Verdict.PASS
    assert checked.results == {
        "附表1-2·总分": 98.73,
        "附表1-2·等级": "优",
        "四川省部门预算项目支出绩效自评表·总分": 90.68,
        "附表1-4·总分": 98.73,
        "附表1-4·等级": "优",
    }
    bad = saved(tmp_path / "b.xlsx", national_sheet, partial(national_sheet, 总分=99))
    (finding,) = check(bad).findings
    assert (finding.code, finding.sheet, finding.cell) == ("PE-C021", "附表1-2", "H19")


def test_a_form_of_ours_beside_one_of_another_layout(tmp_path):
    book = openpyxl.load_workbook(evaluated(tmp_path))
    sichuan_sheet(book.create_sheet("附表2"))
    book.save(tmp_path / "both.xlsx")
    stamped, other = forms_in(tmp_path / "both.xlsx")
    assert (stamped.stamp is not None, other.form, other.sheet) == (True, "sichuan", "附表2")


def test_a_copy_of_the_stamped_sheet_is_not_read_as_another_form(tmp_path):
    """A copied sheet has the names for itself: 总分 of that sheet alone."""
    book = openpyxl.load_workbook(evaluated(tmp_path))
    copy = book.copy_worksheet(book.worksheets[0])
    copy.defined_names["总分"] = DefinedName("总分", attr_text=f"'{copy.title}'!$G$41")
    book.save(tmp_path / "copied.xlsx")
    assert only_form(tmp_path / "copied.xlsx").stamp is not None


def test_our_own_form_without_its_stamp_is_known_by_its_headings(tmp_path):
    """Copied into a workbook of one's own: names and stamp are gone, the words are still there."""
    told = openpyxl.load_workbook(sample(tmp_path, "yiyang"), data_only=True).worksheets[0]
    book = openpyxl.Workbook()
    for row in told.iter_rows():
        for cell in row:
            if cell.value is not None:
                book.active[cell.coordinate] = cell.value
    for merged in told.merged_cells.ranges:
        book.active.merge_cells(merged.coord)
    book.save(tmp_path / "copied.xlsx")
    form = only_form(tmp_path / "copied.xlsx")
    assert form.form == "department-score"
    assert sum(map(len, form.sections.values())) == 17


# --- what is no form


def refused(path: Path) -> Unreadable:
    answer = read(path)
    assert isinstance(answer, Unreadable), answer
    return answer


def test_a_table_of_another_kind_is_refused(tmp_path):
    def sheet(sheet: Worksheet) -> None:
        for letter, word in zip("ABCD", ("姓名", "单位", "职务", "电话"), strict=True):
            put(sheet, f"{letter}1", word)

    answer = refused(saved(tmp_path / "a.xlsx", sheet))
    assert answer.code == "不是模板"
    assert "按表头也认不出是哪一种表" in answer.message


def test_a_form_that_lacks_a_column_is_told_which(tmp_path):
    """The standard form without 实际完成值."""

    def sheet(sheet: Worksheet) -> None:
        national_sheet(sheet)
        put(sheet, "F12", "备注栏")

    answer = refused(saved(tmp_path / "a.xlsx", sheet))
    assert answer.message.endswith(
        "工作表“附表1-1”像是《项目支出绩效自评表》，找到的列：一级指标、二级指标、三级指标、"
        "年度 指标值、分值、得分、偏差原因分析及改进措施；缺少：实际完成值"
    )


def test_a_wide_empty_sheet_costs_nothing(tmp_path):
    book = openpyxl.Workbook()
    book.active["NZ1100"] = 1  # 390 columns × 1100 rows: too large for a form
    book.save(tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xlsx").code == "不是模板"


def edited(path: Path, change: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    return path


def test_rows_left_over_from_the_blank_form_are_no_rows(tmp_path):
    left = [["满意度指标", "服务对象满意度指标", word, *[None] * 5] for word in ("指标2：", "……")]
    form = only_form(national(tmp_path / "a.xlsx", rows=NATIONAL_ROWS + left))
    assert sum(map(len, form.sections.values())) == len(NATIONAL_ROWS)


def test_levels_written_once_and_not_merged(tmp_path):
    rows = [list(row) for row in NATIONAL_ROWS]
    for number in (1, 2, 3):
        rows[number][0] = None
    rows[1][1] = None
    form = only_form(national(tmp_path / "a.xlsx", rows=rows))
    assert [row["一级指标"].value for row in form.sections["指标区_产出"]] == ["产出指标"] * 4
    assert [row["二级指标"].value for row in form.sections["指标区_产出"]] == [
        "数量指标", "数量指标", "时效指标", "成本指标",
    ]  # fmt: skip


def test_formulas_of_ones_own_are_welcome_and_may_be_uncalculated(tmp_path):
    """openpyxl saves =SUM(H13:H18) without a value, as a program that never calculates does."""
    path = edited(
        national(tmp_path / "a.xlsx"), lambda sheet: put(sheet, "H19", "=J6+SUM(H13:H18)")
    )
    checked = check(path)
    assert (checked.verdict, checked.results["总分"]) == (Verdict.PASS, 98.73)


def test_a_hidden_row_is_told(tmp_path):
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[15].hidden = True

    (finding,) = check(edited(national(tmp_path / "a.xlsx"), hide)).findings
    assert finding.found == "第 15 行"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_by_libreoffice(tmp_path):
    path = national(tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        "out",
        path.name,
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    checked = check(tmp_path / "out" / "a.xlsx")
    assert (checked.verdict, checked.results["总分"]) == (Verdict.PASS, 98.73)


WORDS = [
    *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "总分"),
    *(
        "小计",
        "产出指标",
        "项目名称",
        "年初预算数",
        "全年执行数",
        "年度资金总额",
        "≥80%",
        "：",
        "（",
    ),
]
CELLS = st.one_of(st.sampled_from(WORDS), st.integers(-9, 10**9), st.text(max_size=8), st.none())


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.dictionaries(st.tuples(st.integers(1, 22), st.integers(1, 11)), CELLS, max_size=25),
    merges=st.lists(
        st.tuples(st.integers(1, 20), st.integers(1, 9), st.integers(0, 4)), max_size=3
    ),
)
def test_whatever_is_typed_the_answer_is_an_answer(tmp_path, changes, merges):
    book = openpyxl.load_workbook(national(tmp_path / "a.xlsx"))
    sheet = book.active
    for (row, column), value in changes.items():
        cell = sheet.cell(row, column)
        if type(cell).__name__ == "Cell":
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    for row, column, more in merges:
        sheet.merged_cells.add(CellRange(None, column, row, column + more, row + more).coord)
    book.save(tmp_path / "b.xlsx")
    assert isinstance(check(tmp_path / "b.xlsx").verdict, Verdict)


def test_a_value_may_stand_a_few_blank_cells_behind_its_label(tmp_path: Path) -> None:
    path = national(tmp_path / "没有合并.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    row, label = next(
        (cell.row, cell.column)
        for line in sheet.iter_rows()
        for cell in line
        if cell.value == "主管部门"
    )
    for merged in [m for m in sheet.merged_cells.ranges if m.min_row == row]:
        sheet.unmerge_cells(str(merged))
    for column in range(label + 1, label + 4):
        sheet.cell(row, column).value = None
    sheet.cell(row, label + 2).value = "某市商务局"
    book.save(path)
    assert only_form(path).fields["主管部门"].value == "某市商务局"
    sheet.cell(row, label + 2).value = "联系人："
    book.save(path)
    assert only_form(path).fields["主管部门"].value is None


def test_an_input_never_calculated_is_told_once(tmp_path: Path) -> None:
    path = national(tmp_path / "公式.xlsx")
    book = openpyxl.load_workbook(path)
    for line in book.active.iter_rows():
        for cell in line:
            if cell.value == "≥8场":
                cell.value = "=8+0"
                place = cell.coordinate
    book.save(path)
    assert [one.code for one in check(path).findings if one.cell == place] == ["PE-C011"]


def test_other_words_for_every_needed_column(tmp_path):
    def sheet(sheet: Worksheet) -> None:
        national_sheet(sheet)
        words = ("绩效指标名称", "计划指标值", "全年完成值", "标准分值", "评价得分", "未完成原因")
        for letter, word in zip("DEFGHI", words, strict=True):
            put(sheet, f"{letter}12", word)

    rows = only_form(saved(tmp_path / "a.xlsx", sheet)).sections["指标区_产出"]
    told = [
        rows[2][role].value for role in ("三级指标", "年度指标值", "实际完成值", "分值", "得分")
    ]
    assert told == ["9月底前支出进度", "≥80%", "64.71%", 5, Fraction("4.04")]


def test_a_form_known_by_its_title_alone_is_told_what_was_recognised(tmp_path):
    def sheet(sheet: Worksheet) -> None:
        national_sheet(sheet)
        for letter, word in zip("DEFGH", "甲乙丙丁戊", strict=True):
            put(sheet, f"{letter}12", word)

    answer = refused(saved(tmp_path / "a.xlsx", sheet))
    assert "像是《项目支出绩效自评表》，找到的列：一级指标、二级指标、偏差原因" in answer.message
    assert answer.message.endswith("缺少：三级指标、年度指标值、实际完成值、分值、得分")


@pytest.mark.parametrize("word", ["调整后预算数", "预算调整数", "调整预算数"])
def test_the_adjusted_budget_by_other_words(tmp_path, word):
    def sheet(sheet: Worksheet) -> None:
        sichuan_sheet(sheet)
        put(sheet, "D8", word)

    form = only_form(saved(tmp_path / "a.xlsx", sheet))
    assert form.fields["调整后预算数"].value == 200
