"""The application: its commands, and its last line of defence."""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from addin.cli import (
    addins,
    build,
    calculate,
    chinese,
    create,
    demonstrate,
    evaluate,
    folders,
    policies,
    submit,
    validate,
    verify,
)
from addin.cli.defects import DefectLog
from addin.cli.output import DEFECT, INTERRUPTED, WRONG, complain
from udfs import CATALOGUE

#: Exit status of a command whose reader closed the pipe.
UNHEARD = 141

app = typer.Typer(
    name="pe",
    cls=chinese.Group,
    context_settings=chinese.SETTINGS,
    help="预算绩效评分与招商引资奖励：试算公式、新建表、重算、校验、提交、查看政策。",
    no_args_is_help=True,
    add_completion=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pe {CATALOGUE['PE_VERSION']()}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Take what stands before the command."""


def _add(name: str, command: Callable[..., None], told: str) -> None:
    app.command(name, cls=chinese.Command, help=told)(folders.seeing(command))


_add("demo", demonstrate.demo, "用两份公开文件的真实数字演示：建表、计算、校验，留下工作簿和网页。")
_add("new", create.new, "新建一份表，空白的或填入数据的。")
_add("eval", evaluate.evaluate, '试算一个公式，如 \'=PE_SCORE(10,"≥80%","64.71%")\'。')
_add(
    "calc", calculate.calc, "重算工作簿，不用表格软件，或用 LibreOffice；另存为新文件，原文件不变。"
)
_add("validate", validate.validate, "校验填好的工作簿，一份、几份或整个文件夹。")
_add("submit", submit.submit, "校验一份工作簿，没有问题的生成提交包和回执。")
_add("verify", verify.verify, "核对收到的提交包：重新计算，与回执比较。")
app.add_typer(build.app, name="build", help="生成装到表格软件里的文件：加载项、扩展、带宏的模板。")
app.add_typer(addins.app, name="addin", help="把函数装进本人的表格软件，卸下，查看。")
app.add_typer(policies.app, name="policies", help="查看、编写、检查和比较政策文件。")


def main() -> None:
    """Run `pe`. A defect of ours ends with a sentence and a log, never with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be in another code page; what it cannot show must not stop the work.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    with DefectLog() as defects:
        status = _status()
    if defects.any:
        defects.tell()
        status = DEFECT
    _let_go()
    sys.exit(status)


def _run() -> int:
    command = typer.main.get_command(app)
    try:
        status = command.main(prog_name="pe", standalone_mode=False) or 0
    except chinese.NoArgsIsHelpError as asked:
        sys.stdout.write(f"{asked.message}\n")
        status = WRONG
    # Here and not at the interpreter's end, because the reader may have gone, or the disk be full.
    sys.stdout.flush()
    return status


def _status() -> int:
    """The exit status of the run, whatever happens in it."""
    try:
        return _run()
    except chinese.UsageError as error:
        complain(chinese.sentence(error), chinese.hint(error))
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if _reader_gone(error):
            return UNHEARD
        complain(
            "读写失败：" + str(error.filename or "输出"), "请检查磁盘空间、权限和文件是否被占用"
        )
        return WRONG
    except SystemExit as ended:
        # Typer ends a command whose reader has gone by itself, with the status 1 that is a verdict
        # here; why it did so is kept in the exception's context.
        return UNHEARD if _reader_gone(ended.__context__) else int(ended.code or 0)
    except Exception:
        logging.getLogger(__name__).exception("pe failed")
        return DEFECT


def _reader_gone(error: BaseException | None) -> bool:
    # Windows says EINVAL, without a file's name, where others say EPIPE.
    if isinstance(error, BrokenPipeError):
        return True
    return isinstance(error, OSError) and os.name == "nt" and error.errno == errno.EINVAL


def _let_go() -> None:
    """Give up what cannot be written, so that the interpreter does not complain of it once more."""
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the process ends
