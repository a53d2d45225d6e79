"""Figures as Chinese officials write them: money in 元, 万元 or 亿元, ratios in percent, dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from rules.exact import decimal_places, plain
from rules.results import Scalar

#: Units of money besides 元.
CURRENCIES = ("美元", "港元", "欧元", "日元", "英镑")


def money(value: Fraction, currency: str = "元", beside: Iterable[Fraction] = ()) -> str:
    """An amount given in 元 (or 美元), in the largest unit that writes it with at most four decimals.

    `beside`, here and below, are edges of which the figure must be seen to lie on its own side.
    """
    for scale, factor in (("亿", 10**8), ("万", 10**4)):
        scaled = value / factor
        places = decimal_places(scaled)
        if abs(scaled) >= 1 and places is not None and places <= 4:
            return plain(scaled) + scale + currency
    return plain(value, 6, beside) + currency


def joined(message: str, advice: str) -> str:
    """What is wrong and what to do, in one sentence without its full stop."""
    return "；".join(part.rstrip("。") for part in (message, advice) if part)


def percent(value: Fraction, longest: int = 4, beside: Iterable[Fraction] = ()) -> str:
    """A ratio in percent."""
    return plain(value * 100, longest, (edge * 100 for edge in beside)) + "%"


def permille_or_percent(value: Fraction) -> str:
    """A rate as documents print it: 1‰, 0.5‰, but 20%."""
    return plain(value * 1000) + "‰" if abs(value) < Fraction(1, 100) else percent(value)


def own_name(name: str) -> str:
    """What a formula calls 奖励.企业奖励, as a sentence calls it; a quantity is called as it is."""
    return name.removeprefix("奖励.")


def day(value: date) -> str:
    """A date."""
    return f"{value.year}年{value.month}月{value.day}日"


def scalar(value: Scalar, dimension: str = "", beside: Iterable[Fraction] = ()) -> str:
    """Any value, as it stands in a sentence."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Fraction):
        if dimension == "人民币":
            return money(value, beside=beside)
        if dimension == "比率":
            return percent(value, beside=beside)
        if dimension in CURRENCIES:
            return money(value, dimension, beside)
        return plain(value, beside=beside)
    if isinstance(value, date):
        return day(value)
    return "" if value is None else str(value)
