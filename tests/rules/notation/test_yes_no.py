"""Yes and no."""

from datetime import date
from fractions import Fraction

import pytest

from rules.notation import Misread, read_yes_no
from rules.results import Scalar

# By its name in reports: its digits are more than Python writes out.
HUGE = pytest.param(10**5000, id="huge")


@pytest.mark.parametrize("raw", ["是", "有", "√", "TRUE", "true", "Y", "ｙ", " 是 ", True])
def test_yes(raw: Scalar) -> None:
    assert read_yes_no(raw) is True


@pytest.mark.parametrize("raw", ["否", "无", "×", "FALSE", "N", "否\u3000", False])
def test_no(raw: Scalar) -> None:
    assert read_yes_no(raw) is False


@pytest.mark.parametrize("raw", [None, "", " \n"])
def test_blank(raw: Scalar) -> None:
    assert read_yes_no(raw) is None


@pytest.mark.parametrize(
    "raw", [Fraction(1), Fraction(0), HUGE, "1", "/", "或许", "是否", date(2023, 1, 1), "是" * 300]
)
def test_refused(raw: Scalar) -> None:
    misread = read_yes_no(raw)
    assert isinstance(misread, Misread)
    assert misread.advice
