"""Chinese for what click and typer say themselves: headings of the help, and usage errors.

Click translates through `gettext`; this gives it a table instead of a compiled catalogue, and must
be imported before click is.
"""

from __future__ import annotations

import gettext
from typing import Any

TABLE = {
    "Usage: ": "用法：",
    "Usage:": "用法：",
    "Options": "选项",
    "Arguments": "参数",
    "Commands": "命令",
    "Error": "错误",
    "Show this message and exit.": "显示本说明。",
    "Try '{command} {option}' for help.": "查看说明请运行：{command} {option}",
    "Try [blue]'{command_path} {help_option}'[/] for help.": (
        "查看说明请运行：[blue]{command_path} {help_option}[/]"
    ),
    "default": "默认",
    "required": "必填",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "No such option: {name}": "没有这个选项：{name}",
    "No such command {name!r}.": "没有这个命令：{name}。",
    "Invalid value: {message}": "值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "Missing command.": "没有写命令。",
    "Got unexpected extra argument ({args})": "多余的参数：{args}",
    "Got unexpected extra arguments ({args})": "多余的参数：{args}",
    "Option {name!r} requires an argument.": "选项 {name} 后面要写值。",
    "{name} {filename!r} does not exist.": "{filename} 不存在。",
    "{name} {filename!r} is a directory.": "{filename} 是文件夹。",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "Aborted!": "已中止。",
}


def translate(message: str, *_: Any) -> str:
    """The Chinese of one of click's messages; one that is not in the table stays as it is."""
    return TABLE.get(message, message)


def install() -> None:
    """Let click and typer speak Chinese."""
    gettext.gettext = translate
    gettext.ngettext = plural


def plural(msgid1: str, msgid2: str, n: int) -> str:
    """As `translate`, for a message with a count."""
    return translate(msgid1 if n == 1 else msgid2)


def panels() -> None:
    """Name typer's own panels and marks, which do not go through gettext."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.ERRORS_PANEL_TITLE = "错误"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.ABORTED_TEXT = "已中止。"
