"""Quantities: one figure with its unit, exact, out of a number cell or out of text."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from rules.exact import ONE, Rounding, decimal_places, from_digits, last_digit, plain, round_to
from rules.notation.misread import NOT_APPLICABLE, Misread, two_readings, unread
from rules.notation.reasons import why_unread
from rules.notation.units import Unit, read_unit
from rules.notation.writing import LONGEST, no_answer, tidy
from rules.results import Reason, Scalar


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `value` and `step` (its last printed digit) in the base unit of `unit`.

    `90.5万元` has value 905000 and step 1000; `64.71%` has value 0.6471. A bare figure has no unit.
    `from_number` tells a number cell from text: a percent-formatted cell holds 0.872 for 87.2%.
    """

    value: Fraction
    step: Fraction
    unit: Unit | None
    text: str
    from_number: bool = False


_FIGURE = re.compile(r"([+-]?)([0-9]+(?:,[0-9]+)*)(\.[0-9]+)?")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_MOST_DIGITS = 30
_TOO_LARGE = 10**_MOST_DIGITS
_MOST_BITS = 2000  # the smallest figure of a cell, 1e-308, has about 1,070
# 百分之80 puts the unit before the figure.
_UNIT_FIRST = {"百分之": "%", "千分之": "‰", "万分之": "‱"}

# A figure of 14 or 15 digits so near to one of at most 4 is that one, spoilt by binary
# calculation (0.0900000762939453 for 9%), and would decide a comparison the wrong way. Noise fills
# the digits of a float; people write up to 13: 9999999.999999万元 is an amount to the 分.
_NOISY_DIGITS = 14
#: How near a noisy number must lie to a decimal of so many digits.
_NOISE = ((2, Fraction(1, 10**6)), (4, Fraction(1, 10**7)))
#: The noise of sums and products in double precision. A quotient may well lie further off
#: (2700000.2 ÷ 3000000 is 0.9000000667), and is noise only if it went through single precision.
_DOUBLE_NOISE = Fraction(1, 10**11)


def _order(value: Fraction) -> int:
    """How many digits the whole part of a positive `value` has; 0 and below under 0.1."""
    order = len(str(value.numerator)) - len(str(value.denominator))
    return order + 1 if value >= Fraction(10) ** order else order


def _meant(value: Fraction) -> Fraction | None:
    """The short decimal that `value` is a spoilt copy of, or None."""
    if len(str(abs(value.numerator))) + len(str(value.denominator)) < _NOISY_DIGITS:
        return None
    size = abs(value)
    order, places = _order(size), decimal_places(size)
    if places is None or order + places < _NOISY_DIGITS:
        return None
    for digits, noise in _NOISE:
        near = round_to(size, Fraction(10) ** (order - digits), Rounding.HALF_UP)
        off = abs(near - size)
        if near != size and off <= noise * size:
            if off > _DOUBLE_NOISE * size and not _single_precision(size):
                return None
            return near if value > 0 else -near
    return None


def _single_precision(size: Fraction) -> bool:
    """Whether a figure, or the percentage that it is, has the digits of a single-precision number."""
    for figure in (size, size * 100):
        try:
            single = struct.unpack("f", struct.pack("f", float(figure)))[0]
        except OverflowError:
            return False
        if f"{single:.15g}" == f"{float(figure):.15g}":
            return True
    return False


def out_of_range(value: Fraction) -> Misread | None:
    """Refuse a number that no cell holds, before its digits are written out anywhere."""
    number, of = value.numerator, value.denominator
    if abs(number) < _TOO_LARGE * of and of.bit_length() <= _MOST_BITS:
        return None
    return Misread(
        Reason.NOT_UNDERSTOOD,
        f"这个数超过 {_MOST_DIGITS} 位。",
        "请核对后重新填写，例如 12.83亿元。",
    )


def number_cell(raw: Fraction | int) -> Quantity | Misread:
    """The figure in a number cell; refused where none holds it or calculation has spoilt it."""
    value = raw if isinstance(raw, Fraction) else Fraction(raw)
    if misread := out_of_range(value):
        return misread
    if (meant := _meant(value)) is not None:
        written = plain(value, 20)
        return two_readings(
            written,
            f"带有计算误差的尾数，可能是 {plain(meant)}，也可能确实如此。",
            f"请重新录入，例如 {plain(meant)}；由公式算出的，请先用 ROUND 取到所需的小数位。",
        )
    places = decimal_places(value)
    step = last_digit(15 if places is None else places)
    return Quantity(value, step, None, plain(value, 20), from_number=True)


