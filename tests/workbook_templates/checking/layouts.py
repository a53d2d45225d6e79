"""Filled forms of other layouts for the tests of checking, each right as it stands."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from tests.workbook_templates.filled_forms import beside
from workbook_templates.making import make

SICHUAN: dict[str, Any] = {
    "年度": "2023年度",
    "项目名称": "职业技能培训项目",
    "主管部门": "某局",
    "实施单位": "某中心",
    "年初预算数": 100,
    "调整后预算数": 100,
    "执行数": 100,
    "预期目标": "办好职业技能培训，带动就业",
    "实际完成情况": "按计划办完全部班次",
    "指标": [
        {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "培训人次", "指标性质": "≥",
         "指标值": 100, "度量单位": "人次", "完成值": 100, "权重": 40},
        {"一级指标": "产出指标", "二级指标": "质量指标", "三级指标": "培训合格率", "指标性质": "≥",
         "指标值": 80, "度量单位": "%", "完成值": "85%", "权重": 10},
        {"一级指标": "效益指标", "二级指标": "社会效益指标", "三级指标": "新增就业", "指标性质": "≥",
         "指标值": 10, "度量单位": "人", "完成值": 10, "权重": 30},
        {"一级指标": "满意度指标", "二级指标": "服务对象满意度指标", "三级指标": "学员满意度",
         "指标性质": "≥", "指标值": 90, "度量单位": "%", "完成值": "95%", "权重": 10},
    ],
}  # fmt: skip


def sichuan(folder: Path, row: dict[str, Any] | None = None, **fields: Any) -> Path:
    """A filled form of the 四川 layout; `row` changes its first indicator, `fields` the rest."""
    data = copy.deepcopy({**SICHUAN, **fields})
    if row:
        data["指标"][0].update(row)
    return make("sichuan", beside(folder / "四川自评表.xlsx"), data)[0]
