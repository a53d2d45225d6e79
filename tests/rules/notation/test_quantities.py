"""Figures with units, and number cells."""

from datetime import date
from fractions import Fraction

import pytest

from rules.exact import from_float
from rules.notation import Misread, Quantity, read_quantity
from rules.results import Reason, Scalar

# By its name in reports: its digits are more than Python writes out.
HUGE = pytest.param(10**5000, id="huge")


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("0.5‰", Fraction(5, 10_000), Fraction(1, 10_000)),
        ("20%", Fraction(1, 5), Fraction(1, 100)),
        ("100万元", Fraction(1_000_000), Fraction(10_000)),
        ("90.50万元", Fraction(905_000), Fraction(100)),
        ("101亿元", Fraction(10_100_000_000), Fraction(100_000_000)),
        ("0.01元", Fraction(1, 100), Fraction(1, 100)),
        ("1.005", Fraction(1005, 1000), Fraction(1, 1000)),
        ("1,234.5", Fraction(12345, 10), Fraction(1, 10)),
        ("１，２３４．５", Fraction(12345, 10), Fraction(1, 10)),
        ("+5%", Fraction(5, 100), Fraction(1, 100)),
        ("\ufeff 80 % \u200b", Fraction(4, 5), Fraction(1, 100)),
        ("−5", Fraction(-5), Fraction(1)),
        ("3.2万人", Fraction(32_000), Fraction(1000)),
        ("1.5万件", Fraction(15_000), Fraction(1000)),
        ("2亿千瓦时", Fraction(200_000_000), Fraction(100_000_000)),
        ("10亩", Fraction(20_000, 3), Fraction(2000, 3)),
        ("100(万元)", Fraction(1_000_000), Fraction(10_000)),
        ("5万", Fraction(50_000), Fraction(10_000)),
        ("50。", Fraction(50), Fraction(1)),
    ],
)
def test_text(text: str, value: Fraction, step: Fraction) -> None:
    quantity = read_quantity(text)
    assert isinstance(quantity, Quantity)
    assert (quantity.value, quantity.step, quantity.from_number) == (value, step, False)


def test_an_unknown_word_is_a_unit_of_its_own_and_never_dropped() -> None:
    quantity = read_quantity("50亩茶园")
    assert isinstance(quantity, Quantity)
    assert quantity.unit is not None
    assert quantity.unit.dimension == "亩茶园"
    assert quantity.value == 50


def test_a_number_cell_keeps_its_decimals() -> None:
    assert read_quantity(Fraction("0.872")) == Quantity(
        Fraction("0.872"), Fraction("0.001"), None, "0.872", True
    )
    assert read_quantity(50) == Quantity(Fraction(50), Fraction(1), None, "50", True)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("0.0900000762939453", "0.09"),
        ("-0.0900000762939453", "-0.09"),
        ("899999.999999999", "900000"),
    ],
)
def test_calculation_noise_is_refused_with_the_likely_figure(cell: str, meant: str) -> None:
    misread = read_quantity(Fraction(cell))
    assert isinstance(misread, Misread)
    assert misread.reason is Reason.AMBIGUOUS
    assert f"可能是 {meant}，" in misread.message
    assert "重新录入" in misread.advice


# The last two lie within a ten-millionth of 0.9 and of 0.75, as quotients of amounts may.
@pytest.mark.parametrize(
    "quotient",
    [
        1 / 3, 2 / 3, 1114.9 / 1150, 572.23 / 860, 0.09, 123456.78,
        2700000.2 / 3000000, 7500000.3 / 10000001,
    ],
)  # fmt: skip
def test_quotients_and_typed_figures_are_not_noise(quotient: float) -> None:
    assert isinstance(read_quantity(from_float(quotient)), Quantity)


@pytest.mark.parametrize(
    "amount", ["9999999.999999", "99999999999.99", "-1000000.000001", "0.9999999999999"]
)
def test_thirteen_digits_are_no_noise(amount: str) -> None:
    """万元 to the 分 and 元 to the 分, a 分 beside a round sum: honest, however near."""
    read = read_quantity(from_float(float(amount)))
    assert isinstance(read, Quantity)
    assert read.value == Fraction(amount)


@pytest.mark.parametrize("spoilt", ["9999999.9999999", "99999999.999999"])
def test_from_fourteen_digits_on_they_are(spoilt: str) -> None:
    assert isinstance(read_quantity(from_float(float(spoilt))), Misread)


@pytest.mark.parametrize(
    "raw",
    [
        True,
        date(2023, 1, 1),
        "/",
        "abc",
        "50abc",
        "12,34",
        "0,123",
        "1,2345",
        "1.234,5",
        ".5",
        "5.",
        "1 000",
        "--5",
        "1/3",
        "90%%",
        "50或以上",
        "50完成",
        "9" * 31,
        "9" * 201,
        Fraction(10) ** 40,
        HUGE,
        pytest.param(Fraction(1, 10**5000), id="tiny"),
    ],
)
def test_refused(raw: Scalar | int) -> None:
    assert isinstance(read_quantity(raw), Misread)


def test_a_long_text_is_cut_in_the_sentence() -> None:
    misread = read_quantity("好" * 500)
    assert isinstance(misread, Misread)
    assert len(misread.message) < 80
