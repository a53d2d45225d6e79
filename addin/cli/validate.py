"""`pe validate`: filled workbooks checked, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from addin.cli import reporting
from addin.cli.output import TO_MEND, WRONG, out, write_json
from addin.cli.scored import without_lists
from workbook_templates import checking, reports
from workbook_templates.checking import Checked, Verdict


def validate(
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="填好的工作簿，可写几个")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="网页", help="另存为网页（.html）")
    ] = None,
    summary: Annotated[
        Path | None, typer.Option("--summary", metavar="汇总表", help="另存为汇总表（.xlsx）")
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option("--annotate", metavar="副本", help="另存带批注的副本；校验几份文件时写文件夹"),
    ] = None,
) -> None:
    """Check workbooks; exit 0 when nothing is to mend or explain, 1 when something is, 2 unreadable."""
    named = reporting.copies(files, annotate) if annotate else []
    reporting.refuse_wrong_targets(files, named, html, summary, as_json=as_json)
    checked = [checking.check(path) for path in files]
    if as_json:
        write_json([one.as_json() for one in checked])
    else:
        reports.terminal(out, map(without_lists, checked))
    saved = []
    if html is not None:
        reporting.save_page(html, "校验结果", checked)
        saved.append(f"网页已存为 {html}")
    if summary is not None:
        reporting.save_summary(summary, checked)
        saved.append(f"汇总表已存为 {summary}")
    for one, (file, target) in zip(checked, named, strict=False):
        if reporting.save_copy(file, target, one):
            saved.append(f"批注副本已存为 {target}")
    if not as_json:
        for line in saved:
            out.print(line, markup=False)
    raise typer.Exit(status_of(checked))


def status_of(checked: Sequence[Checked]) -> int:
    """The exit status for the worst of the files."""
    verdicts = {one.verdict for one in checked}
    if Verdict.UNREADABLE in verdicts:
        return WRONG
    return TO_MEND if verdicts & {Verdict.REJECT, Verdict.EXPLAIN} else 0
