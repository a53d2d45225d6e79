"""逐级扣分、计次、分期: points that go with each step, each count, each stage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rules.expression import Expression
from rules.model.bands import Bands
from rules.model.keys import key
from rules.model.scalars import Figure


class Partial(Enum):
    """What a step that is not yet full takes off."""

    NOTHING = "不扣"
    SHARE = "按比例"
    WHOLE = "按一级"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """逐级: points that come off for each step away from a start."""

    start: Expression = key("起", "从哪里起扣，写 指标值 或一个数，如 100%、=指标值*110%")
    first: Figure | None = key(
        "先扣", "一过起点就先扣多少，再逐级扣，如 2分；没有的不写", default=None
    )
    per: Figure = key("每", "每一级多大，如 1个百分点、10%、1天；比率相差的按百分点理解")
    off: Figure | None = key(
        "扣", "每一级扣多少：分数（0.5分）或本行分值的百分比（10%）", default=None
    )
    off_by_target: Bands[Figure] | None = key(
        "按指标值扣", "每一级扣多少因指标值的大小而不同时，按指标值分档", default=None
    )
    partial: Partial = key("不足一级", "不满一级的部分：不扣、按比例或按一级")


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """逐级扣分: what comes off above a start, and what below; at least one of the two."""

    above: Slope | None = key("超过", "高于起点时怎样扣", default=None)
    below: Slope | None = key("不足", "低于起点时怎样扣", default=None)
    least: Figure = key("扣至", "最多扣到剩多少，如 0分（扣完为止）")
    nothing_below: Expression | None = key(
        "低于不得分",
        "所看的数低于多少就不得分（正好等于的仍逐级扣），如 80%、=指标值*60%",
        default=None,
    )
    nothing_above: Expression | None = key(
        "高于不得分",
        "所看的数高于多少就不得分（正好等于的仍逐级扣），如 120%、30天",
        default=None,
    )

    @property
    def slopes(self) -> tuple[Slope, ...]:
        """Those of the two sides that are written."""
        return tuple(found for found in (self.above, self.below) if found is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """计次: points that each occurrence costs, or that each piece of evidence earns."""

    off: Figure | None = key("每次扣", "每发生一次扣多少，如 0.5分、10%", default=None)
    gain: Figure | None = key("每次得", "每有一项得多少，如 5分、20%", default=None)
    most: Figure = key("最多", "最多扣（得）多少，如 3分、100%（即扣完为止）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """分期: what is due by one of several deadlines, and the share of the points that it is worth."""

    due: Figure = key("应完成", "到这一期应完成多少，如 50%")
    share: Figure = key("占分值", "这一期占本行分值的百分之多少，各期之和为 100%")
