"""PE_SCORE: directions, shortfalls, overshoot, levels, dates, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rules.engine import Use, score
from rules.explain import explain
from rules.library import Library
from rules.results import Reason, Refusal, Result, Scalar, Value
from tests.rules.samples import use_of

TEN = Fraction(10)


def _national() -> Use:
    found = Library().find("national-2020")
    assert isinstance(found, Use)
    return found


NATIONAL = _national()


def of(target: Scalar, actual: Scalar, method: str | None = None, off: Scalar = None) -> Result:
    return score(NATIONAL, TEN, target, actual, method, off)


def value(result: Result) -> Scalar:
    assert isinstance(result, Value), result
    return result.value


def refused(result: Result, reason: Reason) -> str:
    assert isinstance(result, Refusal), result
    assert result.reason is reason
    return explain(result)


class TestReverse:
    """Target 10, actual 15, 10 points: 6.67, 5.00, 0 (framework.md §2); never one silently."""

    @pytest.mark.parametrize(
        ("method", "earned"), [("反向比例", "6.67"), ("反向递减", "5"), ("反向不得分", "0")]
    )
    def test_three_named_ways(self, method: str, earned: str) -> None:
        assert value(of("≤10", "15", method)) == Fraction(earned)

    def test_none_is_picked(self) -> None:
        says = refused(of("≤10", "15"), Reason.RULE_SILENT)
        assert "请指定计分方法：反向比例、反向递减、反向不得分" in says
        assert "口径：未完成：" in says

    def test_met_needs_no_way(self) -> None:
        assert value(of("≤10", "10")) == 10
        assert value(of("≤90万元", "899740元")) == 10

    def test_twice_the_target_and_more_is_nothing(self) -> None:
        assert value(of("≤10", "20", "反向递减")) == 0
        assert value(of("≤10", "25", "反向递减")) == 0
        assert "两倍或以上" in explain(of("≤10", "25", "反向递减"))

    def test_target_0(self) -> None:
        assert value(of("≤0", "0")) == 10
        assert value(of("≤0", "1", "反向比例")) == 0
        assert "年度指标值为0，实际完成值1超过0，记0分" in explain(of("≤0", "1", "反向比例"))

    def test_against_the_sign_of_the_target(self) -> None:
        assert "与所选的计分方法（越低越好）不符" in refused(
            of("≥10", "5", "反向比例"), Reason.BREAKS_RULE
        )
        assert "与所选的计分方法（越高越好）不符" in refused(
            of("≤10", "5", "正向"), Reason.BREAKS_RULE
        )


class TestEqual:
    def test_as_positive_above_0(self) -> None:
        assert value(of("=100%", "97%")) == Fraction("9.7")
        assert value(of("=100%", "100%")) == 10
        assert "与正向指标同样计分" in explain(of("=100%", "97%"))
        assert "同样计分" not in explain(of("=100%", "100%"))

    @pytest.mark.parametrize(("actual", "earned"), [("0", 10), ("-1", 10), ("0.5", 0)])
    def test_target_0(self, actual: str, earned: int) -> None:
        assert value(of("=0", actual)) == earned

    def test_target_0_tells_itself_once(self) -> None:
        assert "年度指标值为0，实际完成值0.5超过0，记0分" in explain(of("=0", "0.5"))


class TestNegative:
    def test_targets_below_0(self) -> None:
        assert value(of("≤-30%", "-35%")) == 10
        assert value(of("≥-5", "-3")) == 10
        assert "不是正数" in refused(of("≥-5", "-10"), Reason.RULE_SILENT)
        assert "不是正数" in refused(of("≤-5", "-3", "反向比例"), Reason.RULE_SILENT)

    def test_an_actual_below_0_earns_nothing(self) -> None:
        assert value(of("≥10", "-5")) == 0

    def test_a_lost_sign_is_not_guessed(self) -> None:
        refused(of("-30%", "-20%"), Reason.AMBIGUOUS)
        refused(of("-0%", "0%"), Reason.AMBIGUOUS)


class TestOvershoot:
    def test_flagged_from_the_bound_on(self) -> None:
        below, at = of("≥100", "129.99"), of("≥100", "130")
        assert isinstance(below, Value)
        assert isinstance(at, Value)
        assert (below.value, at.value) == (10, 10)
        assert (below.working.flags, at.working.flags) == ((), ("超额须说明",))
        assert "文件没有规定高出多少算“较多”" in explain(at)

    def test_a_person_takes_points_off(self) -> None:
        assert value(of("≥7个", "16个", off=Fraction(2))) == 8
        assert value(of("≥7个", "16个", off="2分")) == 8
        assert value(of("≥7个", "16个", off="")) == 10
        assert value(of("≥7个", "16个", off=Fraction(10))) == 0

    @pytest.mark.parametrize(
        ("actual", "off"), [("129", "1"), ("16", "2"), ("130", "11"), ("130", "-1")]
    )
    def test_and_only_then(self, actual: str, off: str) -> None:
        refused(of("≥100", actual, off=off), Reason.BREAKS_RULE)

    @pytest.mark.parametrize("off", ["两分", "2元", "/"])
    def test_a_deduction_must_be_points(self, off: str) -> None:
        refused(of("≥100", "130", off=off), Reason.NOT_UNDERSTOOD)

    def test_none_declared(self) -> None:
        result = score(use_of(), TEN, "≥100", "500")
        assert isinstance(result, Value)
        assert result.working.flags == ()


class TestUnits:
    def test_brought_together(self) -> None:
        assert value(of("≥1万元", "5000元")) == 5
        assert value(of("≥50个", Fraction(25))) == 5

    @pytest.mark.parametrize(
        ("target", "actual"),
        [("≥50个", "60次"), ("≥10万元", "1万美元"), ("≥10万元", "50%"), ("≥10个百分点", "10%")],
    )
    def test_or_refused(self, target: str, actual: str) -> None:
        assert "单位不同类" in refused(of(target, actual), Reason.BREAKS_RULE)

    @pytest.mark.parametrize("actual", ["95", Fraction(95), "0.95"])
    def test_a_bare_number_against_a_percent(self, actual: Scalar) -> None:
        says = refused(of("≥80%", actual), Reason.AMBIGUOUS)
        assert "可能是" in says
        assert "也可能是" in says

    def test_a_number_cell_up_to_10_is_a_fraction(self) -> None:
        assert value(of("≥80%", Fraction("0.872"))) == 10
        assert value(of("≥80%", Fraction("0.4"))) == 5

    def test_a_formula_shows_both_figures_in_one_unit(self) -> None:
        assert "10×(2×10万元－15万元)÷10万元=5" in explain(of("≤10万元", "15", "反向递减"))
        assert "10×64.71%÷80%=8.08875" in explain(of("≥80%", Fraction("0.6471")))

    def test_a_number_is_shown_as_the_percentage_that_it_was_read_as(self) -> None:
        assert "实际完成值50%未达到年度指标值≥100百分比" in explain(of("≥100百分比", Fraction(50)))
        assert "实际完成值64.71%未" in explain(of("≥80%", Fraction("0.647123")))

    def test_a_near_miss_never_reads_as_the_target(self) -> None:
        assert "实际完成值79.9997%未达到年度指标值≥80%" in explain(of("≥80%", Fraction("0.799997")))
        assert "实际完成值“0.001%”没有达到“≤0%”" in explain(of("≤0%", Fraction("0.00001")))

    @pytest.mark.parametrize("target", ["98%以上", "不低于98%", "≥98%", "9月30日前98%", "98%"])
    def test_a_formula_has_the_figure_and_no_words(self, target: str) -> None:
        assert "10×49%÷98%=5；" in explain(of(target, "49%"))

    @pytest.mark.parametrize(
        ("target", "actual", "why"),
        [
            ("≥98%", "49%", "正向（由指标值的“≥”判定）"),
            ("≤10万元", "9万元", "反向（由指标值的“≤”判定）"),
            ("98%", "49%", "正向（由指标值没有写符号判定）"),
            ("2023年12月31日前", "2023年12月20日", "按期（由指标值写的是期限判定）"),
            ("效果明显", "达成 80%", "定性（由指标值写的是文字判定）"),
            ("2023年12月31日前", "部分达成 70%", "定性（由实际完成值写的是文字判定）"),
        ],
    )
    def test_a_method_that_nobody_named_is_told(self, target: str, actual: str, why: str) -> None:
        assert f"计分方法：{why}" in explain(of(target, actual))

    def test_a_method_that_was_named_is_not(self) -> None:
        assert "计分方法" not in explain(of("≤10万元", "15万元", "反向递减"))


class TestQualitative:
    @pytest.mark.parametrize(
        ("actual", "earned"),
        [
            ("达成 80%", 8),
            ("达成 100%", 10),
            ("部分达成 60%", 6),
            ("部分达成79.9%", "7.99"),
            ("未达成 0%", 0),
            ("达成年度指标 90%", 9),
        ],
    )
    def test_inside(self, actual: str, earned: int | str) -> None:
        assert value(of("效果明显", actual)) == Fraction(earned)

    @pytest.mark.parametrize("actual", ["达成 79.99%", "达成 101%", "部分达成 80%", "未达成 60%"])
    def test_outside(self, actual: str) -> None:
        assert "请改比例，或改档次" in refused(of("效果明显", actual), Reason.BREAKS_RULE)

    def test_the_boundary_tells_its_reading(self) -> None:
        assert "80% 归“达成”" in explain(of("效果明显", "达成 80%"))
        assert "80% 归“达成”" not in explain(of("效果明显", "达成 81%"))

    def test_the_lowest_level_begins_at_nothing_and_no_boundary_decides(self) -> None:
        assert "80% 归" not in explain(of("效果明显", "未达成 0%"))

    def test_a_level_alone_waits(self) -> None:
        says = refused(of("效果明显", "达成预期指标"), Reason.WAITS_FOR_PERSON)
        assert "8～10 分，由评分人在区间内确定" in says

    def test_a_level_alone_where_the_policy_gives_it_a_share(self) -> None:
        use = use_of(("适用: [文字], ", "适用: [文字], 未写比例: {好: 100%}, "))
        assert value(score(use, TEN, "效果", "好")) == 10
        refused(score(use, TEN, "效果", "中"), Reason.WAITS_FOR_PERSON)

    def test_the_same_words_are_the_target_met(self) -> None:
        assert value(of("及时", "及时")) == 10
        assert value(of("否", False)) == 10
        refused(of("否", "是"), Reason.NOT_UNDERSTOOD)
        refused(score(use_of(), TEN, "及时", "及时"), Reason.NOT_UNDERSTOOD)

    def test_a_figure_is_no_level(self) -> None:
        assert "年度指标值“效果明显”是文字" in refused(of("效果明显", "95%"), Reason.NOT_UNDERSTOOD)
        assert "年度指标值“≥10”是数" in refused(of("≥10", "5", "定性"), Reason.NOT_UNDERSTOOD)

    @pytest.mark.parametrize("actual", ["完成", "达成预期指标"])
    def test_words_for_a_figure(self, actual: str) -> None:
        assert "定量指标请填实际达到的数" in refused(of("≥90%", actual), Reason.NOT_UNDERSTOOD)


class TestDates:
    def test_on_the_last_day(self) -> None:
        assert value(of("2023年12月31日前", "2023年12月31日")) == 10
        assert value(of("12月底前", "12月31日")) == 10

    def test_late_waits_for_a_person(self) -> None:
        says = refused(of("2023年12月31日前", "2024年1月1日"), Reason.WAITS_FOR_PERSON)
        assert "没有规定逾期怎样计分" in says

    @pytest.mark.parametrize(
        ("target", "actual"), [("≥10", "2023年12月20日"), ("12月底前", "5"), ("≥10", "5")]
    )
    def test_only_a_day_keeps_a_deadline(self, target: str, actual: str) -> None:
        says = refused(of(target, actual, "按期"), Reason.NOT_UNDERSTOOD)
        assert "不能按期限比较" in says

    def test_a_number_is_a_day_from_2000_on(self) -> None:
        """45291 is 2023-12-31 in a cell and 36526 is 2000-01-01; 1 is a cell that shows 100%."""
        assert value(of("2023年12月31日前", Fraction(45291))) == 10
        assert value(of("2023年12月31日前", Fraction(36526))) == 10
        refused(of("2023年12月31日前", Fraction(45292)), Reason.WAITS_FOR_PERSON)
        for share in (1, Fraction(95, 100), 36525):
            refused(of("2023年12月31日前", Fraction(share)), Reason.NOT_UNDERSTOOD)

    def test_a_person_may_name_the_level(self) -> None:
        assert value(of("2023年12月31日前", "部分达成 70%")) == 7

    def test_a_deadline_with_a_figure_is_a_figure(self) -> None:
        assert value(of("11月30日前95%", "87.20%")) == Fraction("9.18")


class TestCells:
    @pytest.mark.parametrize("actual", [None, "", "  ", "\u3000"])
    def test_a_blank_actual_is_not_yet_filled_in(self, actual: Scalar) -> None:
        assert value(of("≥80%", actual)) is None

    @pytest.mark.parametrize("mark", ["/", "—", "／", "不适用"])
    def test_not_applicable(self, mark: str) -> None:
        assert value(of(mark, "50%")) == "/"
        assert value(of("≥80%", mark)) == "/"
        assert value(score(NATIONAL, mark, "≥80%", "50%")) == "/"

    def test_a_blank_target(self) -> None:
        assert "没有填年度指标值" in refused(of("", "100%"), Reason.MISSING_VALUE)

    @pytest.mark.parametrize(
        ("points", "reason"),
        [
            (Fraction(-1), Reason.BREAKS_RULE),
            ("10元", Reason.NOT_UNDERSTOOD),
            (True, Reason.NOT_UNDERSTOOD),
        ],
    )
    def test_points_that_are_none(self, points: Scalar, reason: Reason) -> None:
        refused(score(NATIONAL, points, "≥1", "1"), reason)

    def test_an_operator_in_the_actual(self) -> None:
        assert "带有“≥”" in refused(of("≥90%", "≥90%"), Reason.NOT_UNDERSTOOD)

    def test_two_figures_in_one_target(self) -> None:
        target = "春节前下达50%,6月底前全部下达"
        assert "里有几个数" in refused(of(target, "100%"), Reason.NOT_UNDERSTOOD)


class TestMethods:
    def test_a_misspelt_one_names_the_nearest(self) -> None:
        assert "是不是“反向比例”？" in refused(of("≤10", "15", "反项比例"), Reason.UNKNOWN_NAME)

    def test_spaces_around_a_name_do_not_matter(self) -> None:
        assert value(of("≤10", "15", " 反向递减 ")) == 5
        assert value(of("≥10", "5", " ")) == 5

    def test_a_spelling_that_the_policy_leaves_open(self) -> None:
        says = refused(of("±10%", "8%"), Reason.RULE_SILENT)
        assert "写成“±”（±10%）" in says
        assert "正向" not in says, "a method that would refuse it is no advice"

    def test_an_unsigned_target_tells_how_it_was_read(self) -> None:
        assert "按“不低于”理解" in explain(of("90%", "45%"))
        assert "按“不低于”理解" not in explain(of("≥90%", "45%"))

    def test_a_policy_without_scoring(self) -> None:
        found = Library().find("yiyang-2024")
        assert isinstance(found, Use)
        assert "没有规定指标怎样计分" in refused(score(found, TEN, "≥1", "1"), Reason.UNKNOWN_NAME)

    def test_a_day_outside_the_time_in_force(self) -> None:
        found = Library().find("national-2020@2020-02-24")
        assert isinstance(found, Use)
        assert "2020-02-25 起施行" in refused(score(found, TEN, "≥1", "1"), Reason.OUT_OF_FORCE)

    @pytest.mark.parametrize(
        ("how", "earned"),
        [("四舍五入", "6.67"), ("四舍六入五成双", "6.67"), ("舍去", "6.66"), ("进位", "6.67")],
    )
    def test_rounding_as_the_policy_names_it(self, how: str, earned: str) -> None:
        use = use_of(("到: 0.01, 方式: 四舍五入", f"到: 0.01, 方式: {how}"))
        assert value(score(use, TEN, "≥3", "2")) == Fraction(earned)

    @pytest.mark.parametrize(
        ("how", "earned"),
        [("四舍五入", "1.01"), ("四舍六入五成双", "1"), ("舍去", "1"), ("进位", "1.01")],
    )
    def test_a_tie(self, how: str, earned: str) -> None:
        """2 × 100.5 ÷ 200 = 1.005."""
        use = use_of(("到: 0.01, 方式: 四舍五入", f"到: 0.01, 方式: {how}"))
        assert value(score(use, Fraction(2), "≥200", "100.5")) == Fraction(earned)

    def test_unrounded(self) -> None:
        use = use_of(("取整: {到: 0.01, 方式: 四舍五入}\n  方法", "取整: {方式: 不取整}\n  方法"))
        assert value(score(use, TEN, "≥3", "2")) == Fraction(20, 3)
        assert "≈6.666667" in explain(score(use, TEN, "≥3", "2"))
