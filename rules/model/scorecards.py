"""计分表: what a unit earns over a row of named data, line by line, and what its total is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rules.expression import Expression
from rules.model.bands import Bands
from rules.model.common import PRINTED, Printed, Readings, Round, readings_on
from rules.model.earning import (
    ByMethod,
    ByPlace,
    Coefficient,
    Counting,
    Decay,
    PeerRating,
    PerPiece,
)
from rules.model.keys import key
from rules.model.rewards import Condition
from rules.model.scalars import Figure, Limit, Parameter


class NotApplicable(Enum):
    """What a line that does not apply (/) does to the total."""

    DROPPED = "不折算"
    RESCALED = "折算到满分"
    SILENT = "文件未规定"


class Gathering(Enum):
    """How the rows of one unit become one figure."""

    SUM = "合计"
    MEAN = "平均"
    WEIGHTED = "加权平均"
    HIGHEST = "取高"
    LOWEST = "取低"


class Verdict(Enum):
    """What a veto does."""

    ZERO = "总分记零"
    OUT = "不参加排名"
    LIMITED = "等级不高于"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a scorecard: what it is worth, and one way to earn it."""

    worth: Parameter | None = key(
        "分值",
        "分数（如 30）、占上一级的比重（如 40%），或填有分值的数据名称；本身给出分数的不写",
        default=None,
        names=("分值", "比率"),
    )
    printed: Printed | None = key("印出", PRINTED, default=None)
    conditions: tuple[Condition, ...] = key(
        "条件", "须全部成立，否则本项得 0 分，也不与其他单位比较", default=()
    )
    ratio: Expression | None = key(
        "完成率", "分值乘以这个比率，如 =实际到位资金/目标任务", default=None, gives="比率"
    )
    below: Figure | None = key("低于不得分", "完成率低于多少不得分，如 60%", default=None)
    bands: Bands[Figure] | None = key(
        "分档", "按一个数所在的档得分：分数（如 5）或分值的比例（如 80%）", default=None
    )
    counting: Counting | None = key(
        "基数加减", "从一个基数算起，每个加多少、每个扣多少", default=None
    )
    coefficient: Coefficient | None = key("功效系数", "在最差与最好之间的位置", default=None)
    decay: Decay | None = key("名次递减", "第一名得多少，每后一名少多少", default=None)
    by_place: ByPlace | None = key("名次得分", "写明各名次得多少分", default=None)
    peers: PeerRating | None = key("评议", "几类评分人打分，按类平均后加权", default=None)
    by_method: ByMethod | None = key(
        "评分方法", "像表里的一行那样，按“评分”里的一种方法计分", default=None
    )
    by_person: str = key("评分人填写", "得分由人评定，填在哪一项数据", default="", names=("分值",))
    parts: dict[str, Line] = key("下级", "分成几项，各项得分相加", default_factory=dict)
    best_of: dict[str, Line] = key("择优", "几项只取得分最高的一项", default_factory=dict)
    most: Limit | None = key("最高", "最多得分值的多少（如 120%）或多少分，或 不封顶", default=None)
    each_row: Gathering | None = key(
        "逐行计分", "一个单位有几行时，先逐行计分，再合计、平均、加权平均、取高或取低", default=None
    )
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on(
        "条件",
        "完成率",
        "低于不得分",
        "分档",
        "基数加减",
        "最低",
        "功效系数",
        "全部相同",
        "名次递减",
        "名次得分",
        "评议",
        "缺评",
        "评分人填写",
        "下级",
        "择优",
        "最高",
        "逐行计分",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """加分: points beyond the lines."""

    lines: dict[str, Line] = key("各项", "加分项，写法同计分表的各项")
    most: Limit = key("最高", "各加分项合计最多多少分，或 不封顶")
    total_most: Limit = key("总分最高", "加分后总分最多多少，或 不封顶")
    conditions: tuple[Condition, ...] = key("条件", "须全部成立，否则都不加分", default=())
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("条件", "最高", "总分最高")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deductions:
    """扣分: points taken off the total."""

    lines: dict[str, PerPiece] = key("各项", "扣分项: {个数, 每个}")
    most: Limit = key("最多", "各扣分项合计最多扣多少分，或 不封顶")
    least: Limit = key("扣到", "总分扣到多少为止，如 0，或 不设下限")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("最多", "扣到")


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """否决: a fact that overrides the points."""

    when: Expression = key("当", "什么时候否决，如 =发生重大事故", gives="条件")
    verdict: Verdict | None = key(
        "处理", "总分记零、不参加排名或等级不高于；与“总分不超过”写一种", default=None
    )
    total_most: Figure | None = key(
        "总分不超过", "总分最多多少分，如 59分；与“处理”写一种", default=None
    )
    highest: str = key("等级", "处理为“等级不高于”时，最高到哪一等", default="")
    says: str = key("说明", "写给填报人看的理由")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """晋档: a fact that lifts the grade."""

    when: Expression = key("当", "什么时候晋档", gives="条件")
    grades: Figure = key("晋", "晋几档，如 1")
    says: str = key("说明", "写给填报人看的理由")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """How the total is called: by a scale of the policy, or by a grade that was given."""

    scale: str = key("按", "政策“等级”里的哪一种", default="")
    given: str = key("填写", "等级由人评定，填在哪一项文本数据", default="", names=("文本",))
    labels: tuple[str, ...] = key("从高到低", "由人评定的等级，从高到低", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """多行: a unit that has several rows, such as one for each project."""

    unit: str = key("单位", "哪一项文本数据说明是哪个单位", names=("文本",))
    gathered: dict[str, Gathering] = key(
        "汇总",
        "数据名称: 合计、平均、加权平均、取高或取低；没有列出的各行必须相同",
        default_factory=dict,
    )
    weight: str = key(
        "权数",
        "加权平均按哪一项数据加权，如 资金",
        default="",
        names=("金额", "数值", "比率", "分值"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """One scorecard."""

    clause: str = key("条款", "依据，写成 文件/条款名")
    lines: dict[str, Line] = key("各项", "计分项")
    not_applicable: NotApplicable = key("不适用", "填 / 的项目：不折算、折算到满分或文件未规定")
    row_rounding: Round = key("各项取整", "每项得分怎样取整")
    rounding: Round = key("取整", "总分怎样取整")
    full: Figure | None = key("满分", "各项分值之和，如 100；文件没有印全各项的不写", default=None)
    printed: Printed | None = key("印出", PRINTED, default=None)
    extras: Extras | None = key("加分", "各项之外的加分", default=None)
    deductions: Deductions | None = key("扣分", "各项之外的扣分", default=None)
    vetoes: tuple[Veto, ...] = key("否决", "一票否决的情形", default=())
    grade: Graded | None = key("定级", "总分怎样定级", default=None)
    promotions: tuple[Promotion, ...] = key("晋档", "直接晋档的情形", default=())
    several: Several | None = key("多行", "一个单位有几行数据时怎样合并", default=None)
    readings: Readings = readings_on("各项取整", "不适用", "取整", "否决", "晋档")
