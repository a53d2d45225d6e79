"""插入指标行, 填写说明, 解释 on real forms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from tests.addin.excel.commanding import Notes, click, place, sheet_of
from tests.addin.excel.engine_stand_in import opened
from tests.workbook_templates.filled_forms import evaluated
from workbook_templates import checking, description, making

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def book(tmp_path: Path) -> Any:
    return opened(evaluated(tmp_path))


def select(book: Any, address: str) -> None:
    book.sheets[0].range(address).select()


def area(book: Any, section: str) -> Any:
    return book.names[f"指标区_{section}"].refers_to_range


def in_section(book: Any, section: str) -> Notes:
    first = area(book, section)[0, 0]
    first.select()
    return click("insert_row", book)


def columns(book: Any) -> dict[str, int]:
    names = book.impl.wb.defined_names
    return {
        name.removeprefix("列_"): book.names[name].refers_to_range.column
        for name in names
        if name.startswith("列_")
    }


@pytest.mark.parametrize("section", ["产出", "效益", "满意度"])
def test_a_row_comes_above_the_thin_one_with_formulas_and_choices(book: Any, section: str) -> None:
    before, of = area(book, section), columns(book)
    thin = before.row + before.shape[0] - 1
    above = [cell.number_format for cell in sheet_of(book)[thin - 1]]
    assert in_section(book, section).everything == ""
    ws, after = sheet_of(book), area(book, section)
    assert (after.row, after.shape[0]) == (before.row, before.shape[0] + 1)
    score = ws.cell(thin, of["得分"]).value
    assert score == ws.cell(thin - 1, of["得分"]).value.replace(str(thin - 1), str(thin))
    assert [cell.number_format for cell in ws[thin]] == above
    choices = [
        v
        for v in ws.data_validations.dataValidation
        if ws.cell(thin, of["二级指标"]).coordinate in v
    ]
    assert len([one for one in choices if one.type == "list"]) == 1
    # What the section itself says stays, what a person fills in is empty.
    assert ws.cell(thin, of["一级指标"]).value == ws.cell(before.row, of["一级指标"]).value
    for role in ("三级指标", "年度指标值", "实际完成值", "分值", "偏差原因分析及改进措施"):
        assert ws.cell(thin, of[role]).value is None, role
    assert ws.row_dimensions[thin + 1].height == 7.5
    assert book.selection.row == thin
    assert book.selection.column == of["二级指标"]


def test_the_total_takes_the_new_row_in(book: Any, tmp_path: Path) -> None:
    in_section(book, "产出")
    row, of = book.selection.row, columns(book)
    told = {"二级指标": "时效指标", "三级指标": "按期完成率", "年度指标值": "≥100%", "分值": 5}
    for role, value in {**told, "实际完成值": "100%"}.items():
        sheet_of(book).cell(row, of[role]).value = value
    # 30 + 20 become 25 + 20 + 5: met like the others, so 50 for the section, 100 in all.
    sheet_of(book).cell(area(book, "产出").row, of["分值"]).value = 25
    book.impl.wb.save(tmp_path / "加了一行.xlsx")
    checked = checking.check(tmp_path / "加了一行.xlsx")
    assert checked.findings == ()
    assert checked.results["总分"] == 100


@pytest.mark.parametrize(
    ("form", "plain"),
    [
        *((form, False) for form in description.forms() if form != "department-score"),
        ("self-evaluation", True),
    ],
)
def test_rows_inserted_in_every_form_are_as_the_template_has_them(
    form: str, plain: bool, tmp_path: Path
) -> None:
    path = making.make(form, tmp_path / "表.xlsx", plain=plain)[0]
    before = [finding.message for finding in checking.check(path).findings]
    book = opened(path)
    for table in description.describe(form).tables():
        for section in table.sections:
            cells = book.names[section.area].refers_to_range
            cells[0, 0].select()
            assert click("insert_row", book).everything == ""
            assert book.names[section.area].refers_to_range.shape[0] == cells.shape[0] + 1
    book.impl.wb.save(path)
    assert [finding.message for finding in checking.check(path).findings] == before


def test_a_note_on_the_row_above_is_not_copied(book: Any) -> None:
    last = area(book, "产出").row + area(book, "产出").shape[0] - 2
    sheet_of(book).cell(last, columns(book)["三级指标"]).comment = Comment("只说这一行", "甲")
    in_section(book, "产出")
    assert sheet_of(book).cell(last + 1, columns(book)["三级指标"]).comment is None
    assert sheet_of(book).cell(last, columns(book)["三级指标"]).comment.text == "只说这一行"


def test_marks_go_before_rows_move_on(tmp_path: Path) -> None:
    book = opened(evaluated(tmp_path, {"实际完成值": "80人次"}))
    click("validate", book)
    assert "校验标记已清除" in in_section(book, "产出").everything
    assert "请先点“校验”" in click("next_finding", book).everything


def test_a_row_whose_formula_was_overwritten_is_not_copied(book: Any) -> None:
    of, place_of = columns(book), area(book, "产出")
    last = place_of.row + place_of.shape[0] - 2
    sheet_of(book).cell(last, of["得分"]).value = 20
    in_section(book, "产出")
    assert str(sheet_of(book).cell(last + 1, of["得分"]).value).startswith("=")


def test_outside_a_section_the_person_is_asked_to_select_one(book: Any) -> None:
    select(book, "C3")
    before = area(book, "产出").shape
    assert "产出指标、效益指标、满意度指标" in click("insert_row", book).everything
    assert area(book, "产出").shape == before


def test_without_the_thin_row_nothing_is_inserted(book: Any) -> None:
    cells = area(book, "满意度")
    sheet_of(book).cell(cells.row + cells.shape[0] - 1, 3).value = "占了窄行"
    assert "窄行已被改动" in in_section(book, "满意度").everything
    assert area(book, "满意度").shape == cells.shape


def test_printed_rows_are_not_added_to() -> None:
    book = opened(making.BUILT / "部门评价指标体系评分表.xlsx")
    names = [name for name in book.impl.wb.defined_names if "区" in name]
    book.names[names[0]].refers_to_range[0, 0].select()
    assert "由文件规定，不能增加" in click("insert_row", book).everything


def test_a_workbook_of_somebody_else(tmp_path: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "别的.xlsx")
    book = opened(tmp_path / "别的.xlsx")
    select(book, "A1")
    assert "不是本软件生成的表" in click("insert_row", book).everything
    assert "没有“填写说明”" in click("guidance", book).everything
    assert "没有用 PE_ 函数的公式" in click("rebind", book).everything


def test_guidance_tells_the_hint_of_the_cell(book: Any) -> None:
    select(book, place(book, "全年执行数").coordinate)
    notes = click("guidance", book, yes=False)
    assert "全年实际支出，以万元为单位" in notes.everything
    assert book.impl.wb.active.title == "绩效自评表"
    of = columns(book)
    book.sheets[0].range((area(book, "效益").row, of["实际完成值"])).select()
    assert "未填则不计分" in click("guidance", book, yes=False).everything
    select(book, place(book, "总分").coordinate)
    click("guidance", book)
    assert book.impl.wb.active.title == "填写说明"


def test_an_explanation_in_words_and_as_a_note(tmp_path: Path) -> None:
    # 30 × 80 ÷ 100 = 24 by hand.
    book = opened(evaluated(tmp_path, {"实际完成值": "80人次"}))
    cell = book.sheets[0].range((area(book, "产出").row, columns(book)["得分"]))
    cell.select()
    notes = click("explain", book)
    assert "：24" in notes.questions[0]
    assert "30×80人次÷100人次=24" in notes.questions[0]
    assert "财预〔2020〕10号" in notes.questions[0]
    assert cell.note.text.startswith("【计分说明】\n")
    assert "=24" in cell.note.text
    # Asked again, our own note is written anew; a person's is not touched.
    assert click("explain", book).told == []
    cell.note.text = "请核对"
    assert "没有改动" in click("explain", book).everything
    assert cell.note.text == "请核对"


def test_an_explanation_is_not_written_unasked(book: Any) -> None:
    cell = book.sheets[0].range((area(book, "产出").row, columns(book)["得分"]))
    cell.select()
    click("explain", book, yes=False)
    assert cell.note is None


def test_the_total_is_explained_over_what_it_adds_up(book: Any) -> None:
    select(book, place(book, "总分").coordinate)
    (told,) = click("explain", book, yes=False).questions
    assert "：100" in told
    # How the rows came to theirs is told at the rows.
    assert "人次" not in told


def test_a_formula_linked_to_an_addin_elsewhere_is_explained(book: Any) -> None:
    cell = place(book, "等级")
    cell.value = cell.value.replace("PE_GRADE", "[1]!PE_GRADE")
    select(book, cell.coordinate)
    # 100 points are 优 in 财预〔2020〕10号.
    assert "：优" in click("explain", book, yes=False).questions[0]


def test_what_has_no_explanation_says_so(book: Any) -> None:
    select(book, place(book, "项目名称").coordinate)
    assert "不是公式" in click("explain", book).everything
    select(book, place(book, "汇总_预算执行_分值").coordinate)
    assert "没有用 PE_ 函数" in click("explain", book).everything
    blank = opened(making.BUILT / "项目支出绩效自评表.xlsx")
    blank.sheets[0].range((area(blank, "产出").row, columns(blank)["计分说明"])).select()
    assert "还没有填写" in click("explain", blank).everything
    book.impl.app.selected = None  # a picture, or nothing
    assert "请先选中" in click("explain", book).everything


def test_a_value_refused_is_explained_with_what_to_do(tmp_path: Path) -> None:
    book = opened(evaluated(tmp_path, {"实际完成值": "很多"}))
    cell = book.sheets[0].range((area(book, "产出").row, columns(book)["得分"]))
    cell.select()
    told = click("explain", book, yes=False).everything
    assert "#VALUE!" in told
    assert "很多" in told
