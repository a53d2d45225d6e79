"""`pe policies check`: what is wrong with policy files, and what their author should look at."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from addin.cli.output import TO_MEND, WRONG, complain, out, write_json
from rules.authoring import Advice, advise
from rules.library import examine
from udfs import policies


def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="文件", help="政策文件（.yaml），可写几个")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="有没有示例的地方等提醒时，也算没有通过")
    ] = False,
    quick: Annotated[bool, typer.Option("--quick", help="只查错误，不找没有示例的地方")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Check policy files; exit 1 where one has a fault, 2 where one cannot be read at all.

    Advice (an edge without an example, a rule that never applies) is told but changes the exit
    status only with `--strict`.
    """
    shelf = policies.library().shelf.values()
    paths = files or [shelved.file for shelved in shelf]
    clashing = {one.file: one.policy for one in shelf if one.rival is not None}
    status = 0
    told = []
    for path, (examples, found, advice) in zip(paths, _examined(paths, quick), strict=True):
        if path in clashing and not files:
            found += getattr(clashing[path], "faults", ())
        opens = _opens(path)
        if not opens:
            status = WRONG
        elif found or (strict and advice):
            status = max(status, TO_MEND)
        told.append(_told(path, examples, found, advice))
        if as_json:
            continue
        if not opens:
            complain(f"{path}：文件打不开", "请检查文件是否存在、是否被占用、是否有读取权限")
            continue
        for fault in found:
            out.print(str(fault), style="red", markup=False)
        for one in advice:
            out.print(str(one), style="yellow", markup=False)
        if not found:
            noted = f"；{len(advice)} 处提醒" if advice else ""
            out.print(f"{path.name}：没有问题，{examples} 个示例都算得出{noted}", markup=False)
    if as_json:
        write_json(told)
    raise typer.Exit(status)


#: What one file comes to: how many examples it has, its faults, and what to look at.
Examined = tuple[int, tuple[Any, ...], tuple[Advice, ...]]


def _examined(paths: list[Path], quick: bool) -> Iterator[Examined]:
    """Each file's result, in order; looking for untested edges is slow, so several go side by side."""
    one = partial(_examine, quick=quick)
    if quick or len(paths) < 2:
        yield from map(one, paths)
        return
    with ProcessPoolExecutor() as pool:
        yield from pool.map(one, paths)


def _examine(path: Path, *, quick: bool) -> Examined:
    policy, found = examine(path)
    advice = advise(policy, path) if policy and not found and not quick else ()
    return len(policy.examples) if policy else 0, found, tuple(advice)


def _told(
    path: Path, examples: int, found: tuple[Any, ...], advice: tuple[Advice, ...]
) -> dict[str, Any]:
    return {
        "file": str(path),
        "ok": not found,
        "examples": examples,
        "faults": [
            {"line": f.line, "column": f.column, "message": f.message, "advice": f.advice}
            for f in found
        ],
        "advice": [
            {
                "line": one.line,
                "column": one.column,
                "message": one.message,
                "advice": one.advice,
                "example": one.example,
            }
            for one in advice
        ],
    }


def _opens(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False
