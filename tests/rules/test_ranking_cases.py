"""The collected cases of rankings (tests/cases/rankings.csv): every row is run through its policy.

Expected values are the file's own columns, or worked out by hand from its printed rule.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from rules.engine import Row, Use, ranking, scorecard
from rules.engine.rankings import Ranked
from rules.library import Library
from rules.results import Reason, Refusal, Result, Value

with (Path(__file__).parent.parent / "cases" / "rankings.csv").open(encoding="utf-8") as file:
    CASES = {row["case_id"]: row for row in csv.DictReader(file)}

LIBRARY = Library()
#: The policy that says each case's rule.
POLICIES = {
    "K1": "mou-shi-zhaoshang-2024",
    "K3": "gaoan-2021",
    "K4": "mou-shi-jingji-wenku",
    "K5": "mou-xian-zhuanban",
    "K7": "luohe-taolungao",
    "K11": "tonglu-2022",
    "K12": "luohe-jiangli",
    "K14": "mou-shi-kaohe-2023",
    "K15": "wanjiang",
}


def use(case: str) -> Use:
    found = LIBRARY.find(POLICIES[case])
    assert isinstance(found, Use), found
    return found


def value(result: Result) -> object:
    assert isinstance(result, Value), result
    return result.value


def ranked(case: str, name: str, *rows: dict[str, str]) -> tuple[Ranked, ...]:
    found = ranking(use(case), name, [Row.of(dict(row)) for row in rows])
    assert not isinstance(found, Refusal), found
    return found


def total(case: str, name: str, *rows: dict[str, str]) -> object:
    return value(scorecard(use(case), name, [Row.of(dict(row)) for row in rows]))


def test_every_case_has_its_policy() -> None:
    assert sorted(POLICIES) == sorted(CASES)


def test_k1_the_real_computation() -> None:
    """0.48 + 0.6 + 0.5 + 0.5 + 0.3 + 0.4: the second item above its points, the third cut to them."""
    assert CASES["K1"]["recomputed"].startswith("2.78 ")
    unit = {
        "第一项完成率": "96%",
        "第二项完成率": "120%",
        "项目个数": "28",
        "项目个数任务": "27",
        "项目金额": "177.7",
        "项目金额任务": "54",
        "甲类完成数": "7",
        "甲类任务数": "7",
        "乙类完成数": "4",
        "乙类任务数": "4",
        "丙类完成数": "1",
        "丙类任务数": "1",
        "甲类事项数": "0",
        "乙类事项数": "1",
        "丙类事项数": "1",
        "超时未开工数": "1",
        "弄虚作假数": "0",
    }
    result = scorecard(use("K1"), "招商引资考核", [Row.of(dict(unit))])
    assert value(result) == Fraction("2.78")
    points = [step.figures["points"] for step in result.working.steps if "points" in step.figures]
    assert points == [Fraction(p) for p in ("0.48", "0.6", "0.5", "0.5", "0.3", "0.4")]
    before = [step.figures["before"] for step in result.working.steps if "before" in step.figures]
    assert f"{float(before[2]):.4f}" == "1.0819"  # item3 uncapped, as the case says
    assert value(ranked("K1", "招商引资考核", unit)[0][0]) == Fraction("2.78")


def test_k3_coefficients() -> None:
    rows = [{"指标值": x, "分项权重": "100"} for x in ("120", "80", "50")]
    totals = [value(row[0]) for row in ranked("K3", "商务考核", *rows)]
    assert totals == [100, 60 + Fraction(30, 70) * 40, 60]
    printed = CASES["K3"]["recomputed"].split(" ; ")
    # The file cuts 77.142857… off after five decimals.
    assert [f"{float(t):.6f}"[: len(p)] for t, p in zip(totals, printed, strict=True)] == printed


@pytest.mark.parametrize("values", [("80", "80"), ("80",)], ids=["all equal", "one unit"])
def test_k3_without_a_difference(values: tuple[str, ...]) -> None:
    rows = [{"指标值": x, "分项权重": "100"} for x in values]
    for row in ranked("K3", "商务考核", *rows):
        assert isinstance(row[0], Refusal)
        assert row[0].reason is Reason.DIVIDES_BY_ZERO


def test_k4_gate_decay_and_gated_bonus() -> None:
    """9% is 4 + 6 + 0.5, 8.5% is 4 + 5.7 + 0.3, 8% is 4 + 5.4 + 0.1; below 8% nothing."""
    met = {"固定资产投资增速": "8%", "八项支出增速": "10%"}
    growth = [("9%", "1"), ("8.5%", "2"), ("8%", "3"), ("7.99%", "1")]
    rows = [{**met, "生产总值增速": g, "加分名次": n} for g, n in growth]
    totals = [value(row[0]) for row in ranked("K4", "月度评估", *rows)]
    assert totals == [Fraction("10.5"), 10, Fraction("9.5"), 0]
    without = [{**row, "八项支出增速": "9.9%"} for row in rows]
    totals = [value(row[0]) for row in ranked("K4", "月度评估", *without)]
    assert totals == [10, Fraction("9.7"), Fraction("9.4"), 0]


def test_k5_raters_and_bonus_caps() -> None:
    """30 + 20 + 20 + 2 × 15 × (0.7 × 80 + 0.3 × 60)% = 92.2; bonus 3 (of 4) + 6 (of 10) + 8 + 10."""
    unit = {
        "专班": "甲",
        "第一项完成比例": "100%",
        "第二项完成比例": "100%",
        "第三项完成比例": "100%",
        "评议一园区": "80",
        "评议一乡镇": "60",
        "评议二园区": "80",
        "评议二乡镇": "60",
    }
    assert total("K5", "季度考核", unit) == Fraction("92.2")
    best = {**unit, "一类事项": "8", "三类事项": "5", "项目投资额": "60亿元", "引进500强": "是"}
    assert total("K5", "季度考核", best) == Fraction("119.2")


@pytest.mark.parametrize(
    ("target", "each"), [("5000万元", "0.6"), ("3000万元", "0.2"), ("1000万元", "0.1")]
)
def test_k7_the_slope_hangs_on_the_target(target: str, each: str) -> None:
    """Ten points beyond the target."""
    done = f"{int(target[:4]) * 11 // 10}万元"
    row = {"目标额": target, "完成额": done}
    assert total("K7", "超额加分", row) == 10 * Fraction(each)


def test_k7_what_the_damaged_text_leaves_open_is_refused() -> None:
    result = scorecard(
        use("K7"), "超额加分", [Row.of({"目标额": "4000万元", "完成额": "5000万元"})]
    )
    assert isinstance(result, Refusal)
    assert result.reason is Reason.NO_BAND


@pytest.mark.parametrize(
    ("row", "grades"),
    [
        ({"任务外亿元项目数": "3"}, 1),
        ({"任务外亿元项目数": "2"}, 0),
        ({"任务外10亿元项目数": "1"}, 1),
        ({"任务外到位外资": "3000万美元"}, 1),
        ({"任务外到位外资": "2999万美元", "任务外亿元项目数": "2"}, 0),
    ],
)
def test_k11_promotion(row: dict[str, str], grades: int) -> None:
    assert total("K11", "直接晋档数", row) == grades


def test_k12_prizes_by_place_and_by_tier() -> None:
    rows = [{"考核得分": p} for p in ("80", "95", "88", "70")]
    prizes = [value(row[2]) for row in ranked("K12", "县区奖", *rows)]
    assert prizes == [300_000, 1_000_000, 500_000, 0]
    tiers = [{"考核得分": "80", "档次": t} for t in ("第一档", "第一档以下")]
    assert [value(row[2]) for row in ranked("K12", "单位奖", *tiers)] == [200_000, 0]


def test_k12_two_units_tied_for_third_is_unstated() -> None:
    rows = [{"考核得分": p} for p in ("95", "90", "88", "88")]
    found = ranked("K12", "县区奖", *rows)
    assert [value(row[1]) for row in found] == [1, 2, 3, 3]
    tied = [row[2] for row in found[2:]]
    assert all(isinstance(r, Refusal) and r.reason is Reason.RULE_SILENT for r in tied)


def test_k14_ratios_with_caps() -> None:
    """45 + 30 (of 36) + 18."""
    row = {"到位资金": "9", "到位资金任务": "10", "项目数": "6", "项目任务": "5", "其他得分": "18"}
    assert total("K14", "年度考核", row) == 93


def test_k15_one_data_set_two_weightings() -> None:
    """60 × 100% + 40 × 50% = 80 against 30 × 100% + 70 × 50% = 65."""
    rows = [
        {"市": "甲", "指标完成率": r, "目标任务权重": a, "发展成效权重": b}
        for r, a, b in (("100%", "60", "30"), ("50%", "40", "70"))
    ]
    assert total("K15", "目标任务", *rows) == 80
    assert total("K15", "发展成效", *rows) == 65
