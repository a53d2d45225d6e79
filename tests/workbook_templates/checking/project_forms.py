"""The declaration and the monitoring form of the project that `filled_forms` evaluates.

Each is right as it stands, and agrees with the others: 100万元, the same indicators and targets.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import openpyxl

from tests.workbook_templates.filled_forms import ROWS, beside
from workbook_templates.making import make

HEAD = {
    "年度": "2023年度",
    "项目名称": "职业技能培训项目",
    "主管部门": "某局",
    "实施单位": "某中心",
}
LEVELS = ("一级指标", "二级指标", "三级指标")
DECLARED: dict[str, Any] = HEAD | {
    "项目属性": "延续项目",
    "项目期": "2023年—2025年",
    "中期资金总额": 300,
    "年度资金总额": 100,
    "年度目标": "培训 100 人次，80% 合格",
    "指标": [{k: row[k] for k in LEVELS} | {"指标值": row["年度指标值"]} for row in ROWS],
}
MONITORED: dict[str, Any] = HEAD | {
    "监控截止日期": "2023-07-31",
    "年初预算数": 100,
    "执行数": 60,
    "全年预计执行数": 100,
    "年度总体目标": "培训 100 人次，80% 合格",
    "指标": [
        {k: row[k] for k in LEVELS}
        | {
            "年度指标值": row["年度指标值"],
            "执行情况": "正在进行",
            "全年预计完成情况": row["实际完成值"],
            "完成目标可能性": "确定能",
        }
        for row in ROWS
    ],
}


def declared(folder: Path, row: dict[str, Any] | None = None, **fields: Any) -> Path:
    """A declaration; `row` changes its first indicator, `fields` the rest."""
    return _made("declaration", folder / "申报表.xlsx", DECLARED, row, fields)


def monitored(folder: Path, row: dict[str, Any] | None = None, **fields: Any) -> Path:
    """A monitoring form; `row` changes its first indicator, `fields` the rest."""
    policy = fields.pop("政策", "")
    return _made("monitoring", folder / "监控表.xlsx", MONITORED, row, fields, policy)


def rewards(folder: Path, **head: Any) -> Path:
    """A reward sheet paid out of the project: 1‰ of 5亿元 is 50万元."""
    row = {
        "项目名称": "某工厂", "认定日期": "2023-06-30", "正式签约": "是", "实质性开工": "是",
        "纳入统计库": "是", "入库计划投资额": "5亿元", "年度进出口总额": 0,
    }  # fmt: skip
    told = {"年度": "2023年度", "填报单位": "某中心", "资金项目": "职业技能培训项目"} | head
    return _made("market-reward", folder / "奖励表.xlsx", told | {"项目": [row]}, None, {})


def _made(
    form: str,
    path: Path,
    data: dict[str, Any],
    row: dict[str, Any] | None,
    fields: dict[str, Any],
    policy: str = "",
) -> Path:
    data = copy.deepcopy(data | fields)
    if row:
        data["指标"][0].update(row)
    return make(form, beside(path), data, policy)[0]


def in_one_file(first: Path, *others: Path) -> Path:
    """The first file with the forms of the others as further sheets, as people copy them: no names."""
    book = openpyxl.load_workbook(first)
    for other in others:
        source = openpyxl.load_workbook(other, data_only=True).worksheets[0]
        sheet = book.create_sheet(f"{source.title}附{len(book.worksheets)}")
        for row in source.iter_rows():
            for cell in row:
                if cell.value is not None:
                    sheet[cell.coordinate] = cell.value
        for merged in source.merged_cells.ranges:
            sheet.merge_cells(str(merged))
    out = beside(first)
    book.save(out)
    return out
