"""What shows each finding on inputs, and what stands beside it and does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from tests.workbook_templates.checking.layouts import sichuan
from tests.workbook_templates.checking.project_forms import DECLARED, declared
from tests.workbook_templates.checking.showing import shows
from tests.workbook_templates.filled_forms import ROWS, awards, beside, evaluated, first_row, typed


@shows("PE-I004")
def placeholder_left_in(folder: Path) -> tuple[Path, Path]:
    return evaluated(folder, 项目名称="XX培训项目"), evaluated(folder, 项目名称="MAX培训项目")


@shows("PE-I027")
def asked_for_and_blank(folder: Path) -> tuple[Path, Path]:
    return evaluated(folder, 年度=None, 预期目标="　"), evaluated(folder, 备注=None, 填表人=None)


@shows("PE-I005")
def garbled_text(folder: Path) -> tuple[Path, Path]:
    return evaluated(folder, 主管部门="某局\ufffd\ufffd"), evaluated(
        folder, 主管部门="某局（本级）"
    )


@shows("PE-I006")
def scored_without_an_actual(folder: Path) -> tuple[Path, Path]:
    unfilled = evaluated(folder, {"实际完成值": None})
    return typed(unfilled, 得分=30), unfilled


@shows("PE-I007")
def yuan_in_a_field_of_10_000_yuan(folder: Path) -> tuple[Path, Path]:
    # 1150万元 written as 11500000 beside 1150: ten thousand times; 860 is of one size.
    slip = evaluated(folder, 年初预算数=1150, 全年预算数=1150, 全年执行数=11_500_000)
    return slip, evaluated(folder, 年初预算数=1150, 全年预算数=1150, 全年执行数=1150)


@shows("PE-I008")
def percent_for_money(folder: Path) -> tuple[Path, Path]:
    row = {"三级指标": "带动社会投资", "年度指标值": "≥100%", "实际完成值": "100%"}
    return evaluated(folder, row), evaluated(folder, row | {"三级指标": "社会投资完成率"})


@shows("PE-I009")
def points_for_figures(folder: Path) -> tuple[Path, Path]:
    def rows(unit: str) -> list[dict[str, object]]:
        return [
            row | {"年度指标值": f"{row['分值']}{unit}", "实际完成值": f"{row['分值']}{unit}"}
            for row in ROWS
        ]

    return evaluated(folder, 指标=rows("")), evaluated(folder, 指标=rows("个"))


@shows("PE-I010")
def number_hidden_in_a_name(folder: Path) -> tuple[Path, Path]:
    row = {"三级指标": "引进企业50家", "年度指标值": "≥40家", "实际完成值": "45家"}
    return evaluated(folder, row), evaluated(
        folder, row | {"年度指标值": "≥50家", "实际完成值": "50家"}
    )


@shows("PE-I011")
def words_for_a_quantity(folder: Path) -> tuple[Path, Path]:
    row = {"年度指标值": "效果明显", "实际完成值": "达成 100%"}
    return evaluated(folder, row), evaluated(folder, row | {"二级指标": "质量指标"})


@shows("PE-I012")
def one_indicator_twice(folder: Path) -> tuple[Path, Path]:
    def rows(name: str) -> list[dict[str, object]]:
        more = {"三级指标": name, "年度指标值": "≥50人次", "实际完成值": "60人次", "分值": 10}
        return [ROWS[0] | {"分值": 20}, ROWS[0] | more, *ROWS[1:]]

    return evaluated(folder, 指标=rows("培训人次")), evaluated(folder, 指标=rows("下乡培训人次"))


@shows("PE-I013")
def told_otherwise_in_words(folder: Path) -> tuple[Path, Path]:
    return (
        evaluated(folder, 实际完成情况="全年培训人次120人次，合格率80%。"),
        evaluated(folder, 实际完成情况="全年培训人次100人次，合格率80%。"),
    )


@shows("PE-I014")
def done_after_the_form_was_filled_in(folder: Path) -> tuple[Path, Path]:
    row = {"年度指标值": "2024年12月31日前", "实际完成值": "2024-03-20"}
    return (
        evaluated(folder, row, 填表日期="2024-03-12"),
        evaluated(folder, row, 填表日期="2024-03-20"),
    )


@shows("PE-I015")
def deadline_of_another_year(folder: Path) -> tuple[Path, Path]:
    row = {"年度指标值": "2024年12月31日前", "实际完成值": "2023-12-20"}
    return evaluated(folder, row, 年度="2023年度"), evaluated(folder, row, 年度="2024年度")


@shows("PE-I016")
def a_figure_that_is_none(folder: Path) -> tuple[Path, Path]:
    return evaluated(folder, 年初预算数="很多"), evaluated(folder, 年初预算数="100万元")


@shows("PE-I017")
def more_than_a_hundred_characters(folder: Path) -> tuple[Path, Path]:
    # 四川: at most 100 characters, signs not counted.
    return sichuan(folder, 预算执行偏差原因="因" * 101), sichuan(
        folder, 预算执行偏差原因="因，" * 100
    )


@shows("PE-I022")
def money_below_zero(folder: Path) -> tuple[Path, Path]:
    return (
        sichuan(folder, 年初预算数=-100),
        sichuan(folder, 年初预算数=-100, 备注="年初预算数为负，是上年多拨资金在本年扣回。"),
    )


@shows("PE-I023")
def one_award_twice(folder: Path) -> tuple[Path, Path]:
    return awards(folder, {}, {}), awards(folder, {}, {"认定日期": "2023-09-30"})


@shows("PE-I024")
def a_rate_beyond_sense(folder: Path) -> tuple[Path, Path]:
    # 5722300 of 860 is 665383.72%.
    sums = {"年初预算数": 860, "全年预算数": 860}
    return evaluated(folder, **sums, 全年执行数=5_722_300), evaluated(
        folder, **sums, 全年执行数=860
    )


@shows("PE-I025")
def nobody_asked_whether_content(folder: Path) -> tuple[Path, Path]:
    rows = [row for row in DECLARED["指标"] if row["一级指标"] != "满意度指标"]
    return declared(folder, 指标=rows), declared(folder)


@shows("PE-I026")
def a_period_of_less_than_its_year(folder: Path) -> tuple[Path, Path]:
    # ≥100人次 in the year
    return (
        declared(folder, {"中期指标值": "≥50人次"}),
        declared(folder, {"中期指标值": "≥300人次"}),
    )


@shows("PE-I028")
def a_target_pasted_as_a_date_cell(folder: Path) -> tuple[Path, Path]:
    """45291 is 2023-12-31; beside 45107, a ratio of the two would be nearly all points."""
    good = evaluated(folder, {"年度指标值": "2023年12月31日前", "实际完成值": "2023-06-30"})
    book = openpyxl.load_workbook(good)
    cell = book.worksheets[0][first_row(good, "年度指标值")]
    cell.value, cell.number_format = date(2023, 12, 31), "yyyy-mm-dd"
    bad = beside(good)
    book.save(bad)
    return bad, good
