"""设置: the policy folder of the user's own."""

from __future__ import annotations

from pathlib import Path

from addin.excel.commands import preferences
from addin.excel.commands.told import Book, Door, Told
from udfs import policies


def settings(book: Book, door: Door) -> Told | None:
    """Choose another policy folder, or none."""
    now = preferences.folders()
    shown = "、".join(map(str, now)) or "没有选定"
    if not door.agreed(f"本单位的政策文件夹：{shown}\n\n要另选一个文件夹吗？"):
        if now and door.agreed("要不再使用这个文件夹吗？文件夹里的文件不会删除。"):
            return _kept(())
        return None
    folder = door.folder("本单位的政策文件夹")
    return None if folder is None else _kept((folder,))


def _kept(folders: tuple[Path, ...]) -> Told:
    try:
        preferences.keep(folders)
    except OSError:
        return Told(
            "设置没有能够保存，请检查用户文件夹是否有写入权限、磁盘是否已满。", warning=True
        )
    if not folders:
        return Told("已不再使用本单位的政策文件夹。请按 Ctrl+Alt+F9 重新计算打开的表。")
    shelf = policies.library().shelf.values()
    own = [one for one in shelf if one.own]
    broken = [one.id for one in own if one.in_force == "文件有误"]
    told = f"已选定 {folders[0]}，里面有 {len(own)} 项政策。"
    if broken:
        told += f"\n其中有误的：{'、'.join(broken)}。请让维护政策的人用 pe policies check 检查。"
    return Told(f"{told}\n请按 Ctrl+Alt+F9 重新计算打开的表。", warning=bool(broken) or not own)
