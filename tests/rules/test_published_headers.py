"""The shipped policies read the fund row of the national form by the headers that it prints.

The row is that of 红河 2023 (framework.md): 1150 万元 budget, 1114.9 spent, 96.95%.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from rules.engine import Row, Use, check, rate
from rules.library import Library
from rules.results import Reason, Refusal, Value

HEADERS = ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")


def use(name: str) -> Use:
    found = Library().find(name)
    assert isinstance(found, Use)
    return found


def row(share: str, headers: tuple[str, ...] = HEADERS) -> Row:
    cells = (
        Fraction(1500),
        Fraction(1150),
        Fraction("1114.9"),
        Fraction(10),
        share,
        Fraction("9.69"),
    )
    return Row(headers, cells)


@pytest.mark.parametrize("name", ["national-2020", "honghe-2023"])
def test_the_rate_of_a_published_form(name: str) -> None:
    found = rate(use(name), "预算执行率", row("96.95%"))
    assert isinstance(found, Value)
    # 1114.9 ÷ 1150 = 0.96947…
    assert found.value is not None
    assert abs(found.value - Fraction("0.9695")) < Fraction("0.0001")  # type: ignore[operator]


@pytest.mark.parametrize("name", ["national-2020", "honghe-2023"])
@pytest.mark.parametrize(("share", "wrong"), [("96.95%", False), ("97.67%", True)])
def test_the_printed_rate_is_checked(name: str, share: str, wrong: bool) -> None:
    found = check(use(name), row(share))
    assert not isinstance(found, Refusal)
    assert any("执行率" in one.check for one in found) is wrong


def test_two_columns_for_one_thing_are_refused() -> None:
    headers = ("全年预算数", *HEADERS[1:])
    found = rate(use("national-2020"), "预算执行率", row("96.95%", headers))
    assert isinstance(found, Refusal)
    assert found.reason is Reason.AMBIGUOUS
