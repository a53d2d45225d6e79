"""A plain form is read and checked as the same form: its figures, its formulas, its steps."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from tests.workbook_templates.checking.mutation.book import Book
from tests.workbook_templates.filled_forms import SELF
from workbook_templates.addresses import letters
from workbook_templates.checking import check
from workbook_templates.checking.findings import Verdict
from workbook_templates.description import describe
from workbook_templates.making import make
from workbook_templates.reading import Contents, read
from workbook_templates.stamp import PLAIN

#: 20 × 64.71% ÷ 80% = 16.1775.
SHORT = {"实际完成值": "64.71%", "偏差原因分析及改进措施": "学员流动大，下年改进培训安排。"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    data = copy.deepcopy(SELF)
    data["指标"][1].update(SHORT)
    folder = tmp_path_factory.mktemp("plain")
    return make("self-evaluation", folder / "自评表.xlsx", data, plain=True)[0]


def edited(path, folder, change: Callable[[object, dict[str, str]], None]):
    book = openpyxl.load_workbook(path)
    places = {
        n: d.attr_text.rpartition("!")[2].replace("$", "") for n, d in book.defined_names.items()
    }
    change(book.worksheets[0], places)
    out = folder / "改过.xlsx"
    book.save(out)
    return out


def test_it_passes_with_the_figures_of_the_usual_form(filled):
    found = check(filled)
    assert (found.verdict, found.findings) == (Verdict.PASS, ())
    assert found.results == {"总分": 96.18, "等级": "优"}


def test_it_is_read_as_the_same_form(filled):
    contents = read(filled)
    assert isinstance(contents, Contents)
    (form,) = contents.forms
    assert (form.form, form.stamp.functions, form.missing, form.strays) == (
        "self-evaluation", PLAIN, (), (),
    )  # fmt: skip
    assert contents.others == ()
    assert form.sections["指标区_产出"][1]["实际完成值"].value == "64.71%"
    assert form.helpers


def test_cached_values_stand_in_all_its_cells(filled):
    formulas, values = (
        openpyxl.load_workbook(filled, data_only=only).worksheets[0] for only in (False, True)
    )
    places = openpyxl.load_workbook(filled).defined_names
    total = places["总分"].attr_text.rpartition("!")[2].replace("$", "")
    assert formulas[total].value.startswith("=IF(")
    assert values[total].value == 96.18


def test_a_typed_score_is_found(filled, tmp_path):
    def change(sheet, places):
        column = places["列_得分"].rstrip("0123456789")
        sheet[f"{column}{int(places['指标区_产出'].split(':')[0].lstrip('ABCDEFGHIJK')) + 1}"] = 20

    found = check(edited(filled, tmp_path, change))
    assert found.verdict is Verdict.REJECT
    assert any("16.18" in finding.message for finding in found.findings)


def test_a_changed_formula_is_found(filled, tmp_path):
    def change(sheet, places):
        sheet[places["总分"]] = sheet[places["总分"]].value.replace("ROUND(", "100-0*ROUND(")

    found = check(edited(filled, tmp_path, change))
    assert found.verdict is Verdict.REJECT
    assert [finding.name for finding in found.findings] == ["总分"]


def test_a_helper_cell_typed_over_is_named(filled, tmp_path):
    def change(sheet, places):
        column = next(
            places[name].rstrip("0123456789") for name in places if name.startswith("列_旁算")
        )
        row = int(places["指标区_产出"].split(":")[0].lstrip("ABCDEFGHIJK")) + 1
        sheet[f"{column}{row}"] = 0.5
        changed.append(f"{column}{row}")

    changed = []
    found = check(edited(filled, tmp_path, change))
    assert found.verdict is Verdict.REJECT
    (one,) = (finding for finding in found.findings if finding.severity.name == "REJECT")
    assert (one.code, one.cell, one.found) == ("PE-C012", changed[0], "0.5")
    assert one.advice == f"请在 {changed[0]} 填入公式：{one.expected}"


def test_a_row_without_its_helpers_is_one_finding(filled, tmp_path):
    """A row put in and filled from the printed columns alone lacks every grey cell."""
    form = read(filled).forms[0]
    row = form.sections["指标区_产出"][0]["得分"].address[1:]
    columns = [p.left for name, p in form.helpers.items() if name.startswith("列_旁算")]
    assert len(columns) > 50

    def change(sheet, places):
        for column in columns:
            sheet[f"{letters(column)}{row}"] = None

    found = check(edited(filled, tmp_path, change))
    assert found.verdict is Verdict.REJECT
    (one,) = (one for one in found.findings if one.code in ("PE-C012", "PE-C013"))
    assert one.code == "PE-C013"
    assert f"共 {len(columns)} 格）是空的" in one.message
    assert f"整行复制到第 {row} 行" in one.advice


def test_a_helper_cell_typed_over_hides_nothing_of_other_rows(filled, tmp_path):
    """The first row shows another score than its inputs make; it does not count on that helper."""
    form = read(filled).forms[0]
    first, second = form.sections["指标区_产出"]
    place = next(place for name, place in form.helpers.items() if name.startswith("列_旁算"))
    helper = f"{letters(place.left)}{second['得分'].address[1:]}"
    book = Book(filled)
    book.put(helper, 0.5)
    book.show(first["得分"].address, 29)
    book.show(second["得分"].address, 0.5)
    found = check(book.save(tmp_path / "改两处.xlsx")).findings
    assert {(one.code, one.cell) for one in found} == {
        ("PE-C012", helper),
        ("PE-C003", first["得分"].address),
    }


def test_what_the_steps_show_is_nobodys_word(filled, tmp_path):
    """A score that was saved otherwise than the inputs make it, as with a step typed over."""
    with zipfile.ZipFile(filled) as before, zipfile.ZipFile(tmp_path / "改.xlsx", "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                assert content.count(b"<v>16.18</v>") > 1  # the step, and the score that shows it
                content = content.replace(b"<v>16.18</v>", b"<v>20</v>")
            after.writestr(entry, content)
    found = check(tmp_path / "改.xlsx")
    assert found.verdict is Verdict.REJECT
    assert any(finding.name.endswith("得分") for finding in found.findings)


def test_another_layout_with_sign_figure_and_unit_apart(tmp_path):
    """四川: sections left blank stay blank; 10 × 75% ÷ 80% = 9.375, 10 × 33.3 ÷ 100 = 3.33."""
    rows = [
        ("≥", "80", "%", "75", 10),
        ("≥", "100", None, "33.3", 10),
        ("定性", "合格", None, "达成 90%", 70),
    ]
    names = ("指标性质", "指标值", "度量单位", "完成值", "权重")
    data = {
        "项目名称": "某项目",
        "主管部门": "某局",
        "实施单位": "某中心",
        "调整后预算数": 100,
        "执行数": 100,
        "指标": [
            {
                "一级指标": "产出指标",
                "三级指标": f"指标{n}",
                "未完成原因分析": f"第{n}项的原因和措施",
            }
            | dict(zip(names, row, strict=True))
            for n, row in enumerate(rows, 1)
        ],
    }
    found = check(make("sichuan", tmp_path / "四川.xlsx", data, plain=True)[0])
    assert found.results["总分"] == 85.71  # 10 + 9.38 + 3.33 + 63
    assert not [one for one in found.findings if one.code.startswith("PE-F")], found.findings


def test_its_steps_are_folded_away_and_its_lists_hidden(filled):
    book = openpyxl.load_workbook(filled)
    assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "hidden"]
    sheet, usual = book.worksheets[0], len(describe("self-evaluation").widths)
    beside = {
        dimension.min: dimension.hidden
        for dimension in sheet.column_dimensions.values()
        if dimension.outlineLevel
    }
    assert min(beside) == usual + 2  # one narrow column stays between
    assert all(beside.values())


def _written_over(book, _places):
    book.parent["对照表"]["B3"] = 7


def _another_hidden(book, _places):
    book.parent.create_sheet("底稿").sheet_state = "hidden"


@pytest.mark.parametrize(("change", "told"), [(_written_over, "对照表"), (_another_hidden, "底稿")])
def test_a_hidden_sheet_that_is_not_as_we_made_it_is_told(filled, tmp_path, change, told):
    found = check(edited(filled, tmp_path, change)).findings
    assert [one.name for one in found if one.code == "PE-T017"] == [told]
