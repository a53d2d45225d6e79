"""What shows each finding between forms, and what stands beside it and does not.

The forms are sheets of one file here; `test_between.py` tells of several files.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.workbook_templates.checking.project_forms import (
    DECLARED,
    declared,
    in_one_file,
    monitored,
    rewards,
)
from tests.workbook_templates.checking.showing import shows
from tests.workbook_templates.filled_forms import REASON, ROWS, evaluated

OF_2023 = {"年度": "2023年度"}


def against(folder: Path, *others: Path, row: dict[str, Any] | None = None, **own: Any) -> Path:
    """The self-evaluation with other forms in one file."""
    return in_one_file(evaluated(folder, row, **OF_2023 | own), *others)


@shows("PE-B001")
def two_declarations_of_one_project(folder: Path) -> tuple[Path, Path]:
    one, other = declared(folder), declared(folder, 年度资金总额=90)
    return against(folder, one, other), against(folder, one, one)  # a copy is no second form


@shows("PE-B002")
def target_lowered(folder: Path) -> tuple[Path, Path]:
    return (
        against(folder, declared(folder, {"指标值": "≥120人次"})),
        against(folder, declared(folder, {"指标值": "不少于１００人次"})),  # the same, in words
    )


@shows("PE-B003")
def indicator_dropped(folder: Path) -> tuple[Path, Path]:
    more = {
        "一级指标": "产出指标",
        "二级指标": "时效指标",
        "三级指标": "开班时间",
        "指标值": "6月底前",
    }
    declaration = declared(folder, 指标=[*DECLARED["指标"], more])
    return (
        against(folder, declaration),
        against(folder, declaration, 备注="开班时间一项经批准取消，改在次年开班。"),
    )


@shows("PE-B004")
def indicator_added(folder: Path) -> tuple[Path, Path]:
    return (
        against(folder, declared(folder, 指标=DECLARED["指标"][:3])),
        against(folder, declared(folder)),
    )


@shows("PE-B005")
def indicator_renamed(folder: Path) -> tuple[Path, Path]:
    return (
        against(folder, declared(folder, {"三级指标": "培训总人次"})),
        against(folder, declared(folder, {"三级指标": "培训 人次"})),
    )


@shows("PE-B006")
def budget_of_the_declaration(folder: Path) -> tuple[Path, Path]:
    return (
        against(folder, declared(folder, 年度资金总额=120)),
        against(folder, declared(folder, 年度资金总额="100.004")),  # 100.00 as printed
    )


@shows("PE-B007")
def spent_less_than_by_july(folder: Path) -> tuple[Path, Path]:
    by_july = {"执行数": 99, "全年预计执行数": 99}
    return (
        against(folder, monitored(folder, **by_july), 全年执行数=98),
        against(folder, monitored(folder, **by_july)),
    )


@shows("PE-B008")
def below_the_forecast(folder: Path) -> tuple[Path, Path]:
    hundred_twenty = monitored(folder, {"全年预计完成情况": "120人次"})
    return (
        against(folder, hundred_twenty),
        against(folder, hundred_twenty, row={REASON: "两期培训因承办机构延期改在次年"}),
    )


@shows("PE-B009")
def spent_below_the_forecast(folder: Path) -> tuple[Path, Path]:
    return (
        against(folder, monitored(folder), 全年执行数=90, 预算执行偏差原因="结余资金按规定收回"),
        against(folder, monitored(folder)),
    )


@shows("PE-B010")
def rewards_beyond_what_was_paid(folder: Path) -> tuple[Path, Path]:
    # 1‰ of 5亿元 is 50万元.
    fifty = {"全年预算数": 50, "年初预算数": 50}
    return (
        against(folder, rewards(folder), **fifty, 全年执行数=40),
        against(folder, rewards(folder), **fifty, 全年执行数=50),
    )


@shows("PE-B012")
def rewards_below_what_was_paid(folder: Path) -> tuple[Path, Path]:
    return (
        against(folder, rewards(folder)),  # 100万元 were paid
        against(folder, rewards(folder, 资金项目="另一项目")),
    )


@shows("PE-B011")
def target_below_last_year(folder: Path) -> tuple[Path, Path]:
    def last(actual: str) -> Path:
        rows = [ROWS[0] | {"实际完成值": actual}, *ROWS[1:3], ROWS[3] | {"实际完成值": "90%"}]
        return evaluated(folder, 指标=rows, 年度="2022年度")

    return against(folder, last("120人次")), against(folder, last("100人次"))
