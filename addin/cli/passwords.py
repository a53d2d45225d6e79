"""The password of encrypted workbooks: an option of several commands, asked for where it is missing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from workbook_templates import reading

Password: TypeAlias = Annotated[
    str, typer.Option("--password", metavar="密码", help="打开加密工作簿的密码；不写时会问")
]


def asked_for(files: Sequence[Path], *, as_json: bool) -> str:
    """The password of encrypted files, asked for once where a person sits at a terminal."""
    if as_json or not sys.stdin.isatty():
        return ""
    locked = next((file for file in files if reading.is_encrypted(file)), None)
    if locked is None:
        return ""
    asked: str = typer.prompt(
        f"{locked.name} 加了打开密码，请输入", hide_input=True, default="", show_default=False
    )
    return asked
