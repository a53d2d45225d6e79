"""奖励: money (or points) earned by conditions, rates, uplifts and caps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from rules.expression import Expression
from rules.model.bands import Range
from rules.model.common import Readings, Round, readings_on
from rules.model.granting import AdditionsThen, Ceiling, Component, IfBoth, Threshold, Uplift
from rules.model.keys import key
from rules.model.payment import Instalments, Sharing, YearlyPool
from rules.model.scalars import Dated, Figure

__all__ = [
    "Addition",
    "AdditionOrder",
    "ByPerson",
    "Cap",
    "CapOrder",
    "Combination",
    "Condition",
    "ExchangeRate",
    "Exclusion",
    "IfBoth",
    "Joining",
    "RewardUnit",
    "Scheme",
    "Window",
    "in_formulas",
]


def in_formulas(reward: str) -> str:
    """How a formula of another reward names this one."""
    return f"奖励.{reward}"


class CapOrder(Enum):
    """Whether the cap comes after the uplift or before it."""

    AFTER_UPLIFT = "先上浮后封顶"
    BEFORE_UPLIFT = "先封顶后上浮"


class AdditionOrder(Enum):
    """Where in the reckoning a fixed addition comes in."""

    BEFORE_UPLIFT = "上浮前"
    INSIDE_CAP = "封顶内"
    OUTSIDE_CAP = "封顶外"


class RewardUnit(Enum):
    """What is earned."""

    MONEY = "元"
    POINTS = "分"

    @property
    def dimension(self) -> str:
        """What figures of this unit measure."""
        return "人民币" if self is RewardUnit.MONEY else "分"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of eligibility, with the reason shown when it fails."""

    holds: Expression = key("当", "必须成立的条件，写法同 Excel，如 =正式签约", gives="条件")
    otherwise: str = key("否则", "不成立时的理由，写给填报人看")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """期间: the days between which something must have happened."""

    by: str = key("按", "哪一项日期数据须在期间内", names=("日期",))
    since: date | None = key("起", "从哪一天起（含当日）", default=None)
    until: date | None = key("止", "到哪一天为止（含当日）", default=None)
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("按", "起", "止")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPerson:
    """人工核定: when a person decides the amount."""

    when: Expression = key("当", "什么时候由人核定，如 =一事一议", gives="条件")
    takes: str = key("取", "核定的金额填在哪一项数据", names=("金额", "分值"))
    says: str = key("提示", "等待核定时给填报人的话")
    additions: AdditionsThen | None = key(
        "另加",
        "封顶外的另加：另计（核定额之外再加）或已含（核定额已包括）；有封顶外的另加时必须写",
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """汇率: an input that counts only with the day it was quoted on."""

    rate: str = key("取", "汇率填在哪一项数据，如 单位为 元/美元 的数值", names=("数值",))
    day: str = key("日期", "汇率是哪一天的，填在哪一项日期数据", names=("日期",))
    must_be: str = key(
        "应为", "应当用哪一天的汇率，如 到账日期；写了就要求日期相同", default="", names=("日期",)
    )
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("应为")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """另加: a fixed sum on top, or one that a person chooses within a range."""

    when: Expression = key("当", "什么时候另加，如 =已上市", gives="条件")
    amount: Dated[Figure] | None = key("金额", "另加多少，如 50万元；可按日期分段", default=None)
    between: Range | None = key(
        "区间", "由人在这个范围内核定（两端都含）时，代替“金额”，如 10万元..50万元", default=None
    )
    takes: str = key("取", "核定的加奖额填在哪一项数据", default="", names=("金额", "分值"))
    order: AdditionOrder = key(
        "次序", "上浮前（先加，再上浮、封顶）、封顶内（封顶前加）或封顶外（最后加，不受封顶限制）"
    )
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("当", "金额", "区间", "次序")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap(Ceiling):
    """封顶: the most that can be paid, and whether an uplift comes before it."""

    order: CapOrder = key("次序", "先上浮后封顶，或先封顶后上浮")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One reward scheme."""

    clause: str = key("条款", "依据，写成 文件/条款名")
    components: dict[str, Component] = key("合计", "各部分奖励，相加")
    rounding: Round = key("取整", "奖励额怎样取整")
    unit: RewardUnit = key("单位", "奖励以元（不写即元）或分计", default=RewardUnit.MONEY)
    windows: tuple[Window, ...] = key("期间", "须全部在期间内，否则奖励为 0", default=())
    conditions: tuple[Condition, ...] = key("条件", "须全部成立，否则奖励为 0", default=())
    thresholds: tuple[Threshold, ...] = key("门槛", "须全部达到，否则奖励为 0", default=())
    by_person: ByPerson | None = key("人工核定", "哪些情形由人核定金额", default=None)
    exchange: ExchangeRate | None = key("汇率", "外币怎样折算", default=None)
    uplift: Uplift | None = key("上浮", "按奖励额上浮", default=None)
    additions: dict[str, Addition] = key("另加", "符合条件的另加定额", default_factory=dict)
    cap: Cap | None = key("封顶", "最高限额", default=None)
    instalments: Instalments | None = key(
        "分期", "分几期付；用“奖励名称.期次”取某一期", default=None
    )
    sharing: Sharing | None = key("分担", "几级财政分担；用“奖励名称.哪一级”取某一级", default=None)
    pool: YearlyPool | None = key("年度总额", "全年合计不超过多少，超过的按比例减少", default=None)
    readings: Readings = readings_on("条件", "人工核定", "基数", "上浮", "同时符合", "封顶", "取整")


class Joining(Enum):
    """How several schemes for one project go together."""

    HIGHEST = "就高"
    SUM = "相加"


class IfExclusive(Enum):
    """What happens when schemes that exclude each other both pay."""

    HIGHEST = "就高"
    REFUSE = "不允许"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """互斥: schemes of which a project can have only one."""

    schemes: tuple[str, ...] = key("奖励", "互相排斥的奖励名称")
    if_both: IfExclusive = key("同时符合", "同时有奖励额时：就高或不允许")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """组合: several schemes for one project, the highest once or all together."""

    clause: str = key("条款", "依据，写成 文件/条款名")
    schemes: tuple[str, ...] = key("奖励", "由哪几项奖励组成")
    how: Joining = key("方式", "就高（只取最高的一项，不重复）或相加")
    exclusive: tuple[Exclusion, ...] = key("互斥", "相加时，其中哪些不能同时享受", default=())
    ceiling: Ceiling | None = key("封顶", "合在一起的最高限额", default=None)
    readings: Readings = readings_on("方式", "互斥", "封顶")