_DIGITS = frozenset("0123456789")
_CALENDAR = frozenset("年月")


def measure(body: str, written: str) -> Quantity | Misread:
    """Read `body`, already tidied and without operators, as one figure with or without a unit."""
    text = body
    if body[-1:] in _DIGITS and body[0] not in _DIGITS:
        for words, sign in _UNIT_FIRST.items():
            if body.startswith(words):
                text = body[len(words) :] + sign
    match = _FIGURE.match(text)
    if not match:
        return why_unread(body, written)
    sign, whole, decimals = match.groups("")
    if len(whole) + len(decimals) > _MOST_DIGITS:
        return unread(
            written, f"的数字超过 {_MOST_DIGITS} 位。", "请核对后重新填写，例如 12.83亿元。"
        )
    if "," in whole and not _GROUPS.fullmatch(whole):
        return unread(
            written, "的逗号不是三位一分的千位分隔符。", "请写成 1234 或 1,234；两个数请分行填写。"
        )
    name = text[match.end() :].strip()
    unit = read_unit(name, any_word=True) if name else None
    if name and unit is None:
        return why_unread(body, written)
    if name in _CALENDAR and (misread := _calendar(body, whole + decimals, name, written)):
        return misread
    factor = unit.factor if unit else ONE
    value, step = from_digits(sign + whole.replace(",", "") + decimals, factor)
    if sign == "-" and not value:
        return two_readings(
            written, "可能丢了“≤”号，也可能就是 0。", "请写成 ≤0% 或 0%（没有百分号的写 ≤0 或 0）。"
        )
    return Quantity(value, step, unit, body)


def _calendar(body: str, digits: str, name: str, written: str) -> Misread | None:
    """Refuse 2023年 and 12月, which name a time as easily as they measure one."""
    if name == "年" and digits.isdigit() and 1900 <= int(digits) <= 2100:
        return two_readings(
            written,
            "可能是年份，也可能是年数。",
            f"期限请写成 {body}底前；具体日期请写成 {body}12月31日。",
        )
    if name == "月" and digits.isdigit() and 1 <= int(digits) <= 12:
        number = int(digits)
        return two_readings(
            written,
            f"可能是 {number} 月份，也可能是 {number} 个月。",
            f"请写成 {number}月底前，或 {number}个月。",
        )
    return None


@lru_cache(maxsize=16384, typed=True)
def _read_quantity(raw: Scalar | int) -> Quantity | Misread | None:
    if raw is None:
        return None
    if isinstance(raw, bool):
        return unread(
            "TRUE" if raw else "FALSE", "是真假值，这里要的是数。", "请填写数字，例如 50个、80%。"
        )
    if isinstance(raw, int | Fraction):
        return number_cell(raw)
    if isinstance(raw, date):
        return unread(f"{raw:%Y-%m-%d}", "是日期，这里要的是数。", "请填写数字，例如 50个、80%。")
    body = tidy(raw)
    if not body:
        return None
    empty = no_answer(body, raw)
    if empty is NOT_APPLICABLE:
        return unread(
            raw, "表示不适用，这里要的是数。", "请填写数字，例如 50个、80%；没有的请留空。"
        )
    return empty if isinstance(empty, Misread) else measure(body, raw)


def read_quantity(raw: Scalar | int) -> Quantity | Misread | None:
    """Read a cell or a policy's figure: `0.5‰`, `100万元`, `1,234.50`, a number cell.

    None for a blank. Ratios come as plain numbers (80% is 4/5), money in 元, areas in 平方米.
    """
    if isinstance(raw, str) and len(raw) > LONGEST:
        return too_long(raw) if raw.strip() else None
    return _read_quantity(raw)


def too_long(raw: str) -> Misread:
    """The misreading of a text so long that it cannot be one figure or one date."""
    return unread(
        raw, f"超过 {LONGEST} 个字，不是一个数或日期。", "请只写数字和单位，例如 80%、90万元。"
    )
