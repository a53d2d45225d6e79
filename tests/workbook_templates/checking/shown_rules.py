"""What shows each finding on rules and explanations, and what stands beside it and does not."""

from __future__ import annotations

from pathlib import Path

from tests.workbook_templates.checking.layouts import sichuan
from tests.workbook_templates.checking.showing import shows
from tests.workbook_templates.filled_forms import (
    REASON,
    ROWS,
    edited,
    evaluated,
    filled,
    sample,
    typed,
)

HALF = {"实际完成值": "50人次"}
GOOD = "两期培训因承办机构延期改在次年"


@shows("PE-R006")
def stock_phrase(folder: Path) -> tuple[Path, Path]:
    return evaluated(folder, HALF | {REASON: "见附件。"}), evaluated(folder, HALF | {REASON: GOOD})


@shows("PE-R007")
def too_short(folder: Path) -> tuple[Path, Path]:
    # Four characters say what and why: 资金未到.
    return evaluated(folder, HALF | {REASON: "延期了"}), evaluated(
        folder, HALF | {REASON: "资金未到"}
    )


@shows("PE-R008")
def pasted(folder: Path) -> tuple[Path, Path]:
    def rows(second: str) -> list[dict[str, object]]:
        first = ROWS[0] | HALF | {REASON: "培训人次因承办机构延期少 50 人次。"}
        return [first, ROWS[1] | {"实际完成值": "40%", REASON: second}, *ROWS[2:]]

    return (
        evaluated(folder, 指标=rows("培训合格率因承办机构延期少60人次")),
        evaluated(folder, 指标=rows("考核标准年中提高，补考安排在次年")),
    )


@shows("PE-R009")
def cost_above_what_was_spent(folder: Path) -> tuple[Path, Path]:
    row = {"二级指标": "成本指标", "三级指标": "培训成本", "年度指标值": "≤120万元"}
    return (
        evaluated(folder, row | {"实际完成值": "110万元"}),  # 100万元 were spent
        evaluated(folder, row | {"实际完成值": "100万元"}),
    )


@shows("PE-R010")
def points_not_a_hundred(folder: Path) -> tuple[Path, Path]:
    good = sample(folder, "yiyang")
    row = next(iter(filled(good).sections["指标区_效益"]))

    def gone(sheet, where):
        for cell in row.values():
            sheet[cell.address] = None

    return edited(good, gone), good  # 100 - 15


@shows("PE-R011")
def points_other_than_published(folder: Path) -> tuple[Path, Path]:
    good = sample(folder, "yiyang")
    return typed(good, 分值=3), good  # 2 in the document


@shows("PE-R012")
def funds_other_than_their_parts(folder: Path) -> tuple[Path, Path]:
    # 四川 has no check of its own on them: 60 + 30 is not 100.
    parts = {"执行数_财政资金": 60, "执行数_单位资金": 30}
    return sichuan(folder, **parts), sichuan(folder, **parts, 执行数_其他资金=10)


@shows("PE-R016")
def row_of_another_section(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return typed(good, 一级指标="满意度指标"), typed(good, 一级指标="产出指标（50分）")


@shows("PE-R017")
def share_above_the_whole(folder: Path) -> tuple[Path, Path]:
    def rows(reached: str) -> list[dict[str, object]]:
        return [*ROWS[:3], ROWS[3] | {"实际完成值": reached}]

    return evaluated(folder, 指标=rows("105%")), evaluated(folder, 指标=rows("100%"))
