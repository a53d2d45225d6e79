"""The application: its commands, its language, and its last line of defence."""

from __future__ import annotations

import sys

from addin.cli import chinese

chinese.install()

import typer  # noqa: E402 - click must find its Chinese already installed

from addin.cli import calculate, create, demonstrate, evaluate, policies, validate  # noqa: E402

chinese.panels()

app = typer.Typer(
    name="pe",
    help="预算绩效评分与招商引资奖励：试算公式、新建表、重算、校验、管理政策。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("demo", help="用两份公开文件的真实数字演示：建表、计算、校验，留下工作簿和网页。")(
    demonstrate.demo
)
app.command("new", help="新建一份表。")(create.new)
app.command("eval", help='试算一个公式，如 \'=PE_SCORE(10,"≥80%","64.71%")\'。')(evaluate.evaluate)
app.command("calc", help="不用表格软件，重算一份工作簿（另存为新文件）。")(calculate.calc)
app.command("validate", help="校验填好的工作簿。")(validate.validate)
app.add_typer(policies.app, name="policies", help="查看和检查政策文件。")


def main() -> None:
    """Run `pe`. A defect of ours ends with a sentence and a log, never with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be in another code page; what it cannot show must not stop the work.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)
    except Exception as error:
        from addin.cli.output import report_defect

        report_defect(error)
        sys.exit(3)
