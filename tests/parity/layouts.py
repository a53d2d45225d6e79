"""What is to be computed on each scored form, said once more and by hand.

The engine's figures are put together from this, not from the form's formulas: a formula that calls
the wrong cell must show as a difference.
"""

from __future__ import annotations

from dataclasses import dataclass

#: A part of the summary: its name, where its points and its score stand in the form.
Part = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """A form with indicators, points and scores.

    `budget` and `spent` are the sums whose rate is scored, with the same of each `source` below:
    they are the target, behind a `sign`, and the actual of the method `counted`. `columns` are the roles of
    points, target, actual and, where there are any, method and deduction; the target may be three
    columns. `points` is what the points are called in the subtotals.
    """

    budget: str
    spent: str
    sources: tuple[str, ...]
    execution: str
    default: str
    sign: str
    counted: str
    points: str
    target: tuple[str, ...]
    actual: str
    sections: dict[str, str]
    parts: tuple[Part, ...]
    whole: str
    method: str = ""
    deduction: str = ""
    graded: bool = False
    stated: tuple[tuple[str, str], ...] = ()


def _parts(names: dict[str, str], points: str) -> tuple[Part, ...]:
    return (
        ("预算执行", f"汇总_预算执行_{points}", "汇总_预算执行_得分"),
        *(
            (section, f"汇总_{name}_{points}", f"汇总_{name}_得分")
            for section, name in names.items()
        ),
    )


LAYOUTS = {
    "self-evaluation": Layout(
        "全年预算数", "全年执行数", ("财政拨款", "上年结转", "其他资金"),
        "执行分值", "权重.预算执行率", "≥", "",
        "分值", ("年度指标值",), "实际完成值",
        {"产出指标": "指标区_产出", "效益指标": "指标区_效益", "满意度指标": "指标区_满意度"},
        (
            ("预算执行", "汇总_预算执行_分值", "汇总_预算执行_得分"),
            ("产出指标", "产出分值", "产出得分"),
            ("效益指标", "效益分值", "效益得分"),
            ("满意度指标", "满意度分值", "满意度得分"),
        ),
        "总分值", "计分方法", "调减分值", True,
        (
            ("预算执行", "权重.预算执行率"), ("产出", "权重.产出"),
            ("效益", "权重.效益"), ("满意度", "权重.满意度"),
        ),
    ),
    "hubei": Layout(
        "预算数", "执行数", (), "执行分值", "权重.预算执行", "", "预算执行率",
        "分值", ("年初目标值",), "实际完成值",
        {"产出指标": "指标区_产出", "效益指标": "指标区_效益", "满意度指标": "指标区_满意度"},
        _parts({"产出指标": "产出", "效益指标": "效益", "满意度指标": "满意度"}, "分值"), "总分值",
    ),
    "sichuan": Layout(
        "调整后预算数", "执行数", ("财政资金", "财政专户管理资金", "单位资金", "其他资金"),
        "执行权重", "评分.方法.预算执行率.规定分值", "", "预算执行率",
        "权重", ("指标性质", "指标值", "度量单位"), "完成值",
        {
            "产出指标": "指标区_产出", "效益指标": "指标区_效益",
            "满意度指标": "指标区_满意度", "成本指标": "指标区_成本",
        },
        _parts({"产出指标": "产出", "效益指标": "效益", "满意度指标": "满意度", "成本指标": "成本"}, "权重"),
        "总权重",
    ),
    "beijing-2016": Layout(
        "年初预算数", "全年执行数", ("财政拨款", "其他资金"), "执行分值", "10", "", "预算执行率",
        "分值", ("年度指标值",), "全年实际值",
        {"产出指标": "指标区_产出", "效果指标": "指标区_效果", "满意度指标": "指标区_满意度"},
        _parts({"产出指标": "产出", "效果指标": "效果", "满意度指标": "满意度"}, "分值"), "总分值",
    ),
}  # fmt: skip
