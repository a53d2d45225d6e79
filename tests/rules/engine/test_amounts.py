"""PE_AMOUNT: a figure with its unit as a number, exact; what has no unit or another kind is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rules.engine.amounts import amount
from rules.explain import explain
from rules.results import Reason, Refusal, Scalar, Value


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("12.83亿元", "万元", "128300"),
        ("１２．８３亿元", "万元", "128300"),
        ("1,234.50元", "元", "1234.5"),
        ("0.5‰", "", "0.0005"),
        ("20%", "%", "20"),
        ("5亿元", "", "500000000"),
        ("90万元", "", "900000"),
        ("50个", "个", "50"),
    ],
)
def test_converted(text: str, unit: str, number: str) -> None:
    result = amount(text, unit)
    assert isinstance(result, Value), result
    assert result.value == Fraction(number)
    assert "换算为" in explain(result)


def test_money_without_a_unit_asked_for_is_in_yuan_and_says_so() -> None:
    assert explain(amount("90万元")) == "90万元换算为900000元。"
    assert explain(amount("50个")) == "50个换算为50。"


@pytest.mark.parametrize(
    ("text", "unit", "reason"),
    [
        ("12.83", "万元", Reason.AMBIGUOUS),
        (Fraction("12.83"), "万元", Reason.AMBIGUOUS),
        ("5亿", "万元", Reason.NOT_UNDERSTOOD),
        ("5亿美元", "万元", Reason.NOT_UNDERSTOOD),
        ("5个", "次", Reason.NOT_UNDERSTOOD),
        ("5亿元", "圆整", Reason.UNKNOWN_NAME),
        ("很多", "万元", Reason.NOT_UNDERSTOOD),
        ("/", "万元", Reason.NOT_UNDERSTOOD),
        (True, "", Reason.NOT_UNDERSTOOD),
    ],
)
def test_refused(text: Scalar, unit: str, reason: Reason) -> None:
    result = amount(text, unit)
    assert isinstance(result, Refusal), result
    assert result.reason is reason
    assert result.advice


@pytest.mark.parametrize("text", [None, "", "  "])
def test_blank(text: Scalar) -> None:
    result = amount(text, "万元")
    assert isinstance(result, Value)
    assert result.value is None
