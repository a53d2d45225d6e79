"""校验 and 清除标记: the open workbook checked as it is, and marked without touching what is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from addin.excel.commands import kept_findings, marks
from addin.excel.commands.copying import copy_of
from addin.excel.commands.keeping import pages
from addin.excel.commands.told import Book, Door, Told
from udfs import CATALOGUE
from workbook_templates import checking, reading, reports
from workbook_templates.checking import Checked, Finding, Severity, Verdict

_SHOWN = 6
_PAGE = "校验结果.html"
_PASSWORD = "这份工作簿加了打开密码。要校验，请输入密码（输入时看得见；只用这一次，不保存）。"


def validate(book: Book, door: Door) -> Told | None:
    """Check the workbook as it is now, saved or not; mark its cells; tell the findings."""
    marks.clear(book)
    with copy_of(book) as copy:
        password = (door.asked(_PASSWORD) or "") if reading.is_encrypted(copy) else ""
        checked = replace(checking.check(copy, password=password), file=str(book.name))
    told = summary(checked)
    if checked.verdict in (Verdict.UNREADABLE, Verdict.DEFECT):
        kept_findings.forget(book)
        return Told(told, warning=True)
    kept_findings.keep(book, checked.findings)
    if not checked.findings:
        return Told(told)
    told += "\n\n" + _marked(book, checked.findings) + "\n\n要打开完整的校验结果网页吗？"
    if not door.agreed(told):
        return None
    try:
        door.show(page_of(checked))
    except OSError:
        return Told(
            "网页没有能够保存，请检查磁盘是否已满。表上的标记和“下一条”照常可用。", warning=True
        )
    return None


def clear_marks(book: Book, door: Door) -> Told | None:
    """Take the marks of a check away."""
    count = marks.clear(book)
    if count:
        return Told(f"已清除 {count} 处标记，表恢复原样。您自己的颜色和批注没有改动。")
    return Told("表上没有校验标记。")


def summary(checked: Checked) -> str:
    """The verdict, the figures that the form is about, and the first findings."""
    lines = [f"校验结果：{checked.verdict.value}"]
    figures = [f"{name} {value}" for name, value in checked.results.items() if _is_figure(value)]
    if figures:
        lines.append("；".join(figures))
    counted = Counter(finding.severity for finding in checked.findings)
    if counted:
        told = (f"{severity.value} {counted[severity]} 处" for severity in Severity)
        lines.append("，".join(told) + "。")
    else:
        lines.append("没有发现问题。")
    for number, finding in enumerate(checked.findings[:_SHOWN], 1):
        lines.append(f"\n{number}. {sentence(finding)}")
    if len(checked.findings) > _SHOWN:
        lines.append(f"\n另有 {len(checked.findings) - _SHOWN} 处，见“下一条”或网页。")
    return "\n".join(lines)


def sentence(finding: Finding) -> str:
    """Where, what, and what to do."""
    place = " ".join(filter(None, (finding.sheet, finding.cell)))
    name = f"（{finding.name}）" if finding.name and finding.cell else ""
    told = f"【{finding.severity.value}】{place}{name}：{finding.message}".replace("】：", "】")
    return told + (f"\n怎么办：{finding.advice}" if finding.advice else "")


def page_of(checked: Checked) -> Path:
    """The page of one answer, in the user's own folder. Raises `OSError`."""
    page = pages() / _PAGE
    now = datetime.now()
    made = (
        f"{now.year}年{now.month}月{now.day}日 {now:%H:%M} 由 pe {CATALOGUE['PE_VERSION']()} 生成"
    )
    reports.write_page(page, "校验结果", [checked], made=made)
    return page


def _marked(book: Book, findings: tuple[Finding, ...]) -> str:
    """Mark the cells; a sheet that lets nothing be marked keeps nobody from the findings."""
    marked = marks.put(book, findings)
    if marked.refused and not marked.places:
        return "没有在表上标记：工作表有保护。请用“下一条”逐条查看。"
    told = f"已在表上标出 {marked.places} 处，用“下一条”逐条查看，“清除标记”恢复原样。"
    if marked.noted:
        told += f"其中 {marked.noted} 处原有批注，没有改动，只标了颜色。"
    if marked.refused:
        told += f"另有 {marked.refused} 处所在的工作表有保护，没有标上。"
    return told


def _is_figure(value: object) -> bool:
    return isinstance(value, (str, int, float)) and value != ""
