"""`pe policies`: which policies there are, whether they are in order, what they say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from addin.cli import chinese
from addin.cli.output import TO_MEND, WRONG, complain, out, stop, write_json
from rules.library import Library, Shelved, examine
from udfs import policies
from workbook_templates import faults

app = typer.Typer(cls=chinese.Group, no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]


@app.command("list", cls=chinese.Command, help="列出现有的政策。")
def show_all(as_json: AsJson = False) -> None:
    """List the policies that are there."""
    library = policies.library()
    shelf = library.shelf.values()
    if as_json:
        write_json([_head(one) for one in shelf])
        return
    table = Table("代号", "名称", "施行", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
    for one in shelf:
        table.add_row(one.id, one.title, one.in_force)
    out.print(table, soft_wrap=False)
    out.print(f"政策文件在 {library.folder}", markup=False)


@app.command(
    "check",
    cls=chinese.Command,
    help="检查政策文件：写法、数据、公式、条款、示例。不写文件名则检查全部。",
)
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="文件", help="政策文件（.yaml），可写几个")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check policy files; exit 1 where one has a fault, 2 where one cannot be read at all."""
    paths = files or [shelved.file for shelved in policies.library().shelf.values()]
    status = 0
    told = []
    for path in paths:
        policy, found = examine(path)
        examples = len(policy.examples) if policy else 0
        if not _opens(path):
            status = WRONG
        elif found:
            status = max(status, TO_MEND)
        told.append(
            {
                "file": str(path),
                "ok": not found,
                "examples": examples,
                "faults": [
                    {"line": f.line, "column": f.column, "message": f.message, "advice": f.advice}
                    for f in found
                ],
            }
        )
        if as_json:
            continue
        if not _opens(path):
            complain(f"{path}：文件打不开", "请检查文件是否存在、是否被占用、是否有读取权限")
            continue
        for fault in found:
            out.print(str(fault), style="red", markup=False)
        if not found:
            out.print(f"{path.name}：没有问题，{examples} 个示例都算得出", markup=False)
    if as_json:
        write_json(told)
    raise typer.Exit(status)


@app.command("show", cls=chinese.Command, help="显示一项政策的原文。")
def show(
    name: Annotated[str, typer.Argument(metavar="政策", help="政策代号或名称")],
    as_json: AsJson = False,
) -> None:
    """Print a policy file as it is, or with its head as JSON."""
    library = policies.library()
    one = _shelved(library, name)
    if one is None:
        titles = [shelved.title for shelved in library.shelf.values()]
        near = faults.nearest(name, [*library.shelf, *titles])
        known = f"现有：{'、'.join(library.shelf)}"
        advice = f"{near}\n{known}" if near.startswith("是不是") else known
        stop(f"没有名为“{name}”的政策", advice, as_json=as_json)
    text = one.file.read_text("utf-8", "replace")
    if as_json:
        write_json({**_head(one), "sha256": one.digest, "text": text})
    else:
        sys.stdout.write(text)


def _head(one: Shelved) -> dict[str, Any]:
    """What `--json` tells of a policy."""
    return {"id": one.id, "title": one.title, "in_force": one.in_force, "file": str(one.file)}


def _opens(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False


def _shelved(library: Library, name: str) -> Shelved | None:
    """The policy of that id or title."""
    shelf = library.shelf
    return shelf.get(name) or next((one for one in shelf.values() if one.title == name), None)
