"""`pe validate`: filled workbooks checked, for people and for machines; one, or thousands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from addin.cli import gathering, journal, progress, reporting
from addin.cli.checking_run import Run
from addin.cli.interrupting import Interruption
from addin.cli.journal import Journal
from addin.cli.output import INTERRUPTED, TO_MEND, WRONG, complain, json_list, out, stop
from addin.cli.passwords import Password, asked_for
from addin.cli.scored import without_lists
from rules.results import Refusal
from udfs import policies
from workbook_templates import reports
from workbook_templates.checking import Checked, Verdict

#: From so many files on, what was done is kept so that a run that is broken off can go on.
_MANY = 20


def validate(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件", help="填好的工作簿或文件夹，可写几个")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="网页", help="另存为网页（.html）")
    ] = None,
    summary: Annotated[
        Path | None, typer.Option("--summary", metavar="汇总表", help="另存为汇总表（.xlsx）")
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option("--annotate", metavar="副本", help="另存带批注的副本；校验几份文件时写文件夹"),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="校验几份文件时，通过的也列出详情")
    ] = False,
    policy: Annotated[
        str, typer.Option("--policy", metavar="政策", help="没有模板标识的表按这项政策校验")
    ] = "",
    password: Password = "",
    resume: Annotated[
        bool, typer.Option("--resume", help="接着上次的进度：没有变动的文件不再校验")
    ] = False,
    workers: Annotated[
        int,
        typer.Option("--workers", min=0, max=61, metavar="个数", help="同时用几个进程；0 表示自动"),
    ] = 0,
) -> None:
    """Check workbooks; exit 0 when nothing is to mend or explain, 1 when something is, 2 unreadable."""
    _refuse_unknown(policy, as_json=as_json)
    gathered = gathering.gather(files, [each for each in (annotate, summary) if each])
    found = gathered.files
    gathering.tell_left_out(gathered, "工作簿", "校验")
    if not found:
        stop("没有可以校验的文件", "请写工作簿的文件名，或存放工作簿的文件夹", as_json=as_json)
    copies = reporting.copies(found, annotate) if annotate else []
    reporting.refuse_wrong_targets(found, copies, html, summary, as_json=as_json)
    kept = None
    if resume or len(found) >= _MANY:
        outputs = (summary, html, copies[0][1] if copies else None)
        kept = _begun(journal.beside(files, outputs, policy), resume=resume)
    several = len(found) > 1
    with Interruption() as interruption, ExitStack() as stack:
        run = Run(
            found,
            copies,
            policy=policy,
            password=password or asked_for(found, as_json=as_json),
            workers=workers,
            scored=html is not None,
            journal=kept,
            stopped=interruption.__bool__,
            tell=_teller(stack, brief=several and not everything, as_json=as_json),
            step=stack.enter_context(
                progress.shown(out, len(found), "校验", wanted=several and not as_json)
            ),
        )
        try:
            run.go(html, summary)
        finally:
            if kept is not None:
                kept.end(keep=resume or run.count < len(found))
    if not as_json:
        if several:
            out.print(reports.counted(run.verdicts, run.severities), markup=False)
        for line in run.saved:
            out.print(line, markup=False)
    if run.count < len(found):
        _tell_interrupted(run, kept)
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(status_of(run.verdicts))


def status_of(verdicts: Mapping[Verdict, int]) -> int:
    """The exit status for the worst of the files; a defect of ours is told by its own."""
    if verdicts.get(Verdict.UNREADABLE):
        return WRONG
    return TO_MEND if verdicts.get(Verdict.REJECT) or verdicts.get(Verdict.EXPLAIN) else 0


def _refuse_unknown(policy: str, *, as_json: bool) -> None:
    if policy:
        found = policies.library().find(policy)
        if isinstance(found, Refusal):
            stop(found.message, found.advice, as_json=as_json)


def _teller(stack: ExitStack, *, brief: bool, as_json: bool) -> Callable[[Checked], None]:
    """What tells each answer as it comes."""
    if as_json:
        add = stack.enter_context(json_list())
        return lambda one: add(one.as_json())
    return lambda one: reports.terminal(out, [without_lists(one)], brief=brief)


def _begun(kept: Journal, *, resume: bool) -> Journal | None:
    """The journal, ready; none where it cannot be written: that keeps nobody from the answers."""
    try:
        kept.begin(go_on=resume)
    except OSError:
        if resume:
            complain(f"不能读写进度文件 {kept.path}", "这次从头校验，中断以后不能接着做")
        return None
    if kept.outdated:
        complain("上次校验以后，政策或软件有了变动，全部重新校验")
    return kept


def _tell_interrupted(run: Run, kept: Journal | None) -> None:
    rest = len(run.files) - run.count
    go_on = "接着校验，请再运行同一条命令，加上 --resume" if kept else "其余的请另行校验"
    complain(f"已中断：校验了 {run.count} 份，还有 {rest} 份没有校验；已有的结果都已写出", go_on)
