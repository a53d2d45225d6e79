"""Bands, steps, counts and months as properties: within the points, and never the wrong way round."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rules.engine import Use, score
from rules.explain import explain
from rules.library import Library
from rules.results import Reason, Refusal, Result, Value


def _use(name: str) -> Use:
    found = Library().find(name)
    assert isinstance(found, Use)
    return found


YUEYANG, JILIN = _use("yueyang"), _use("jilin")
HUNDREDTHS = st.integers(min_value=0, max_value=30000)


def points_of(result: Result) -> Fraction:
    assert isinstance(result, Value), result
    assert isinstance(result.value, Fraction)
    return result.value


def control_rate(hundredths: int) -> Fraction:
    actual = f"{hundredths / 100:.2f}%"
    return points_of(score(YUEYANG, "5", "≤100%", actual, "在职人员控制率"))


@given(HUNDREDTHS)
def test_steps_by_hand(hundredths: int) -> None:
    """5 less half a point for each whole percentage point above 100%, not below 0."""
    above = max(0, (hundredths - 10000) // 100)
    assert control_rate(hundredths) == max(Fraction(0), 5 - Fraction(above, 2))


@given(HUNDREDTHS, HUNDREDTHS)
def test_more_above_never_earns_more(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert control_rate(low) >= control_rate(high)


@given(st.integers(min_value=0, max_value=10000))
def test_bands_by_hand(hundredths: int) -> None:
    """≥90: 5; [80,90): 4; [70,80): 3; [60,70): 2; <60: 0."""
    actual = f"{hundredths / 100:.2f}%"
    wanted = next(
        points
        for bound, points in ((9000, 5), (8000, 4), (7000, 3), (6000, 2), (0, 0))
        if hundredths >= bound
    )
    assert points_of(score(YUEYANG, "5", "≥90%", actual, "重点支出安排率")) == wanted


@given(st.integers(min_value=0, max_value=10**6))
def test_counts_by_hand(number: int) -> None:
    """3 less 1 for each breach, not below 0; 5 for each reason, not above 10."""
    breach = score(YUEYANG, "3", None, str(number), "资金使用合规性")
    assert points_of(breach) == max(0, 3 - number)
    reasons = score(JILIN, "10", "是", str(number), "是否促进地方经济项目推广和外拓")
    assert points_of(reasons) == min(10, 5 * number)


def test_a_number_cell_is_read_as_its_column_shows_it() -> None:
    """1.034 in a cell beside a percentage is 103.4%."""
    result = score(YUEYANG, "5", "≤100%", Fraction("1.034"), "在职人员控制率")
    assert points_of(result) == Fraction("3.5")
    assert "实际完成值103.4%" in explain(result)
    banded = score(YUEYANG, "5", "≥90%", Fraction("0.85"), "重点支出安排率")
    assert points_of(banded) == 4
    assert "实际完成值85%" in explain(banded)


def test_a_blank_target_is_the_stated_one() -> None:
    result = score(YUEYANG, "5", None, "102%", "在职人员控制率")
    assert points_of(result) == 4
    assert "指标值按文件规定的≤100%（表上没有填）" in explain(result)


def test_a_blank_target_without_a_stated_one_is_refused() -> None:
    result = score(_use("national-2020"), "5", None, "102%", "正向")
    assert isinstance(result, Refusal)
    assert result.reason is Reason.MISSING_VALUE


def test_two_hundred_points_do_not_fit_a_row_of_five() -> None:
    result = score(YUEYANG, "200", "≤100%", "100%", "在职人员控制率")
    assert isinstance(result, Refusal)
    assert result.reason is Reason.BREAKS_RULE
    assert "文件规定这一项 5 分，本行分值是 200" in result.message
