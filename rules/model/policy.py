"""政策: a published document as it applies from a day on; one file."""

from __future__ import annotations

from dataclasses import dataclass

from rules.model.checks import Check
from rules.model.common import InForce, Readings, Source
from rules.model.frame import Indicators, Weights
from rules.model.grades import Scale
from rules.model.keys import key
from rules.model.quantities import Quantity, Rate
from rules.model.rankings import Ranking
from rules.model.rewards import Combination, Scheme
from rules.model.scorecards import Scorecard
from rules.model.scoring import Scoring


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """示例: a case that must come out, and runs whenever the file is loaded."""

    title: str = key("名称", "这个例子说明什么")
    given: dict[str, str] = key(
        "给定", "数据名称: 值；评分用 分值、指标值、实际完成值、计分方法", default_factory=dict
    )
    rows: tuple[dict[str, str], ...] = key(
        "各行",
        "排名和多行的计分表：每个单位（或项目）一行，数据名称: 值；“给定”各行共用",
        default=(),
    )
    expect: dict[str, str] = key(
        "应得", "结果名称: 应有的结果；评分的结果叫 得分", default_factory=dict
    )
    ranked: dict[str, tuple[tuple[str, ...], ...]] = key(
        "应排",
        "排名名称: 每行一个 [总分, 名次, 奖项]；被拒绝的单位写 [拒绝的话里应有的文字]",
        default_factory=dict,
    )
    refusal: dict[str, str] = key("应拒", "结果名称: 拒绝时的话里应有的文字", default_factory=dict)
    says: str = key("说明", "计算说明里应有的文字", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything one policy file says."""

    id: str = key("政策", "政策代号，同文件名，如 honghe-2023")
    title: str = key("名称", "政策名称")
    sources: dict[str, Source] = key("依据", "简称: 所依据的文件")
    in_force: InForce = key("施行", "施行时间")
    replaces: str = key("取代", "取代哪一项政策（代号）", default="")
    quantities: dict[str, Quantity] = key("数据", "用到的数据", default_factory=dict)
    rates: dict[str, Rate] = key("比率", "有名称的比率", default_factory=dict)
    scoring: Scoring | None = key("评分", "指标怎样计分", default=None)
    weights: Weights | None = key("权重", "各部分分值", default=None)
    indicators: Indicators | None = key("指标体系", "文件印出的全部指标", default=None)
    rewards: dict[str, Scheme] = key("奖励", "奖励办法", default_factory=dict)
    combinations: dict[str, Combination] = key(
        "组合", "几项奖励合在一起：就高或相加", default_factory=dict
    )
    scorecards: dict[str, Scorecard] = key("计分表", "考核计分表", default_factory=dict)
    rankings: dict[str, Ranking] = key("排名", "考核排名和奖项", default_factory=dict)
    grades: dict[str, Scale] = key("等级", "等级划分", default_factory=dict)
    checks: dict[str, Check] = key("审核", "填报数据须满足的关系", default_factory=dict)
    readings: Readings = key("口径", "整份文件没有写明时怎样理解", default_factory=dict)
    examples: tuple[Example, ...] = key("示例", "必须算得出的例子", default=())
