"""Targets and actuals in one unit; expected figures by hand."""

from fractions import Fraction

import pytest

from rules.notation import (
    Misread,
    NumericActual,
    NumericTarget,
    Quantity,
    apply_unit,
    as_ratio,
    bring_together,
    read_actual,
    read_quantity,
    read_target,
    read_unit,
)
from rules.results import Scalar


def together(target: Scalar, actual: Scalar) -> tuple[Fraction, Fraction] | Misread:
    wanted, reached = read_target(target), read_actual(actual)
    assert isinstance(wanted, NumericTarget)
    assert isinstance(reached, NumericActual)
    return bring_together(wanted, reached)


def quantity(raw: Scalar) -> Quantity:
    found = read_quantity(raw)
    assert isinstance(found, Quantity)
    return found


@pytest.mark.parametrize(
    ("target", "actual", "wanted", "reached"),
    [
        ("≥80%", "64.71%", Fraction(4, 5), Fraction("0.6471")),
        ("≥80%", Fraction("0.872"), Fraction(4, 5), Fraction("0.872")),
        (
            "≥80%",
            Fraction(10),
            Fraction(4, 5),
            Fraction(10),
        ),  # the largest number still read as a fraction
        ("≥80%", "0", Fraction(4, 5), Fraction(0)),  # 0 is 0 in both readings
        ("≥50个", "50", Fraction(50), Fraction(50)),
        ("≥50个", Fraction(50), Fraction(50), Fraction(50)),
        ("≤90万元", "90", Fraction(900_000), Fraction(900_000)),
        ("≤90万元", "899740元", Fraction(900_000), Fraction(899_740)),
        ("≥1亩", "1000平方米", Fraction(2000, 3), Fraction(1000)),
        ("≥100百分比", "100", Fraction(1), Fraction(1)),
        ("≥100百分比", Fraction(95), Fraction(1), Fraction(95, 100)),
        ("≥100百分比", "98%", Fraction(1), Fraction(98, 100)),
        ("≥5‰", "0.6%", Fraction(5, 1000), Fraction(6, 1000)),
        ("20000", "23333.56", Fraction(20000), Fraction("23333.56")),
        ("1", "98%", Fraction(1), Fraction("0.98")),
        ("0.95", "98%", Fraction("0.95"), Fraction("0.98")),
        (Fraction("0.95"), "98%", Fraction("0.95"), Fraction("0.98")),
        ("50", "50件", Fraction(50), Fraction(50)),
        ("90", "85万元", Fraction(900_000), Fraction(850_000)),
        ("≥50盏", "40盏", Fraction(50), Fraction(40)),
        ("≥2场", "3场次", Fraction(2), Fraction(3)),
        ("≥3万", "32000", None, None),
        ("3", "3万", None, None),
        ("≥80%", "95", None, None),
        ("≥80%", Fraction(95), None, None),
        ("≥100百分比", Fraction("0.98"), None, None),
        ("95", "98%", None, None),
        (Fraction(95), "98%", None, None),
        ("≥90万元", "90万美元", None, None),
        ("≥50个", "50次", None, None),
        ("≥5%", "5个百分点", None, None),
        ("≥50盏", "50个", None, None),
        ("≤10天", "8个工作日", None, None),
    ],
)
def test_bring_together(
    target: Scalar, actual: Scalar, wanted: Fraction | None, reached: Fraction
) -> None:
    both = together(target, actual)
    if wanted is None:
        assert isinstance(both, Misread), both
        assert "“" in both.message
        assert "请" in both.advice
    else:
        assert both == (wanted, reached)


def test_both_readings_are_named() -> None:
    misread = together("≥80%", "95")
    assert isinstance(misread, Misread)
    assert "“95”" in misread.message
    assert "95%" in misread.message
    assert "9500%" in misread.message


def test_both_units_are_named() -> None:
    misread = together("≥90万元", "90万美元")
    assert isinstance(misread, Misread)
    assert "人民币、美元" in misread.message
    assert "折算成同一种货币，例如都写 万元" in misread.advice
    counted = together("≥80%", "40个")
    assert isinstance(counted, Misread)
    assert "有没有填错行；两处要用同一种单位，例如都写 %" in counted.advice
    points = together("≥5%", "5个百分点")
    assert isinstance(points, Misread)
    assert "百分点" in points.advice


@pytest.mark.parametrize(
    ("raw", "says_percent", "ratio"),
    [
        (Fraction("0.872"), False, Fraction("0.872")),
        (Fraction(11), False, None),
        ("0.95", False, None),
        ("95", False, None),
        ("95%", False, Fraction("0.95")),
        ("95百分比", False, Fraction("0.95")),
        ("0.5‰", False, Fraction("0.0005")),
        ("95个", False, None),
        (Fraction("86.19"), True, Fraction("0.8619")),
        ("86.19", True, Fraction("0.8619")),
        (Fraction("0.8619"), True, None),
        (Fraction(0), True, Fraction(0)),
    ],
)
def test_as_ratio(raw: Scalar, says_percent: bool, ratio: Fraction | None) -> None:
    found = as_ratio(quantity(raw), says_percent)
    assert isinstance(found, Misread) if ratio is None else found == ratio


def test_apply_unit() -> None:
    ten_thousand, percent = read_unit("万元"), read_unit("%")
    assert ten_thousand is not None
    assert percent is not None
    bare = apply_unit(quantity("90.5"), ten_thousand)
    assert isinstance(bare, Quantity)
    assert (bare.value, bare.step, bare.unit) == (Fraction(905_000), Fraction(1000), ten_thousand)
    kept = quantity("5元")
    assert apply_unit(kept, ten_thousand) is kept
    assert isinstance(apply_unit(quantity("5美元"), ten_thousand), Misread)
    rate = apply_unit(quantity(Fraction("86.19")), percent)
    assert isinstance(rate, Quantity)
    assert rate.value == Fraction("0.8619")
    assert isinstance(apply_unit(quantity(Fraction("0.8619")), percent), Misread)
