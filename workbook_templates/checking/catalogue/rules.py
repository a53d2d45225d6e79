"""What the rules say of it: weights, sums, points lost, overshoots, the policy's checks."""

from workbook_templates.checking.catalogue.entry import Entry, Family
from workbook_templates.checking.findings import Severity

FAMILY = Family("R", "规则")

ABOVE_POINTS = Entry(
    "PE-R001",
    Severity.REJECT,
    "得分超过分值",
    "“{name}”得分 {found}，超过分值 {expected}",
    "请核对得分和分值",
)
LOST_WITHOUT_REASON = Entry(
    "PE-R002",
    Severity.EXPLAIN,
    "失分没有说明",
    "“{name}”分值 {expected}，得分 {found}，没有说明原因",
    "请在“{reason}”写明本项的原因和改进措施",
)
FAR_OVER = Entry(
    "PE-R003",
    Severity.EXPLAIN,
    "超额较多没有说明",
    "“{name}”{why}，没有说明原因",
    "请在“{reason}”写明偏高的原因；年初指标值明显偏低的，由评分人填写调减分值",
)
STILL_COUNTED = Entry(
    "PE-R004",
    Severity.EXPLAIN,
    "不适用的指标仍占分值",
    "“{name}”标为不适用，不计分，但分值 {found} 仍在总分值之内",
    "请在“{reason}”写明为什么不适用；分值可以调整的，请改为 / 并把分值分给其他指标",
)
POLICY_CHECK = Entry("PE-R005", Severity.REJECT, "不符合政策的审核", "{why}", "{what_to_do}")
BOILERPLATE = Entry(
    "PE-R006",
    Severity.EXPLAIN,
    "说明是套话",
    "“{name}”{why}，“{reason}”只写了“{found}”，没有说出原因",
    "请写本项自己的具体原因和改进措施，不写“无”“同上”“见附件”一类的话",
)
TOO_SHORT = Entry(
    "PE-R007",
    Severity.EXPLAIN,
    "说明太短",
    "“{name}”{why}，“{reason}”只有 {found} 个字（“{text}”），至少 {expected} 个字",
    "请写明什么原因、怎样改进",
)
PASTED = Entry(
    "PE-R008",
    Severity.EXPLAIN,
    "几项用了同一句说明",
    "“{name}”{why}，“{reason}”与{others}的说明相同",
    "请分别写每一项自己的原因和改进措施",
)
COST_OTHER_THAN_SPENT = Entry(
    "PE-R009",
    Severity.EXPLAIN,
    "成本与资金执行数矛盾",
    "“{name}”完成值 {found}，{why} {expected}",
    "请核对两处的数；口径不同的，请在“{reason}”写明",
)
POINTS_NOT_FULL = Entry(
    "PE-R010",
    Severity.EXPLAIN,
    "分值合计不符",
    "各行分值合计 {found} 分，政策规定合计 {expected} 分",
    "请核对各行分值；经批准调整的，请在“{reason}”写明，并写出“分值”",
)
OTHER_POINTS = Entry(
    "PE-R011",
    Severity.EXPLAIN,
    "分值与政策印出的不同",
    "“{name}”分值 {found}，政策规定 {expected}",
    "请改回规定的分值；经批准调整的，请在“{reason}”写明",
)
ENTRY_WITHOUT_REASON = Entry(
    "PE-R013",
    Severity.EXPLAIN,
    "有偏差没有说明原因",
    "“{name}”的{found}，没有说明原因",
    "请在“{reason}”写明本项的原因和下一步措施",
)
MORE_THAN_POSSIBLE = Entry(
    "PE-R014",
    Severity.EXPLAIN,
    "金额的大小不合",
    "“{name}”填 {found}，多于“{other}” {expected}",
    "请核对两个数；确属如此的（如年中追加、资金退回），请在“{reason}”写明",
)
NO_ROW_OF_KIND = Entry(
    "PE-R015",
    Severity.REJECT,
    "缺少一类指标",
    "没有填写{name}，至少要有一项",
    "请在“{name}”一段至少填写一项指标",
)
PARTS_NOT_TOTAL = Entry(
    "PE-R012",
    Severity.REJECT,
    "总额不等于各项之和",
    "“{name}”填 {found}，各项资金（{parts}）之和是 {expected}",
    "请核对总额和各项资金，改正填错的一格",
)
OTHER_SECTION = Entry(
    "PE-R016",
    Severity.REJECT,
    "行放错了段",
    "“{name}”的“{role}”填 {found}，这一行却在{expected}一段里，会算进{expected}的小计",
    "请把这一行移到{found}一段，或把“{role}”改回{expected}",
)
ABOVE_THE_WHOLE = Entry(
    "PE-R017",
    Severity.EXPLAIN,
    "比率超过 100%",
    "“{name}”填 {found}，这一类比率不会超过 {expected}",
    "请核对是否多写了一位或小数点错位{meant}；确属如此的，请在“{reason}”写明口径",
)
