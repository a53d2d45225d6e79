"""Numbers are what their text says; nothing passes through a binary float or YAML's own guesses."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.figures import SCALARS, Wrong
from rules.language.source import Entries, Text, read
from rules.model.scalars import Figure, Span
from tests.rules.samples import policy_of, told


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("0.1", Fraction(1, 10), ""),
        ("1.005", Fraction(1005, 1000), ""),
        ("0.5‰", Fraction(5, 10000), "比率"),
        ("20%", Fraction(1, 5), "比率"),
        ("100万元", Fraction(1_000_000), "人民币"),
        ("101亿元", Fraction(10_100_000_000), "人民币"),
        ("0.01元", Fraction(1, 100), "人民币"),
        ("１００", Fraction(100), ""),
        ("0.1000000000000000055", Fraction(1000000000000000055, 10**19), ""),
    ],
)
def test_a_figure_is_exact_from_its_text(text: str, value: Fraction, dimension: str) -> None:
    figure = SCALARS[Figure].read(text)
    assert isinstance(figure, Figure)
    assert (figure.value, figure.dimension, str(figure)) == (value, dimension, text)


@given(st.integers(-(10**12), 10**12), st.integers(0, 12))
def test_every_decimal_is_exact(digits: int, places: int) -> None:
    whole = str(abs(digits)).rjust(places + 1, "0")
    text = ("-" if digits < 0 else "") + whole[: len(whole) - places]
    text += "." + whole[-places:] if places else ""
    if not digits and text.startswith("-"):
        return
    figure = SCALARS[Figure].read(text)
    assert isinstance(figure, Figure)
    assert figure.value == Fraction(digits, 10**places)


@pytest.mark.parametrize("text", ["1e2", ".inf", ".nan", "1_00", "1:40", "0o144", "0x10", "一百"])
def test_what_yaml_would_make_a_number_is_refused(text: str) -> None:
    assert any("等级" in line or text in line for line in told(("满分: 100", f"满分: {text}")))


def test_a_rate_and_a_cap_keep_their_text() -> None:
    scheme = policy_of().rewards["奖金"]
    assert scheme.cap is not None
    assert str(scheme.cap.amount.values[0][1]) == "100万元"
    assert scheme.components["投资"].rate.values[0][1].value == Fraction(1, 1000)


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "true", "null", "~", "2023-04-01"])
def test_yaml_words_stay_text(word: str) -> None:
    root, faults = read(f"名称: {word}", "s.yaml")
    assert isinstance(root, Entries)
    assert not faults
    assert root.entries["名称"][1] == Text(word, 1, 5)


@pytest.mark.parametrize(("word", "value"), [("是", True), ("否", False)])
def test_shi_and_fou_are_truth(word: str, value: bool) -> None:
    assert SCALARS[bool].read(word) is value


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "true", "True", "1", " 是"])
def test_nothing_else_is_truth(word: str) -> None:
    assert isinstance(SCALARS[bool].read(word), Wrong)


def test_a_letter_word_where_truth_belongs_is_told() -> None:
    overshoot = "未完成: 按比例, 超额: {达到: 130%, 须说明: yes, 扣减: 人工}, 条款"
    assert told(("未完成: 按比例, 条款", overshoot)) == [
        "s.yaml:23: “须说明”的写法“yes”不对（如 是）"
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("80%..100%", Fraction(4, 5), Fraction(1)), ("0%..0.5%", Fraction(0), Fraction(1, 200))],
)
def test_a_span(text: str, low: Fraction, high: Fraction) -> None:
    assert SCALARS[Span].read(text) == Span(low, high)


@pytest.mark.parametrize("text", ["80%-100%", "80..100", "80%..", "..", "100%..80%", "80%..80%"])
def test_no_span(text: str) -> None:
    assert isinstance(SCALARS[Span].read(text), Wrong)
