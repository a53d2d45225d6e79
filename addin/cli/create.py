"""`pe new`: a new workbook of a form, blank or filled with data."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from addin.cli.output import out, stop, write_json
from rules.nearest import nearest
from workbook_templates import description, faults, making


class Functions(StrEnum):
    """How the formulas of a workbook are written."""

    PE = "pe"
    PLAIN = "plain"


def new(
    form: Annotated[
        str,
        typer.Argument(
            metavar="表名", help="表的代号或名称，如 self-evaluation、项目支出绩效自评表"
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="存到哪里；省略时用表名")
    ] = None,
    policy: Annotated[
        str, typer.Option("--policy", metavar="政策", help="依据的政策代号；省略时用本表默认的政策")
    ] = "",
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="数据", help="要填入的 YAML 文件：名称: 值，指标: 各行"),
    ] = None,
    functions: Annotated[
        Functions,
        typer.Option(
            "--functions",
            metavar="写法",
            help="公式的写法：pe 用本软件的函数（要装插件）；plain 只用普通公式，不装插件也能算",
        ),
    ] = Functions.PE,
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Make a workbook; nothing that exists is overwritten unasked."""
    titles = {description.describe(one).title: one for one in description.forms()}
    form_id = titles.get(form, form)
    if form_id not in description.forms():
        near = nearest(form, [*titles.values(), *titles])
        known = "、".join(f"{one}（{title}）" for title, one in titles.items())
        stop(f"没有表“{form}”", f"{near}\n现有：{known}".strip(), as_json=as_json)
    plain = functions is Functions.PLAIN
    usual = making.plain_name(form_id) if plain else f"{description.describe(form_id).title}.xlsx"
    target = output or Path(usual)
    if target.suffix.lower() != ".xlsx":
        stop(f"文件名应以 .xlsx 结尾：{target.name}", as_json=as_json)
    if target.exists() and not force:
        stop(f"{target} 已经存在", "请换一个名字；确要覆盖请加 --force", as_json=as_json)
    try:
        given = making.read_data(data) if data else None
        made, used = making.make(form_id, target, given, policy, plain=plain)
    except faults.FormError as wrong:
        stop("\n".join(map(str, wrong.faults)), as_json=as_json)
    except OSError:
        stop(
            f"不能写入 {target}",
            "请检查文件是否正被打开、磁盘是否已满、是否有写入权限",
            as_json=as_json,
        )
    if as_json:
        write_json({"file": str(made), "form": form_id, "policy": used})
    else:
        out.print(f"已生成 {made}（政策：{used}）", markup=False)
