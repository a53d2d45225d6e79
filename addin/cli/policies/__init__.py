"""`pe policies`: which policies there are, and the tools of whoever writes one.

One module per command; this one names them.
"""

from __future__ import annotations

from collections.abc import Callable

import typer

from addin.cli import chinese, folders
from addin.cli.policies import check, compare, impact, listing, make, page

app = typer.Typer(cls=chinese.Group, no_args_is_help=True)


def _add(name: str, command: Callable[..., None], told: str) -> None:
    app.command(name, cls=chinese.Command, help=told)(folders.seeing(command))


_add("list", listing.show_all, "列出现有的政策。")
_add("show", listing.show, "显示一项政策的原文。")
_add("new", make.new, "新写一项政策：回答几个问题，得到一份有说明、能通过检查的样稿。")
_add(
    "check",
    check.check,
    "检查政策文件：写法、数据、公式、条款、示例；并指出没有示例的地方、用不到的和互相矛盾的规定。"
    "不写文件名则检查全部。",
)
_add("doc", page.doc, "把一项政策写成给人看的网页和 Markdown。")
_add("diff", compare.diff, "比较两项政策，说出改了什么、改了多少。")
_add("impact", impact.impact, "同一批数据在两项政策下各得多少：谁增谁减、合计、谁不再符合。")

__all__ = ["app"]
