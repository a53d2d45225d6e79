"""What one part of a reward comes to: a rate, a fixed sum, bands, classes, or so much per unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Generic, TypeVar

from rules.expression import Expression
from rules.model.bands import Bands
from rules.model.common import Readings, readings_on
from rules.model.earning import Broken
from rules.model.keys import key
from rules.model.scalars import Dated, Figure

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Grant:
    """What a band or a class gives: 20万元, 2分, a rate of 3‰, or 6‰..10‰ which moves in the band.

    `upto` is the rate at the upper end of the band where the rate moves, else None.
    """

    figure: Figure
    upto: Figure | None
    text: str

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of the base; otherwise it is the sum itself."""
        return self.figure.dimension == "比率"

    def __str__(self) -> str:
        """As its author wrote it."""
        return self.text


class Tiering(Enum):
    """To what the rate of a band applies."""

    WHOLE = "全额"
    PROGRESSIVE = "超额累进"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers(Bands[Grant]):
    """分档: a rate or a fixed sum for each band."""

    how: Tiering | None = key(
        "方式",
        "各档是比例时必须写：全额（全部基数按所在一档的比例）或超额累进（各段按各自的比例，逐段相加）",
        default=None,
    )
    readings: Readings = readings_on("方式", "按", "含", "空档")


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes(Generic[T]):
    """分类: a value for each class that a text names; any other class is refused."""

    by: str = key("按", "哪一项文本数据说明类别", names=("文本",))
    each: dict[str, T] = key("各类", "类别: 值，如 {重点县: 3亿元, 其他县: 5亿元}")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("各类")


@dataclass(frozen=True, slots=True, kw_only=True)
class PerStep:
    """每满: so much for each full unit of the base."""

    per: Figure = key("每", "每多少，如 1亿元、1个")
    pays: Figure = key("奖", "奖多少，如 1万元")
    part: Broken = key("不足", "不满一个单位的部分：舍去、按比例或按一个")
    above: Figure | None = key("超过", "只算超过多少的部分，如 5亿元", default=None)


