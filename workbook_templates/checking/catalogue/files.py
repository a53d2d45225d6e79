"""The file itself: not a workbook, encrypted, damaged, too large."""

from workbook_templates.checking.catalogue.entry import Entry, Family
from workbook_templates.checking.findings import Severity

FAMILY = Family("F", "文件")

UNREADABLE = Entry("PE-F001", Severity.REJECT, "无法读取", "{why}", "{what_to_do}")
