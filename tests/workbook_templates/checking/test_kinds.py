"""The sixteen kinds of mistakes that reviewers find (framework.md, section 5), one workbook each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbook_templates.checking.layouts import sichuan
from tests.workbook_templates.filled_forms import REASON, ROWS, codes, evaluated, sample, typed

HALF = {"实际完成值": "50人次"}
PASTED = [
    row | {"实际完成值": actual, REASON: "承办机构停业，未完成"}
    for row, actual in zip(ROWS[:2], ("50人次", "40%"), strict=True)
]
TEN_POINTS = [row | {"年度指标值": row["分值"], "实际完成值": row["分值"]} for row in ROWS]

#: What is wrong, the workbook, and the finding that says so.
KINDS: tuple[tuple[str, Callable[[Path], Path], str], ...] = (
    # 贵池: 0 over 90/89.974/89.974 (framework.md 5.1)
    ("total over parts", lambda f: evaluated(f, 年初预算数=0, 年初预算数_财政拨款=90), "PE-R005"),
    ("total over parts, 四川", lambda f: sichuan(f, 执行数_财政资金=90), "PE-R012"),
    ("rate typed by hand", lambda f: typed(evaluated(f), 预算执行率=0.9767), "PE-C001"),
    ("score rounded by hand", lambda f: typed(evaluated(f, HALF), 得分=16), "PE-C001"),
    ("points of 110", lambda f: evaluated(f, {"分值": 40}), "PE-R005"),
    ("points lost", lambda f: evaluated(f, HALF), "PE-R002"),
    (
        "full points, nothing filled in",
        lambda f: typed(evaluated(f, {"实际完成值": None}), 得分=30),
        "PE-I006",
    ),
    ("number in the name", lambda f: evaluated(f, {"三级指标": "培训200人次"}), "PE-I010"),
    ("words for a number", lambda f: evaluated(f, {"实际完成值": "完成"}), "PE-I002"),
    (
        "定量 with words",
        lambda f: evaluated(f, {"年度指标值": "效果明显", "实际完成值": "达成 100%"}),
        "PE-I011",
    ),
    (
        "money in percent",
        lambda f: evaluated(
            f, {"三级指标": "争取资金", "年度指标值": "≥100%", "实际完成值": "100%"}
        ),
        "PE-I008",
    ),
    ("points as figures", lambda f: evaluated(f, 指标=TEN_POINTS), "PE-I009"),
    ("score missing", lambda f: sample(f, "yiyang"), "PE-I001"),
    ("hint left in", lambda f: evaluated(f, 预期目标="请填写年度总体目标"), "PE-I004"),
    ("unit slip", lambda f: evaluated(f, 全年执行数_其他资金="17.02元"), "PE-I007"),
    (
        "two figures",
        lambda f: evaluated(f, 实际完成情况="培训人次150人次"),
        "PE-I013",
    ),
    (
        "cost against funds",
        lambda f: evaluated(
            f, {"三级指标": "项目总成本", "年度指标值": "≤120万元", "实际完成值": "90万元"}
        ),
        "PE-R009",
    ),
    ("far overshoot", lambda f: evaluated(f, {"实际完成值": "228人次"}), "PE-R003"),
    ("pasted explanation", lambda f: evaluated(f, 指标=[*PASTED, *ROWS[2:]]), "PE-R008"),
)


@pytest.mark.parametrize(("kind", "made", "code"), KINDS, ids=[kind for kind, _, _ in KINDS])
def test_each_kind_is_found(tmp_path, kind, made, code):
    assert code in codes(made(tmp_path))


def test_points_taken_off_for_an_overshoot_are_asked_about_once(tmp_path):
    row = {"实际完成值": "228人次", "调减分值": 5}
    assert codes(evaluated(tmp_path, row)) == {"PE-R003"}
