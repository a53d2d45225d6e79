"""`pe policies doc`: a policy as a page for people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin import pages
from addin.cli.output import out, stop, write_json
from addin.cli.policies.named import named
from rules.authoring import document


def doc(
    name: Annotated[str, typer.Argument(metavar="政策", help="政策代号、名称或文件")],
    folder: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件夹", help="存到哪个文件夹")
    ] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Write the page as HTML and as Markdown."""
    policy = named(name, as_json=as_json).policy
    try:
        written = pages.write(document(policy), policy.id, folder)
    except OSError as error:
        stop(
            f"不能写入 {error.filename or folder}",
            "请检查文件夹是否有写入权限、文件是否被占用",
            as_json=as_json,
        )
    if as_json:
        write_json({"policy": policy.id, "files": [str(path) for path in written]})
    else:
        out.print(f"已写成 {written[0]} 和 {written[1]}", markup=False)
