"""The figures of the two documents and the bars that the product is measured by.

Expected values are those printed in the documents (framework.md §7) or worked out by hand beside
the case.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from rules.engine import Row, Use, check, grade, rate, reward, score, total
from rules.exact import Rounding, round_to
from rules.explain import explain
from rules.library import Library
from rules.notation import Quantity, read_quantity
from rules.results import Reason, Refusal, Scalar, Value

LIBRARY = Library()


def use(name: str) -> Use:
    found = LIBRARY.find(name)
    assert isinstance(found, Use)
    return found


NATIONAL, HONGHE, YIYANG = use("national-2020"), use("honghe-2023"), use("yiyang-2024")


def F(text: str) -> Fraction:
    return Fraction(text)


def value(result: object) -> Scalar:
    assert isinstance(result, Value), result
    return result.value


@pytest.mark.parametrize("policy", [NATIONAL, HONGHE], ids=lambda use: use.policy.id)
@pytest.mark.parametrize(
    ("points", "target", "actual", "earned"),
    [
        ("10", "≥80%", "64.71%", "8.09"),  # 8.08875
        ("100", "80%", "64.71%", "80.89"),  # the report prints 80.89%
        ("100", "95%", "87.20%", "91.79"),  # the report prints 91.79%
        ("2", "≥200", "100.5", "1.01"),  # 1.005, a tie that a binary float gets wrong
        ("10", "1150", "1114.9", "9.69"),  # 96.95% pooled: 9.6947…
    ],
)
def test_ratios_of_the_report(
    policy: Use, points: str, target: str, actual: str, earned: str
) -> None:
    assert value(score(policy, F(points), target, actual)) == F(earned)


@pytest.mark.parametrize(
    ("done", "planned", "shown"),
    [
        ("929.63", "750", "1.2395"),
        ("4805", "1600", "3.0031"),
        ("681", "811", "0.8397"),
        ("22", "24", "0.9167"),
    ],
)
def test_completion_rates(done: str, planned: str, shown: str) -> None:
    row = Row.of({"实际产出数": F(done), "计划产出数": F(planned)})
    exact = value(rate(YIYANG, "实际完成率", row))
    assert exact == F(done) / F(planned)
    assert round_to(F(done) / F(planned), F("0.0001"), Rounding.HALF_UP) == F(shown)


def test_execution_rate_is_pooled_and_says_so() -> None:
    result = rate(
        HONGHE, "预算执行率", Row.of({"全年执行数": F("1114.9"), "全年预算数": F("1150")})
    )
    assert value(result) == F("1114.9") / 1150
    assert "1114.9万元÷1150万元≈96.95%" in explain(result)
    assert "三个项目执行率的平均为 97.67%" in explain(result)


def test_the_money_in_place_depends_on_the_base_named() -> None:
    row = Row.of({"实际到位资金": "572.23万元", "预算资金": "860万元"})
    result = rate(YIYANG, "资金到位率", row)
    assert value(result) == F("572.23") / 860
    assert "572.23万元÷860万元≈66.54%" in explain(result)


def test_the_average_scores_add_up_to_a_you() -> None:
    parts = [F("9.77"), F("49.77"), F("30"), F("10")]
    summed = value(total([F("10"), F("50"), F("30"), F("10")], parts))
    assert summed == F("99.54")
    assert value(grade(HONGHE, summed)) == "优"


def test_indicators_of_the_three_projects() -> None:
    assert value(total([F("45")] * 3, [F("24"), F("11"), F("10")])) == 45


NINE = ["27.58", "64", "10", "7.9", "3.82", "29.77", "17.02", "16.14", "66"]


def test_nine_items_of_yiyang_sum_up_only_in_ten_thousands() -> None:
    def figures(seventh: str) -> list[Fraction]:
        items = [f"{item}万元" for item in NINE]
        items[6] = seventh
        found = [read_quantity(item) for item in items]
        return [quantity.value for quantity in found if isinstance(quantity, Quantity)]

    assert sum(figures("17.02万元")) == 2_422_300
    assert sum(figures("17.02元")) != 2_422_300


def test_money_paid_adds_up() -> None:
    good = {
        "实际支出资金": F("572.23"),
        "招商引资考核经费": F("330"),
        "市级重点招商引资工作经费": F("242.23"),
    }
    assert check(YIYANG, Row.of(dict(good))) == ()
    assert check(YIYANG, Row.of({**good, "实际支出资金": F("572.32")})) != ()


#: Points and filed scores of the 17 rows; 成本节约率 (5 points) has no score in the document.
POINTS = [2, 2, 2, 4, 3, 2, 2, 4, 8, 4, 7, 13, 12, 5, 5, 15, 10]
FILED = [2, 2, 2, 4, 3, 2, 1, 3, 8, 4, 7, 12, 12, 5, None, 15, 10]


def test_the_filed_scores_of_yiyang_wait_for_one() -> None:
    points = [Fraction(p) for p in POINTS]
    filed = [None if s is None else Fraction(s) for s in FILED]
    refusal = total(points, filed)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.MISSING_VALUE
    assert "第 15 行有分值而没有得分" in refusal.message
    assert sum(points) == 100
    skipped: list[Scalar] = ["/" if s is None else s for s in filed]
    assert value(total(points, skipped)) == 92


@pytest.mark.parametrize(
    ("marks", "called"),
    [
        ("90", "优"),
        ("89.99", "良"),
        ("89.995", "优"),
        ("80", "良"),
        ("60", "中"),
        ("59.99", "差"),
        ("99.54", "优"),
        ("0", "差"),
        ("100", "优"),
    ],
)
def test_grades(marks: str, called: str) -> None:
    assert value(grade(NATIONAL, F(marks))) == called


@pytest.mark.parametrize(
    ("given", "paid"),
    [
        ({"入库计划投资额": "101亿元"}, 1_000_000),  # 1010万, capped
        ({"入库计划投资额": "12.83亿元"}, 1_000_000),  # 128.3万, capped
        ({"入库计划投资额": "9亿元", "世界500强": "是"}, 1_000_000),  # 90 × 1.2 = 108, capped
        ({"入库计划投资额": "5亿元", "世界500强": "是", "国内500强": "是"}, 600_000),  # 50 × 1.2
        ({"年度进出口总额": "3.2亿元", "国内500强": "是"}, 184_000),  # 16 × 1.15
        ({"入库计划投资额": "5亿元", "年度进出口总额": "1亿元"}, 550_000),  # 50 + 5
        ({"入库计划投资额": "10亿元"}, 1_000_000),  # exactly the cap
        ({"入库计划投资额": "999999990元"}, F("999999.99")),
    ],
)
def test_market_rewards(given: dict[str, str], paid: Fraction | int) -> None:
    met = {"认定日期": "2023-06-30", "正式签约": "是", "实质性开工": "是", "纳入统计库": "是"}
    assert value(reward(HONGHE, "招商奖励", Row.of({**met, **given}))) == paid


def test_a_total_typed_over_is_found_in_number_cells() -> None:
    """9.77 + 49.77 + 30 + 10 = 99.54; a whole number cell must not loosen the sum."""
    row = {
        "预算执行得分": F("9.77"),
        "产出得分": F("49.77"),
        "效益得分": F("30"),
        "满意度得分": F("10"),
    }
    for typed in ("99.64", "100", "95.9"):
        findings = check(NATIONAL, Row.of({**row, "总分": F(typed)}))
        assert isinstance(findings, tuple)
        assert [(f.field, f.expected) for f in findings] == [("总分", "99.54")]
    assert check(NATIONAL, Row.of({**row, "总分": F("99.54")})) == ()


def test_the_printed_rate_against_the_printed_score() -> None:
    """97.67% of 10 printed as 9.77 is right: 9.7667 gives both (framework.md §6)."""
    good = {"预算执行得分": F("9.77"), "执行分值": F("10"), "预算执行率": "97.67%"}
    assert check(NATIONAL, Row.of(dict(good))) == ()
    assert check(NATIONAL, Row.of({**good, "预算执行率": F("0.9767")})) == ()
    assert check(NATIONAL, Row.of({**good, "预算执行率": "97.60%"})) != ()


def test_a_percent_against_a_bare_number_names_both_readings() -> None:
    refusal = score(NATIONAL, F("10"), "≥80%", "95")
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.AMBIGUOUS
    assert "95%" in explain(refusal)
    assert "9500%" in explain(refusal)
