"""Forms as they are published and typed into: merged cells, no stamp, no names, notes below.

The words of the headings are those of the layouts in the domain's framework; everything typed in is
made up, with figures that can be worked out by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


def put(sheet: Worksheet, where: str, value: Any) -> None:
    """A value in a cell, or in merged cells (``A1:C2``)."""
    if ":" in where:
        sheet.merge_cells(where)
    sheet[where.partition(":")[0]] = value


def across(sheet: Worksheet, row: int, columns: str, values: Sequence[Any]) -> None:
    """Values in the cells of one row, column by column."""
    for letter, value in zip(columns, values, strict=True):
        sheet[f"{letter}{row}"] = value


def rows_of(
    sheet: Worksheet, top: int, rows: Sequence[Sequence[Any]], columns: str, merged: int = 2
) -> int:
    """Indicator rows with the first `merged` columns written once and merged; the row below them."""
    for number, row in enumerate(rows):
        for letter, value in zip(columns, row, strict=True):
            sheet[f"{letter}{top + number}"] = value
    for position in range(merged):
        start = 0
        for number in range(1, len(rows) + 1):
            same = number < len(rows) and all(
                rows[number][before] == rows[start][before] for before in range(position + 1)
            )
            if not same:
                letter = columns[position]
                for other in range(start + 1, number):
                    sheet[f"{letter}{top + other}"] = None
                if number - start > 1:
                    sheet.merge_cells(f"{letter}{top + start}:{letter}{top + number - 1}")
                start = number
    return top + len(rows)


#: 10 × 1114.9 ÷ 1150 = 9.69; 5 × 64.71 ÷ 80 = 4.04; the rest is reached. 98.73 together.
NATIONAL_ROWS = [
    ["产出指标", "数量指标", "培训人次", "≥100人次", "120人次", 20, 20, ""],
    ["产出指标", "数量指标", "举办场次", "≥8场", "8场", 15, 15, ""],
    ["产出指标", "时效指标", "9月底前支出进度", "≥80%", "64.71%", 5, 4.04, "安排在下半年支付，已加快"],
    ["产出指标", "成本指标", "人均成本", "≤2000元", "1980元", 10, 10, ""],
    ["效益指标", "社会效益指标", "新增就业", "≥10人", "11人", 30, 30, ""],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "95%", 10, 10, ""],
]  # fmt: skip


def national_sheet(
    sheet: Worksheet, rows: Sequence[Sequence[Any]] = NATIONAL_ROWS, **over: Any
) -> None:
    """The standard self-evaluation form; `over` changes single figures by name."""
    told = {
        "年初预算数": 1500, "全年预算数": 1150, "全年执行数": 1114.9, "分值": 10, "执行率": 0.9695,
        "得分": 9.69, "总分": 98.73, "单位": "（万元）", "标题": "项目支出绩效自评表",
        "合计行": "总分",
    } | over  # fmt: skip
    put(sheet, "A1:I1", told["标题"])
    put(sheet, "A2:I2", "（2023年度）")
    put(sheet, "A3:C3", "项目名称")
    put(sheet, "D3:I3", "职业技能培训")
    put(sheet, "A4:C4", "主管部门")
    put(sheet, "D4:E4", "某市某局")
    put(sheet, "F4:G4", "实施单位")
    put(sheet, "H4:I4", "某中心")
    put(sheet, "A5:C9", f"项目资金\n{told['单位']}")
    head = ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得  分")
    across(sheet, 5, "EFGHIJ", head)
    put(sheet, "D6", "年度资金总额")
    names = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    across(sheet, 6, "EFGHIJ", [told[name] for name in names])
    sheet["I6"].number_format = "0.00%"
    put(sheet, "D7", "其中：当年财政拨款")
    put(sheet, "D8", "      上年结转资金")
    put(sheet, "D9", "      其他资金")
    for row in (7, 8, 9):
        put(sheet, f"H{row}", "—")
        put(sheet, f"J{row}", "—")
    put(sheet, "A10:A11", "年度总体目标")
    put(sheet, "B10:F10", "预期目标")
    put(sheet, "G10:J10", "实际完成情况")
    put(sheet, "B11:F11", "培训 100 人次，新增就业 10 人。")
    put(sheet, "G11:J11", "培训 120 人次，新增就业 11 人。")
    put(sheet, f"A12:A{12 + len(rows)}", "绩效指标")
    across(
        sheet,
        12,
        "BCDEFGHI",
        (
            "一级指标",
            "二级指标",
            "三级指标",
            "年度\n指标值",
            "实际\n完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ),
    )
    end = rows_of(sheet, 13, rows, "BCDEFGHI")
    put(sheet, f"A{end}:F{end}", told["合计行"])
    put(sheet, f"G{end}", 100)
    put(sheet, f"H{end}", told["总分"])
    put(
        sheet,
        f"A{end + 1}:I{end + 1}",
        "注：1.资金使用单位按项目绩效目标填报。2.得分一档最高不能超过该指标分值上限。",
    )
    put(sheet, f"A{end + 2}", "填表人：")
    put(sheet, f"B{end + 2}", "某某")


def national(path: Path, **over: Any) -> Path:
    """A file with the standard form alone."""
    rows = over.pop("rows", NATIONAL_ROWS)
    book = openpyxl.Workbook()
    national_sheet(book.active, rows, **over)
    book.save(path)
    return path


def stacked(path: Path, **lower: Any) -> Path:
    """The standard form twice on one sheet, the second from row 24 on, with other figures."""
    book = openpyxl.Workbook()
    above, below = book.active, book.create_sheet()
    national_sheet(above)
    national_sheet(below, **lower)
    for row in below.iter_rows():
        for cell in row:
            if cell.value is not None:
                above.cell(cell.row + 23, cell.column, cell.value)
    for one in below.merged_cells.ranges:
        one.shift(row_shift=23)
        above.merge_cells(one.coord)
    book.remove(below)
    book.save(path)
    return path


def saved(path: Path, *fill: Any) -> Path:
    """A file with one sheet for each function that fills one in."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, one in enumerate(fill, 1):
        one(book.create_sheet(f"附表1-{number}"))
    book.save(path)
    return path


