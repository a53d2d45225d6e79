"""`pe build excel`: the add-in and the templates with macros."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.cli.output import out, stop, write_json
from workbook_templates.faults import FormError


def excel(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件夹", help="放到哪个文件夹")
    ] = Path("excel"),
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Write the files of the Excel host; those of an earlier build are replaced."""
    from addin.excel import building

    try:
        built = building.build(output)
    except ImportError as missing:
        stop(
            f"缺少软件包 {missing.name}",
            "请先安装：pip install 'jixiao[build]'",
            as_json=as_json,
        )
    except FormError as wrong:
        stop("\n".join(map(str, wrong.faults)), as_json=as_json)
    except OSError as error:
        stop(
            f"不能写入 {error.filename or output}",
            "请检查文件是否正被打开、磁盘是否已满、是否有写入权限",
            as_json=as_json,
        )
    if as_json:
        told = {"templates": built.templates, "beside": built.beside}
        lists = {name: [str(path) for path in paths] for name, paths in told.items()}
        write_json({"addin": str(built.addin), **lists})
        return
    out.print(f"已生成加载项 {built.addin}", markup=False)
    for template in built.templates:
        out.print(f"已生成模板 {template}", markup=False)
    out.print(f"函数提示和手工导入用的代码也在 {output}", markup=False)
