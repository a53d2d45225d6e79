"""The commands of the ribbon: one table, from which the ribbon is written and commands are found.

The id of a button is the name of its command; names are kept once given, because an add-in of an
older version may stand beside a newer server.
"""

from __future__ import annotations

from functools import cache

from addin.excel.commands.buttons import Command, Group, Menu

#: What the id of a button begins with that makes a new workbook of a form.
NEW = "new_"


def new_id(form: str) -> str:
    """The button that makes a new workbook of this form."""
    return NEW + form.replace("-", "_")


def groups() -> tuple[Group, ...]:
    """The tab from left to right."""
    return (_filling_in(), _checking(), _submitting(), _policies(), _tools())


@cache
def commands() -> dict[str, Command]:
    """Every command by its id."""
    found: dict[str, Command] = {}
    for group in groups():
        for entry in group.entries:
            for command in entry.buttons if isinstance(entry, Menu) else (entry,):
                found[command.id] = command
    return found


def _filling_in() -> Group:
    from workbook_templates import description

    forms = tuple(
        Command(
            new_id(form),
            description.describe(form).title,
            f"新建一份{description.describe(form).title}，可另选依据的政策。",
            "new",
            "new",
            needs_book=False,
        )
        for form in description.forms()
    )
    return Group(
        "group_fill",
        "填表",
        (
            Menu("menu_new", "新建", "选一种表，新建一份空白表。", "FileNew", forms, large=True),
            Command(
                "insert_row",
                "插入指标行",
                "在选中单元格所在的一段末尾加一行，公式、格式和下拉选项一并带上，合计会包括它。",
                "insert_row",
                "insert_row",
                "SheetRowsInsert",
            ),
            Command(
                "guidance",
                "填写说明",
                "转到本表的“填写说明”；选中淡黄色的格时，先告诉这一格怎么填。",
                "guidance",
                "guidance",
                "Info",
            ),
        ),
    )


def _checking() -> Group:
    return Group(
        "group_check",
        "校验",
        (
            Command(
                "validate",
                "校验",
                "校验现在打开的表，不必先保存。有问题的格会标上颜色并加批注，您自己的颜色和批注不动。",
                "validate",
                "validate",
                "AcceptInvitation",
                large=True,
            ),
            Command(
                "previous_finding",
                "上一条",
                "转到校验发现的上一条问题。",
                "stepping",
                "previous_finding",
                "ReviewPreviousComment",
            ),
            Command(
                "next_finding",
                "下一条",
                "转到校验发现的下一条问题。",
                "stepping",
                "next_finding",
                "ReviewNextComment",
            ),
            Command(
                "clear_marks",
                "清除标记",
                "去掉校验加上的颜色和批注，表恢复原样。",
                "validate",
                "clear_marks",
                "ClearFormats",
            ),
            Command(
                "explain",
                "解释",
                "用文字说明选中单元格的 PE_ 公式是怎么算出来的，可写成批注。",
                "explain",
                "explain",
                "FunctionWizard",
                large=True,
            ),
        ),
    )


def _submitting() -> Group:
    return Group(
        "group_submit",
        "提交",
        (
            Command(
                "submit",
                "提交",
                "先校验，没有问题就生成提交包（含回执）。",
                "submit",
                "submit",
                "FileSendAsAttachment",
                large=True,
            ),
        ),
    )


def _policies() -> Group:
    return Group(
        "group_policies",
        "政策",
        (
            Command(
                "policies",
                "政策",
                "列出现有的政策和施行时间，可打开本表所依据政策的网页。",
                "policies",
                "policies",
                "NameManager",
                large=True,
                needs_book=False,
            ),
        ),
    )


def _tools() -> Group:
    helps = (
        Command("help", "使用帮助", "打开使用手册。", "helping", "show_help", needs_book=False),
        Command(
            "log", "运行日志", "打开日志，报告问题时请附上。", "helping", "log", needs_book=False
        ),
        Command("about", "关于", "版本、政策和许可。", "helping", "about", needs_book=False),
    )
    return Group(
        "group_tools",
        "工具",
        (
            Command(
                "rebind",
                "重新绑定",
                "公式显示 #NAME?，或指向别的电脑上的插件时用：改为使用本机的插件。",
                "rebind",
                "rebind",
                "RefreshAll",
            ),
            Command(
                "settings",
                "设置",
                "选定本单位自己的政策文件夹。",
                "settings",
                "settings",
                "ControlProperties",
                needs_book=False,
            ),
            Menu("menu_help", "帮助", "手册、日志和版本。", "Help", helps),
        ),
    )
