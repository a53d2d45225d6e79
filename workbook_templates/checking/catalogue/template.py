"""The template: wrong, old, its stamp broken, a name or a sheet gone."""

from workbook_templates.checking.catalogue.entry import Entry, Family
from workbook_templates.checking.findings import Severity

FAMILY = Family("T", "模板")

STAMP_BROKEN = Entry(
    "PE-T001",
    Severity.REJECT,
    "模板标识不一致",
    "文件里两处模板标识不一致，可能被改动过",
    "请把内容复制到新的模板后再提交",
)
OTHER_VERSION = Entry(
    "PE-T002",
    Severity.REJECT,
    "模板版本不符",
    "文件用的是第 {found} 版模板，现在是第 {expected} 版",
    "请用新模板重新填写",
)
POLICY_CHANGED = Entry(
    "PE-T003",
    Severity.REMIND,
    "政策文件已变动",
    "生成模板以后，政策“{name}”的文件有过变动；本次按现在的政策重新计算",
    "请核对结果；需要时用新模板重新填写",
)
POLICY_GONE = Entry(
    "PE-T004",
    Severity.REJECT,
    "政策不可用",
    "文件所依据的政策“{name}”不可用：{found}",
    "请联系政策维护人",
)
NAME_GONE = Entry(
    "PE-T005",
    Severity.REJECT,
    "名称丢失",
    "找不到名称“{name}”所指的单元格",
    "可能删除了行、列或名称，请把内容复制到新的模板",
)
OUTSIDE = Entry(
    "PE-T006",
    Severity.REJECT,
    "内容在合计区之外",
    "这一格有内容“{found}”，但不在任何一段之内，合计没有计入",
    "请把整行移到段末窄行的上方",
)
