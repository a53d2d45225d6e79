"""The computed cells: typed over, changed, missing, or showing something else."""

from workbook_templates.checking.catalogue.entry import Entry, Family
from workbook_templates.checking.findings import Severity

FAMILY = Family("C", "公式")

TYPED_OVER = Entry(
    "PE-C001",
    Severity.REJECT,
    "公式被改成了数字",
    "“{name}”应由公式计算，现在是直接填写的 {found}；按填报内容应为 {expected}",
    "{copy}",
)
NO_FORMULA = Entry(
    "PE-C002",
    Severity.REJECT,
    "公式缺失",
    "“{name}”应由公式计算，这一格是空的；按填报内容应为 {expected}",
    "{copy}",
)
SHOWN_WRONG = Entry(
    "PE-C003",
    Severity.REJECT,
    "所示与重算不符",
    "“{name}”显示 {found}，按填报内容重新计算应为 {expected}",
    "请检查公式是否被改动，重新计算后保存",
)
TYPED_EQUAL = Entry(
    "PE-C004",
    Severity.REJECT,
    "公式被改成了相同的数字",
    "“{name}”应由公式计算，现在是直接填写的 {found}；眼下与应得的数相同，"
    "但以后改动填报内容时不会跟着变",
    "{copy}",
)
CHANGED = Entry(
    "PE-C005",
    Severity.REJECT,
    "公式被改动",
    "“{name}”的公式被改成了 {cut}，应为 {should}",
    "{copy}",
)
MOVED = Entry(
    "PE-C006",
    Severity.REJECT,
    "公式指到了别的格",
    "“{name}”的公式指错了格：{why}",
    "{copy}",
)
ARRAY = Entry(
    "PE-C007",
    Severity.REJECT,
    "公式改成了数组公式",
    "“{name}”在数组公式 {found} 之内，不再逐格计算",
    "请选中 {found} 整片删除；{copy}",
)
LINKED = Entry(
    "PE-C008",
    Severity.REJECT,
    "公式引用了别的工作簿",
    "“{name}”的公式引用了别的工作簿：{cut}",
    "{copy}",
)
INPUT_LINKED = Entry(
    "PE-C009",
    Severity.REJECT,
    "填报的数引自别的工作簿",
    "“{name}”用公式引用了别的工作簿：{cut}；对方打不开那个文件，也核对不了",
    "请复制这一格，用“选择性粘贴—数值”粘贴回原处",
)
INPUT_VOLATILE = Entry(
    "PE-C010",
    Severity.REJECT,
    "填报的数会自己变",
    "“{name}”的公式用了 {why}，每次打开都可能得出不同的数：{cut}",
    "请直接填数，或改用只引用固定单元格的公式",
)
INPUT_UNCALCULATED = Entry(
    "PE-C011",
    Severity.REJECT,
    "填报的公式没有算过",
    "“{name}”填的是公式 {cut}，但文件里没有它的计算结果，读不到数",
    "请用表格软件打开，重新计算后保存；或直接填数",
)
HELPER = Entry(
    "PE-C012",
    Severity.REJECT,
    "辅助格的公式被改动",
    "表右侧的灰色辅助格 {place} 应是公式 {should}，现在是 {cut}；得分由它一步步算出",
    "请在 {place} 填入公式：{expected}",
)
HELPERS = Entry(
    "PE-C013",
    Severity.REJECT,
    "一行的辅助格没有公式",
    "第 {row} 行右侧的灰色辅助格（{first} 至 {last}，共 {count} 格）{state}；这一行的得分由它们一步步算出",
    "请把相邻的一行整行复制到第 {row} 行（点行号选中整行），再改填这一行的内容",
)
