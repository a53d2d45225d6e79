"""Numbers that carry a unit, such as 100万元: read by the one parsing door, `rules.notation`."""

from __future__ import annotations

from fractions import Fraction

from rules.notation import Quantity, read_quantity, read_unit

_SCALES = frozenset(
    {"十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿"}
)


def read_literal(word: str, unit: str) -> tuple[Fraction, str] | None:
    """Read digits with a unit: the value in its base unit and the dimension.

    None where `unit` is no unit that is known: the word may then be a name such as 5G基站数.
    """
    if unit not in _SCALES and read_unit(unit) is None:
        return None
    quantity = read_quantity(word)
    if not isinstance(quantity, Quantity):
        return None
    return quantity.value, quantity.unit.dimension if quantity.unit else ""
