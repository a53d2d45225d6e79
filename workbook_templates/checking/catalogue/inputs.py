"""What was filled in: missing, not understood, in another unit, a placeholder."""

from workbook_templates.checking.catalogue.entry import Entry, Family
from workbook_templates.checking.findings import Severity

FAMILY = Family("I", "填报")

MISSING = Entry("PE-I001", Severity.REJECT, "没有填写", "“{name}”没有填写", "{what_to_do}")
LEFT_BLANK = Entry(
    "PE-I027",
    Severity.REMIND,
    "应填的格空着",
    "还没有填写：{names}",
    "请补填；确实不适用的，不用改",
)
NOT_UNDERSTOOD = Entry(
    "PE-I002", Severity.REJECT, "看不懂或不符合规定", "“{name}”算不出来：{why}", "{what_to_do}"
)
NOT_READ = Entry("PE-I016", Severity.REJECT, "填的内容看不懂", "{why}", "请改正“{name}”这一格")
WAITING = Entry("PE-I003", Severity.EXPLAIN, "等待核定", "“{name}”等待核定：{why}", "{what_to_do}")
PLACEHOLDER = Entry(
    "PE-I004",
    Severity.REJECT,
    "留有提示文字或占位符",
    "“{name}”里还留着“{found}”，没有换成填报的内容",
    "请删去“{found}”，填写实际内容",
)
STRAY_SIGNS = Entry(
    "PE-I005",
    Severity.REMIND,
    "有多余的符号或乱码",
    "“{name}”里有{found}",
    "请删去后重新填写这一格",
)
SCORED_UNFILLED = Entry(
    "PE-I006",
    Severity.REJECT,
    "没有完成值却有得分",
    "“{name}”没有填“{actual}”，却填了得分 {found}",
    "请填写“{actual}”，再按政策计算得分；不适用的填 /",
)
UNIT_SLIP = Entry(
    "PE-I007",
    Severity.EXPLAIN,
    "单位可能写错",
    "“{name}”填 {found}，{why}，可能把元和万元写错了",
    "请核对单位，写成如 {expected}；确属如此的，请在“{reason}”写明",
)
MONEY_IN_PERCENT = Entry(
    "PE-I008",
    Severity.EXPLAIN,
    "金额写成了百分比",
    "“{name}”是金额，指标值却写成“{found}”",
    "请把指标值改成金额，如 ≤90万元；考核的是比率的，请在名称里写明“率”或“比例”",
)
POINTS_FOR_FIGURES = Entry(
    "PE-I009",
    Severity.REMIND,
    "指标值和完成值像是照抄分值",
    "“{name}”等 {found} 行的指标值、完成值都与分值相同，没有单位",
    "请填指标本身的数和单位，如 ≥50个；确属如此的不用改",
)
NUMBER_IN_NAME = Entry(
    "PE-I010",
    Severity.EXPLAIN,
    "目标数写在指标名称里",
    "指标名称“{name}”里写着 {found}，指标值却是“{expected}”",
    "请把目标数填在指标值一列（如 ≥{found}），名称里不写数；确属如此的，请在“{reason}”写明",
)
WORDS_FOR_QUANTITY = Entry(
    "PE-I011",
    Severity.REMIND,
    "定量指标的指标值不是数",
    "“{name}”属于{sort}，指标值却是文字“{found}”",
    "请填数和单位，如 ≥50个；确实只能定性的，请在“{reason}”写明",
)
SAME_NAME = Entry(
    "PE-I012",
    Severity.EXPLAIN,
    "同一指标有两个数",
    "“{name}”出现了两次，一处是 {found}，另一处（{other}）是 {expected}",
    "请核对，只保留一行；确是两个指标的，请把名称写得不同",
)
TOLD_OTHERWISE = Entry(
    "PE-I013",
    Severity.EXPLAIN,
    "文字说明与指标行的数不同",
    "“{name}”完成值是 {expected}，“{told_in}”里写的是 {found}",
    "请核对两处，改成同一个数；口径不同的，请在“{reason}”写明",
)
TOO_LATE = Entry(
    "PE-I014",
    Severity.EXPLAIN,
    "日期先后不合",
    "“{name}”是 {found}，{why}",
    "请核对日期；确属如此的，请在“{reason}”写明",
)
OTHER_YEAR = Entry(
    "PE-I015",
    Severity.REMIND,
    "期限不在本年度",
    "“{name}”的指标值“{found}”不在本表年度（{expected} 年）之内",
    "请核对期限的年份；跨年项目不用改",
)
NOT_MEASURABLE = Entry(
    "PE-I018",
    Severity.REMIND,
    "指标值没法衡量",
    "“{name}”的指标值“{found}”没有说出达到什么程度，年底没法衡量是否完成",
    "请写成带单位的数（如 ≥80%）、期限，或者“合格”“及时”一类能说清达没达到的状态",
)
TARGET_NOT_READ = Entry(
    "PE-I021",
    Severity.EXPLAIN,
    "指标值看不懂",
    "“{name}”的指标值“{found}”看不懂：{why}",
    "{what_to_do}确实只能这样写的，请在“{reason}”写明，并写出“{name}”",
)
NEGATIVE_SUM = Entry(
    "PE-I022",
    Severity.EXPLAIN,
    "金额是负数",
    "“{name}”填 {found}，是负数",
    "请核对；确属如此的（如资金退回），请在“{reason}”写明，并写出“{name}”",
)
PERIOD_REVERSED = Entry(
    "PE-I019",
    Severity.REJECT,
    "起止时间的次序反了",
    "“{name}”填“{found}”，结束早于开始",
    "请核对后改正，如 2024年—2026年",
)
YEAR_OUTSIDE_PERIOD = Entry(
    "PE-I020",
    Severity.REMIND,
    "年度不在项目期内",
    "本表是 {expected} 年度的，“{name}”填的却是“{found}”",
    "请核对年度和“{name}”",
)
BEYOND_SENSE = Entry(
    "PE-I024",
    Severity.REJECT,
    "算出的比率不合常理",
    "“{name}”按填报的数算出来是 {found}，不合常理，没有计分",
    "请核对计算它所用的数是不是多写少写了零、把元和万元写错了；公式不用改",
)
USUAL_SECTION = Entry(
    "PE-I025",
    Severity.REMIND,
    "没有满意度一类通常应有的指标",
    "没有填“{name}”",
    "请补填；项目没有服务对象等不适用的，不用改",
)
LESS_THAN_A_YEAR = Entry(
    "PE-I026",
    Severity.EXPLAIN,
    "中期指标值小于年度指标值",
    "“{name}”中期指标值是 {found}，小于年度的 {expected}",
    "请核对两个数；口径不同的，请在“{reason}”写明，并写出“{name}”",
)
SAME_ROW = Entry(
    "PE-I023",
    Severity.EXPLAIN,
    "两行完全相同",
    "“{name}”与第 {found} 行填的完全相同，可能重复申报",
    "请核对，重复的删去一行；确是两笔的，请在“{reason}”写明，并写出“{name}”",
)
TOO_LONG = Entry(
    "PE-I017",
    Severity.REJECT,
    "文字超过规定的字数",
    "“{name}”有 {found} 个字，最多 {expected} 个字",
    "请压缩到 {expected} 个字以内",
)
TARGET_IS_A_DATE = Entry(
    "PE-I028",
    Severity.REMIND,
    "指标值是日期格，不是文字",
    "“{name}”的指标值是一个日期格（{found}），有的表格软件把它当作数 {number} 来计算",
    "请先把这一格的格式设为“文本”，再写成“{expected}”",
)