SICHUAN_ROWS = [
    ["产出指标", "数量指标", "培训人次", "≥", 100, "人次", 120, 30, 30, ""],
    ["产出指标", "质量指标", "合格率", "≥", 80, "%", 64.71, 20, 16.18, "部分学员缺考，已安排补考"],
    ["效益指标", "社会效益指标", "带动就业", "定性", "效果明显", "", "达成年度指标", 30, 27, "少数未就业"],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "≥", 90, "%", "95%", 10, 10, ""],
]  # fmt: skip


def sichuan_sheet(sheet: Worksheet, **over: Any) -> None:
    """四川: 150 of 200 is 75%, 7.5 points; 20 × 64.71 ÷ 80 = 16.18; 7.5 + 30 + 16.18 + 27 + 10 = 90.68."""
    told = {
        "得分": 7.5,
        "执行率": "75%",
        "原因": "部分班次推迟到次年",
        "总分": 90.68,
        "结论": "较好",
    } | over
    put(sheet, "A1:J1", "部门预算项目支出绩效自评表")
    put(sheet, "A2:J2", "（2023年度）")
    put(sheet, "A3:B3", "项目名称")
    put(sheet, "C3:J3", "51000023Y000000000001-职业培训")
    put(sheet, "A4:B4", "主管部门")
    put(sheet, "C4:E4", "某厅")
    put(sheet, "F4:G4", "实施单位\n（公章）")
    put(sheet, "H4:J4", "某中心")
    put(sheet, "A5:A7", "项目基本情况")
    put(sheet, "B5:E5", "项目年度目标")
    put(sheet, "F5:J5", "年度目标完成情况")
    put(sheet, "B6:E6", "培训 100 人次")
    put(sheet, "F6:J6", "培训 120 人次")
    put(sheet, "A8:A13", "预算执行情况（10分）")
    across(
        sheet,
        8,
        "BCDEFGHI",
        (
            "年度预算数\n（万元）",
            "年初预算",
            "调整后预算数",
            "预算执行数",
            "预算执行率",
            "权重",
            "得分",
            "原因",
        ),
    )
    for number, word in enumerate(
        ("总额", "其中：财政资金", "财政专户管理资金", "单位资金", "其他资金"), 9
    ):
        put(sheet, f"B{number}", word)
    funds = (300, 200, 150, told["执行率"], 10, told["得分"], told["原因"])
    across(sheet, 9, "CDEFGHI", funds)
    across(sheet, 10, "CDEF", (300, 200, 150, "75%"))
    head = (
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "完成值",
        "权重",
        "得分",
        "未完成原因分析",
    )
    across(sheet, 14, "ABCDEFGHIJ", head)
    end = rows_of(sheet, 15, told.get("rows", SICHUAN_ROWS), "ABCDEFGHIJ")
    put(sheet, f"A{end}:G{end}", "合计")
    put(sheet, f"H{end}", 100)
    put(sheet, f"I{end}", told["总分"])
    put(sheet, f"A{end + 1}", "评价结论（200字以内）")
    put(sheet, f"B{end + 1}:J{end + 1}", told.get("结论", "完成较好"))
    put(sheet, f"A{end + 2}", "存在问题")
    put(sheet, f"B{end + 2}:J{end + 2}", "无")
    put(sheet, f"A{end + 3}:E{end + 3}", "项目负责人：某某")
    put(sheet, f"F{end + 3}:J{end + 3}", "财务负责人：某某")


HUBEI_ROWS = [
    ["产出指标", "数量指标", "服务外包企业", "≥20家", "23家", 30],
    ["产出指标", "成本指标", "平均用时", "≤10天", "15天", 6.67],
    ["效益指标", "社会效益指标", "企业走出去", "效果明显", "达成年度指标", 33],
    ["满意度指标", "服务对象满意度指标", "企业满意度", "98%以上", "100%", 10],
]  # fmt: skip
HUBEI_POINTS = (30, 10, 30, 10)


