"""Building: the same input gives the same bytes, formulas are plain, wrong data is told."""

import re
import zipfile
from datetime import date
from fractions import Fraction

import openpyxl
import pytest

from udfs import CellError
from workbook_templates.addresses import absolute, column_of, letters
from workbook_templates.building import build, stamp_for
from workbook_templates.building.heights import height, lines
from workbook_templates.description import describe, forms
from workbook_templates.description_check import names_of
from workbook_templates.faults import FormError

#: Each form's own policy.
POLICIES = {form: describe(form).policy for form in forms()}


@pytest.fixture
def built(tmp_path):
    def make(form, data=None, name="form.xlsx", **more):
        policy = POLICIES[form]
        stamp = stamp_for(form, policy, "ab" * 32, "0.1.0")
        return build(form, tmp_path / name, data, stamp, policy, **more)

    return make


def part(path, name):
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize("form", forms())
def test_two_builds_are_the_same_bytes(built, form):
    one, two = built(form, name="one.xlsx"), built(form, name="two.xlsx")
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@pytest.mark.parametrize("form", forms())
def test_every_name_resolves_and_no_formula_is_left_unresolved(built, form):
    book = openpyxl.load_workbook(built(form))
    for name in names_of(describe(form)):
        ((sheet, address),) = book.defined_names[name].destinations
        assert book[sheet][address] is not None
    formulas = [
        cell.value
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    assert not [text for text in formulas if "【" in text or "[" in text or "#REF" in text]


@pytest.mark.parametrize("form", forms())
def test_stamp_is_hidden_names_and_properties(built, form):
    book = openpyxl.load_workbook(built(form))
    assert book.defined_names["模板标识"].attr_text == f'"{form}"'
    assert book.defined_names["政策摘要"].hidden
    assert not book.defined_names[next(names_of(describe(form)))].hidden
    properties = {one.name: one.value for one in book.custom_doc_props.props}
    assert properties["政策标识"] == POLICIES[form]
    assert properties["产品版本"] == "0.1.0"


def test_no_recalculation_is_forced(built):
    assert "fullCalcOnLoad" not in part(built("market-reward"), "xl/workbook.xml")


@pytest.mark.parametrize("form", forms())
def test_excel_keeps_the_figures_that_are_there(built, form):
    # ECMA-376 18.2.2: a file of an older calculation engine is computed anew when it is opened.
    # 191029 is what Excel 2019 to 365 write.
    said = re.search(r'<calcPr calcId="(\d+)"', part(built(form), "xl/workbook.xml"))
    assert said
    assert int(said[1]) >= 191029


def test_page_is_a4_landscape_one_page_wide_with_repeated_head(built):
    path = built("department-score")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # an absent width is 1 page, height 0 is as many as needed
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$7:$7"  # title, year, two head rows, two of 基础数据
    assert not sheet.protection.sheet


def test_rows_have_no_merged_cells(built):
    for form in forms():
        book = openpyxl.load_workbook(built(form))
        sheet = book.worksheets[0]
        for table in describe(form).tables():
            for section in table.sections:
                ((_, address),) = book.defined_names[section.area].destinations
                top, bottom = (int(n) for n in re.findall(r"\d+", address))
                inside = [m for m in sheet.merged_cells.ranges if top <= m.min_row <= bottom]
                assert not inside


ROW = {
    "一级指标": "产出指标",
    "二级指标": "时效指标",
    "三级指标": "9月30日前预算执行支出进度",
    "年度指标值": "≥80%",
    "实际完成值": "64.71%",
    "分值": 5,
}


def test_row_formulas_are_as_designed(built):
    # Head: 6 bands of title and funds begin at row 1; the table's head is row 13, its rows follow.
    sheet = openpyxl.load_workbook(built("self-evaluation", {"指标": [ROW]})).worksheets[0]
    assert [cell.value for cell in sheet[13]][:4] == [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
    ]
    assert sheet["G14"].value == (
        '=IF(ISNUMBER(H14),PE_SCORE(F14,D14,E14,K14,"national-2020")-H14,'
        'PE_SCORE(F14,D14,E14,K14,"national-2020"))'
    )
    assert sheet["G16"].value == "=PE_TOTAL(F14:F15,G14:G15)"  # row 15 is the thin last row
    assert sheet["D14"].value == "≥80%"
    assert sheet["D14"].number_format == "@"


def test_total_sees_each_row_once(built):
    book = openpyxl.load_workbook(built("self-evaluation", {"指标": [ROW]}))
    sheet = book.worksheets[0]
    where = {n: next(book.defined_names[n].destinations)[1].replace("$", "") for n in book.defined_names
             if "$" in book.defined_names[n].attr_text}  # fmt: skip
    first, last = where["汇总_预算执行_得分"], where["满意度得分"]
    assert int(last[1:]) - int(first[1:]) == 3  # four parts, one under the other
    span = f"{absolute(int(first[1:]) - 1, 6)}:{absolute(int(last[1:]) - 1, 6)}"
    assert sheet[where["总分"]].value.endswith(f",{span})")
    for part_, subtotal in (("产出", "产出指标"), ("效益", "效益指标"), ("满意度", "满意度指标")):
        told = sheet[where[f"{part_}得分"]].value.replace("$", "")
        assert told == "=" + where[f"小计_{subtotal}_得分"]


def test_reward_row_hands_over_headings_and_values(built):
    sheet = openpyxl.load_workbook(built("market-reward")).worksheets[0]
    assert sheet["N5"].value == (
        '=IF(COUNTA(B5:M5)=0,"",PE_REWARD("honghe-2023","招商奖励",$D$4:$M$4,D5:M5))'
    )
    assert [cell.value for cell in sheet[4]][3:13] == [
        "认定日期", "正式签约", "实质性开工", "纳入统计库", "入库计划投资额（万元）",
        "年度进出口总额（万元）", "世界500强", "国内500强", "一事一议", "核定奖励额（万元）",
    ]  # fmt: skip
    assert sheet["N26"].value == '=SUMIF(N5:N25,">=0")'  # 20 rows and the thin last one
    assert "ISNA(N5:N25)" in sheet["O26"].value


def test_ratio_formulas_stand_only_in_the_five_rows(built):
    book = openpyxl.load_workbook(built("department-score"))
    sheet = book.worksheets[0]
    ratios = {
        sheet.cell(row, 3).value: sheet.cell(row, 7).value
        for row in range(8, 40)
        if str(sheet.cell(row, 7).value).startswith("=")
    }
    assert set(ratios) == {"资金到位率", "预算执行率", "实际完成率", "质量达标率", "成本节约率"}
    assert '{"预算资金（万元）","实际到位资金（万元）"},$B$6:$C$6' in ratios["资金到位率"]


def test_cached_values_are_written(built):
    def cached(sheet, address):
        assert sheet == "奖励测算表"
        return {"N5": Fraction("1000000"), "N6": CellError.NA, "O5": "封顶"}.get(address)

    path = built("market-reward", cached=cached)
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    assert (sheet["N5"].value, sheet["N6"].value, sheet["O5"].value) == (1000000, "#N/A", "封顶")
    assert sheet["N7"].value is None  # nothing given: blank, never 0


def test_counts_make_room(built):
    book = openpyxl.load_workbook(built("self-evaluation", counts={"指标区_效益": 11}))
    _, address = next(book.defined_names["指标区_效益"].destinations)
    top, bottom = (int(number) for number in re.findall(r"\d+", address))
    assert bottom - top == 11  # eleven rows and the thin last one


def test_rows_of_a_policy_replace_the_printed_ones(built):
    rows = [
        {
            "一级": one,
            "二级": "二",
            "三级": f"{one}指标",
            "分值": 25,
            "指标解释": "解",
            "指标说明": "说",
        }
        for one in ("决策", "过程", "产出", "效益")
    ]
    sheet = openpyxl.load_workbook(built("department-score", fixed=rows)).worksheets[0]
    assert [sheet.cell(row, 3).value for row in (8, 11, 14, 17)] == [
        "决策指标", "过程指标", "产出指标", "效益指标",
    ]  # fmt: skip


def test_text_that_looks_like_a_formula_stays_text(built):
    path = built("self-evaluation", {"项目名称": "=1+1", "实施单位": "=cmd|' /C calc'!A0"})
    assert "cmd" not in part(path, "xl/worksheets/sheet1.xml")  # only in the shared strings


def test_values_of_every_kind(built):
    data = {
        "项目": [
            {"项目名称": "甲", "认定日期": date(2023, 6, 30), "正式签约": True, "实质性开工": False,
             "入库计划投资额（万元）": Fraction("1010000.5"), "年度进出口总额": 0}
        ]
    }  # fmt: skip
    sheet = openpyxl.load_workbook(built("market-reward", data)).worksheets[0]
    assert [sheet[c].value for c in ("B5", "E5", "F5", "H5", "I5")] == [
        "甲",
        "是",
        "否",
        1010000.5,
        0,
    ]
    assert sheet["D5"].value.date() == date(2023, 6, 30)
    assert sheet["A5"].value == 1


@pytest.mark.parametrize(
    ("form", "data", "told"),
    [
        ("self-evaluation", {"项目名": "甲"}, "是不是“项目名称”"),
        ("self-evaluation", {"总分": 99}, "由公式算出"),
        ("self-evaluation", {"指标": [{**ROW, "完成值": 1}]}, "“实际完成值”"),
        ("self-evaluation", {"指标": [{**ROW, "得分": 5}]}, "由公式算出"),
        ("self-evaluation", {"指标": [{**ROW, "一级指标": "产出指数"}]}, "是不是“产出指标”"),
        ("self-evaluation", {"指标": [{"三级指标": "甲"}]}, "没有写"),
        ("self-evaluation", {"指标": [{**ROW, "权重": 5}]}, "同一列给了两次"),
        ("self-evaluation", {"指标": "甲"}, "一行一行"),
        ("self-evaluation", {"项目名称": ["甲"]}, "填不进一格"),
        ("department-score", {"指标": [{"三级指标": "成本节约", "得分": 5}]}, "是不是“成本节约率”"),
        ("department-score", {"指标": [{"三级指标": "成本节约率", "分值": 6}]}, "不能改为"),
    ],
)
def test_wrong_data_is_told_with_the_nearest_name(built, tmp_path, form, data, told):
    with pytest.raises(FormError, match=re.escape(told)):
        built(form, data)
    assert not list(tmp_path.iterdir())  # nothing half-written


def test_every_wrong_name_at_once(built):
    with pytest.raises(FormError) as caught:
        built("self-evaluation", {"甲": 1, "乙": 2})
    assert len(caught.value.faults) == 2


def test_a_stamp_of_another_form_is_refused(tmp_path):
    stamp = stamp_for("market-reward", "p", "h", "v")
    with pytest.raises(FormError, match="market-reward"):
        build("self-evaluation", tmp_path / "x.xlsx", None, stamp, "p")


def test_lines_of_chinese_text():
    # 20 characters wide is 145 pixels less 17 of margin and indent; 11 points are 14.67 pixels: 8 fit
    assert lines("一二三四五六七八", 20, 11) == 1
    assert lines("一二三四五六七八九", 20, 11) == 2
    assert lines("一\n二\n三", 20, 11) == 3
    assert lines("", 20, 11) == 1


def test_a_row_is_never_higher_than_excel_allows():
    assert height([("长" * 5000, 10, 11)], 20) == 409
    assert height([("短", 10, 11)], 24) == 24


def test_letters_of_columns():
    assert [column_of(word) for word in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
