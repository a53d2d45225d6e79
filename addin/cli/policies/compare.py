"""`pe policies diff`: what changed between two policies."""

from __future__ import annotations

from typing import Annotated

import typer

from addin.cli.output import out, write_json
from addin.cli.policies.named import named
from rules.authoring import differences


def diff(
    old: Annotated[str, typer.Argument(metavar="旧政策", help="政策代号、名称或文件")],
    new: Annotated[str, typer.Argument(metavar="新政策", help="政策代号、名称或文件")],
    examples: Annotated[
        bool, typer.Option("--examples", help="示例的不同也逐一列出（不写则只说有几个）")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Tell each change with its place, in words and numbers."""
    before, after = named(old, as_json=as_json), named(new, as_json=as_json)
    found = differences(before.policy, after.policy)
    changes = (*found.rules, *found.examples)
    if as_json:
        write_json(
            [
                {
                    "path": [str(part) for part in change.path],
                    "place": change.place,
                    "change": change.kind.value,
                    "before": change.before,
                    "after": change.after,
                    "by": change.by,
                    "example": change in found.examples,
                }
                for change in changes
            ]
        )
        return
    if not changes:
        out.print("两份政策说的一样。", markup=False)
        return
    for change in found.rules:
        out.print(str(change), markup=False)
    for change in found.examples if examples else ():
        out.print(str(change), markup=False)
    told = f"规定共 {len(found.rules)} 处不同" if found.rules else "规定没有变"
    listed = "" if examples or not found.examples else "（加 --examples 逐一列出）"
    out.print(f"{told}；{found}{listed}。", markup=False)