def hubei_sheet(sheet: Worksheet, with_points: bool = False, **over: Any) -> None:
    """湖北: 20 × 100 ÷ 120 = 16.67; without a column of points 16.67 + 30 + 6.67 + 33 + 10 = 96.34."""
    told = {"得分": 16.67, "总分": 96.34, "rows": HUBEI_ROWS} | over
    put(sheet, "A1:G1", "2020年某专项资金项目自评表")
    put(sheet, "A2:D2", "单位名称：某商务局")
    put(sheet, "E2:G2", "填报日期：2021-04-22")
    put(sheet, "A3", "项目名称")
    put(sheet, "B3:G3", "服务贸易发展资金")
    put(sheet, "A4", "主管部门")
    put(sheet, "B4:D4", "某商务局")
    put(sheet, "E4", "项目实施单位")
    put(sheet, "F4:G4", "某商务局")
    put(sheet, "A5:A6", "预算执行情况\n（万元）\n（20分）")
    across(
        sheet, 5, "CDEF", ("预算数（A）", "执行数（B）", "执行率（B/A）", "得分\n（20分*执行率）")
    )
    put(sheet, "B6", "年度财政资金总额")
    across(sheet, 6, "CDEF", (120, 100, "83.33%", told["得分"]))
    words = ["一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"]
    rows = [list(row) for row in told["rows"]]
    if with_points:
        words.insert(5, "分值")
        for row, points in zip(rows, HUBEI_POINTS, strict=True):
            row.insert(5, points)
    letters = "BCDEFGH"[: len(words)]
    put(sheet, f"A7:A{7 + len(rows)}", "年度绩效目标（80分）")
    across(sheet, 7, letters, words)
    end = rows_of(sheet, 8, rows, letters)
    put(sheet, f"A{end}", "总分")
    put(sheet, f"{letters[-1]}{end}", told["总分"])
    put(sheet, f"A{end + 1}", "偏差大或\n目标未完成\n原因分析")
    put(sheet, f"B{end + 1}:G{end + 1}", "部分项目跨年验收，资金在次年支付")
    put(sheet, f"A{end + 2}", "改进措施及\n结果应用方案")
    put(sheet, f"B{end + 2}:G{end + 2}", "加快验收")


BEIJING_ROWS = [
    ["产出指标", "数量指标", "清扫面积（公顷）", 12.5, 12.5, 50, "B/A", 50, ""],
    ["效益指标", "社会效益指标", "投诉处理（件）", "≥3", "2", 30, "B/A", 20, "人手不足，已补充人员"],
    ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "95%", 10, "B/A", 10, ""],
]  # fmt: skip


def beijing_sheet(sheet: Worksheet, **over: Any) -> None:
    """北京 2016: 154.74 of the initial 310.2 is 50%, 5 points; 5 + 50 + 20 + 10 = 85."""
    told = {"执行率": "50%", "得分": 5, "总分": 85} | over
    put(sheet, "A1:I1", "项目支出绩效自评表")
    put(sheet, "A2:I2", "（2016年度）")
    put(sheet, "A3:B3", "项目名称")
    put(sheet, "C3:I3", "清扫保洁外包")
    put(sheet, "A4:B4", "主管部门及代码")
    put(sheet, "C4:D4", "某区某办")
    put(sheet, "E4:F4", "项目实施单位")
    put(sheet, "G4:I4", "某街道")
    put(sheet, "A5:B8", "项目资金\n（万元）")
    across(
        sheet,
        5,
        "DEFGHI",
        ("年初预算数（A）", "全年执行数（B）", "分值", "执行率（B/A)", "得分", "得分计算方法"),
    )
    put(sheet, "C6", "年度资金总额：")
    put(sheet, "C7", "其中：本年财政拨款")
    put(sheet, "C8", "其他资金")
    across(
        sheet,
        6,
        "DEFGHI",
        (
            310.2,
            154.74,
            10,
            told["执行率"],
            told["得分"],
            "执行率*该指标分值，最高不得超过分值上限",
        ),
    )
    put(sheet, "A9:A10", "年度总体目标")
    put(sheet, "B9:E9", "年初设定目标")
    put(sheet, "F9:I9", "全年实际完成情况")
    put(sheet, "B10:E10", "清扫 12.5 公顷")
    put(sheet, "F10:I10", "清扫 12.5 公顷")
    head = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值（A）",
        "全年实际值（B）",
        "分值",
        "得分计算方法",
        "得分",
        "未完成原因分析",
    )
    across(sheet, 11, "ABCDEFGHI", head)
    end = rows_of(sheet, 12, told.get("rows", BEIJING_ROWS), "ABCDEFGHI")
    put(sheet, f"A{end}:E{end}", "总分")
    put(sheet, f"F{end}", 100)
    put(sheet, f"H{end}", told["总分"])
