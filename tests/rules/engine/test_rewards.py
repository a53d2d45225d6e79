"""PE_REWARD: conditions, a person's decision, uplifts, cap orders, dated values, missing data.

The sample pays 1‰ of 投资额, 甲类 +20%, 乙类 +10%, at most 100万元; expected sums are worked out
beside each case.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from rules.engine import Row, Use, reward
from rules.explain import explain
from rules.library import Library
from rules.results import Reason, Refusal, Result, Value
from tests.rules.samples import Change, use_of

SAMPLE = use_of()


def of(given: dict[str, object], *changes: Change) -> Result:
    use = use_of(*changes) if changes else SAMPLE
    return reward(use, "奖金", Row.of({"签约": "是", **given}))  # type: ignore[dict-item]


def value(result: Result) -> object:
    assert isinstance(result, Value), result
    return result.value


def refused(result: Result, reason: Reason) -> str:
    assert isinstance(result, Refusal), result
    assert result.reason is reason
    return explain(result)


def wan(amount: str) -> Fraction:
    return Fraction(amount) * 10_000


class TestBlankAmounts:
    CHANGES = (
        (
            "  签约: {类型: 是否}",
            "  签约: {类型: 是否}\n  土地款: {类型: 金额, 单位: 元, 未填: 0元}",
        ),
        ("基数: 投资额", "基数: =投资额-土地款"),
    )

    def test_what_nobody_filled_in_is_not_told(self) -> None:
        """1亿 × 1‰ = 10万."""
        told = explain(of({"投资额": "1亿元"}, *self.CHANGES))
        assert "；投资额1亿元×1‰=10万元；奖励额10万元。" in told

    def test_what_was_filled_in_is_told_even_where_it_is_0(self) -> None:
        told = explain(of({"投资额": "1亿元", "土地款": "0元"}, *self.CHANGES))
        assert "1亿元-0元=1亿元" in told


class TestEligibility:
    def test_not_eligible_is_0_with_the_reason(self) -> None:
        result = of({"签约": "否", "投资额": "1亿元"})
        assert value(result) == 0
        assert "不符合条件：尚未签约；奖励额0元。" in explain(result)

    def test_a_condition_that_cannot_be_tested_is_refused(self) -> None:
        assert "还没有填签约" in refused(of({"签约": "", "投资额": "1亿元"}), Reason.MISSING_VALUE)
        row = Row.of({"投资额": "1亿元"})
        says = refused(reward(SAMPLE, "奖金", row), Reason.MISSING_FIELD)
        assert says.startswith("数据里没有“签约”这一项；请在表头加上这一项并填写")

    def test_a_name_inside_another_is_not_mistaken_for_it(self) -> None:
        """签约 is blank, 约 has no column: what is missing is a value and not a column."""
        changes = [
            ("  签约: {类型: 是否}", "  签约: {类型: 是否}\n  约: {类型: 是否}"),
            ("{当: =签约, 否则", '{当: "=OR(签约, 约)", 否则'),
        ]
        says = refused(of({"签约": "", "投资额": "1亿元"}, *changes), Reason.MISSING_VALUE)
        assert "还没有填签约" in says

    def test_a_condition_on_what_does_not_matter_needs_no_data(self) -> None:
        found = Library().find("honghe-2023")
        assert isinstance(found, Use)
        row = Row.of({"正式签约": "是", "年度进出口总额": "1亿元"})
        assert value(reward(found, "招商奖励", row)) == wan("5")


class TestByPerson:
    def test_waits(self) -> None:
        says = refused(of({"投资额": "1亿元", "特批": "是"}), Reason.WAITS_FOR_PERSON)
        assert says.startswith("特批的由人核定；核定后请填写“核定额”。")

    def test_decided(self) -> None:
        result = of({"投资额": "1亿元", "特批": "是", "核定额": "300万元"})
        assert value(result) == wan("300"), "a person's decision is not capped"

    def test_a_decided_0_is_decided(self) -> None:
        assert value(of({"特批": "是", "核定额": Fraction(0)})) == 0

    def test_negative(self) -> None:
        refused(of({"特批": "是", "核定额": "-1"}), Reason.BREAKS_RULE)

    def test_a_decided_amount_without_the_case_is_ignored(self) -> None:
        assert value(of({"投资额": "1亿元", "核定额": "300万元"})) == wan("10")

    def test_an_ineligible_case_is_not_decided(self) -> None:
        assert value(of({"签约": "否", "特批": "是", "核定额": "300万元"})) == 0


class TestUplifts:
    @pytest.mark.parametrize(
        ("how", "paid"),
        [("就高", "12"), ("相加", "13"), ("连乘", "13.2")],  # 10 × 1.2, × 1.3, × 1.2 × 1.1
    )
    def test_both(self, how: str, paid: str) -> None:
        given = {"投资额": "1亿元", "甲类": "是", "乙类": "是"}
        assert value(of(given, ("同时符合: 就高", f"同时符合: {how}"))) == wan(paid)

    def test_both_not_allowed(self) -> None:
        given = {"投资额": "1亿元", "甲类": "是", "乙类": "是"}
        says = refused(of(given, ("同时符合: 就高", "同时符合: 不允许")), Reason.BREAKS_RULE)
        assert says == "“甲类”“乙类”不能同时为是；请核对后只保留一项。"

    @pytest.mark.parametrize("how", ["就高", "相加", "连乘", "不允许"])
    def test_one_alone_is_the_same_in_every_way(self, how: str) -> None:
        given = {"投资额": "1亿元", "乙类": "是"}
        assert value(of(given, ("同时符合: 就高", f"同时符合: {how}"))) == wan("11")

    def test_the_sentence_names_the_uplift_that_counted_and_the_one_set_aside(self) -> None:
        result = of({"投资额": "1亿元", "甲类": "是", "乙类": "是"})
        assert "甲类上浮20%（乙类的10%不重复计），为12万元" in explain(result)
        alone = of({"投资额": "1亿元", "甲类": "是"})
        assert "甲类上浮20%，为12万元" in explain(alone)

    def test_a_blank_uplift_without_a_default_is_asked_for(self) -> None:
        changes = [
            ("甲类: {类型: 是否, 未填: 否}", "甲类: {类型: 是否}"),
            ("签约: 是}, 应得", "签约: 是, 甲类: 否}, 应得"),
        ]
        blank = of({"投资额": "1亿元", "甲类": ""}, *changes)
        assert "没有填“甲类”" in refused(blank, Reason.MISSING_VALUE)
        refused(of({"投资额": "1亿元"}, *changes), Reason.MISSING_FIELD)

    @pytest.mark.parametrize("cell", ["对不对", "maybe", Fraction(1)])
    def test_what_is_neither_yes_nor_no(self, cell: object) -> None:
        result = of({"投资额": "1亿元", "甲类": cell})
        assert isinstance(result, Refusal)
        assert "请填写 是 或 否" in explain(result)


class TestCap:
    def test_orders(self) -> None:
        """9亿: 90万; with +20% 108万, capped 100万; capped first 90万, then 108万."""
        given = {"投资额": "9亿元", "甲类": "是"}
        before = ("次序: 先上浮后封顶", "次序: 先封顶后上浮")
        assert value(of(given)) == wan("100")
        assert value(of(given, before)) == wan("108")

    def test_capped_first_then_lifted(self) -> None:
        """20亿: 200万, capped 100万, +20% 120万."""
        given = {"投资额": "20亿元", "甲类": "是"}
        assert value(of(given, ("次序: 先上浮后封顶", "次序: 先封顶后上浮"))) == wan("120")

    def test_the_reading_is_told_only_where_the_order_decides(self) -> None:
        reading = ("    条款: 办法/奖励\n", "    条款: 办法/奖励\n    口径: {封顶: 先上浮再封顶}\n")
        assert "先上浮再封顶" in explain(of({"投资额": "9亿元", "甲类": "是"}, reading))
        assert "先上浮再封顶" not in explain(of({"投资额": "5亿元", "甲类": "是"}, reading))
        assert "先上浮再封顶" not in explain(of({"投资额": "20亿元"}, reading))

    def test_exactly_the_cap_is_not_cut(self) -> None:
        result = of({"投资额": "10亿元"})
        assert value(result) == wan("100")
        assert "超过" not in explain(result)

    def test_no_cap(self) -> None:
        change = ("    封顶: {金额: 100万元, 次序: 先上浮后封顶, 范围: 单个项目}\n", "")
        assert value(of({"投资额": "20亿元"}, change)) == wan("200")


class TestDates:
    def test_one_not_given_is_not_tested_and_the_sentence_says_so(self) -> None:
        assert "没有填“认定日期”，未核对施行时间（2023-01-01 起施行）" in explain(
            of({"投资额": "1亿元"})
        )

    @pytest.mark.parametrize("day", ["2022-12-31", date(2022, 12, 31), Fraction(44926)])
    def test_before(self, day: object) -> None:
        """44926 is the serial of 2022-12-31."""
        says = refused(of({"投资额": "1亿元", "认定日期": day}), Reason.OUT_OF_FORCE)
        assert says.startswith("2022年12月31日不在《样例》的施行期内：2023-01-01 起施行")

    def test_the_last_day_counts(self) -> None:
        change = ("起: 2023-01-01, ", "起: 2023-01-01, 止: 2023-12-31, ")
        assert value(of({"投资额": "1亿元", "认定日期": "2023-12-31"}, change)) == wan("10")
        says = refused(
            of({"投资额": "1亿元", "认定日期": "2024-01-01"}, change), Reason.OUT_OF_FORCE
        )
        assert "2023-01-01 起施行，至 2023-12-31 止" in says

    def test_out_of_force_comes_before_not_eligible(self) -> None:
        refused(of({"签约": "否", "认定日期": "2022-12-31"}), Reason.OUT_OF_FORCE)

    def test_an_unreadable_date(self) -> None:
        says = refused(of({"投资额": "1亿元", "认定日期": "2023年"}), Reason.NOT_UNDERSTOOD)
        assert says.startswith("“认定日期”填的“2023年”不能读成一个完整的日期")

    @pytest.mark.parametrize(("day", "paid"), [("2023-12-31", "10"), ("2024-01-01", "8")])
    def test_a_dated_rate(self, day: str, paid: str) -> None:
        dated = (
            ("比例: 1‰", "比例: {2023-01-01: 1‰, 2024-01-01: 0.8‰}"),
            ("给定: {投资额", "给定: {认定日期: 2023-05-01, 投资额"),
        )
        assert value(of({"投资额": "1亿元", "认定日期": day}, *dated)) == wan(paid)
        says = refused(of({"投资额": "1亿元"}, *dated), Reason.MISSING_VALUE)
        assert "比例因日期而不同" in says

    def test_id_at_date_stands_for_a_date_not_given(self) -> None:
        early = Use(SAMPLE.policy, date(2022, 1, 1))
        row = {"签约": "是", "投资额": "1亿元"}
        refused(reward(early, "奖金", Row.of(dict(row))), Reason.OUT_OF_FORCE)
        own = {**row, "认定日期": "2023-06-30"}
        assert value(reward(early, "奖金", Row.of(dict(own)))) == wan("10"), (
            "the row's own date wins"
        )


class TestRows:
    def test_the_header_may_name_the_unit(self) -> None:
        assert value(of({"投资额（万元）": Fraction(10_000)})) == wan("10")
        assert value(of({"投资额(亿元)": "1"})) == wan("10")
        assert value(of({"投资额（万元）": "1亿元"})) == wan("10"), "the cell's own unit wins"

    def test_a_header_in_another_kind_of_unit(self) -> None:
        says = refused(of({"投资额（万美元）": Fraction(1)}), Reason.NOT_UNDERSTOOD)
        assert says == "“投资额”的表头单位是万美元，应为元一类的单位；请换算成元。"

    @pytest.mark.parametrize(
        ("cell", "advice"),
        [
            ("5亿", "请写全单位，如 5亿元"),
            ("5.000001亿", "请写全单位，如 5.000001亿元"),
            ("5亿美元", "请按汇率折算成元后填写"),
            ("5个", "请核对是不是填错了一项，这里应填元"),
        ],
    )
    def test_a_cell_in_another_kind_of_unit(self, cell: str, advice: str) -> None:
        says = refused(of({"投资额": cell}), Reason.BREAKS_RULE)
        assert says == f"“投资额”填的“{cell}”不是以元一类的单位写的；{advice}。"

    @pytest.mark.parametrize(
        ("cell", "advice"),
        [
            # The unit is named without its own scale: not 5.000001亿万元.
            ("5.000001亿", "请写全单位，如 5.000001亿元"),
            ("3万", "请写全单位，如 3万元"),
            ("5千", "请写全单位，如 5千元"),
            ("1.2亿美元", "请按汇率折算成万元后填写"),
            ("10万吨", "请核对是不是填错了一项，这里应填万元"),
        ],
    )
    def test_a_cell_in_another_kind_of_unit_than_wan(self, cell: str, advice: str) -> None:
        change = ("投资额: {类型: 金额, 单位: 元", "投资额: {类型: 金额, 单位: 万元")
        says = refused(of({"投资额": cell}, change), Reason.BREAKS_RULE)
        assert says == f"“投资额”填的“{cell}”不是以万元一类的单位写的；{advice}。"

    def test_duplicate_headers(self) -> None:
        row = Row(("签约", "投资额", "投资额（万元）"), ("是", "1", "2"))
        says = refused(reward(SAMPLE, "奖金", row), Reason.AMBIGUOUS)
        assert says == "表头“投资额”出现了两次；请只保留一列。"

    def test_an_unknown_header_is_ignored(self) -> None:
        assert value(of({"投资额": "1亿元", "备注": "#REF!"})) == wan("10")

    def test_an_error_cell_keeps_its_reason(self) -> None:
        cell = Refusal(Reason.WAITS_FOR_PERSON, "#N/A", "请先补齐")
        says = refused(of({"投资额": cell}), Reason.WAITS_FOR_PERSON)
        assert says == "“投资额”所在单元格是错误值：#N/A；请先补齐。"

    def test_nothing_to_reckon_with(self) -> None:
        assert refused(of({}), Reason.MISSING_FIELD).startswith("数据里没有“投资额”")
        assert refused(of({"投资额": ""}), Reason.MISSING_VALUE).startswith("没有填“投资额”")
        assert refused(of({"投资额": "/"}), Reason.MISSING_VALUE)

    def test_a_base_of_0_is_0(self) -> None:
        assert value(of({"投资额": Fraction(0)})) == 0

    def test_a_negative_base(self) -> None:
        assert "投资的基数是负数" in refused(of({"投资额": "-1亿元"}), Reason.BREAKS_RULE)

    @pytest.mark.parametrize("name", ["奖劲", "", "招商奖励"])
    def test_an_unknown_scheme(self, name: str) -> None:
        result = reward(SAMPLE, name, Row.of({}))
        assert isinstance(result, Refusal)
        assert "“奖金”" in result.advice or "可用：奖金" in result.advice


class TestRounding:
    @pytest.mark.parametrize(
        ("how", "paid"),
        [("四舍五入", "12.35"), ("舍去", "12.34"), ("进位", "12.35"), ("四舍六入五成双", "12.35")],
    )
    def test_to_cents(self, how: str, paid: str) -> None:
        """12345.67元 × 1‰ = 12.34567元."""
        change = ("到: 0.01元, 方式: 四舍五入", f"到: 0.01元, 方式: {how}")
        assert value(of({"投资额": "12345.67元"}, change)) == Fraction(paid)

    def test_to_whole_thousands(self) -> None:
        change = ("到: 0.01元", "到: 0.1万元")
        assert value(of({"投资额": "1234567元"}, change)) == 1000

    def test_the_working_never_shows_a_rounded_figure_as_exact(self) -> None:
        assert "12345.67元×1‰=12.34567元；四舍五入到0.01元，得12.35元" in explain(
            of({"投资额": "12345.67元"})
        )


def test_the_reading_of_a_base_is_told_where_that_base_is_paid() -> None:
    found = Library().find("honghe-2023")
    assert isinstance(found, Use)
    met = {"正式签约": "是", "实质性开工": "是", "纳入统计库": "是"}
    planned = reward(found, "招商奖励", Row.of({**met, "入库计划投资额": "1亿元"}))
    trade = reward(found, "招商奖励", Row.of({**met, "年度进出口总额": "1亿元"}))
    assert "不按实际完成的投资" in explain(planned)
    assert "不按实际完成的投资" not in explain(trade)
