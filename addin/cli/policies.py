"""`pe policies`: which policies there are, whether they are in order, what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from addin.cli.output import TO_MEND, out, stop, write_json
from rules.library import Library, examine
from udfs import policies

app = typer.Typer(no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]


@app.command("list", help="列出现有的政策。")
def show_all(as_json: AsJson = False) -> None:
    """List the policies that are there."""
    shelf = policies.library().shelf.values()
    if as_json:
        write_json(
            [
                {"id": s.id, "title": s.title, "in_force": s.in_force, "file": str(s.file)}
                for s in shelf
            ]
        )
        return
    table = Table("代号", "名称", "施行", "文件")
    for one in shelf:
        table.add_row(one.id, one.title, one.in_force, one.file.name)
    out.print(table)


@app.command("check", help="检查政策文件：写法、数据、公式、条款、示例。不写文件名则检查全部。")
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="政策文件（.yaml）")] = None,
    as_json: AsJson = False,
) -> None:
    """Check policy files; exit 1 where one has a fault, 2 where one cannot be read at all."""
    paths = files or [shelved.file for shelved in policies.library().shelf.values()]
    told = []
    broken = False
    for path in paths:
        policy, faults = examine(path)
        broken = broken or bool(faults)
        told.append(
            {
                "file": str(path),
                "ok": not faults,
                "examples": len(policy.examples) if policy else 0,
                "faults": [
                    {"line": f.line, "column": f.column, "message": f.message, "advice": f.advice}
                    for f in faults
                ],
            }
        )
        if not as_json:
            for fault in faults:
                out.print(str(fault), style="red", markup=False)
            if not faults and policy:
                out.print(
                    f"{path.name}: 没有问题，{len(policy.examples)} 个示例都算得出", markup=False
                )
    if as_json:
        write_json(told)
    raise typer.Exit(TO_MEND if broken else 0)


@app.command("show", help="显示一项政策的原文。")
def show(
    name: Annotated[str, typer.Argument(help="政策代号或名称")], as_json: AsJson = False
) -> None:
    """Print a policy file, or its head as JSON."""
    one = _shelved(policies.library(), name)
    if one is None:
        stop(f"没有名为“{name}”的政策", f"现有：{'、'.join(policies.library().shelf)}")
    shelved = policies.library().shelf[one]
    if as_json:
        write_json(
            {
                "id": shelved.id,
                "title": shelved.title,
                "in_force": shelved.in_force,
                "file": str(shelved.file),
                "sha256": shelved.digest,
                "text": shelved.file.read_text("utf-8"),
            }
        )
        return
    out.print(shelved.file.read_text("utf-8"), markup=False)


def _shelved(shelf: Library, name: str) -> str | None:
    """The id of a policy named by id or title."""
    if name in shelf.shelf:
        return name
    return next((one.id for one in shelf.shelf.values() if one.title == name), None)
