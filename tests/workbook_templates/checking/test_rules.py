"""Costs against the funds, points against the policy."""

from __future__ import annotations

import pytest

from tests.workbook_templates.checking.layouts import sichuan
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


@pytest.mark.parametrize("name", ["执行数", "调整后预算数", "年初预算数"])
def test_sums_and_parts_of_another_layout(tmp_path, name):
    """四川: five kinds of money; 60 + 30 is not 100, and 33.33 three times is."""
    parts = {f"{name}_财政资金": 60, f"{name}_单位资金": 30}
    finding = only(sichuan(tmp_path, **parts), "PE-R012")
    assert (finding.name, finding.expected) == (name, "90万元")
    assert "财政资金、单位资金" in finding.message
    thirds = {f"{name}_{part}": 33.33 for part in ("财政资金", "单位资金", "其他资金")}
    assert codes(sichuan(tmp_path, **thirds)) == set()


def test_a_low_rate_is_asked_about_once(tmp_path):
    """四川: below 90% is for the policy to ask, and points lost as well."""
    low = {"执行数": 85}
    assert [one.code for one in check(sichuan(tmp_path, **low)).findings] == ["PE-R002"]
    assert codes(sichuan(tmp_path, **low, 预算执行偏差原因="结余收回财政")) == set()


def test_points_of_another_layout(tmp_path):
    finding = only(sichuan(tmp_path, {"权重": 30}), "PE-R005")
    assert (finding.name, finding.severity) == ("总权重", Severity.EXPLAIN)
    assert codes(sichuan(tmp_path, {"权重": 30}, 备注="总权重为 90 分：一项指标当年取消")) == set()


def test_a_sign_a_figure_and_a_unit_apart(tmp_path):
    row = {"三级指标": "引进企业50家", "指标值": 40, "度量单位": "家", "完成值": 45}
    assert only(sichuan(tmp_path, row), "PE-I010").expected == "≥40家"
    assert codes(sichuan(tmp_path, row | {"指标值": 50, "完成值": 50})) == set()


def test_a_row_that_names_another_section(tmp_path):
    finding = only(typed(evaluated(tmp_path), 一级指标="效益指标"), "PE-R016")
    assert finding.severity is Severity.REJECT
    assert finding.message.startswith("“培训人次”的“一级指标”填 效益指标，这一行却在产出指标")
    assert codes(typed(evaluated(tmp_path), 一级指标="产出指标\n（50分）")) == set()
