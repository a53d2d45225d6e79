"""What holds of every text: nothing raises, figures come back exactly, width does not matter."""

from fractions import Fraction
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.exact import plain
from rules.notation import (
    Misread,
    NumericTarget,
    Quantity,
    read_actual,
    read_date,
    read_quantity,
    read_target,
    read_unit,
    read_yes_no,
    with_unit,
)

READERS = (read_target, read_actual, read_quantity, read_date, read_yes_no, with_unit, read_unit)
# Characters that staff mix, so that the search goes where notations meet, and any others.
MIXED = st.text(
    st.one_of(
        st.sampled_from(
            "0123456789.,，。%％‰±≥≤><=－-+~～/年月日底前以上下内约近不超过"
            "达成完万亿元个次百分比点（）()： \u3000\ufeff①½"
        ),
        st.characters(),
        st.sampled_from("\ud800\udfff\x00"),
    ),
    max_size=40,
)


@given(MIXED)
def test_no_text_raises_and_every_misreading_says_what_to_do(text: str) -> None:
    for read in READERS:
        found = read(text)
        if isinstance(found, Misread):
            assert found.message
            assert found.advice
            found.message.encode()  # no lone surrogate is left in a sentence


@pytest.mark.parametrize(
    "text",
    [
        "1" * 10**6,
        "≥" * 10**6,
        "," * 10**6,
        "(" * 10**6,
        "9月30日前" * 10**5,
        "1," * 99 + "x",
        " " * 10**6 + "x",
    ],
)
def test_hostile_text_is_quick(text: str) -> None:
    began = perf_counter()
    for read in READERS[:5]:
        read(text)
    assert perf_counter() - began < 2


FIGURES = st.decimals(-(10**9), 10**9, places=4, allow_nan=False).map(Fraction).filter(bool)


@given(FIGURES, st.sampled_from(["", "%", "‰", "万元", "亿元", "亩", "公顷", "个", "盏"]))
def test_a_written_figure_comes_back_exactly(figure: Fraction, unit: str) -> None:
    found = read_quantity(plain(figure) + unit)
    assert isinstance(found, Quantity)
    factor = found.unit.factor if found.unit else Fraction(1)
    assert found.value / factor == figure


@given(FIGURES)
def test_a_number_cell_comes_back_exactly_or_is_refused(figure: Fraction) -> None:
    found = read_quantity(figure)
    assert isinstance(found, Misread) or found == Quantity(
        figure, Fraction(1, 10 ** max(_places(figure), 0)), None, plain(figure), True
    )


def _places(figure: Fraction) -> int:
    digits = plain(figure).partition(".")[2]
    return len(digits)


@given(FIGURES, st.sampled_from(["元", "万元", "亩", "平方米", "小时", "天", "公里", "吨"]))
def test_the_thousands_separator_changes_nothing(figure: Fraction, unit: str) -> None:
    whole, point, decimals = plain(abs(figure)).partition(".")
    grouped = read_quantity(f"{int(whole):,}{point}{decimals}{unit}")
    ungrouped = read_quantity(plain(abs(figure)) + unit)
    assert isinstance(grouped, Quantity)
    assert isinstance(ungrouped, Quantity)
    assert grouped.value == ungrouped.value


@given(
    FIGURES,
    st.sampled_from(
        [("元", "亿元"), ("亩", "公顷"), ("天", "小时"), ("克", "吨"), ("月", "年"), ("%", "‰")]
    ),
)
def test_converting_there_and_back_is_exact(figure: Fraction, pair: tuple[str, str]) -> None:
    one, other = (read_unit(name) for name in pair)
    assert one is not None
    assert other is not None
    assert one.dimension == other.dimension
    assert figure * one.factor / other.factor * other.factor / one.factor == figure


def _wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


@given(
    FIGURES, st.sampled_from([">=", "<=", "=", ">", "<"]), st.sampled_from(["%", "万元", "", "km"])
)
def test_full_width_equals_half_width(figure: Fraction, operator: str, unit: str) -> None:
    text = f"{operator}{plain(figure)}{unit}"
    half, wide = read_target(text), read_target(_wide(text))
    assert isinstance(half, NumericTarget)
    assert isinstance(wide, NumericTarget)
    assert (half.relation, half.quantity) == (wide.relation, wide.quantity)


@given(st.from_regex(r"[0-9]{1,9}(\.[0-9]{1,4})?%?", fullmatch=True))
def test_plain_digits_are_read_as_any_other_spelling_of_them(figure: str) -> None:
    """A space before it makes nothing else of a figure, and has it tidied first."""
    assert read_actual(figure) == read_actual(f" {figure}")
    for sign in ("", "≥", "≤", ">", "<", ">=", "=>", "≥≥"):
        plainly, loosely = read_target(sign + figure), read_target(f" {sign}{figure}")
        assert plainly == loosely
