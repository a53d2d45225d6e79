"""The computed cells: typed over, changed, missing, or showing something else."""

from workbook_templates.checking.catalogue.entry import Entry, Family
from workbook_templates.checking.findings import Severity

FAMILY = Family("C", "公式")

TYPED_OVER = Entry(
    "PE-C001",
    Severity.REJECT,
    "公式被改成了数字",
    "“{name}”应由公式计算，现在是直接填写的 {found}；按填报内容应为 {expected}",
    "请从相邻的行复制公式，或在新模板里重新填写",
)
NO_FORMULA = Entry(
    "PE-C002",
    Severity.REJECT,
    "公式缺失",
    "“{name}”应由公式计算，这一格是空的；按填报内容应为 {expected}",
    "请从相邻的行复制公式",
)
SHOWN_WRONG = Entry(
    "PE-C003",
    Severity.REJECT,
    "所示与重算不符",
    "“{name}”显示 {found}，按填报内容重新计算应为 {expected}",
    "请检查公式是否被改动，重新计算后保存",
)
