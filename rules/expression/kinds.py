"""What a declared name is: a number with its dimension, a truth, a date or a text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, TypeAlias

KindName: TypeAlias = Literal["数", "是否", "日期", "文本"]

#: Dimensions of plain numbers: 20% is 0.2, 3倍 is 3, 5万 is 50,000.
_PURE = frozenset({"", "1", "比率", "倍", "数"})
_MONEY = frozenset({"人民币", "美元", "港元", "欧元", "日元", "英镑"})
_EXAMPLES = {
    "人民币": "100万元", "百分点": "2个百分点", "时间": "30天", "工作日": "20个工作日", "月": "6个月",
    "面积": "500平方米", "长度": "10公里", "质量": "10吨", "体积": "10立方米", "电量": "10千瓦时",
    "功率": "10千瓦", "场次": "3场", "批次": "3批",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """What a name or a formula is.

    `dimension` is "" for a pure number or a ratio, else what a unit measures (人民币, 美元, 个 …);
    a quotient is written with a stroke (人民币/人), a product with a dot (人·天).
    """

    type: KindName
    dimension: str = ""


#: The dimension of a literal 0, which goes with every other.
ANY = "任意"


#: Figures with a unit are raised to no higher power than this.
MOST_POWER = 9


def times(left: str, right: str, sign: int = 1) -> str:
    """The dimension of a product; of a quotient where `sign` is -1."""
    powers = _powers(left)
    for unit, count in _powers(right).items():
        powers[unit] += sign * count
    return _written(powers)


def to_power(dimension: str, count: int) -> str | None:
    """The dimension of a figure to a whole power; None beyond any that has a meaning."""
    powers = Counter({unit: held * count for unit, held in _powers(dimension).items()})
    return _written(powers) if all(abs(held) <= MOST_POWER for held in powers.values()) else None


def _written(powers: Counter[str]) -> str:
    """The dimension as `Kind` writes it."""
    over = "·".join(unit for unit, count in powers.items() for _ in range(count))
    under = "".join(f"/{unit}" for unit, count in powers.items() for _ in range(-count))
    return over + under if over or not under else "1" + under


def _powers(dimension: str) -> Counter[str]:
    """How often each unit is a factor of `dimension`."""
    powers: Counter[str] = Counter()
    if dimension == ANY:
        return powers
    over, *under = dimension.split("/")
    powers.update(unit for unit in over.split("·") if unit not in _PURE)
    powers.subtract(unit for unit in under if unit not in _PURE)
    return powers


def agree(left: str, right: str) -> bool:
    """Whether figures of the two dimensions can be added and compared."""
    return left == right or ANY in (left, right) or _powers(left) == _powers(right)


def is_pure(dimension: str) -> bool:
    """Whether figures of `dimension` are plain numbers or ratios."""
    return not any(_powers(dimension).values())


def described(dimension: str) -> str:
    """The dimension as a sentence names it."""
    if is_pure(dimension):
        return "不带单位的数"
    return dimension if dimension in _MONEY else f"以“{dimension}”计的数"


def with_unit(dimension: str) -> str:
    """Advice that shows how a figure of `dimension` is written."""
    if "/" in dimension or "·" in dimension:
        return "请检查公式里各项的单位"
    example = f"100万{dimension}" if dimension in _MONEY else f"50{dimension}"
    return f"请写上单位，例如 {_EXAMPLES.get(dimension, example)}"
