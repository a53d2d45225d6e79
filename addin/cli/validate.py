"""`pe validate`: filled workbooks checked, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from addin.cli.output import TO_MEND, WRONG, out, stop, write_json
from addin.cli.scored import without_lists
from workbook_templates import checking, reports
from workbook_templates.checking import Checked, Verdict


def validate(
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="填好的工作簿，可写几个")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="网页", help="另存为网页（.html）")
    ] = None,
) -> None:
    """Check workbooks; exit 0 when nothing is to mend or explain, 1 when something is, 2 unreadable."""
    checked = [checking.check(path) for path in files]
    if as_json:
        write_json([one.as_json() for one in checked])
    else:
        reports.terminal(out, map(without_lists, checked))
    if html is not None:
        save_page(html, "校验结果", checked)
        if not as_json:
            out.print(f"网页已存为 {html}", markup=False)
    raise typer.Exit(status_of(checked))


def save_page(
    page: Path, title: str, checked: Sequence[Checked], note: str = "", *, as_json: bool = False
) -> None:
    """Write the HTML page, or end with the sentence why not."""
    try:
        reports.write_page(page, title, checked, note=note)
    except OSError:
        stop(f"不能写入 {page}", "请检查文件夹是否存在、是否有写入权限", as_json=as_json)


def status_of(checked: Sequence[Checked]) -> int:
    """The exit status for the worst of the files."""
    verdicts = {one.verdict for one in checked}
    if Verdict.UNREADABLE in verdicts:
        return WRONG
    return TO_MEND if verdicts & {Verdict.REJECT, Verdict.EXPLAIN} else 0
