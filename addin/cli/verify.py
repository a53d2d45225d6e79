"""`pe verify`: packages that were handed in, computed anew and compared with their receipts."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from addin.cli import gathering, progress
from addin.cli.interrupting import Interruption
from addin.cli.output import INTERRUPTED, TO_MEND, WRONG, complain, json_list, out, stop
from udfs import CATALOGUE
from workbook_templates import submission
from workbook_templates.submission import Agreement, Difference, Verified, verdict_in_words

_PACKAGES = (".zip",)
_MARKS = {
    Agreement.AGREES: ("✓", "bold green"),
    Agreement.DIFFERS: ("✗", "bold red"),
    Agreement.UNREADABLE: ("?", "bold magenta"),
    Agreement.DEFECT: ("▲", "bold magenta"),
}


def verify(
    packages: Annotated[
        list[Path], typer.Argument(metavar="提交包", help="提交包或存放提交包的文件夹，可写几个")
    ],
    password: Annotated[
        str, typer.Option("--password", metavar="密码", help="打开提交包里加密工作簿的密码")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    workers: Annotated[
        int,
        typer.Option("--workers", min=0, max=61, metavar="个数", help="同时用几个进程；0 表示自动"),
    ] = 0,
) -> None:
    """Verify packages; exit 0 when all agree, 1 when one does not, 2 when one cannot be read."""
    gathered = gathering.gather(packages, endings=_PACKAGES)
    gathering.tell_left_out(gathered, "提交包", "核对")
    found = gathered.files
    if not found:
        stop("没有可以核对的提交包", "请写提交包的文件名，或存放提交包的文件夹", as_json=as_json)
    counts: Counter[Agreement] = Counter()
    left_open = 0
    several = len(found) > 1
    with Interruption() as interruption, ExitStack() as stack:
        tell = _teller(stack, as_json=as_json)
        step = stack.enter_context(
            progress.shown(out, len(found), "核对", wanted=several and not as_json)
        )
        for verified, defect in submission.verify_many(
            found,
            str(CATALOGUE["PE_VERSION"]()),
            password=password,
            workers=workers,
            stopped=interruption.__bool__,
        ):
            if defect:
                logging.getLogger(__name__).error("%s\n%s", verified.package, defect)
            counts[verified.agreement] += 1
            left_open += verified.remaining > 0
            tell(verified)
            step()
    done = sum(counts.values())
    if several and not as_json:
        told = "、".join(f"{each.value} {counts[each]} 份" for each in Agreement if counts[each])
        more = f"其中 {left_open} 份还有须说明的地方没有说明。" if left_open else ""
        out.print(f"共核对 {done} 份提交包：{told}。{more}", markup=False)
    if done < len(found):
        complain(f"已中断：核对了 {done} 份，还有 {len(found) - done} 份没有核对")
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(_status(counts))


def _status(counts: Mapping[Agreement, int]) -> int:
    if counts.get(Agreement.UNREADABLE):
        return WRONG
    return TO_MEND if counts.get(Agreement.DIFFERS) else 0


def _teller(stack: ExitStack, *, as_json: bool) -> Callable[[Verified], None]:
    if as_json:
        add = stack.enter_context(json_list())
        return lambda one: add(one.as_json())
    return _tell


def _tell(one: Verified) -> None:
    """A package on a line; beneath it what its receipt says, and what differs."""
    mark, style = _MARKS[one.agreement]
    left_open = f"，但有 {one.remaining} 处没有说明" if one.remaining else ""
    if one.agreement is not Agreement.AGREES:
        left_open = ""
    line = Text.assemble(
        (f"{mark} {one.agreement.value}", style),
        (left_open, "bold yellow"),
        "  ",
        (_one_line(one.package), "bold"),
    )
    out.print(line, soft_wrap=False, overflow="fold")
    if one.receipt is not None:
        said = one.receipt
        results = (f"{name} {value}" for name, value in said.results_in_words())
        _indented(Text(_one_line("  ".join((said.file, *results)))))
        _indented(Text(f"{said.time_in_words()}提交，回执编号 {said.number}", "dim"))
        if one.remaining:
            told = _one_line(verdict_in_words(said.verdict, said.remaining))
            _indented(
                Text(f"提交时的结论：{told}；请查看包里的校验结果，向提交方了解情况", "yellow")
            )
    if one.agreement is Agreement.DEFECT:
        out.print("  本软件内部出错，这一份没有核对完；请把记录发给技术支持。", style="dim")
    for difference in one.differences:
        _tell_difference(difference)


def _tell_difference(one: Difference) -> None:
    _indented(Text.assemble(("· ", "red" if one.grave else "cyan"), _one_line(one.message)))
    _indented(Text(_one_line(one.meaning), "dim"), 4)


def _indented(text: Text, by: int = 2) -> None:
    out.print(Padding(text, (0, 0, 0, by), expand=False), soft_wrap=False, overflow="fold")


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
