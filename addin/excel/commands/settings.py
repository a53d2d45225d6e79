"""设置: the policy folders of the user's own."""

from __future__ import annotations

from pathlib import Path

from addin.excel.commands import keeping
from addin.excel.commands.told import Book, Door, Told
from udfs import policies


def settings(book: Book, door: Door) -> Told | None:
    """Add a policy folder, or go back to the usual ones."""
    now = keeping.in_force()
    shown = "\n".join(f"{folder}{_missing(folder)}" for folder in now.policies)
    troubles = "".join(f"\n{trouble}" for trouble in now.troubles)
    if door.agreed(f"本单位的政策文件夹：\n{shown}{troubles}\n\n要加一个文件夹吗？"):
        folder = door.folder("本单位的政策文件夹")
        return None if folder is None else _kept((*now.policies, folder))
    if keeping.chosen() and door.agreed("要恢复成默认的政策文件夹吗？文件夹里的文件不会删除。"):
        return _kept(())
    return None


def _kept(folders: tuple[Path, ...]) -> Told:
    try:
        keeping.choose(tuple(dict.fromkeys(folders)))
    except OSError:
        return Told(
            "没有能够保存设置。请检查磁盘是否已满、用户文件夹是否有写入权限。", warning=True
        )
    except ValueError:
        return Told(
            "没有保存：设置文件 jixiao.ini 的写法不对。请改正，或删去它以后再试。", warning=True
        )
    now = keeping.in_force().policies
    policies.use_folders(now)
    if folders and folders[-1] not in now:
        return Told("没有改变：政策文件夹由单位统一设定，请联系管理员。", warning=True)
    own = [one for one in policies.library().shelf.values() if one.own]
    broken = [one.id for one in own if one.in_force == "文件有误"]
    told = f"已保存。现在用到本单位的政策 {len(own)} 项。"
    if broken:
        told += f"\n其中有误的：{'、'.join(broken)}。请让维护政策的人用 pe policies check 检查。"
    return Told(f"{told}\n请按 Ctrl+Alt+F9 重新计算打开的表。", warning=bool(broken))


def _missing(folder: Path) -> str:
    return "" if folder.is_dir() else "（没有这个文件夹）"
