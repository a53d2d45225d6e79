"""超额: what a document says of a target that was far overshot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from rules.model.bands import Bands
from rules.model.keys import key
from rules.model.scalars import Figure
from rules.model.steps import Slope


class Deduction(Enum):
    """Who takes points off for a far overshoot."""

    BY_PERSON = "人工"
    BY_TABLE = "按规定"
    NONE = "不扣"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overshoot:
    """超额: from where on an overshoot is asked about, and what happens then."""

    reach: Figure | None = key(
        "达到", "实际达到指标值的百分之多少（含）时提示，如 130%；与“超过”写一种", default=None
    )
    above: Figure | None = key(
        "超过", "实际超过指标值的百分之多少（不含）时提示，如 150%", default=None
    )
    explain: bool = key("须说明", "是否须说明原因")
    deduction: Deduction = key(
        "扣减", "人工（由评分人填写调减分值）、按规定（写明“分档”或“逐级”）或不扣"
    )
    bands: Bands[Figure] | None = key(
        "分档", "文件规定的扣减：按完成比例分档，各档写扣多少（2分，或分值的 10%）", default=None
    )
    slope: Slope | None = key("逐级", "文件规定的扣减：完成比例每超过多少扣多少", default=None)

    @property
    def bound(self) -> Figure:
        """From where on, or above which; one of the two is written."""
        bound = self.reach or self.above
        assert bound is not None
        return bound

    def holds(self, share: Fraction) -> bool:
        """Whether a share of the target is far enough over it."""
        return share > self.bound.value or (self.above is None and share == self.bound.value)
