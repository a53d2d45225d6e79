"""The ways in which one line of a 计分表 earns its points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rules.expression import Expression
from rules.model.bands import Bands, Range
from rules.model.common import Readings, readings_on
from rules.model.keys import key
from rules.model.scalars import Figure, Limit, Span


class Order(Enum):
    """Who comes first."""

    HIGHEST = "高者在前"
    LOWEST = "低者在前"


class Ties(Enum):
    """What equal figures do to the places."""

    SHARED_THEN_GAP = "同名次后空位"
    SHARED_NO_GAP = "同名次不空位"
    REFUSE = "拒绝"


class Among(Enum):
    """With whom a unit is compared."""

    GROUP = "同组"
    ALL = "全体"


class AllEqual(Enum):
    """What 功效系数 gives where the best and the worst are the same."""

    HIGHEST = "按最高"
    LOWEST = "按最低"
    REFUSE = "拒绝"


class Broken(Enum):
    """What a part of a step is worth."""

    NOTHING = "舍去"
    SHARE = "按比例"
    WHOLE = "按一个"


class IfUnrated(Enum):
    """What a rating that is not there does."""

    LEFT_OUT = "不计入平均"
    REFUSE = "拒绝"


@dataclass(frozen=True, slots=True, kw_only=True)
class PerPiece:
    """每个: so many points for each piece of evidence, each breach, each whole step."""

    count: Expression = key(
        "个数",
        "数什么，写数据名称或公式，如 获奖项数、=(增速-10%)/1%、=到位资金/1亿元",
        gives="个数",
    )
    each: Figure | None = key("每个", "每一个多少分", default=None)
    bands: Bands[Figure] | None = key(
        "分档", "每一个的分数因另一项数据而不同时，代替“每个”", default=None
    )
    part: Broken | None = key(
        "不足一个", "不是整数时：舍去、按比例或按一个；不写则必须是整数", default=None
    )
    most: Limit | None = key("最多", "这一项合计最多多少分，或 不封顶", default=None)
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("个数", "分档", "不足一个", "最多")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """基数加减: a start, plus and minus so much per piece."""

    start: Figure = key("基数", "从多少分算起，如 100、0")
    plus: dict[str, PerPiece] = key("加", "加分的各项", default_factory=dict)
    minus: dict[str, PerPiece] = key("扣", "扣分的各项", default_factory=dict)
    least: Limit | None = key("最低", "扣到多少分为止，或 不设下限；有“扣”时必须写", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """功效系数: where a figure stands between the worst and the best of the units compared."""

    of: Expression = key("指标", "比较哪个数，写数据名称或公式", gives="数")
    order: Order = key("次序", "高者在前（越高越好）或低者在前")
    span: Span = key("系数", "最差和最好的系数，如 60%..100%")
    if_equal: AllEqual = key("全部相同", "最好与最差相同（或只有一个单位）时：按最高、按最低或拒绝")
    among: Among = key("范围", "与谁比较：同组或全体")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decay:
    """名次递减: a share for the first, less for each place behind."""

    by: Expression = key("按", "按哪个数排名次，写数据名称或公式", gives="数")
    order: Order = key("次序", "高者在前或低者在前")
    first: Figure = key("第一名", "第一名得分值的多少，如 100%")
    step: Figure = key("每后一名", "每后一名少多少，如 5%")
    least: Limit = key("最低", "最少得多少，如 0%，或 不设下限")
    ties: Ties = key("并列", "数值相同时的名次：同名次后空位、同名次不空位或拒绝")
    among: Among = key("范围", "与谁比较：同组或全体")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPlace:
    """名次得分: points for the places that are named; nothing for the others."""

    by: Expression = key("按", "按哪个数排名次，写数据名称或公式", gives="数")
    order: Order = key("次序", "高者在前或低者在前")
    points: dict[Range, Figure] = key("各名次", "名次: 分数，如 {1: 0.5, 2: 0.3, 3..5: 0.1}")
    ties: Ties = key("并列", "数值相同时的名次：同名次后空位、同名次不空位或拒绝")
    among: Among = key("范围", "与谁比较：同组或全体")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raters:
    """One class of raters."""

    share: Figure = key("比重", "这一类评分人占多少，如 70%")
    ratings: tuple[str, ...] = key(
        "评分", "这一类评分人所打的分，填在哪几项数据", names=("分值", "数值")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRating:
    """评议: the mean of each class of raters, weighted by class."""

    full: Figure = key("评分满分", "评分人打分的满分，如 100")
    classes: dict[str, Raters] = key("各类", "各类评分人，比重之和为 100%")
    if_unrated: IfUnrated = key("缺评", "有人没有打分时：不计入平均或拒绝")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByMethod:
    """评分方法: the line scored as a row of a form is, by one of the methods of 评分."""

    method: str = key("方法", "“评分”的“方法”里的哪一种")
    target: str = key(
        "指标值", "文件印明的指标值，如 ≥100家、≤5%；方法不看指标值的不写", default=""
    )
    task: str = key(
        "任务",
        "各单位的指标值不同时，代替“指标值”，填在哪一项数据",
        default="",
        names=("金额", "数值", "比率", "分值", "文本"),
    )
    actual: str = key(
        "实际完成值",
        "实际完成值填在哪一项数据",
        names=("金额", "数值", "比率", "分值", "文本", "日期"),
    )
