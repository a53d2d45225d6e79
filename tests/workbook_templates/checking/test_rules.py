"""Costs against the funds, points against the policy."""

from __future__ import annotations

import pytest

from tests.workbook_templates.filled_forms import (
    REASON,
    ROWS,
    codes,
    edited,
    evaluated,
    filled,
    only,
    sample,
    typed,
)
from workbook_templates.checking import Severity, check

COST = {"二级指标": "成本指标", "年度指标值": "≤120万元"}  # 100万元 were spent


@pytest.mark.parametrize(
    ("name", "actual", "why"),
    [
        ("培训成本", "100.02万元", "高于全年执行数"),
        ("项目总成本", "110万元", "高于全年执行数"),
        ("项目总成本", "90万元", "低于全年执行数"),
        ("培训成本", 110, "高于全年执行数"),
        ("培训成本", "0.0101亿元", "高于全年执行数"),
    ],
)
def test_a_cost_that_contradicts_the_funds(tmp_path, name, actual, why):
    row = COST | {"三级指标": name, "实际完成值": actual}
    finding = only(evaluated(tmp_path, row), "PE-R009")
    assert why in finding.message
    assert finding.expected == "100万元"
    told = row | {REASON: "含以前年度结转的应付款"}
    assert "PE-R009" not in codes(evaluated(tmp_path, told))


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("培训成本", "≤120万元", "60万元"),  # a part
        ("项目总成本", "≤120万元", "100万元"),
        ("项目总成本", "≤120万元", "1000000元"),
        ("项目总成本", "≤120万元", "100.00万元"),
        ("人均培训成本", "≤2万元/人", "1.5万元/人"),
        ("成本节约率", "≥5%", "6%"),
        ("培训课程数", "≤120个", "110个"),
    ],
)
def test_a_cost_that_fits(tmp_path, name, target, actual):
    row = COST | {"三级指标": name, "年度指标值": target, "实际完成值": actual}
    assert "PE-R009" not in codes(evaluated(tmp_path, row))


# --- points


@pytest.mark.parametrize("part", ["产出", "效益"])
def test_a_part_without_indicators(tmp_path, part):
    rows = [row for row in ROWS if row["一级指标"] != f"{part}指标"]
    finding = only(evaluated(tmp_path, 指标=rows), "PE-R005", f"{part}分值")
    assert finding.message.startswith(f"{part}分值合计 0 分，规定为")
    assert finding.severity is Severity.EXPLAIN


def test_points_of_a_published_row(tmp_path):
    finding = only(typed(sample(tmp_path, "yiyang"), 分值=3), "PE-R011")
    assert finding.message == "“预算支出决策（项目立项）依据充分性”分值 3，政策规定 2"
    assert finding.severity is Severity.EXPLAIN


def test_a_published_row_left_out(tmp_path):
    good = sample(tmp_path, "yiyang")
    row = next(iter(filled(good).sections["指标区_效益"]))  # 15 points

    def gone(sheet, where):
        for cell in row.values():
            sheet[cell.address] = None

    finding = only(edited(good, gone), "PE-R010")
    assert (finding.found, finding.expected) == ("85", "100")


def test_an_interval_of_a_level(tmp_path):
    """部分达成 is 60% to 80%: 90% of the points is in another level, 达标了 is in none."""
    row = {"二级指标": "质量指标", "年度指标值": "效果明显"}
    outside = only(evaluated(tmp_path, row | {"实际完成值": "部分达成 90%"}), "PE-I002")
    assert "60%" in outside.message
    unknown = only(evaluated(tmp_path, row | {"实际完成值": "比较好 90%"}), "PE-I002")
    assert "比较好" in unknown.message
    inside = evaluated(tmp_path, row | {"实际完成值": "部分达成 70%", REASON: "宣传活动少办一场"})
    assert check(inside).results["总分"] == 91  # 100 - 30 × 30%
