"""The file itself: not a workbook, encrypted, damaged, too large; what it carries beside the form."""

from workbook_templates.checking.catalogue.entry import Entry, Family
from workbook_templates.checking.findings import Severity

FAMILY = Family("F", "文件")

UNREADABLE = Entry("PE-F001", Severity.REJECT, "无法读取", "{why}", "{what_to_do}")
MACROS = Entry(
    "PE-F002",
    Severity.REMIND,
    "文件带有宏",
    "{name} 带有{found}；校验时没有运行",
    "表里用不到宏的，请另存为 .xlsx（不带宏）再报送；来历不明的，打开时不要启用宏",
)
LINKS = Entry(
    "PE-F003",
    Severity.REMIND,
    "文件里有指向其他文件的链接",
    "{name} 链接到其他文件：{found}；对方没有这些文件，打开时会提示更新",
    "请在“数据—编辑链接”里断开链接，只留下数值",
)
COMMANDS = Entry(
    "PE-F004",
    Severity.REJECT,
    "公式会向别的程序或网络取数",
    "{name} 里有向别的程序或网络取数的公式：{found}；校验时没有运行",
    "请删去这个公式，直接填数；不是自己写的，请查明文件从哪里来",
)
CONNECTIONS = Entry(
    "PE-F005",
    Severity.REMIND,
    "文件带有数据连接",
    "{name} 带有数据连接或查询，打开时会去取外部的数",
    "请在“数据—查询和连接”里删去连接，只留下数值",
)
OBJECTS = Entry(
    "PE-F006",
    Severity.REMIND,
    "文件里嵌有别的文件或控件",
    "{name} 里嵌有别的文件或控件；校验时没有打开，也不核对其中的内容",
    "佐证材料请另外附上；用不到的请删去",
)
VALUES_ONLY = Entry(
    "PE-F007",
    Severity.REMIND,
    "旧格式，只核对了数值",
    "{name} 是{found}，里面的公式和模板标识读不到，只按表头找到各列，核对了填写的数值",
    "请用表格软件打开，另存为 .xlsx 再报送，这样公式也能核对",
)
