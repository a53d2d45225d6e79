"""提交: the open workbook checked and, if nothing stands against it, packed to be handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from addin.excel.commands import kept_findings, marks
from addin.excel.commands.copying import copy_of
from addin.excel.commands.told import Book, Door, Told
from addin.excel.commands.validate import summary
from udfs import CATALOGUE
from workbook_templates import checking, submission
from workbook_templates.checking import Verdict

_ENDING = ".提交包.zip"


def submit(book: Book, door: Door) -> Told | None:
    """Pack the workbook as it is now, without marks; the receipt's number is told."""
    marks.clear(book)
    with copy_of(book) as copy:
        digest = checking.digest_of(copy)
        checked = checking.check(copy)
        kept_findings.keep(book, checked.findings)
        told = summary(replace(checked, file=str(book.name)))
        explained = not submission.blocks(checked, with_open=False)
        if submission.blocks(checked, with_open=True):
            return Told(f"没有生成提交包，请改正以后再提交。\n\n{told}", warning=True)
        if not explained and checked.verdict is Verdict.EXPLAIN:
            question = "还有须说明的问题。仍要提交吗？（回执上会注明）"
            if not door.agreed(f"{told}\n\n{question}"):
                return None
        target = door.new_file(f"{Path(str(book.name)).stem}{_ENDING}", "提交包", "*.zip")
        if target is None:
            return None
        if target.suffix.lower() != ".zip":
            target = target.with_name(f"{target.name}.zip")
        packed = submission.pack(
            copy,
            digest,
            checked,
            time=datetime.now().astimezone().isoformat(timespec="seconds"),
            product=str(CATALOGUE["PE_VERSION"]()),
            made=f"由 pe {CATALOGUE['PE_VERSION']()} 生成",
        )
    if packed is None:
        return Told("打包时文件有了变动，没有生成提交包。请再试一次。", warning=True)
    try:
        packed.write(target)
    except OSError:
        return Told(f"不能写入 {target}。\n请检查磁盘空间和写入权限，或换一个位置。", warning=True)
    return Told(
        f"提交包已存为 {target}\n回执编号 {packed.receipt.number}，请留存。\n\n"
        "包里是工作簿现在的内容；本工作簿没有另外保存，请您自己保存一份。"
    )
