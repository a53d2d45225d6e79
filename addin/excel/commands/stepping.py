"""上一条 and 下一条: from finding to finding of the last check."""

from __future__ import annotations

from addin.excel.commands import kept_findings, marks
from addin.excel.commands.told import Book, Door, Told
from addin.excel.commands.validate import sentence
from workbook_templates.checking import Finding


def next_finding(book: Book, door: Door) -> Told | None:
    """Go to the next finding and tell it."""
    return _step(book, 1)


def previous_finding(book: Book, door: Door) -> Told | None:
    """Go to the finding before and tell it."""
    return _step(book, -1)


def _step(book: Book, by: int) -> Told:
    kept = kept_findings.of(book)
    if kept is None:
        return Told("还没有校验过这份表，或校验以后插入过行。请先点“校验”。", warning=True)
    if not kept.findings:
        return Told("上次校验没有发现问题。")
    finding = kept.step(by)
    told = f"第 {kept.at + 1} 条，共 {len(kept.findings)} 条\n\n{sentence(finding)}"
    if finding.clause:
        told += f"\n依据：{finding.clause}"
    return Told(told + _gone_to(book, finding))


def _gone_to(book: Book, finding: Finding) -> str:
    """Select the place; what to add to the message where it is not what it was."""
    if not finding.cell:
        return "" if not finding.sheet else "\n（这一条说的是整张表，没有单独的格。）"
    sheet = next((one for one in book.sheets if one.name == finding.sheet), None)
    if sheet is None:
        return f"\n（工作表“{finding.sheet}”已经不在。请重新校验。）"
    cells = sheet.range(finding.cell)
    sheet.activate()
    cells.select()
    if marks.is_marked(cells):
        return ""
    return "\n（这一格没有标记。校验以后插入或删除过行的，位置会不准，请重新校验。）"
