"""What was filled in: missing, not understood, in another unit, a placeholder."""

from workbook_templates.checking.catalogue.entry import Entry, Family
from workbook_templates.checking.findings import Severity

FAMILY = Family("I", "填报")

MISSING = Entry("PE-I001", Severity.REJECT, "没有填写", "“{name}”没有填写", "{what_to_do}")
NOT_UNDERSTOOD = Entry(
    "PE-I002", Severity.REJECT, "看不懂或不符合规定", "“{name}”算不出来：{why}", "{what_to_do}"
)
WAITING = Entry("PE-I003", Severity.EXPLAIN, "等待核定", "“{name}”等待核定：{why}", "{what_to_do}")
