"""`pe build calc`: the LibreOffice extension as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.calc import extension
from addin.cli.output import out, stop, write_json


def calc(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件夹", help="放在哪个文件夹")
    ] = Path("."),
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Write the extension; made twice, it is the same file."""
    made = output / extension.FILE
    try:
        output.mkdir(parents=True, exist_ok=True)
        extension.write_oxt(made)
    except OSError:
        stop(f"不能写入 {made}", "请换一个可以写入的文件夹", as_json=as_json)
    if as_json:
        write_json({"files": [str(made)]})
    else:
        out.print(f"已生成 {made}", markup=False)
