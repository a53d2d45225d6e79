"""Carries out one command: whatever goes wrong is a sentence for the person and a line in the log."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Any

from addin.excel.commands.told import Book, Carried, Door, Told, refused

_DEFECT = Told(
    "本软件内部出错，这一步没有完成；这不是填报的问题。\n"
    "详情记在日志里：请点“帮助 → 运行日志”，把日志发给技术支持。",
    warning=True,
)
_REFUSED = Told(
    "Excel 没有接受这一步。\n"
    "正在编辑单元格的，请先按回车；工作表有保护的，请先撤销保护；工作簿是只读或受保护视图的，"
    "请先点“启用编辑”。然后再试一次。",
    warning=True,
)
_NO_BOOK = Told(
    "没有打开的工作簿。请先打开要处理的表（在受保护的视图里的，先点“启用编辑”），再点这个按钮。",
    warning=True,
)


def run(name: str, application: Any = None) -> None:
    """Carry out the command of a button on the workbook in front of its Excel. Never raises.

    Nothing of Excel is kept: a reference would keep it running after it is closed.
    """
    from addin.excel.commands import excel_door

    try:
        app = excel_door.excel(application)
        carry_out(name, excel_door.book_in_front(app), excel_door.ExcelDoor(app))
    except Exception:
        # Not even a message could be shown.
        logging.getLogger(__name__).exception("command %s", name)


def carry_out(name: str, book: Book, door: Door) -> None:
    """Carry out a command and tell what it comes to."""
    from addin.excel.commands.catalogue import commands

    command = commands().get(name)
    if command is None:
        told: Told | None = Told(
            "插件和后台程序的版本不一致：没有这个功能。请退出 Excel，重新安装后再试。", warning=True
        )
    elif command.needs_book and book is None:
        told = _NO_BOOK
    else:
        told = _answered(name, command.module, command.function, book, door)
    if told is not None:
        door.tell(told)


def _answered(name: str, module: str, function: str, book: Book, door: Door) -> Told | None:
    try:
        carried: Carried = getattr(import_module(f"{__package__}.{module}"), function)
        return carried(book, door) if not name.startswith("new_") else carried(name, door)
    except Exception as error:
        logging.getLogger(__name__).exception("command %s", name)
        return _REFUSED if refused(error) else _DEFECT
