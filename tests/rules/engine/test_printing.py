"""Typed figures against what their printed operands can come to; the bounds by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rules.engine import Use, agrees, printed_ends, score_agrees
from rules.library import Library
from rules.results import Refusal


def national() -> Use:
    found = Library().find("national-2020")
    assert isinstance(found, Use)
    return found


@pytest.mark.parametrize(
    ("shown", "right"),
    [("97.67%", True), ("97.60%", False), (Fraction("0.9767"), True), (Fraction("0.976"), False)],
)
def test_a_rate_beside_a_printed_score(shown, right):
    """红河: 9.77 of 10 stands for 9.765 to 9.775, which is 97.65% to 97.75%."""
    ends = printed_ends("9.77")
    assert ends == (Fraction("9.765"), Fraction("9.775"))
    assert agrees(shown, *(end / 10 for end in ends)) is right


def test_a_number_cell_stands_for_two_decimals():
    assert printed_ends(Fraction(30)) == (Fraction("29.995"), Fraction("30.005"))


@pytest.mark.parametrize("shown", [None, "优", "/", True])
def test_what_is_no_figure_agrees_with_nothing(shown):
    assert not agrees(shown, Fraction(10))


@pytest.mark.parametrize(
    ("shown", "right"),
    # 10 × 86.2 ÷ 100 = 8.62; 86.15% gives 8.615, which rounds to 8.62, and 86.25% gives 8.625 → 8.63
    [("8.62", True), ("8.63", True), ("8.64", False), (Fraction(9), False), ("优", False)],
)
def test_a_score_beside_a_printed_percentage(shown, right):
    assert score_agrees(national(), shown, Fraction(10), "≥100%", "86.2%") is right


def test_a_whole_count_is_exact():
    # 10 × 50 ÷ 80 = 6.25; 50.5 of 80 would be 6.31
    assert score_agrees(national(), "6.25", Fraction(10), "≥80个", "50个") is True
    assert (
        score_agrees(national(), "6.3", Fraction(10), "≥80个", "50个") is True
    )  # 6.25 to one digit
    assert score_agrees(national(), "6.31", Fraction(10), "≥80个", "50个") is False


def test_a_row_without_a_score():
    assert isinstance(score_agrees(national(), "5", Fraction(10), "≥80个", "完成"), Refusal)
    assert score_agrees(national(), "/", Fraction(10), "/", "/") is True
