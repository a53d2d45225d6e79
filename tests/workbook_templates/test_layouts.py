"""The templates of 四川, 湖北 and 北京 2016: built, filled, and what they come to, worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.workbook_templates.filled_forms import the
from workbook_templates.checking import Verdict, check
from workbook_templates.making import make

HEAD = {"年度": "2023年度", "项目名称": "培训", "主管部门": "某厅", "实施单位": "某中心"}
TARGET = "办好培训，带动就业"
WHY = "部分班次推迟到次年举办，相应资金结转"


def rows(heads: str, *told: tuple[Any, ...]) -> list[dict[str, Any]]:
    names = ["一级指标", "二级指标", "三级指标", *heads.split()]
    return [dict(zip(names, row, strict=True)) for row in told]


#: 150 of 200 is 75%: 7.5 points. 30; 20 × 64.71 ÷ 80 = 16.18; 30 × 90% = 27; 10. Together 90.68.
SICHUAN = {
    **HEAD,
    "年初预算数": 300,
    "调整后预算数": 200,
    "执行数": 150,
    "预期目标": TARGET,
    "实际完成情况": "两期推迟，其余办完",
    "预算执行偏差原因": WHY,
    "指标": rows(
        "指标性质 指标值 度量单位 完成值 权重 未完成原因分析",
        ("产出指标", "数量指标", "培训人次", "≥", "100", "人次", "120", 30, None),
        ("产出指标", "质量指标", "合格率", "≥", "80", "%", "64.71", 20, "部分学员缺考，已安排补考"),
        (
            "效益指标",
            "社会效益指标",
            "带动就业",
            "定性",
            "效果明显",
            None,
            "达成 90%",
            30,
            "部分学员待业，已荐岗",
        ),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "≥", 90, "%", "95%", 10, None),
    ),
}
#: 20 × 100 ÷ 120 = 16.67; 30; 10 × 10 ÷ 15 = 6.67; 27; 10. Together 90.34.
HUBEI = {
    **HEAD,
    "项目类别": "部门预算项目",
    "项目属性": "持续性项目",
    "项目类型": "常年性项目",
    "预算数": 120,
    "执行数": 100,
    "偏差大或目标未完成原因分析": WHY,
    "指标": rows(
        "年初目标值（A） 实际完成值（B） 分值 偏差原因",
        ("产出指标", "数量指标", "培训人次", "100人次", "120人次", 30, None),
        ("产出指标", "成本指标", "平均用时", "≤10", "15", 10, "场地改期，延误了五天"),
        (
            "效益指标",
            "社会效益指标",
            "带动就业",
            "效果明显",
            "达成 90%",
            30,
            "部分学员待业，已荐岗",
        ),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "98%以上", "100%", 10, None),
    ),
}
#: 154.74 ÷ 310.2 = 49.88%, taken as 50%: 5; 50; 30 × 2 ÷ 3 = 20; 10. Together 85.
BEIJING = {
    **HEAD,
    "年初预算数": 310.2,
    "全年执行数": 154.74,
    "预期目标": TARGET,
    "全年实际完成情况": "清扫保洁全年未断",
    "预算执行偏差原因": WHY,
    "指标": rows(
        "年度指标值（A） 全年实际值（B） 分值 未完成原因分析",
        ("产出指标", "数量指标", "清扫面积", "12.5", "12.5", 50, None),
        ("效果指标", "社会效益指标", "投诉处理", "≥3", "2", 30, "人手不足，已补充人员"),
        ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "95%", 10, None),
    ),
}


@pytest.mark.parametrize(
    ("form", "data", "total", "execution"),
    [
        ("sichuan", SICHUAN, 90.68, "7.5 / 10"),
        ("hubei", HUBEI, 90.34, "16.67 / 20"),
        ("beijing-2016", BEIJING, 85, "5 / 10"),
    ],
)
def test_what_a_filled_form_comes_to(tmp_path, form, data, total, execution):
    checked = check(make(form, tmp_path / "a.xlsx", data)[0])
    assert checked.verdict is Verdict.PASS, checked.findings
    assert checked.results == {"总分": total}
    assert checked.scored[0].shown == execution


@pytest.mark.parametrize("plain", [False, True], ids=["PE_", "plain"])
@pytest.mark.parametrize(
    ("form", "data", "total", "execution"),
    [
        ("sichuan", SICHUAN | {"调整后预算数": "0.02亿元"}, 90.68, "7.5 / 10"),
        ("hubei", HUBEI | {"执行数": "1,000,000元"}, 90.34, "16.67 / 20"),
        ("beijing-2016", BEIJING | {"年初预算数": "0.03102亿元"}, 85, "5 / 10"),
    ],
)
def test_a_sum_with_its_unit_beside_one_in_that_of_the_heading(
    tmp_path, form, data, total, execution, plain
):
    """The same sums as above, so the same scores; a cell that shows another is told."""
    checked = check(make(form, tmp_path / "a.xlsx", data, plain=plain)[0])
    assert {one.code for one in checked.findings} <= {"PE-I011"}, checked.findings
    assert checked.results == {"总分": total}
    assert checked.scored[0].shown == execution


@pytest.mark.parametrize("form", ["sichuan", "hubei", "beijing-2016"])
def test_no_points_without_a_rate(tmp_path, form):
    """More than nothing spent of a budget of 0 is no rate, and no full points either."""
    budget, spent = {
        "sichuan": ("调整后预算数", "执行数"), "hubei": ("预算数", "执行数"),
        "beijing-2016": ("年初预算数", "全年执行数"),
    }[form]  # fmt: skip
    data = {"sichuan": SICHUAN, "hubei": HUBEI, "beijing-2016": BEIJING}[form]
    assert check(make(form, tmp_path / "a.xlsx", data | {budget: 0, spent: 5})[0]).results == {
        "总分": None
    }
    waiting = {name: value for name, value in data.items() if name != budget}
    assert check(make(form, tmp_path / "b.xlsx", waiting)[0]).results == {"总分": None}


@pytest.mark.parametrize(
    ("sign", "value", "unit", "actual", "score"),
    [
        ("≥", "80", "%", "40%", "5 / 10"),  # a unit of its own is not written twice
        ("≥", "80", "%", "40", "5 / 10"),
        ("≥", 80, "人次", 40, "5 / 10"),
        ("≤", "80", "天", "80", "10 / 10"),
        ("＝", "100", "%", "97", "9.7 / 10"),
        ("定性", "合格", None, "部分达成 70%", "7 / 10"),
        (None, "80", "个", "40", "5 / 10"),  # no sign: not less than
    ],
)
def test_sign_figure_and_unit_in_columns_of_their_own(tmp_path, sign, value, unit, actual, score):
    row = (
        "产出指标",
        "数量指标",
        "某项",
        sign,
        value,
        unit,
        actual,
        10,
        "人员不足，已补充两名人员",
    )
    data = SICHUAN | {"指标": rows("指标性质 指标值 度量单位 完成值 权重 未完成原因分析", row)}
    checked = check(make("sichuan", tmp_path / "a.xlsx", data)[0])
    assert next(one.shown for one in checked.scored if one.title == "某项") == score


def test_a_rate_under_90_percent_needs_a_reason_of_at_most_100_characters(tmp_path):
    def answer(name: str, why: str | None) -> Any:
        return check(make("sichuan", tmp_path / name, SICHUAN | {"预算执行偏差原因": why})[0])

    assert answer("a.xlsx", None).verdict is Verdict.EXPLAIN
    assert answer("b.xlsx", "因" * 100).verdict is Verdict.PASS
    long = answer("c.xlsx", "因" * 101)
    assert (the(long, "PE-I017").found, the(long, "PE-I017").expected) == ("101", "100")


def test_a_conclusion_has_at_most_200_characters(tmp_path: Path) -> None:
    fits = check(make("sichuan", tmp_path / "a.xlsx", SICHUAN | {"评价结论": "好" * 200})[0])
    assert "PE-I017" not in {one.code for one in fits.findings}
    long = check(make("sichuan", tmp_path / "b.xlsx", SICHUAN | {"评价结论": "好" * 201})[0])
    assert the(long, "PE-I017").name == "评价结论"
