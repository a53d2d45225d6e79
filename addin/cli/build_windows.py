"""`pe build windows`: the package for PCs without network and rights."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.cli.output import out, stop, write_json
from workbook_templates.faults import FormError


def windows(
    python: Annotated[
        Path,
        typer.Option(
            "--python",
            metavar="文件",
            help="python.org 的 embeddable package：python-3.11.x-embed-amd64.zip",
        ),
    ],
    wheels: Annotated[
        Path,
        typer.Option("--wheels", metavar="文件夹", help="按 wheels.txt 下载的软件包（.whl）"),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="位置", help="新的文件夹，或 .zip 文件"),
    ] = Path("绩效评价-Windows"),
    unit: Annotated[
        Path | None,
        typer.Option("--unit-policies", metavar="文件夹", help="随安装包发的本单位政策"),
    ] = None,
    signed: Annotated[
        Path | None,
        typer.Option(
            "--excel",
            metavar="文件夹",
            help="pe build excel 生成、宏已经签名的文件夹；省略时用没有签名的",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Write the package; what is not what it should be is refused."""
    from addin.windows.packing import BadMaterialError, build

    for folder in (wheels, unit, signed):
        if folder is not None and not folder.is_dir():
            stop(f"没有文件夹 {folder}", "请检查写法", as_json=as_json)
    try:
        made = build(output, python, wheels, unit, signed)
    except BadMaterialError as bad:
        stop(str(bad), as_json=as_json)
    except ImportError as missing:
        advice = "请先安装：pip install 'jixiao[build]'"
        stop(f"缺少软件包 {missing.name}", advice, as_json=as_json)
    except FormError as wrong:
        stop("\n".join(map(str, wrong.faults)), as_json=as_json)
    except OSError as error:
        where = error.filename or output
        stop(f"不能读写 {where}", "请检查磁盘空间和权限", as_json=as_json)
    if as_json:
        components = [{"name": w.name, "version": w.version} for w in made.wheels]
        write_json({"package": str(made.place), "wheels": components})
        return
    out.print(
        f"已生成安装包 {made.place}（{len(made.wheels)} 个软件包，清单 manifest.json）",
        markup=False,
    )
    out.print(
        "复制到 Windows 电脑，完整解压，双击 install.cmd。说明见 docs 里的 it-guide。", markup=False
    )
