"""Figures as sentences show them, beside the edge that they are compared with."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.exact import plain
from rules.wording import money, percent, scalar

SIXTY = Fraction(60, 100)


@pytest.mark.parametrize(
    ("value", "longest", "edge", "shown"),
    [
        ("0.59995", 2, "0.6", "59.995%"),
        ("0.5999999", 4, "0.6", "59.99999%"),
        ("0.600001", 2, "0.6", "60.0001%"),
        # Far from the edge, or on it, nothing more is written than elsewhere.
        ("0.58123456", 2, "0.6", "58.12%"),
        ("0.6", 2, "0.6", "60%"),
    ],
)
def test_a_ratio_stays_on_its_side(value: str, longest: int, edge: str, shown: str) -> None:
    assert percent(Fraction(value), longest, (Fraction(edge),)) == shown


def test_without_an_edge_it_is_rounded() -> None:
    assert percent(Fraction("0.59995"), 2) == "60%"


def test_a_quotient_without_an_end_stops_where_it_is_apart() -> None:
    # 2 ÷ 3 of 90% is 60%; a billionth less is 59.9999999…%
    value = SIXTY - Fraction(1, 3 * 10**9)
    assert percent(value, beside=(SIXTY,)) == "59.99999997%"


def test_money_and_plain_figures_too() -> None:
    hundred = Fraction(100)
    assert money(hundred - Fraction(1, 10**8), beside=(hundred,)) == "99.99999999元"
    assert scalar(hundred - Fraction(1, 3 * 10**11), "", (hundred,)) == "99.999999999997"


@given(
    st.fractions(-1000, 1000, max_denominator=10**9),
    st.fractions(-1000, 1000, max_denominator=10**4),
    st.integers(0, 6),
)
def test_the_digits_shown_lie_where_the_figure_lies(
    value: Fraction, edge: Fraction, longest: int
) -> None:
    shown = Fraction(plain(value, longest, (edge,)))
    assert (shown > edge, shown < edge) == (value > edge, value < edge) or value == edge
