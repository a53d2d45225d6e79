"""分档: a value for each range of a figure, with the ends said once and the gaps named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import Generic, TypeVar

from rules.expression import Expression
from rules.model.common import Readings, readings_on
from rules.model.keys import key

T = TypeVar("T")


class Ends(Enum):
    """Which end of a range such as 1亿元..10亿元 belongs to it."""

    LOW = "下限"
    HIGH = "上限"
    BOTH = "两端"
    NEITHER = "都不含"


@dataclass(frozen=True, slots=True)
class Range:
    """A range of figures: 1亿元..10亿元, ≥50亿元, <1亿元, or the single value 0.

    `low` and `high` are in the base unit, None where the range has no such end. Whether an end
    belongs to the range is None until `with_ends` says it.
    """

    low: Fraction | None
    high: Fraction | None
    has_low: bool | None
    has_high: bool | None
    dimension: str
    text: str

    def with_ends(self, ends: Ends | None) -> Range:
        """The range with its open questions answered; it stays as it is where it says them itself."""
        has_low = ends in (Ends.LOW, Ends.BOTH) if self.has_low is None else self.has_low
        has_high = ends in (Ends.HIGH, Ends.BOTH) if self.has_high is None else self.has_high
        return replace(self, has_low=has_low, has_high=has_high)

    def holds(self, value: Fraction) -> bool:
        """Whether `value` lies in the range."""
        above = self.low is None or value > self.low or (value == self.low and bool(self.has_low))
        below = (
            self.high is None or value < self.high or (value == self.high and bool(self.has_high))
        )
        return above and below

    @property
    def asks_ends(self) -> bool:
        """Whether the text leaves open which end belongs to it."""
        return self.has_low is None or self.has_high is None

    @property
    def shown(self) -> str:
        """The range as a sentence shows it."""
        return self.text.replace("..", "～")

    def __str__(self) -> str:
        """As its author wrote it."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands(Generic[T]):
    """分档: ranges of a figure, each with its value."""

    by: Expression | None = key(
        "按", "按哪个数分档，写数据名称或公式；不写则按本项自身的数（如奖励的基数）", default=None
    )
    ends: Ends | None = key(
        "含",
        "写成 甲..乙 的各档包括哪一端：下限、上限、两端或都不含；≥、>、<、≤ 和单个数自己说明",
        default=None,
    )
    bands: dict[Range, T] = key(
        "各档", "范围: 值，如 {1亿元..10亿元: 100万元, ≥10亿元: 200万元}；只写一个数也可以"
    )
    gaps: tuple[Range, ...] = key(
        "空档",
        "文件印出的各档之间（或以下、以上）没有规定的范围，落在其中的一律拒绝，如 [<1亿元, 30亿元..50亿元]",
        default=(),
    )
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("按", "含", "空档")

    @property
    def ranges(self) -> tuple[Range, ...]:
        """The ranges in the order of the file, with their ends answered."""
        return tuple(found.with_ends(self.ends) for found in self.bands)

    @property
    def edges(self) -> tuple[Fraction, ...]:
        """Every end of a band or of a gap."""
        ends = (end for found in (*self.bands, *self.gaps) for end in (found.low, found.high))
        return tuple(end for end in ends if end is not None)

    @property
    def dimension(self) -> str:
        """What the ranges measure; 0 alone goes with everything."""
        return next((found.dimension for found in self.bands if found.dimension), "")
