"""`pe build`: the files of a host, made from the catalogue. One module per command."""

from __future__ import annotations

import typer

from addin.cli import build_calc, build_excel, build_windows, chinese

app = typer.Typer(cls=chinese.Group, no_args_is_help=True)
app.command("excel", cls=chinese.Command, help="生成 Excel 加载项、带宏的模板和手工导入用的代码。")(
    build_excel.excel
)
app.command("calc", cls=chinese.Command, help="生成 LibreOffice 的扩展。")(build_calc.calc)
app.command("windows", cls=chinese.Command, help="生成 Windows 安装包，不联网、不用管理员就能装。")(
    build_windows.windows
)

__all__ = ["app"]
