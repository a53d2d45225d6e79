"""`--policies 文件夹`: the user's own policies beside the shipped ones, on every command."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from addin.cli.output import stop
from rules.library import SHIPPED, Library
from udfs import policies

_NAME = "policy_folders"
_OPTION = Annotated[
    list[Path] | None,
    typer.Option(
        "--policies",
        metavar="文件夹",
        help=f"本单位的政策文件夹，可写几次；也可用环境变量 {policies.VARIABLE}",
    ),
]


def seeing(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option that names the user's own policy folders."""

    @wraps(command)
    def run(**given: Any) -> None:
        folders = given.pop(_NAME, None)
        with policies.using(_library(folders)) if folders else nullcontext():
            command(**given)

    # Typer reads a command's options from its signature, with the annotations resolved.
    hints = get_type_hints(command, include_extras=True)
    own = inspect.signature(command).parameters.values()
    option = inspect.Parameter(
        _NAME, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_OPTION
    )
    run.__annotations__ = {**hints, _NAME: _OPTION}
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [*(parameter.replace(annotation=hints[parameter.name]) for parameter in own), option]
    )
    return run


def _library(folders: list[Path]) -> Library:
    for folder in folders:
        if not folder.is_dir():
            stop(f"没有政策文件夹 {folder}", "请检查 --policies 后面写的文件夹")
    return Library(SHIPPED, *folders)
