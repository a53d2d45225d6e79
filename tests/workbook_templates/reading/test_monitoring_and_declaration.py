"""监控表 and 申报表 as they are published: merged cells, columns to be ticked, two halves side by side.

Headings are those of the national forms (framework.md, section 1); what is filled in is made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.workbook_templates.published_forms import across, put, rows_of
from workbook_templates.checking import check
from workbook_templates.reading import Contents, Filled, Unreadable, read

OUTPUT, OUTCOME, CONTENT = "产出指标", "效益指标", "满意度指标"
NO_CAUSE, CERTAIN = [""] * 6, ["√", "", "", ""]
LATE = ["√", "", "", "", "", "资金 8 月才到，下半年补办"]
ROWS = [
    [OUTPUT, "数量指标", "培训人次", "≥100人次", "60人次", "100人次", *NO_CAUSE, *CERTAIN],
    [OUTPUT, "数量指标", "举办场次", "≥8场", "2场", "6场", *LATE, "", "√", "", ""],
    [OUTCOME, "社会效益指标", "新增就业", "≥10人", "4人", "10人", *NO_CAUSE, *CERTAIN],
    [CONTENT, "服务对象满意度指标", "满意度", "≥90%", "92%", "92%", *NO_CAUSE, *CERTAIN],
]


def monitoring(path: Path, **over: Any) -> Path:
    told = {"执行数": 60, "执行率": 0.6, "预计": 100, "月": "1—7月", "rows": ROWS} | over
    book = openpyxl.Workbook()
    sheet = book.active
    put(sheet, "A1:P1", "项目支出绩效目标执行监控表")
    put(sheet, "A2:P2", "（2023年度）")
    put(sheet, "A3:B3", "项目名称")
    put(sheet, "C3:P3", "职业技能培训项目")
    put(sheet, "A4:B4", "主管部门及代码")
    put(sheet, "C4:F4", "某局")
    put(sheet, "G4:K4", "实施单位")
    put(sheet, "L4:P4", "某中心")
    put(sheet, "A5:B9", "项目资金\n（万元）")
    for where, heading in (
        ("C5:D5", ""), ("E5", "年初预算数"), ("F5", f"{told['月']}执行数"),
        ("G5:K5", f"{told['月']}执行率"), ("L5:P5", "全年预计执行数"),
    ):  # fmt: skip
        put(sheet, where, heading)
    for row, label in enumerate(
        ("年度资金总额：", "其中：本年一般公共预算拨款", "上年结转资金", "其他资金"), 6
    ):
        put(sheet, f"C{row}:D{row}", label)
    for row in (6, 7):
        across(sheet, row, "EFGL", [100, told["执行数"], told["执行率"], told["预计"]])
    put(sheet, "A10:B10", "年度总体目标")
    put(sheet, "C10:P10", "培训 100 人次")
    for letter, heading in zip("ABCDEF", ("一级\n指标", "二级指标", "三级指标", "年度指标值",
                               f"{told['月']}\n执行情况", "全年预计\n完成情况"), strict=True):  # fmt: skip
        put(sheet, f"{letter}11:{letter}12", heading)
    put(sheet, "G11:L11", "偏差原因分析")
    across(
        sheet,
        12,
        "GHIJKL",
        ["经费\n保障", "制度\n保障", "人员\n保障", "硬件条件保障", "其他", "原因说明"],
    )
    put(sheet, "M11:O11", "完成目标可能性")
    across(sheet, 12, "MNO", ["确定\n能", "有\n可能", "完全不可能"])
    put(sheet, "P11:P12", "备注")
    last = rows_of(
        sheet, 13, [[v or None for v in row] for row in told["rows"]], "ABCDEFGHIJKLMNOP"
    )
    put(sheet, f"A{last}:P{last}", "注：1.偏差原因分析：针对与预期目标产生偏差的指标值分析原因。")
    book.save(path)
    return path


def declaration(
    path: Path, annual: str = "≥100人次", parts: Sequence[tuple[str, Any]] = ()
) -> Path:
    """Mid-term on the left, the year on the right; the level-1 column serves both.

    `parts` are what the mid-term sum consists of, below it.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    put(sheet, "A1:G1", "项目支出绩效目标申报表")
    put(sheet, "A2:G2", "（2023年度）")
    put(sheet, "A3", "项目名称")
    put(sheet, "B3:G3", "职业技能培训项目")
    put(sheet, "A4", "主管部门及代码")
    put(sheet, "B4:C4", "某局")
    put(sheet, "D4:E4", "实施单位")
    put(sheet, "F4:G4", "某中心")
    put(sheet, "A5", "项目属性")
    put(sheet, "B5:C5", "延续项目")
    put(sheet, "D5:E5", "项目期")
    put(sheet, "F5:G5", "2023年-2025年")
    put(sheet, "A6:A8", "项目资金\n（万元）")
    put(sheet, "B6:C6", "中期资金总额：")
    put(sheet, "D6", 300)
    put(sheet, "E6:F6", "年度资金总额：")
    put(sheet, "G6", 100)
    for row, (label, value) in enumerate(parts, 7):
        put(sheet, f"B{row}:C{row}", label)
        put(sheet, f"D{row}", value)
    put(sheet, "A9:A10", "总体目标")
    put(sheet, "B9:D9", "中期目标（2023年—2025年）")
    put(sheet, "E9:G9", "年度目标")
    put(sheet, "B10:D10", "三年培训 300 人次")
    put(sheet, "E10:G10", "培训 100 人次")
    across(
        sheet,
        11,
        "ABCDEFG",
        ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"],
    )
    for row, told in enumerate((
        ["产出指标", "数量指标", "培训人次", "≥300人次", "数量指标", "培训人次", annual],
        ["效益指标", "社会效益指标", "新增就业", "≥30人", "社会效益指标", "新增就业", "≥10人"],
        [CONTENT, "服务对象满意度指标", "满意度", "≥90%", "服务对象满意度指标", "满意度", "≥90%"],
    ), 12):  # fmt: skip
        across(sheet, row, "ABCDEFG", told)
    book.save(path)
    return path


