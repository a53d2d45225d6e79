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
POLICY_CHECK = Entry("PE-R005", Severity.REJECT, "不符合政策的审核", "{why}", "请核对“{name}”")
