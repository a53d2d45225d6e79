"""Shares of points by whole numbers, under hosts that compute in binary floats and hide digits."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.exact import Rounding, round_to
from rules.parts import RoundingWord
from tests.workbook_templates.plain.float_formulas import Host
from workbook_templates.plain.exactly import multiple, share_of
from workbook_templates.plain.scratch import Scratch

HOSTS = (Host(17), Host(15), Host(14))
#: Points in millionths, and a hundredth of a point in them: as a policy's 取整 到 0.01 comes.
MILLION, CENT = 10**6, 10**4
_STEPS = {}
for _how in (RoundingWord.HALF_UP, RoundingWord.DOWN, RoundingWord.UP):
    _scratch = Scratch(0, count(1))
    _result = share_of(_scratch, "【P】", CENT, "【X】", "【Y】", _how)
    _STEPS[_how] = ([(spot.name, spot.content[1:]) for spot in _scratch.spots()], _result[1:-1])

_PERCENTS = {}
for _how in _STEPS:
    _scratch = Scratch(0, count(1))
    _result = multiple(_scratch, "100", "【X】", "【Y】", _how)
    _PERCENTS[_how] = ([(spot.name, spot.content[1:]) for spot in _scratch.spots()], _result[1:-1])


def percents(host: Host, x: int, y: int, how: RoundingWord) -> object:
    """x ÷ y in whole percents."""
    steps, result = _PERCENTS[how]
    cells: dict[str, object] = {"X": float(x), "Y": float(y)}
    for name, formula in steps:
        cells[name] = host.value(formula, cells)
    return cells[result]


def cents(host: Host, points: Fraction, x: int, y: int, how: RoundingWord) -> object:
    steps, result = _STEPS[how]
    cells: dict[str, object] = {"P": float(points * MILLION), "X": float(x), "Y": float(y)}
    for name, formula in steps:
        cells[name] = host.value(formula, cells)
    return cells[result]


def exact(points: Fraction, x: int, y: int, how: RoundingWord) -> int:
    value = round_to(points * Fraction(x, y), Fraction(1, 100), Rounding(how.value))
    return (value * 100).numerator


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(
    ("points", "x", "y", "expected"),
    [
        # 2 × 100.5 ÷ 200 = 1.005; 1.005 in binary is 1.00499999999999989
        ("2", 1005, 2000, 101),
        # 10 × 64.71 ÷ 80 = 8.08875; 8.085 = 10 × 0.8085
        ("10", 6471, 8000, 809),
        ("10", 8085, 10000, 809),
        ("10", 80849999999, 100000000000, 808),
        # 13 digits: 10 × 0.8085 is a tie at 8.085, one unit less is not.
        ("10", 8085 * 10**9, 10**13, 809),
        ("10", 8085 * 10**9 - 1, 10**13, 808),
        ("20", 10**13 - 1, 10**13, 2000),
        ("33.33", 1, 3, 1111),
        ("100", 3, 3, 10000),
        ("7", 0, 9, 0),
    ],
)
def test_ties_by_hand(host, points, x, y, expected):
    assert cents(host, Fraction(points), x, y, RoundingWord.HALF_UP) == expected


POINTS = st.integers(0, 10_000).map(lambda n: Fraction(n, 100))


@settings(max_examples=1500, deadline=None)
@given(
    points=POINTS,
    y=st.integers(1, 10**13),
    share=st.fractions(0, 1),
    how=st.sampled_from(list(_STEPS)),
    host=st.sampled_from(HOSTS),
)
def test_any_share_is_rounded_as_the_engine_rounds_it(points, y, share, how, host):
    x = int(share * y)
    assert cents(host, points, x, y, how) == exact(points, x, y, how)


@settings(max_examples=1500, deadline=None)
@given(
    points=POINTS.filter(bool),
    tie=st.integers(0, 9_999),
    times=st.integers(1, 10**6),
    off=st.integers(-1, 1),
    host=st.sampled_from(HOSTS),
)
def test_shares_at_and_beside_a_tie(points, tie, times, off, host):
    """x ÷ y chosen so that the points come to a cent and a half, and one unit of x to either side."""
    share = Fraction(2 * tie + 1, 200) / points
    x, y = share.numerator * times + off, share.denominator * times
    if not 0 <= x <= y:
        return
    found = cents(host, points, x, y, RoundingWord.HALF_UP)
    assert found == exact(points, x, y, RoundingWord.HALF_UP)


@pytest.mark.parametrize("host", HOSTS)
def test_figures_too_long_for_it_are_refused_and_not_rounded(host):
    assert cents(host, Fraction(10), 10**13 - 1, 10**13 + 1, RoundingWord.HALF_UP) == ""


@pytest.mark.parametrize("host", HOSTS)
def test_a_rate_as_great_as_it_is(host):
    """686829 of 0.545, in thousandths: 126 023 669.7 %; half of 3 is 150 %, of 2001 100050 %."""
    assert percents(host, 686_829_000, 545, RoundingWord.HALF_UP) == 126_023_670
    assert percents(host, 686_829_000, 545, RoundingWord.DOWN) == 126_023_669
    assert percents(host, 3, 2, RoundingWord.HALF_UP) == 150
    assert percents(host, 10**11, 1, RoundingWord.HALF_UP) == 10**13


@settings(max_examples=1500, deadline=None)
@given(
    x=st.integers(0, 10**11),
    y=st.integers(1, 10**6) | st.integers(1, 10**13),
    how=st.sampled_from(list(_STEPS)),
    host=st.sampled_from(HOSTS),
)
def test_any_rate_is_rounded_as_the_engine_rounds_it(x, y, how, host):
    wanted = round_to(Fraction(100 * x, y), Fraction(1), Rounding(how.value))
    assert percents(host, x, y, how) == wanted
