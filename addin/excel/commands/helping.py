"""帮助, 关于 and 日志."""

from __future__ import annotations

import sys

from addin.excel.commands.keeping import documents, log_file
from addin.excel.commands.told import Book, Door, Told
from udfs import CATALOGUE, policies

#: The first that is there is opened.
_HANDBOOKS = ("handbook.zh.html", "handbook.zh.md")


def show_help(book: Book, door: Door) -> Told | None:
    """Open the handbook; tell the buttons in short where there is none."""
    for book_file in (folder / name for folder in documents() for name in _HANDBOOKS):
        if book_file.is_file():
            door.show(book_file)
            return None
    from addin.excel.commands.buttons import Command
    from addin.excel.commands.catalogue import groups

    lines = [
        f"{entry.label}：{entry.tip}"
        for group in groups()
        for entry in group.entries
        if isinstance(entry, Command)
    ]
    return Told("\n".join(lines))


def about(book: Book, door: Door) -> Told | None:
    """The version, what it runs on, and how many policies there are."""
    count = len(policies.library().shelf)
    return Told(
        f"预算绩效评分与招商引资奖励 {CATALOGUE['PE_VERSION']()}\n"
        f"政策 {count} 项，函数 {len(CATALOGUE)} 个\n"
        f"Python {sys.version.split()[0]}；与 Excel 的连接用 xlwings 的开源部分（BSD 许可）\n"
        f"日志：{log_file()}"
    )


def log(book: Book, door: Door) -> Told | None:
    """Open the log."""
    if log_file().is_file():
        door.show(log_file())
        return None
    return Told("日志是空的：还没有记录过错误。")
