"""政策: which policies there are and since when they apply; the page of this form's policy."""

from __future__ import annotations

from addin.excel.commands.form_found import policy_of
from addin.excel.commands.keeping import pages as page_folder
from addin.excel.commands.told import Book, Door, Told
from rules.results import Refusal
from udfs import policies as shelves

#: Lines of a message that fit the screen of a small PC.
_MOST = 24


def policies(book: Book, door: Door) -> Told | None:
    """List the policies; open the page of the one that is asked for."""
    library = shelves.library()
    used = policy_of(book) if book is not None else ""
    lines = []
    for one in library.shelf.values():
        own = "（本单位）" if one.own else ""
        here = " ← 本表" if one.id == used.partition("@")[0] else ""
        lines.append(f"{one.id}　{one.title}{own}　{one.in_force}{here}")
    told = "\n".join(lines[:_MOST])
    if len(lines) > _MOST:
        told += f"\n另有 {len(lines) - _MOST} 项"
    for folder in library.missing:
        told += f"\n没有文件夹 {folder}：请在“设置”里重新选定"
    if not door.agreed(f"现有的政策：\n{told}\n\n要看其中一项的网页吗？"):
        return None
    name = door.asked("看哪一项？请写代号或名称。", used or shelves.DEFAULT)
    return None if not name else _shown(name, door)


def _shown(name: str, door: Door) -> Told | None:
    from addin import pages
    from rules.authoring import document

    found = shelves.library().find(name)
    if isinstance(found, Refusal):
        return Told(f"{found.message}\n{found.advice}".strip(), warning=True)
    try:
        _, page = pages.write(document(found.policy), found.policy.id, page_folder())
    except OSError as error:
        return Told(f"不能写入 {error.filename}。请检查文件夹是否有写入权限。", warning=True)
    door.show(page)
    return None
