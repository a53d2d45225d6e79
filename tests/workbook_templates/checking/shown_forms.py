"""What shows the findings of forms without scores, and what stands beside it and does not."""

from __future__ import annotations

from pathlib import Path

from tests.workbook_templates.checking.project_forms import DECLARED, declared, monitored
from tests.workbook_templates.checking.showing import shows


@shows("PE-R013")
def cause_ticked_without_a_word(folder: Path) -> tuple[Path, Path]:
    doubtful = {"经费保障": "√", "完成目标可能性": "有可能"}
    return (
        monitored(folder, doubtful),
        monitored(folder, doubtful | {"原因说明": "第二批资金 8 月才到，已调整开班时间"}),
    )


@shows("PE-R014")
def spent_more_than_expected(folder: Path) -> tuple[Path, Path]:
    return (
        monitored(folder, 执行数=101, 全年预计执行数=100),
        monitored(folder, 执行数=100, 全年预计执行数=100),
    )


@shows("PE-R015")
def no_outcome(folder: Path) -> tuple[Path, Path]:
    outputs = [row for row in DECLARED["指标"] if row["一级指标"] != "效益指标"]
    return declared(folder, 指标=outputs), declared(folder)


@shows("PE-I018")
def a_direction_for_a_target(folder: Path) -> tuple[Path, Path]:
    quality = {"二级指标": "质量指标", "三级指标": "培训质量"}
    return (
        declared(folder, quality | {"指标值": "进一步提高"}),
        declared(folder, quality | {"指标值": "保障到位"}),
    )


@shows("PE-I019")
def period_reversed(folder: Path) -> tuple[Path, Path]:
    return declared(folder, 项目期="2025年1月—2023年12月"), declared(folder, 项目期="3年")


@shows("PE-I020")
def year_outside_the_period(folder: Path) -> tuple[Path, Path]:
    return declared(folder, 项目期="2024-2026"), declared(folder, 项目期="2023.01-2023.12")


@shows("PE-I021")
def two_figures_for_a_target(folder: Path) -> tuple[Path, Path]:
    both = {"指标值": "春节前下达50%,6月底前全部下达"}
    return (
        declared(folder, both),
        declared(folder, both, 备注="培训人次一项按上级要求分两期下达，两个数都要。"),
    )
