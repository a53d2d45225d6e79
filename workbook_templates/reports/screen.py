"""A check's answer in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbook_templates.checking.findings import Checked, Finding, Severity, Verdict
from workbook_templates.reports import grouping
from workbook_templates.reports.texts import clean, figure

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_VERDICT_STYLES = {
    Verdict.PASS: "bold green",
    Verdict.EXPLAIN: "bold yellow",
    Verdict.REJECT: "bold red",
    Verdict.UNREADABLE: "bold magenta",
    Verdict.DEFECT: "bold magenta",
}
_SEVERITY_STYLES = {Severity.REJECT: "red", Severity.EXPLAIN: "yellow", Severity.REMIND: "cyan"}
#: On a narrower screen columns would be a few characters wide: the findings are listed instead.
_TABLE_WIDTH = 60


def terminal(console: Console, checked: Iterable[Checked], *, brief: bool = False) -> None:
    """Print each file's verdict and results on a line, then its findings, reminders last.

    When `brief`, a file that passes has its line only, with the number of its reminders.

    Long texts are wrapped and never cut, and nothing in a workbook's text is taken as markup.
    `checked` may be a generator: each file is printed as it comes.
    """
    from rich.text import Text

    for one in checked:
        line = Text()
        line.append(
            f"{grouping.MARKS[one.verdict]} {one.verdict.value}", _VERDICT_STYLES[one.verdict]
        )
        line.append("  ")
        line.append(_on_one_line(one.file), "bold")
        for name, value in one.results.items():
            line.append(f"  {_on_one_line(name)} ", "dim")
            line.append(_on_one_line(figure(value)))
        if brief and one.verdict is Verdict.PASS:
            if one.findings:
                line.append(f"  {Severity.REMIND.value} {len(one.findings)} 处", "dim")
            console.print(line, soft_wrap=False, overflow="fold")
            continue
        console.print(line, soft_wrap=False, overflow="fold")
        for told in grouping.recognised(one):
            console.print(f"  {_on_one_line(told)}", style="dim", markup=False)
        if one.findings:
            wide = console.width >= _TABLE_WIDTH
            # A console that wraps softly would let the cells of a table run off the screen.
            console.print((_table if wide else _list)(one.findings), soft_wrap=False)
        else:
            console.print(f"  {grouping.nothing_found(one)}", style="dim", markup=False)


def _table(findings: tuple[Finding, ...]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False, expand=True)
    table.add_column("程度", width=8, overflow="fold")
    for heading, share in (("位置", 2), ("问题", 5), ("怎么办", 4)):
        table.add_column(heading, ratio=share, overflow="fold")
    for severity, group in grouping.by_severity(findings):
        for finding in group:
            table.add_row(
                Text(severity.value, _SEVERITY_STYLES[severity]),
                Text(_place(finding)),
                Text(clean(finding.message)),
                Text(clean(finding.advice)),
            )
    return table


def _list(findings: tuple[Finding, ...]) -> Text:
    from rich.text import Text

    text = Text(overflow="fold")
    for severity, group in grouping.by_severity(findings):
        for finding in group:
            text.append(f"\n{severity.value}", _SEVERITY_STYLES[severity])
            told = (_place(finding), finding.message, finding.advice)
            text.append("\n" + "\n".join(clean(part) for part in told if part) + "\n")
    return text


def _place(finding: Finding) -> str:
    """Where a finding is: cell and name, then the sheet; the whole file where it has none."""
    spot = "  ".join(part for part in (finding.cell, finding.name) if part)
    lines = [_on_one_line(part) for part in (spot, finding.sheet) if part]
    return "\n".join(lines) or "整个文件"


def _on_one_line(text: str) -> str:
    return clean(text).replace("\n", " ")
