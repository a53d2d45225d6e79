"""奖励: money earned by conditions, rates, uplifts and caps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rules.expression import Expression
from rules.model.common import Readings, Round
from rules.model.keys import key
from rules.model.scalars import Dated, Figure


class IfBoth(Enum):
    """What happens when several uplifts apply at once."""

    HIGHEST = "就高"
    SUM = "相加"
    PRODUCT = "连乘"
    REFUSE = "不允许"


class CapOrder(Enum):
    """Whether the cap comes after the uplift or before it."""

    AFTER_UPLIFT = "先上浮后封顶"
    BEFORE_UPLIFT = "先封顶后上浮"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of eligibility, with the reason shown when it fails."""

    holds: Expression = key("当", "必须成立的条件，写法同 Excel，如 =正式签约", gives="条件")
    otherwise: str = key("否则", "不成立时的理由，写给填报人看")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPerson:
    """人工核定: when a person decides the amount."""

    when: Expression = key("当", "什么时候由人核定，如 =一事一议")
    takes: str = key("取", "核定的金额填在哪一项数据")
    says: str = key("提示", "等待核定时给填报人的话")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One base with its rate."""

    base: Expression = key("基数", "按什么计算，写数据名称或公式")
    rate: Dated[Figure] = key("比例", "奖励比例，如 1‰；可按日期分段")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = key("口径", "文件没有写明时怎样理解", default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uplift:
    """上浮: shares added to the reward."""

    one_of: dict[str, Figure] = key("择一", "是否类数据名称: 上浮比例，如 世界500强: 20%")
    if_both: IfBoth = key("同时符合", "同时符合几项时：就高、相加、连乘或不允许")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """封顶: the most that can be paid."""

    amount: Dated[Figure] = key("金额", "最高金额，如 100万元；可按日期分段")
    order: CapOrder = key("次序", "先上浮后封顶，或先封顶后上浮")
    scope: str = key("范围", "对什么封顶，如 单个项目")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One reward scheme."""

    clause: str = key("条款", "依据，写成 文件/条款名")
    components: dict[str, Component] = key("合计", "各部分奖励，相加")
    rounding: Round = key("取整", "奖励额怎样取整")
    conditions: tuple[Condition, ...] = key("条件", "须全部成立，否则奖励为 0", default=())
    by_person: ByPerson | None = key("人工核定", "哪些情形由人核定金额", default=None)
    uplift: Uplift | None = key("上浮", "按奖励额上浮", default=None)
    cap: Cap | None = key("封顶", "最高限额", default=None)
    readings: Readings = key("口径", "文件没有写明时怎样理解", default_factory=dict)
