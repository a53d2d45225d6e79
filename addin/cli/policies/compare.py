"""`pe policies diff`: what changed between two policies."""

from __future__ import annotations

from typing import Annotated

import typer

from addin.cli.output import out, write_json
from addin.cli.policies.named import named
from rules.authoring import difference


def diff(
    old: Annotated[str, typer.Argument(metavar="旧政策", help="政策代号、名称或文件")],
    new: Annotated[str, typer.Argument(metavar="新政策", help="政策代号、名称或文件")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Tell each change with its place, in words and numbers."""
    before, after = named(old, as_json=as_json), named(new, as_json=as_json)
    changes = difference(before.policy, after.policy)
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
                }
                for change in changes
            ]
        )
        return
    for change in changes:
        out.print(str(change), markup=False)
    out.print(f"共 {len(changes)} 处不同。" if changes else "两份政策说的一样。", markup=False)
