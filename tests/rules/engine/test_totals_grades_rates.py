"""PE_TOTAL, PE_GRADE and PE_RATE: sums that refuse to hide a gap, grades at their edges, ratios."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rules.engine import Row, Use, grade, rate, total
from rules.explain import explain
from rules.library import Library
from rules.results import Reason, Refusal, Result, Scalar, Value
from tests.rules.samples import use_of


def use(name: str) -> Use:
    found = Library().find(name)
    assert isinstance(found, Use)
    return found


NATIONAL, YIYANG, SAMPLE = use("national-2020"), use("yiyang-2024"), use_of()
TEN = Fraction(10)


def value(result: Result) -> Scalar:
    assert isinstance(result, Value), result
    return result.value


def refused(result: Result, reason: Reason) -> str:
    assert isinstance(result, Refusal), result
    assert result.reason is reason
    return explain(result)


class TestTotal:
    def test_sums(self) -> None:
        assert value(total([TEN, TEN], [Fraction(9), "８.5"])) == Fraction("17.5")

    def test_a_row_without_a_score_is_named(self) -> None:
        says = refused(total([TEN] * 3, [Fraction(9), None, ""]), Reason.MISSING_VALUE)
        assert says == "第 2、3 行有分值而没有得分，不能合计；请补填得分；不适用的行填 /。"

    def test_skipped_rows_are_told(self) -> None:
        result = total([TEN, "/", TEN], [Fraction(9), "/", "/"])
        assert value(result) == 9
        assert "另有2行不适用，未计入也未折算" in explain(result)

    def test_a_score_beside_a_slash_is_never_dropped(self) -> None:
        says = refused(total([TEN, "/"], [Fraction(9), Fraction(3)]), Reason.BREAKS_RULE)
        assert says.startswith("第 2 行的分值填的是“/”，却有得分 3")

    @pytest.mark.parametrize(
        ("points", "got", "reason", "says"),
        [
            (TEN, Fraction(11), Reason.BREAKS_RULE, "第 1 行的得分 11 超过分值 10"),
            (TEN, Fraction(-1), Reason.BREAKS_RULE, "第 1 行：得分 -1 是负数；得分应为 0 或正数"),
            (None, Fraction(3), Reason.BREAKS_RULE, "第 1 行有得分 3 而没有分值"),
            (TEN, "达成", Reason.NOT_UNDERSTOOD, "第 1 行：得分“达成”不能读成一个数"),
            (TEN, "9%", Reason.NOT_UNDERSTOOD, "第 1 行：“9%”不是得分"),
        ],
    )
    def test_a_row_that_breaks_a_rule(
        self, points: Scalar, got: Scalar, reason: Reason, says: str
    ) -> None:
        assert refused(total([points], [got]), reason).startswith(says)

    def test_an_error_cell(self) -> None:
        cell = Refusal(Reason.WAITS_FOR_PERSON, "#N/A", "请先补齐")
        assert refused(total([TEN], [cell]), Reason.WAITS_FOR_PERSON).startswith(
            "第 1 行的得分是错误值"
        )

    def test_columns_of_different_length(self) -> None:
        assert "行数不同" in refused(total([TEN], [TEN, TEN]), Reason.BREAKS_RULE)

    @pytest.mark.parametrize("rows", [0, 1, 3])
    def test_nothing_filled_in_is_a_blank(self, rows: int) -> None:
        assert value(total([None] * rows, [None] * rows)) is None

    def test_points_without_any_score_are_refused(self) -> None:
        assert refused(total([TEN] * 2, [None] * 2), Reason.MISSING_VALUE).startswith("第 1、2 行")


class TestGrade:
    @pytest.mark.parametrize("marks", [Fraction(90), "90", "９０", "90分", " 90.00 "])
    def test_as_staff_write_it(self, marks: Scalar) -> None:
        assert value(grade(NATIONAL, marks)) == "优"

    def test_the_total_is_rounded_first_and_says_so(self) -> None:
        says = explain(grade(NATIONAL, Fraction("89.995")))
        assert "总分先取整为90" in says
        assert "口径：先取整：" in says
        assert "先取整" not in explain(grade(NATIONAL, Fraction(90)))

    def test_unrounded_where_the_policy_says_so(self) -> None:
        assert value(grade(SAMPLE, Fraction("89.995"))) == "良"

    def test_the_sentence_names_the_ends(self) -> None:
        assert "在80（含）～90之间" in explain(grade(NATIONAL, Fraction(85)))
        assert "在90（含）～100（含）之间" in explain(grade(NATIONAL, Fraction(100)))

    def test_where_the_scale_comes_from(self) -> None:
        assert "评分表没有印等级" in explain(grade(YIYANG, Fraction(92)))

    @pytest.mark.parametrize("marks", [Fraction("-0.01"), Fraction("100.01"), Fraction("100.005")])
    def test_outside_the_scale(self, marks: Fraction) -> None:
        assert "不在 0～100 之间" in refused(grade(NATIONAL, marks), Reason.BREAKS_RULE)

    @pytest.mark.parametrize("marks", ["/", "优", "90%", True, "90元"])
    def test_what_is_no_total(self, marks: Scalar) -> None:
        refused(grade(NATIONAL, marks), Reason.NOT_UNDERSTOOD)

    def test_blank(self) -> None:
        assert value(grade(NATIONAL, None)) is None

    def test_an_unknown_scale(self) -> None:
        assert "没有名为“等地”的等级；是不是“等次”？" in refused(
            grade(SAMPLE, TEN, "等地"), Reason.UNKNOWN_NAME
        )


class TestRate:
    def test_rounded_as_declared(self) -> None:
        row = Row.of({"实际数": Fraction(2), "计划数": Fraction(3)})
        assert value(rate(SAMPLE, "完成率", row)) == Fraction("0.6667")

    def test_divides_by_zero(self) -> None:
        row = Row.of({"实际到位资金": "572.23", "预算资金": "0"})
        says = refused(rate(YIYANG, "资金到位率", row), Reason.DIVIDES_BY_ZERO)
        assert says == "预算资金为 0，不能作除数；请检查预算资金。"

    def test_a_missing_column_and_a_missing_value(self) -> None:
        one = Row.of({"实际到位资金": "572.23"})
        assert "数据里没有“预算资金”这一项" in refused(
            rate(YIYANG, "资金到位率", one), Reason.MISSING_FIELD
        )
        blank = Row.of({"实际到位资金": "572.23", "预算资金": None})
        assert "还没有填预算资金" in refused(
            rate(YIYANG, "资金到位率", blank), Reason.MISSING_VALUE
        )

    def test_a_wholly_blank_row_is_a_blank(self) -> None:
        row = Row.of({"实际到位资金": None, "预算资金": ""})
        assert value(rate(YIYANG, "资金到位率", row)) is None

    def test_units_of_the_headers(self) -> None:
        row = Row.of({"实际到位资金（元）": "5,722,300", "预算资金（万元）": "860"})
        assert value(rate(YIYANG, "资金到位率", row)) == Fraction("572.23") / 860

    def test_different_things_are_not_divided(self) -> None:
        row = Row.of({"实际产出数": "16个", "计划产出数": "7家"})
        assert "不能相比" in refused(rate(YIYANG, "实际完成率", row), Reason.NOT_UNDERSTOOD)

    def test_a_rate_below_0_is_told_as_it_is(self) -> None:
        row = Row.of({"计划成本": "860", "实际成本": "903"})
        assert value(rate(YIYANG, "成本节约率", row)) == Fraction(-1, 20)

    def test_not_rounding_is_a_reading_where_digits_are_left_off(self) -> None:
        long = Row.of({"实际产出数": Fraction(2), "计划产出数": Fraction(3)})
        short = Row.of({"实际产出数": Fraction(1), "计划产出数": Fraction(2)})
        assert "口径：取整：" in explain(rate(YIYANG, "实际完成率", long))
        assert "取整" not in explain(rate(YIYANG, "实际完成率", short))

    def test_unknown(self) -> None:
        row = Row.of({})
        assert "是不是“资金到位率”？" in refused(rate(YIYANG, "到位率", row), Reason.UNKNOWN_NAME)
