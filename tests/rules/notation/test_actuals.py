"""Actuals as forms write them."""

from datetime import date
from fractions import Fraction

import pytest

from rules.notation import (
    NOT_APPLICABLE,
    DateActual,
    Day,
    LevelActual,
    Misread,
    NumericActual,
    StateActual,
    read_actual,
)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("50", Fraction(50)),
        ("100", Fraction(100)),
        ("23333.56", Fraction(2333356, 100)),
        ("100%", Fraction(1)),
        ("64.71%", Fraction(6471, 10000)),
        ("87.20%", Fraction(872, 1000)),
        ("-30%", Fraction(-3, 10)),
        ("50件", Fraction(50)),
        ("完成50件", Fraction(50)),
        ("达到95%", Fraction(95, 100)),
        ("215,457.6", Fraction(2154576, 10)),
        ("12.83亿元", Fraction(1_283_000_000)),
        (Fraction(872, 1000), Fraction(872, 1000)),
        (3, Fraction(3)),
    ],
)
def test_a_figure(raw: str | Fraction | int, value: Fraction) -> None:
    actual = read_actual(raw)
    assert isinstance(actual, NumericActual)
    assert actual.quantity.value == value


@pytest.mark.parametrize(
    ("text", "label", "share"),
    [
        ("部分达成 70%", "部分达成", Fraction(7, 10)),
        ("未达成30%", "未达成", Fraction(3, 10)),
        ("达成年度指标 95%", "达成年度指标", Fraction(95, 100)),
        ("达成年度指标：95%", "达成年度指标", Fraction(95, 100)),
        ("达成年度指标，９５％", "达成年度指标", Fraction(95, 100)),
        ("达成（80%）", "达成", Fraction(4, 5)),
        ("部分达成年度指标并具有一定效果 70%", "部分达成年度指标并具有一定效果", Fraction(7, 10)),
        ("完成95%", "完成", Fraction(95, 100)),
    ],
)
def test_words_with_a_share(text: str, label: str, share: Fraction) -> None:
    assert read_actual(text) == LevelActual(label, share, text)


@pytest.mark.parametrize(
    "text",
    [
        "达成",
        "达成预期指标",
        "及时",
        "合格",
        "完成",
        "无",
        "是",
        "县级以上",
        "2023年度任务全部完成",
    ],
)
def test_words(text: str) -> None:
    assert read_actual(text) == StateActual(text)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2023年12月20日", Day(2023, 12, 20)),
        ("2023-12-20", Day(2023, 12, 20)),
        ("12月20日完成", Day(None, 12, 20)),
        ("已于12月20日完成", Day(None, 12, 20)),
        (date(2023, 12, 20), Day(2023, 12, 20)),
    ],
)
def test_a_day(raw: str | date, day: Day) -> None:
    assert read_actual(raw) == DateActual(day)


@pytest.mark.parametrize(
    ("text", "in_message"),
    [
        ("≥90%", "“≥”"),
        ("98%以上", "“以上”"),
        ("超过95%", "“超过”"),
        ("≥80%以下", "比较符号"),
        ("±5%", "“±”"),
        ("约95%", "不是确切"),
        ("完成约95%", "完成约95%"),
        ("三个", "汉字"),
        ("12月底前完成", "那一天"),
        ("12月20日未完成", "那一天"),  # not done is not "done on that day"
        ("预计12月20日完成", "预计"),
        ("年底", "那一天"),
        ("2月30日", "日历"),
        ("-0%", "≤"),
        ("①90%", "①90%"),
        ("达成-70%", "达成-70%"),
        ("#REF!", "计算错误"),
        ("××", "提示文字"),
        ("80%-90%", "范围"),
        ("12.51|3、2.512.5", "几个数"),
    ],
)
def test_what_is_not_understood(text: str, in_message: str) -> None:
    misread = read_actual(text)
    assert isinstance(misread, Misread), misread
    assert in_message in misread.message
    assert misread.advice.startswith("请")


def test_nothing_filled_in_and_not_applicable() -> None:
    assert read_actual(None) is None
    assert read_actual(" \u3000") is None
    assert read_actual("/") is NOT_APPLICABLE
    assert isinstance(read_actual("达" * 201), StateActual)
