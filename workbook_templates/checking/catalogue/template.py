"""The template: wrong, old, its stamp broken, a name or a sheet gone."""

from workbook_templates.checking.catalogue.entry import Entry, Family
from workbook_templates.checking.findings import Severity

FAMILY = Family("T", "模板")

STAMP_BROKEN = Entry(
    "PE-T001",
    Severity.REJECT,
    "模板标识不一致",
    "文件里有两处模板标识（隐藏名称、文档属性），说的不一样，可能被改动过",
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
    "找不到名称“{name}”所指的单元格：{why}",
    "请撤销删除或改回名称；办不到的，请把内容复制到新的模板",
)
OUTSIDE = Entry(
    "PE-T006",
    Severity.REJECT,
    "内容在合计区之外",
    "第 {row} 行填了“{found}”等内容，但不在任何一段之内，合计没有计入",
    "请把整行移到段末窄行的上方",
)
STAMP_HALF = Entry(
    "PE-T007",
    Severity.REMIND,
    "模板标识缺了一处",
    "文件里的模板标识只剩一处，另一处丢失了，可能由别的软件另存过",
    "不影响核对；能找到原件的，请提交原件",
)
STAMP_UNFIT = Entry(
    "PE-T008",
    Severity.REJECT,
    "模板标识与内容不符",
    "模板标识写的是《{name}》，但它的 {expected} 个名称里文件只有 {found} 个{why}",
    "请把内容复制到新的模板后再提交",
)
NAME_MOVED = Entry(
    "PE-T009",
    Severity.REJECT,
    "名称指到了别处",
    "名称“{name}”现在指着 {found}：{why}",
    "请在“公式—名称管理器”里改回原来的单元格；办不到的，请把内容复制到新的模板",
)
TEXT_CHANGED = Entry(
    "PE-T010",
    Severity.REJECT,
    "表头或项目的文字被改",
    "这一格印的应是“{expected}”，现在是“{found}”",
    "请改回“{expected}”；数要填在空白的填写格里",
)
LABEL_CHANGED = Entry(
    "PE-T022",
    Severity.REMIND,
    "栏目名称被改",
    "这一栏印的应是“{expected}”，现在是“{found}”",
    "请核对填的是否是“{expected}”",
)
COLUMN_ADDED = Entry(
    "PE-T011",
    Severity.REMIND,
    "表内多了一列",
    "{column} 列“{name}”不是模板的列，里面的内容不参加核对",
    "要说明的事项请写在模板原有的列或“备注”里",
)
PRINTED_CHANGED = Entry(
    "PE-T012",
    Severity.REJECT,
    "印好的内容被改",
    "“{name}”应为“{expected}”，现在是“{found}”",
    "请改回公布的内容；体系确有调整的，请用新模板",
)
ROW_GONE = Entry(
    "PE-T013",
    Severity.REJECT,
    "缺了印好的指标",
    "表里没有“{name}”这个指标，公布的体系里有",
    "请从新的模板补上这一行；不适用的指标保留该行并在得分处填 /",
)
SHEET_RENAMED = Entry(
    "PE-T014",
    Severity.REMIND,
    "工作表改了名",
    "工作表“{expected}”改名为“{found}”",
    "不影响核对；要求统一表名的，请改回",
)
SHEET_COPIED = Entry(
    "PE-T015",
    Severity.REJECT,
    "表式有副本",
    "工作表“{name}”是“{expected}”的副本，没有核对，也不算数；核对的是“{expected}”",
    "请删去多余的一张；确有两个项目的，请分成两个文件提交",
)
SHEET_HIDDEN = Entry(
    "PE-T016",
    Severity.REJECT,
    "表被隐藏",
    "工作表“{name}”被隐藏，打开文件看不到填报的内容",
    "请右键工作表标签，取消隐藏",
)
OTHER_HIDDEN = Entry(
    "PE-T017",
    Severity.REMIND,
    "有隐藏的工作表",
    "文件里有隐藏的工作表“{name}”",
    "请取消隐藏，或删去与填报无关的工作表",
)
ROW_HIDDEN = Entry(
    "PE-T018",
    Severity.REJECT,
    "填了内容的行看不见",
    "{found}“{name}”{why}，但仍参加计算",
    "请清除筛选、取消隐藏；不用的行请整行删除",
)
COLUMN_HIDDEN = Entry(
    "PE-T019",
    Severity.REJECT,
    "填了内容的列看不见",
    "{found}“{name}”被隐藏，或列宽几乎为零，得分由它算出",
    "请取消隐藏这一列",
)
COLUMN_HIDDEN_TOO = Entry(
    "PE-T020",
    Severity.REMIND,
    "有隐藏的列",
    "{found}“{name}”被隐藏，里面有内容",
    "请取消隐藏，以便审核",
)
CONTENT_UNSEEN = Entry(
    "PE-T025",
    Severity.REJECT,
    "填了内容的格看不见",
    "“{name}”{more}有内容，但{why}，打开、打印时看不到",
    "请{what_to_do}，或者清除这一格的内容",
)
