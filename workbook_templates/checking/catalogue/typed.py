"""Forms without a stamp, found by their headings: people typed what a template computes."""

from workbook_templates.checking.catalogue.entry import Entry
from workbook_templates.checking.findings import Severity

TYPED_WRONG = Entry(
    "PE-C021",
    Severity.REJECT,
    "所填与重算不符",
    "“{name}”填的是 {found}，按填报内容计算应为 {expected}",
    "请核对“{name}”和计算它所用的数，改正后再报",
)
BY_HAND = Entry(
    "PE-C022",
    Severity.REMIND,
    "由评分人评定",
    "“{name}”填 {found} 分，没有可以核对的算法：{why}；合计按所填的计入",
    "请评分人核对这一项",
)
NO_SECTION = Entry(
    "PE-T021",
    Severity.REJECT,
    "不知属于哪一段",
    "第 {found} 行的“{role}”不是{sections}中的一个，这一行没有计入",
    "请改正这一行的“{role}”",
)
FURTHER_FORM = Entry(
    "PE-T023",
    Severity.REJECT,
    "同一工作表里还有一张表",
    "第 {found} 行起还有一张《{name}》，没有核对",
    "请把每张表各放在一张工作表里，再校验",
)
NO_TOTAL = Entry(
    "PE-T024",
    Severity.REMIND,
    "没有找到总分",
    "没有找到“{name}”一行，表上的“{name}”没有核对",
    "请核对“{name}”；表上有这一行的，请把行首写成“总分”",
)
COLUMN_UNREAD = Entry(
    "PE-T026",
    Severity.REMIND,
    "有一列没有认出",
    "没有认出 {column} 列“{name}”是哪一列，这一列没有核对",
    "请核对这一列；{what_to_do}",
)
