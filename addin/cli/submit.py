"""`pe submit`: a workbook checked and, if nothing stands against it, packed to be handed in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from addin.cli import reporting
from addin.cli.output import TO_MEND, WRONG, complain, out, stop, write_json
from addin.cli.passwords import Password, asked_for
from addin.cli.scored import without_lists
from udfs import CATALOGUE
from workbook_templates import checking, reports, submission
from workbook_templates.checking import Checked, Verdict
from workbook_templates.submission import Packed

#: What a package is called after its workbook.
_ENDING = ".提交包.zip"


def submit(
    file: Annotated[Path, typer.Argument(metavar="文件", help="填好的工作簿")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="提交包", help=f"另存为；省略时在原名后加“{_ENDING}”"
        ),
    ] = None,
    with_open: Annotated[
        bool, typer.Option("--with-open", help="有须说明而没有说明的，也生成提交包，并在回执上注明")
    ] = False,
    policy: Annotated[
        str, typer.Option("--policy", metavar="政策", help="没有模板标识的表按这项政策校验")
    ] = "",
    password: Password = "",
    force: Annotated[bool, typer.Option("--force", help="已有同名的提交包时覆盖")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Check a workbook and pack it; exit 0 when packed, 1 when something stands against it."""
    target = output or file.with_name(f"{file.stem}{_ENDING}")
    _refuse_wrong_names(file, target, force=force, as_json=as_json)
    digest = checking.digest_of(file)
    password = password or asked_for([file], as_json=as_json)
    checked = checking.check(file, policy, password)
    if not as_json:
        reports.terminal(out, [without_lists(checked)])
    if submission.blocks(checked, with_open=with_open):
        _refuse(checked, as_json=as_json)
    packed = _packed(file, digest, checked, password, as_json=as_json)
    try:
        packed.write(target)
    except OSError:
        stop(f"不能写入 {target}", "请检查磁盘空间和写入权限", as_json=as_json)
    if as_json:
        write_json(
            {**checked.as_json(), "package": str(target), "receipt": packed.receipt.as_json()}
        )
        return
    out.print(f"提交包已存为 {target}", markup=False)
    out.print(f"回执编号 {packed.receipt.number}，请留存", markup=False)


def _packed(file: Path, digest: str, checked: Checked, password: str, *, as_json: bool) -> Packed:
    try:
        packed = submission.pack(
            file,
            digest,
            checked,
            time=datetime.now().astimezone().isoformat(timespec="seconds"),
            product=str(CATALOGUE["PE_VERSION"]()),
            made=reporting.made_now(),
            password=password,
        )
    except OSError:
        packed = None
    if packed is None:
        stop(f"校验时 {file} 又有了变动", "请关闭正在编辑它的程序，再试一次", as_json=as_json)
    return packed


def _refuse(checked: Checked, *, as_json: bool) -> NoReturn:
    if as_json:
        write_json({**checked.as_json(), "package": None, "receipt": None})
    if checked.verdict is Verdict.EXPLAIN:
        complain(
            "没有生成提交包：还有须说明的问题",
            "请在表里写明原因；确实要带着问题提交的，加上 --with-open",
        )
    else:
        complain("没有生成提交包：还有必须修改的问题", "请改正以后再提交")
    raise typer.Exit(WRONG if checked.verdict is Verdict.UNREADABLE else TO_MEND)


def _refuse_wrong_names(file: Path, target: Path, *, force: bool, as_json: bool) -> None:
    """End the command before anything is read when what it should write cannot be right."""
    if file.is_dir():
        stop(f"{file} 是文件夹", "请写工作簿的文件名；一次提交一份", as_json=as_json)
    if target.suffix.lower() != ".zip":
        stop(f"提交包的文件名应以 .zip 结尾：{target.name}", as_json=as_json)
    if target.is_dir():
        stop(f"{target} 是文件夹", "请在后面写上文件名", as_json=as_json)
    if not target.absolute().parent.is_dir():
        stop(f"没有文件夹 {target.parent}", "请先建立文件夹，或换一个位置", as_json=as_json)
    if target.exists() and (target.samefile(file) if file.exists() else False):
        stop("不能写到原来的文件上", "请用 -o 另取一个名字", as_json=as_json)
    if target.exists() and not force:
        stop(
            f"已有 {target}，没有覆盖",
            "要重新提交的，请加上 --force，或用 -o 另取一个名字",
            as_json=as_json,
        )
