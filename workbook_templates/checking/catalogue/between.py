"""One form against another: targets changed, figures that contradict each other."""

from workbook_templates.checking.catalogue.entry import Entry, Family
from workbook_templates.checking.findings import Severity

FAMILY = Family("B", "表间")

UNSURE = Entry(
    "PE-B001",
    Severity.REMIND,
    "不能确定是不是同一项目",
    "{where}《{title}》可能是同一项目的，但{why}，没有对照",
    "请核对两张表的项目名称和实施单位；是同一项目的改成一致，再一起校验；不是的不用改",
)
TARGET_CHANGED = Entry(
    "PE-B002",
    Severity.EXPLAIN,
    "指标值与申报的不同",
    "“{name}”的指标值是“{found}”，{where}《{title}》里是“{expected}”",
    "请改成批复的指标值；经批准调整的，请在“{reason}”写明",
)
INDICATOR_GONE = Entry(
    "PE-B003",
    Severity.EXPLAIN,
    "申报的指标没有了",
    "{where}《{title}》有指标“{name}”（指标值“{expected}”），本表没有",
    "请补上这一项；经批准取消的，请在“{reason}”写明，并写出“{name}”",
)
INDICATOR_NEW = Entry(
    "PE-B004",
    Severity.REMIND,
    "申报时没有的指标",
    "“{name}”在{where}《{title}》里没有",
    "请核对指标名称；经批准增加的不用改",
)
NAME_UNCLEAR = Entry(
    "PE-B005",
    Severity.REMIND,
    "不能确定是不是同一指标",
    "“{name}”和{where}《{title}》的“{expected}”{why}，没有对照",
    "同一指标请用同一个名称；不是同一指标的不用改",
)
BUDGET_DIFFERS = Entry(
    "PE-B006",
    Severity.EXPLAIN,
    "预算数与另一张表不同",
    "“{name}”填 {found}，{where}《{title}》的“{other}”是 {expected}",
    "请核对两张表；经批准调整的，请在“{reason}”写明",
)
SPENT_LESS = Entry(
    "PE-B007",
    Severity.EXPLAIN,
    "全年支出少于监控时已支出的数",
    "“{name}”填 {found}，少于{where}《{title}》的“{other}” {expected}",
    "请核对两张表；有资金退回的，请在“{reason}”写明",
)
BELOW_FORECAST = Entry(
    "PE-B008",
    Severity.EXPLAIN,
    "没有达到监控时预计的数",
    "“{name}”完成值 {found}，{where}《{title}》预计全年 {expected}",
    "请核对完成值；确实没有达到预计的，请在“{reason}”写明原因",
)
SPENT_BELOW_FORECAST = Entry(
    "PE-B009",
    Severity.REMIND,
    "支出少于监控时预计的数",
    "“{name}”填 {found}，{where}《{title}》的“{other}”是 {expected}",
    "请核对执行数；确属如此的，说明执行率偏低的原因时一并写明",
)
REWARDS_ABOVE_PAID = Entry(
    "PE-B010",
    Severity.EXPLAIN,
    "奖励额多于资金执行数",
    "“{name}”填 {found}，少于{where}《{title}》的“{other}” {expected}",
    "请核对哪些奖励已经支付；确属如此的，请在“{reason}”写明",
)
REWARDS_BELOW_PAID = Entry(
    "PE-B012",
    Severity.REMIND,
    "奖励额少于资金执行数",
    "“{name}”填 {found}，多于{where}《{title}》的“{other}” {expected}",
    "请核对有没有漏算的奖励；资金还用于其他支出的不用改",
)
LOWER_THAN_LAST_YEAR = Entry(
    "PE-B011",
    Severity.REMIND,
    "指标值松于上年实际",
    "“{name}”的指标值是“{found}”，上年（{where}《{title}》）已经完成 {expected}",
    "请核对指标值是否定得偏低；情况有变化的不用改",
)
