"""`pe addin`: the functions in the office programs of this person; installed, removed, looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from addin.calc import installing
from addin.calc.office import OfficeFault
from addin.cli import chinese, folders
from addin.cli.output import TO_MEND, out, stop, write_json
from udfs import policies

HOSTS = ("calc",)

_Host = Annotated[str, typer.Argument(metavar="程序", help="calc：LibreOffice 电子表格")]
_Office = Annotated[
    Path | None,
    typer.Option("--office", metavar="文件", help="soffice 在哪里；省略时到通常的位置去找"),
]
_Profile = Annotated[
    Path | None,
    typer.Option(
        "--profile", metavar="文件夹", help="LibreOffice 的用户配置文件夹；省略时用本人的"
    ),
]
_Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]

app = typer.Typer(cls=chinese.Group, no_args_is_help=True)


def install(
    host: _Host, office: _Office = None, profile: _Profile = None, as_json: _Json = False
) -> None:
    """Install for this person only; a formula is tried first."""
    _known(host, as_json)
    own = policies.library().own
    try:
        where = installing.install(own, program=office, profile=profile)
    except OfficeFault as fault:
        stop(str(fault), as_json=as_json)
    except OSError as error:
        _unwritable(error, as_json)
    if as_json:
        write_json({"installed": True, "profile": str(where), "policies": list(map(str, own))})
        return
    out.print("已经装好：试算一个公式，结果正确。", markup=False)
    out.print(f"装在 {where}", markup=False)
    out.print(
        '打开 LibreOffice，在空白格里输入 =PE_SCORE(10,"≥80%","64.71%")，应显示 8.09。',
        markup=False,
    )


def uninstall(
    host: _Host, office: _Office = None, profile: _Profile = None, as_json: _Json = False
) -> None:
    """Take out what was installed; the workbooks stay as they are."""
    _known(host, as_json)
    try:
        there = installing.uninstall(program=office, profile=profile)
    except OfficeFault as fault:
        stop(str(fault), as_json=as_json)
    except OSError as error:
        _unwritable(error, as_json)
    if as_json:
        write_json({"removed": there})
        return
    said = "已经卸下。表里的 PE_ 公式还在，以后显示 #NAME?。" if there else "没有装过，不用卸。"
    out.print(said, markup=False)


def status(office: _Office = None, profile: _Profile = None, as_json: _Json = False) -> None:
    """Say what there is, and try a formula."""
    found = installing.state(program=office, profile=profile)
    recorded = found.record is not None
    if as_json:
        write_json(
            {
                "office": str(found.program or ""),
                "profile": str(found.profile),
                "installed": found.installed,
                "recorded": recorded,
                "policies": list(found.record.policies) if found.record else [],
                "trouble": found.trouble,
            }
        )
    else:
        out.print(f"LibreOffice：{found.program or '没有找到'}", markup=False)
        out.print(f"用户配置：{found.profile}", markup=False)
        out.print(f"扩展：{_installed(found.installed, recorded)}", markup=False)
        for folder in found.record.policies if found.record else ():
            out.print(f"政策文件夹：{folder}", markup=False)
        out.print(f"试算一个公式：{found.trouble or '结果正确'}", markup=False)
    if found.trouble or not (found.installed and recorded):
        raise typer.Exit(TO_MEND)


def _installed(installed: bool, recorded: bool) -> str:
    if installed and recorded:
        return "已安装"
    if installed:
        return "已安装，但没有登记软件在哪里。请运行 pe addin install calc"
    return "没有安装。请运行 pe addin install calc"


def _known(host: str, as_json: bool) -> None:
    if host not in HOSTS:
        stop(f"没有“{host}”这个程序", f"现有：{'、'.join(HOSTS)}", as_json=as_json)


def _unwritable(error: OSError, as_json: bool) -> NoReturn:
    stop(
        f"不能写入 {error.filename or 'LibreOffice 的用户配置文件夹'}",
        "请检查磁盘空间和权限",
        as_json=as_json,
    )


for _name, _command, _told in (
    ("install", install, "把函数装进本人的 LibreOffice；先试算一个公式。"),
    ("uninstall", uninstall, "从本人的 LibreOffice 里卸下函数。"),
    ("status", status, "查看装了没有、能不能计算。"),
):
    app.command(_name, cls=chinese.Command, help=_told)(folders.seeing(_command))

__all__ = ["app"]