def taken(path: Path) -> Filled:
    contents = read(path)
    assert isinstance(contents, Contents), contents
    (form,) = contents.forms
    return form


@pytest.mark.parametrize("months", ["1—7月", "1-7月", "1～7月", "1–9月", "1至6月"])
def test_a_published_monitoring_form_is_known(tmp_path, months):
    form = taken(monitoring(tmp_path / "监控.xlsx", 月=months))
    assert form.form == "monitoring"
    assert form.fields["执行数"].value == 60
    assert form.fields["全年预计执行数_财政拨款"].value == 100
    assert form.fields["实施单位"].value == "某中心"
    rows = form.sections["指标区_产出"]
    assert [row["执行情况"].value for row in rows] == ["60人次", "2场"]
    assert [row["全年预计完成情况"].value for row in rows] == ["100人次", "6场"]


def test_what_is_ticked_is_the_word_above(tmp_path):
    rows = taken(monitoring(tmp_path / "监控.xlsx")).sections["指标区_产出"]
    assert [row["完成目标可能性"].value for row in rows] == ["确定能", "有可能"]
    assert rows[1]["完成目标可能性"].address == "N14"
    assert rows[1]["经费保障"].value == "√"


def test_a_published_monitoring_form_is_right(tmp_path):
    checked = check(monitoring(tmp_path / "监控.xlsx"))
    assert [finding.message for finding in checked.findings] == []
    assert checked.results == {"执行率": "60%", "指标数": 4, "完全不可能项数": 0}


def test_a_rate_typed_wrong_and_a_doubt_without_reason(tmp_path):
    rows = [ROWS[0], [*ROWS[1][:11], "", *ROWS[1][12:]], *ROWS[2:]]
    checked = check(monitoring(tmp_path / "监控.xlsx", 执行率=0.7, rows=rows))
    told = {(finding.name, finding.severity.name) for finding in checked.findings}
    assert ("举办场次", "EXPLAIN") in told
    assert ("执行率", "REJECT") in told


def test_of_a_declaration_side_by_side_the_year_counts(tmp_path):
    form = taken(declaration(tmp_path / "申报.xlsx"))
    assert form.form == "declaration"
    values = [row["指标值"].value for rows in form.sections.values() for row in rows]
    assert values == ["≥100人次", "≥10人", "≥90%"]
    assert form.fields["年度资金总额"].value == 100
    assert form.fields["中期资金总额"].value == 300
    assert form.fields["年度目标"].value == "培训 100 人次"
    assert form.fields["中期目标"].value == "三年培训 300 人次"


def test_a_published_declaration_is_right(tmp_path):
    checked = check(declaration(tmp_path / "申报.xlsx"))
    assert [finding.message for finding in checked.findings] == []
    assert checked.results == {"指标数": 3}


def test_the_parts_of_a_declared_sum(tmp_path):
    def told(*parts):
        return [
            one.message for one in check(declaration(tmp_path / "申报.xlsx", parts=parts)).findings
        ]

    assert told(("其中：财政拨款", 250), ("其他资金", 40)) == [
        "“中期资金总额”填 300万元，各项资金（财政拨款、其他资金）之和是 290万元"
    ]
    assert told(("其中：财政拨款", 250), ("其他资金", 50)) == []
    assert told(("其中：财政拨款", ""), ("其他资金", "")) == []
    # A part of another name: the one that is known is not the whole.
    assert told(("其中：财政拨款", 250), ("上年结转", 50)) == []


def test_a_tick_does_not_say_which_word_is_meant(tmp_path):
    """A form with one column for the three words, ticked as in the published one with three."""
    file = monitoring(tmp_path / "监控.xlsx")
    book = openpyxl.load_workbook(file)
    sheet = book.active
    for merged in ("M11:O11",):
        sheet.unmerge_cells(merged)
    put(sheet, "M11:M12", "完成目标可能性")
    across(sheet, 12, "NO", [None, None])
    for row, said in zip(range(13, 17), ("确定能", "√", "确定能", "否"), strict=True):
        across(sheet, row, "MNO", [said, None, None])
    book.save(file)
    found = [one for one in check(file).findings if one.code == "PE-I016"]
    assert [one.cell for one in found] == ["M14", "M16"]
    assert found[0].message == (
        "“举办场次”的“完成目标可能性”填“√”，要填“确定能”“有可能”“完全不可能”中的一个"
    )


def test_a_form_with_figures_reached_is_no_declaration(tmp_path):
    file = declaration(tmp_path / "申报.xlsx")
    book = openpyxl.load_workbook(file)
    book.active["H11"] = "实际完成值"
    book.save(file)
    assert isinstance(read(file), Unreadable)
