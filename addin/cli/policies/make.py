"""`pe policies new`: the draft of a policy in the user's own folder."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from addin.cli.output import out, stop, write_json
from rules.authoring import skeleton
from rules.library import SHIPPED
from udfs import policies

T = TypeVar("T")
_SCHEMA_FILE = SHIPPED.parent / skeleton.SCHEMA


def new(
    policy: Annotated[
        str, typer.Argument(metavar="代号", help="政策代号，也是文件名，如 mou-shi-2024")
    ],
    title: Annotated[str, typer.Option("--title", metavar="名称", help="文件全称")] = "",
    number: Annotated[str, typer.Option("--number", metavar="文号", help="发文字号")] = "",
    since: Annotated[str, typer.Option("--since", metavar="日期", help="哪一天起施行")] = "",
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", metavar="种类", help=f"写什么：{'、'.join(skeleton.KINDS)}；可写几次"
        ),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件夹", help="存到哪个文件夹")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Write the draft; nothing that exists is overwritten."""
    if not skeleton.ID.fullmatch(policy):
        stop(
            f"代号“{policy}”不能作文件名",
            "请用小写字母、数字和连字符，如 mou-shi-2024",
            as_json=as_json,
        )
    library = policies.library()
    known = library.shelf.get(policy)
    if known is not None:
        stop(f"代号“{policy}”已经用于 {known.file}", "请换一个代号", as_json=as_json)
    target = _folder(folder, library.own) / f"{policy}.yaml"
    if target.exists():
        stop(f"{target} 已经存在", "请换一个代号，或先移走那个文件", as_json=as_json)
    answers = _answers(skeleton.Answers(policy, title, number), since, kind, as_json=as_json)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Opened so that a file that has come into being meanwhile is not overwritten either.
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(skeleton.draft(answers))
        schema = target.with_name(skeleton.SCHEMA)
        schema.write_bytes(_SCHEMA_FILE.read_bytes())
    except OSError as error:
        stop(
            f"不能写入 {error.filename or target}",
            "请检查文件夹是否有写入权限",
            as_json=as_json,
        )
    if as_json:
        write_json({"policy": policy, "file": str(target), "schema": str(schema)})
        return
    out.print(f"已生成 {target}", markup=False)
    out.print(f"{schema} 供编辑器提示和补全（VS Code 装 YAML 扩展即可）。", markup=False)
    out.print("标有【请填】的地方照原文改写；随时运行：", markup=False)
    out.print(f"  pe policies check {target}", markup=False)
    if target.parent not in library.own:
        out.print(
            f"写好后，用 --policies {target.parent} 或环境变量 {policies.VARIABLE} 指明这个文件夹，"
            "各命令和函数就能用它。",
            markup=False,
        )


def _folder(named: Path | None, own: tuple[Path, ...]) -> Path:
    """Where the draft goes: the folder named, the user's own first one, or here."""
    if named is not None:
        return named
    return own[0] if own else Path()


def _answers(
    given: skeleton.Answers, since: str, kinds: list[str] | None, *, as_json: bool
) -> skeleton.Answers:
    """What the flags say, and what a person at a terminal says to the questions left."""
    asks = sys.stdin.isatty() and not as_json
    day = _day(since) if since else None
    if since and day is None:
        stop(f"“{since}”不是日期", "请写成 2024-01-01", as_json=as_json)
    unknown = [kind for kind in kinds or () if kind not in skeleton.KINDS]
    if unknown:
        stop(f"没有“{unknown[0]}”这一种", f"可写：{'、'.join(skeleton.KINDS)}", as_json=as_json)
    if not asks:
        if not (given.title or given.number or since or kinds or as_json):
            # Answers that come through a pipe are not read: say so rather than drop them.
            out.print(
                "不是在终端里运行，没有提问，也不读传入的回答；"
                "请用 --title、--number、--since、--kind 写明，或以后在文件里补。",
                markup=False,
                style="yellow",
            )
        return skeleton.Answers(given.id, given.title, given.number, day, tuple(kinds or ("奖励",)))
    out.print("几个问题，不清楚的直接按回车，以后在文件里补。", markup=False)
    title = given.title or _asked("文件全称（不写书名号）")
    number = given.number or _asked("文号，如 财预〔2020〕10号")
    while day is None:
        said = _asked("哪一天起施行，如 2024-01-01")
        day = _day(said)
        if not said:
            break
        if day is None:
            out.print(f"“{said}”不是日期。", markup=False, style="red")
    chosen = tuple(kinds or ())
    while not chosen:
        said = _asked(f"写什么，可写几种，用空格隔开（{'、'.join(skeleton.KINDS)}）", "奖励")
        words = said.replace("、", " ").replace("，", " ").split()
        wrong = [word for word in words if word not in skeleton.KINDS]
        if wrong:
            out.print(f"没有“{wrong[0]}”这一种。", markup=False, style="red")
        else:
            chosen = tuple(words)
    return skeleton.Answers(given.id, title, number, day, chosen)


def _asked(question: str, default: str = "") -> str:
    return str(typer.prompt(question, default=default, show_default=bool(default))).strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
