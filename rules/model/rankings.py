"""排名: units placed by their totals, and what the places earn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rules.expression import Expression
from rules.model.bands import Range
from rules.model.common import Readings, Round, readings_on
from rules.model.earning import Order, Ties
from rules.model.keys import key
from rules.model.rewards import Condition
from rules.model.scalars import Figure, Parameter


class IfRefused(Enum):
    """What a unit without a total does to the others."""

    ALL = "整体拒绝"
    APART = "单列"


class TiedPrizes(Enum):
    """What units on the same place earn."""

    SHARE = "平分"
    EACH = "各得"
    REFUSE = "拒绝"


class Remainder(Enum):
    """Who takes what rounding leaves of a pool."""

    FIRST = "给第一名"
    LAST = "给最后一名"
    KEPT = "不分配"


class Withholding(Enum):
    """How a prize is kept back."""

    LATER = "缓拨"
    LESS = "少拨"
    STOPPED = "停拨"
    RETURNED = "全额扣回"


@dataclass(frozen=True, slots=True, kw_only=True)
class TieBreak:
    """并列: what decides between equal totals."""

    then: tuple[Expression, ...] = key(
        "依次比较", "总分相同时依次比较哪些数（同次序），如 [实际到位资金]", default=(), gives="数"
    )
    left: Ties = key("仍相同", "仍然相同的：同名次后空位、同名次不空位或拒绝")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """按得分分摊: one amount shared out by the totals."""

    amount: Parameter = key("总额", "奖金总额，如 1000万元，或填有总额的数据名称", names=("金额",))
    left: Remainder = key("尾差", "取整后的尾差：给第一名、给最后一名或不分配")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A fact that keeps a prize back."""

    when: Expression = key("当", "什么时候，如 =弄虚作假", gives="条件")
    how: Withholding = key("处理", "缓拨、少拨、停拨或全额扣回")
    share: Figure | None = key("比例", "缓拨、少拨多少，如 50%", default=None)
    paid: str = key("已拨", "全额扣回时，已拨的金额填在哪一项数据", default="", names=("金额",))
    says: str = key("说明", "写给填报人看的理由")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prizes:
    """奖项: by place, by grade, from a pool, or fixed by a person."""

    rounding: Round = key("取整", "奖金怎样取整")
    by_place: dict[Range, Parameter] = key(
        "按名次",
        "名次: 奖金，如 {1: 100万元, 2: 50万元, 3..5: 30万元}",
        default_factory=dict,
        names=("金额", "分值"),
    )
    tied: TiedPrizes | None = key(
        "同名次", "同名次的奖金：平分（所占各名次的奖金合起来平均）、各得或拒绝", default=None
    )
    by_grade: dict[str, Parameter] = key(
        "按等级", "等级: 奖金", default_factory=dict, names=("金额", "分值")
    )
    pool: Pool | None = key("按得分分摊", "一笔总额按总分分摊", default=None)
    least: Figure | None = key(
        "得分达到", "总分至少多少才有奖金（含），如 80；没有这个要求的不写", default=None
    )
    by_person: str = key("核定", "奖金由人核定，填在哪一项数据", default="", names=("金额",))
    withheld: tuple[Withheld, ...] = key("扣拨", "缓拨、少拨、停拨、全额扣回的情形", default=())
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on(
        "得分达到", "按名次", "同名次", "按等级", "按得分分摊", "尾差", "核定", "扣拨", "取整"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """后果: what follows from a low total or one of the last places; all that is written must hold."""

    below: Figure | None = key("总分低于", "总分低于多少，如 60", default=None)
    last: Figure | None = key("后几名", "在（本组）最后几名，如 2；并列的一起算在内", default=None)
    when: Expression | None = key("当", "还须符合的条件", default=None, gives="条件")
    says: str = key("说明", "怎样处理，写给填报人看，如 约谈主要负责人")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("后几名", "总分低于")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """One ranking."""

    clause: str = key("条款", "依据，写成 文件/条款名")
    scorecard: str = key("计分表", "用哪一张计分表")
    order: Order = key("次序", "高者在前或低者在前")
    ties: TieBreak = key("并列", "总分相同怎样排")
    if_refused: IfRefused = key("缺数", "有单位算不出总分时：整体拒绝，或单列（其余照排）")
    group: str = key("分组", "分组排名时，哪一项文本数据说明组别", default="", names=("文本",))
    conditions: tuple[Condition, ...] = key("条件", "须全部成立，否则不参加排名", default=())
    prizes: Prizes | None = key("奖项", "名次和得分带来的奖金", default=None)
    consequences: dict[str, Consequence] = key(
        "后果",
        "名次和得分带来的其他处理（约谈、通报），名称自取；在计算说明里说出来",
        default_factory=dict,
    )
    readings: Readings = readings_on("次序", "依次比较", "仍相同", "缺数", "条件")
