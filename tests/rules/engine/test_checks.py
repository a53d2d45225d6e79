"""PE_CHECK: printed figures within their digits, missing values, placeholders, what should stand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rules.engine import Finding, Row, Use, check
from rules.library import Library
from rules.model.checks import Severity
from rules.results import Reason, Refusal
from tests.rules.samples import use_of


def use(name: str) -> Use:
    found = Library().find(name)
    assert isinstance(found, Use)
    return found


FUNDS = {"全年执行数": Fraction("1114.9"), "全年预算数": Fraction(1150)}
PAID = {"招商引资考核经费": "330", "市级重点招商引资工作经费": "242.23"}
NATIONAL, YIYANG, SAMPLE = use("national-2020"), use("yiyang-2024"), use_of()


def findings(of: Use, **row: object) -> list[Finding]:
    found = check(of, Row.of(row))  # type: ignore[arg-type]
    assert isinstance(found, tuple), found
    return list(found)


class TestTolerance:
    @pytest.mark.parametrize(
        "rate", ["96.95%", Fraction("0.9695"), "97%", Fraction("0.969478260869565")]
    )
    def test_any_rounding_of_the_true_rate_is_right(self, rate: object) -> None:
        assert findings(NATIONAL, 预算执行率=rate, **FUNDS) == []

    def test_another_rate_is_not(self) -> None:
        (found,) = findings(NATIONAL, 预算执行率="97.67%", **FUNDS)
        assert (found.check, found.severity, found.field) == (
            "执行率核对",
            Severity.REJECT,
            "预算执行率",
        )
        assert (found.found, found.expected) == ("97.67%", "96.95%")
        assert found.message == "预算执行率填 97.67%；1114.9万元 ÷ 1150万元 = 96.95%"
        assert found.clause == "《项目支出绩效评价管理办法》（财预〔2020〕10号）“自评表”"

    def test_text_is_taken_as_printed(self) -> None:
        row = {"产出得分": "49.77", "效益得分": "30", "满意度得分": "10", "预算执行得分": "9.77"}
        assert findings(NATIONAL, 总分="99.54", **row) == []
        assert findings(NATIONAL, 总分="95.54", **row) != []

    def test_a_whole_amount_shows_what_should_stand_to_the_last_digit(self) -> None:
        (found,) = findings(
            YIYANG, 实际支出资金="860", 招商引资考核经费="330", 市级重点招商引资工作经费="242.23"
        )
        assert found.expected == "572.23万元"

    def test_no_tolerance(self) -> None:
        assert findings(SAMPLE, 实际数=Fraction(4), 计划数=Fraction(2)) == []
        (found,) = findings(SAMPLE, 实际数=Fraction("4.001"), 计划数=Fraction(2))
        assert found.severity is Severity.EXPLAIN
        assert found.message == "填 4.001，计划 2，应为 4"


class TestMissing:
    def test_skipped(self) -> None:
        # The rate cannot be compared with funds that are not there; the totals of the funds can.
        assert findings(NATIONAL, 预算执行率="50%", 全年执行数=None, 全年预算数=1150) == []

    @pytest.mark.parametrize("row", [{"预算执行率": "96.95%"}, {}, {"无关": Fraction(1)}])
    def test_nothing_to_check_has_not_passed(self, row: dict[str, object]) -> None:
        refused = check(NATIONAL, Row.of(row))  # type: ignore[arg-type]
        assert isinstance(refused, Refusal)
        assert refused.reason is Reason.MISSING_VALUE

    def test_reported(self) -> None:
        (found,) = findings(SAMPLE, 实际数=Fraction(4), 计划数=None)
        assert found.field == "计划数"
        assert found.message == "完成数核对无法核对：还没有填计划数；请填写计划数"
        (absent,) = findings(SAMPLE, 实际数=Fraction(4))
        assert "数据里没有“计划数”这一项" in absent.message


def test_a_rate_over_a_budget_of_zero_is_told() -> None:
    # Not skipped as missing, and not passed because a printed 0 might be 0.004.
    (found,) = findings(
        NATIONAL, 预算执行率="96.95%", 全年执行数=Fraction("1114.9"), 全年预算数=Fraction(0)
    )
    assert "全年预算数" in found.message


class TestUnreadable:
    def test_told_once_with_its_field(self) -> None:
        (found,) = findings(NATIONAL, 预算执行率="97", **FUNDS)
        assert found.field == "预算执行率"
        assert found.severity is Severity.REJECT
        assert found.message == (
            "“预算执行率”填的“97”没有写百分号，可能是 97%，也可能是 9700%；请写成 97% 或 9700%。"
        ).rstrip("。")

    def test_the_field_is_the_one_that_is_wrong(self) -> None:
        (found,) = findings(
            NATIONAL, 预算执行率="97%", 全年执行数="约一千", 全年预算数=Fraction(1150)
        )
        assert found.field == "全年执行数"
        assert "。；" not in found.message


def test_an_empty_figure_in_a_sentence_is_shown_as_empty() -> None:
    change = ("=实际数=计划数*2", '"=OR(实际数=计划数*2, 实际数<0)"')
    use = use_of(change)
    (found,) = findings(use, 实际数=Fraction(5), 计划数=Fraction(2))
    assert found.message == "填 5，计划 2，应为 （空）"


def test_a_policy_without_checks() -> None:
    start = "审核:\n"
    text_after = "示例:"
    from tests.rules.samples import SAMPLE as TEXT

    block = TEXT[TEXT.index(start) : TEXT.index(text_after)]
    refusal = check(use_of((block, "")), Row.of({}))
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.UNKNOWN_NAME
