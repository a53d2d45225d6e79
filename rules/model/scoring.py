"""评分: how a row of a form earns its points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rules.model.bands import Bands
from rules.model.common import Readings, Round, readings_on
from rules.model.keys import key
from rules.model.overshoot import Overshoot
from rules.model.scalars import Figure, Span
from rules.model.steps import Count, Stage, Steps


class Direction(Enum):
    """What counts as better, or by what kind of rule a row is scored."""

    HIGHER = "越高越好"
    LOWER = "越低越好"
    EQUAL = "等于目标"
    BY_DATE = "按期完成"
    QUALITATIVE = "定性"
    BANDS = "分档得分"
    STEPS = "逐级扣分"
    COUNT = "计次"
    CASES = "按情形"
    STAGES = "分期完成"


class Measured(Enum):
    """What bands and steps look at."""

    ACTUAL = "实际完成值"
    SHARE = "完成比例"
    DEVIATION = "偏离度"
    DAYS_LATE = "逾期天数"


class Short(Enum):
    """What a missed quantitative target earns."""

    PROPORTIONAL = "按比例"
    LINEAR_TO_DOUBLE = "到目标两倍扣完"
    NOTHING = "不得分"
    SILENT = "文件未规定"


class Written(Enum):
    """The spellings of a target that lead to a method when none is named."""

    AT_LEAST = "≥"
    ABOVE = ">"
    AT_MOST = "≤"
    BELOW = "<"
    EQUAL = "="
    AROUND = "±"
    NO_SIGN = "未写符号"
    DEADLINE = "期限"
    WORDS = "文字"


class ZeroTarget(Enum):
    """What a target of exactly 0 earns."""

    FULL_IF_NOT_ABOVE = "实际不大于零得满分否则不得分"
    SILENT = "文件未规定"


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One way to score; the name that the policy gives it can be passed to PE_SCORE."""

    direction: Direction = key(
        "方向",
        "越高越好、越低越好、等于目标、按期完成、定性、分档得分、逐级扣分、计次、按情形或分期完成",
    )
    applies: tuple[Written, ...] = key(
        "适用", "指标值怎样写时自动用这一种：≥ > ≤ < = ± 未写符号 期限 文字；可为空", default=()
    )
    short: Short | None = key(
        "未完成", "没有完成时：按比例、到目标两倍扣完、不得分、文件未规定", default=None
    )
    zero_target: ZeroTarget | None = key("目标为零", "指标值为 0 时怎样计分", default=None)
    overshoot: Overshoot | None = key("超额", "完成值高于指标值较多时怎样处理", default=None)
    floor: Figure | None = key(
        "低于不得分",
        "按比例计分时，完成比例低于百分之多少就不得分（正好等于的仍按比例），如 60%",
        default=None,
    )
    least: Figure | None = key(
        "实际低于不得分",
        "文件写的是实际完成值低于多少不得分的，如 80%、50家（正好等于的仍按比例）；与“低于不得分”写一种",
        default=None,
    )
    full_from: Figure | None = key(
        "达到得满分",
        "按比例计分时，完成比例达到百分之多少就得满分（含），如 90%；没有的不写",
        default=None,
    )
    round_share: Round | None = key(
        "完成比例取整",
        "先把完成比例取整再乘分值的，写怎样取整；不写则不取整",
        default=None,
    )
    measured: Measured | None = key(
        "按",
        "分档、逐级看哪个数：实际完成值、完成比例（实际÷指标值）、偏离度（与指标值相差的百分比，不分高低）或逾期天数",
        default=None,
    )
    bands: Bands[Figure] | None = key(
        "分档", "各档得多少：分数（5分），或本行分值的百分比（80%）", default=None
    )
    steps: Steps | None = key("逐级", "每超过或不足多少扣多少", default=None)
    count: Count | None = key("计次", "每发生一次扣多少，或每有一项得多少", default=None)
    cases: dict[str, Figure] = key(
        "情形",
        "实际完成值写成哪几种文字，各得多少（3分，或本行分值的 100%），如 {否: 100%, 是: 0%}",
        default_factory=dict,
    )
    stages: dict[str, Stage] = key(
        "分期",
        "各期名称: 应完成多少、占多少分值，如 6月底前: {应完成: 50%, 占分值: 40%}",
        default_factory=dict,
    )
    by_month: dict[str, Figure] = key(
        "月度指标",
        "指标值随月份增长的，各月应达到多少，如 {7月: 40%, 11月30日: 95%}",
        default_factory=dict,
    )
    stated_target: tuple[str, ...] = key(
        "规定指标值",
        "文件印明的指标值，表上的须与它相同；后面可列它的其他写法，如 [≤0%, -0%]",
        default=(),
    )
    stated_points: Figure | None = key(
        "规定分值", "文件印明的分值，如 5；表上的须与它相同", default=None
    )
    levels: dict[str, Span] = key(
        "档次",
        "定性指标各档的得分区间，如 达成: 80%..100%（含下限；最高一档含上限）",
        default_factory=dict,
    )
    synonyms: dict[str, tuple[str, ...]] = key(
        "同义", "各档次（或情形）的其他写法", default_factory=dict
    )
    bare: dict[str, Figure] = key(
        "未写比例", "只写档次不写比例时按多少计，如 达成: 100%", default_factory=dict
    )
    same_words: Figure | None = key(
        "文字相同", "实际完成值与指标值文字相同（如 及时、及时）时按多少计", default=None
    )
    rounding: Round | None = key("取整", "这一种方法单独的取整；不写则用评分的取整", default=None)
    clause: str = key("条款", "依据，写成 文件/条款名")
    readings: Readings = readings_on(
        "方向",
        "适用",
        "未完成",
        "目标为零",
        "低于不得分",
        "实际低于不得分",
        "高于不得分",
        "达到得满分",
        "完成比例取整",
        "按",
        "分档",
        "含",
        "空档",
        "逐级",
        "超过",
        "不足",
        "起",
        "先扣",
        "每",
        "扣",
        "按指标值扣",
        "不足一级",
        "扣至",
        "计次",
        "每次扣",
        "每次得",
        "最多",
        "情形",
        "分期",
        "月度指标",
        "规定指标值",
        "档次",
        "同义",
        "未写比例",
        "文字相同",
        "超额",
        "扣减",
        "取整",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """评分: rounding of each row, and the methods by name."""

    rounding: Round = key("取整", "每行得分怎样取整")
    methods: dict[str, Method] = key("方法", "计分方法，名称自定，如 正向、反向比例、定性")
    readings: Readings = readings_on("取整")
