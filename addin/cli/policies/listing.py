"""`pe policies list` and `show`: which policies there are, and what stands in one."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from addin.cli.output import out, write_json
from addin.cli.policies.named import shelved, stop_unknown
from rules.library import Shelved
from udfs import policies

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
PolicyName = Annotated[str, typer.Argument(metavar="政策", help="政策代号或名称")]


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
    for folder in library.own:
        there = "" if folder.is_dir() else "（没有这个文件夹）"
        out.print(f"本单位的政策文件在 {folder}{there}", markup=False)


def show(name: PolicyName, as_json: AsJson = False) -> None:
    """Print a policy file as it is, or with its head as JSON."""
    library = policies.library()
    one = shelved(library, name)
    if one is None:
        stop_unknown(library, name, as_json=as_json)
    text = one.file.read_text("utf-8", "replace")
    if as_json:
        write_json({**_head(one), "sha256": one.digest, "text": text})
    else:
        sys.stdout.write(text)


def _head(one: Shelved) -> dict[str, Any]:
    """What `--json` tells of a policy."""
    return {"id": one.id, "title": one.title, "in_force": one.in_force, "file": str(one.file)}
