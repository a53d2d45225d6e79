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
    for where, word in zip(
        ("E5", "F5", "G5", "H5", "I5"),
        ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）"),
        strict=True,
    ):
        put(sheet, where, word)
    put(sheet, "J5", "得  分")
    put(sheet, "D6", "年度资金总额")
    for where, name in zip(("E6", "F6", "G6", "H6", "I6", "J6"),
                           ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"), strict=True):  # fmt: skip
        put(sheet, where, told[name])
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
    for letter, word in zip(
        "BCDEFGHI",
        ("一级指标", "二级指标", "三级指标", "年度\n指标值", "实际\n完成值", "分值", "得分", "偏差原因分析及改进措施"),
        strict=True,
    ):  # fmt: skip
        put(sheet, f"{letter}12", word)
    end = rows_of(sheet, 13, rows, "BCDEFGHI")
    put(sheet, f"A{end}:F{end}", "总分")
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