class IfBoth(Enum):
    """What happens when several uplifts apply at once."""

    HIGHEST = "就高"
    SUM = "相加"
    PRODUCT = "连乘"
    REFUSE = "不允许"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uplift:
    """上浮: shares added to the reward."""

    one_of: dict[str, Figure] = key(
        "择一",
        "是否类数据名称: 上浮比例（20%）或倍数（1.5倍），如 世界500强: 20%",
        default_factory=dict,
        names=("是否",),
    )
    by_class: Classes[Figure] | None = key(
        "分类",
        "上浮比例因类别而不同，如 {按: 企业类别, 各类: {世界500强: 20%, 其他: 0%}}",
        default=None,
    )
    if_both: IfBoth | None = key(
        "同时符合", "同时符合几项时：就高、相加、连乘或不允许；只写“分类”的不写", default=None
    )
    clause: str = key("条款", "依据，写成 文件/条款名", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """系数: multiples of the base."""

    one_of: dict[str, Figure] = key(
        "择一", "是否类数据名称: 基数乘以多少，如 高新技术: 1.5倍、旧设备: 80%", names=("是否",)
    )
    if_both: IfBoth = key("同时符合", "同时符合几项时：就高、相加、连乘或不允许")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("择一", "同时符合")


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """门槛: a figure that must be reached, itself included."""

    of: Expression = key("按", "哪个数须达到门槛，写数据名称或公式")
    reach: Dated[Figure] | None = key(
        "达到", "至少多少（含），如 1亿元；可按日期分段", default=None
    )
    by_class: Classes[Dated[Figure]] | None = key(
        "分类", "门槛因类别而不同时，代替“达到”", default=None
    )
    when: Expression | None = key("当", "只在什么时候有这个门槛", default=None, gives="条件")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("按", "达到")


class AdditionsThen(Enum):
    """Whether additions outside the cap come on top of what a person decided."""

    EXTRA = "另计"
    INCLUDED = "已含"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverCeiling:
    """转人工: above the ceiling a person decides, always or only for some."""

    when: Expression | None = key(
        "当",
        "只有哪些超过封顶的由人核定，如 =重大项目；其余按封顶额计。不写则超过的都由人核定",
        default=None,
        gives="条件",
    )
    takes: str = key("取", "核定的金额填在哪一项数据", names=("金额", "分值"))
    says: str = key("提示", "等待核定时给填报人的话")
    additions: AdditionsThen | None = key(
        "另加",
        "封顶外的另加：另计（核定额之外再加）或已含（核定额已包括）；有封顶外的另加时必须写",
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """封顶: the most that can be paid."""

    amount: Dated[Figure] | None = key("金额", "最高金额，如 100万元；可按日期分段", default=None)
    by_band: Bands[Figure] | None = key(
        "分档", "最高金额按另一个数分档时，代替“金额”", default=None
    )
    by_class: Classes[Figure] | None = key(
        "分类", "最高金额因类别而不同时，代替“金额”", default=None
    )
    formula: Expression | None = key(
        "公式", "最高金额要计算时，代替“金额”，如 =地方财政贡献*50%、=50万美元*汇率", default=None
    )
    paid: str = key(
        "已付", "累计封顶时，以前已付的金额填在哪一项数据", default="", names=("金额", "分值")
    )
    over: OverCeiling | None = key("转人工", "超过封顶的由人核定；不写则按封顶额计", default=None)
    scope: str = key("范围", "对什么封顶，如 单个项目")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One base with what it earns."""

    base: Expression | None = key(
        "基数",
        "按什么计算，写数据名称或公式；按另一项奖励的结果计奖的，写 奖励.名称，如 奖励.企业奖励",
        default=None,
    )
    when: Expression | None = key("当", "什么时候才有这一部分", default=None, gives="条件")
    factor: Factor | None = key("系数", "基数先乘以多少", default=None)
    thresholds: tuple[Threshold, ...] = key("门槛", "没有达到门槛的，这一部分为 0", default=())
    rate: Dated[Figure] | None = key("比例", "奖励比例，如 1‰；可按日期分段", default=None)
    tiers: Tiers | None = key("分档", "比例或定额因基数（或另一个数）的大小而不同", default=None)
    by_class: Classes[Grant] | None = key("分类", "比例或定额因类别而不同", default=None)
    per_step: PerStep | None = key("每满", "每满一个单位奖多少", default=None)
    by_kind: Classes[Part] | None = key(
        "分类计算",
        "整张分档表、每满、门槛、封顶等因类别而不同时，各类写各自的算法；没有另写基数的，用这里的基数和系数",
        default=None,
    )
    fixed: Dated[Figure] | None = key(
        "定额", "固定的奖励额；与其他写法同时写的，两者相加", default=None
    )
    ceiling: Ceiling | None = key("封顶", "这一部分的最高限额", default=None)
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("基数", "比例", "每满", "不足", "定额", "封顶")

    def inherited(self, own: Part) -> Part:
        """One of the classes, with the base and the factor of this part where it has none."""
        return replace(own, base=own.base or self.base, factor=own.factor or self.factor)


class Taking(Enum):
    """Which of several bases in order is taken."""

    FIRST_GIVEN = "第一个有数的"
    FIRST_REACHED = "第一个达到门槛的"


@dataclass(frozen=True, slots=True, kw_only=True)
class InOrder:
    """依次: alternative bases, of which one is taken."""

    take: Taking = key("取用", "第一个有数的（大于 0）或第一个达到门槛的")
    parts: dict[str, Part] = key("各项", "按先后排列，各有基数、比例和门槛")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Part):
    """One part of the sum."""

    in_order: InOrder | None = key("依次", "几种基数依次取用一种；写了它就不写基数等", default=None)
    readings: Readings = readings_on("取用", "基数", "比例", "每满", "不足", "定额", "封顶")
