"""How a reward that has been worked out is paid: in instalments, by several levels, from a pool."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rules.expression import Expression
from rules.model.common import Readings, Round, readings_on
from rules.model.granting import Classes
from rules.model.keys import key
from rules.model.scalars import Dated, Figure, Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One instalment, with what must have happened before it is paid."""

    share: Dated[Figure] = key("比例", "占奖励额的百分之多少，各期之和为 100%；可按日期分段")
    when: Expression | None = key(
        "当", "什么时候才付这一期，如 =已投产", default=None, gives="条件"
    )
    otherwise: str = key("否则", "还不能付这一期的理由；写了“当”就要写", default="")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """The instalments of one class."""

    each: dict[str, Instalment] = key("各期", "期次名称: 比例和条件，按先后排列；末期取余额")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalments:
    """分期: the reward in instalments, the last of which takes what rounding leaves."""

    each: dict[str, Instalment] = key(
        "各期", "期次名称: 比例和条件，按先后排列；末期取余额", default_factory=dict
    )
    by_class: Classes[Periods] | None = key(
        "分类", "各期因类别而不同时，代替“各期”，各类写各自的各期", default=None
    )
    rounding: Round = key("取整", "除末期以外各期怎样取整")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("各期", "取整")

    @property
    def names(self) -> tuple[str, ...]:
        """The instalments that can be asked for, of whatever class."""
        of_classes = self.by_class.each.values() if self.by_class else ()
        several = (self.each, *(periods.each for periods in of_classes))
        return tuple(dict.fromkeys(name for periods in several for name in periods))


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How much each level of government pays, and which one takes what rounding leaves."""

    each: dict[str, Dated[Figure]] = key(
        "各级", "哪一级: 承担百分之多少，之和为 100%，如 {市级: 50%, 县级: 50%}；可按日期分段"
    )
    rest: str = key("尾差归", "取整后的尾差由哪一级承担，须是各级中的一个")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """分担: which level of government pays how much."""

    each: dict[str, Dated[Figure]] = key(
        "各级",
        "哪一级: 承担百分之多少，之和为 100%，如 {市级: 50%, 县级: 50%}；可按日期分段",
        default_factory=dict,
    )
    rest: str = key(
        "尾差归", "取整后的尾差由哪一级承担，须是各级中的一个；写了“各级”就要写", default=""
    )
    by_class: Classes[Levels] | None = key(
        "分类", "分担办法因类别而不同时，代替“各级”和“尾差归”，各类各写", default=None
    )
    rounding: Round = key("取整", "各级承担额怎样取整")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("各级", "尾差归", "取整")

    @property
    def names(self) -> tuple[str, ...]:
        """The levels that can be asked for, of whatever class."""
        of_classes = self.by_class.each.values() if self.by_class else ()
        several = (self.each, *(levels.each for levels in of_classes))
        return tuple(dict.fromkeys(name for levels in several for name in levels))


class PoolRest(Enum):
    """Who takes what rounding leaves of a pool."""

    LARGEST = "归最大的一项"
    LAST = "归最后一项"
    KEPT = "不分配"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyPool:
    """年度总额: all rewards of a year together; where they are more, each is reduced alike."""

    amount: Parameter = key(
        "金额", "一年的总额，如 1000万元，或填有总额的数据名称", names=("金额", "分值")
    )
    rest: PoolRest = key("尾差", "按比例分摊取整后的尾差：归最大的一项、归最后一项或不分配")
    rounding: Round = key("取整", "分摊后每一项怎样取整")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("金额", "尾差", "取整")
