"""The command line's own words in Chinese: help pages, and sentences for wrong usage.

Typer 0.29 carries a copy of click whose messages are written out in English and pass through no
translation. So nothing is translated here: the help page is composed anew from what the commands
declare, and a usage error is told from its kind and its parts, never from its English text.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

# The kinds of usage errors have no public name in typer; its version is pinned in pyproject.toml.
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperCommand, TyperGroup

from rules.nearest import nearest, nearest_or_known

__all__ = [
    "SETTINGS",
    "Command",
    "Group",
    "NoArgsIsHelpError",
    "UsageError",
    "hint",
    "sentence",
]

#: For `typer.Typer(context_settings=…)` of the outermost group; the commands inherit it.
SETTINGS = {"help_option_names": ["--help", "-h"]}


class _Spoken:
    """What a command and a group share: usage line and help page."""

    def get_usage(self: Any, ctx: Any) -> str:
        """The line that shows how the command is written."""
        pieces = ["用法：" + ctx.command_path, "[选项]"]
        pieces += [_written(param) for param in self.get_params(ctx) if _is_argument(param)]
        if isinstance(self, TyperGroup):
            pieces.append("命令 …")
        return " ".join(pieces)

    def format_help(self: Any, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        params = [param for param in self.get_params(ctx) if not param.hidden]
        console = Console(highlight=False, emoji=False)
        with console.capture() as page:
            console.print(Text(self.get_usage(ctx), "bold"))
            if self.help:
                console.print(Padding(Text(inspect.cleandoc(self.help)), (1, 0, 0, 0)))
            _section(console, "参数", [p for p in params if _is_argument(p)])
            _section(console, "选项", [p for p in params if not _is_argument(p)])
            if isinstance(self, TyperGroup):
                commands = ((name, self.commands[name].help) for name in self.commands)
                _rows(console, "命令", ((name, help or "") for name, help in commands))
        formatter.write("\n".join(line.rstrip() for line in page.get().splitlines()))

    def get_help_option(self: Any, ctx: Any) -> Any:
        """The option `--help`, described in Chinese."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "显示本说明"
        return option


class Command(_Spoken, TyperCommand):
    """A command that speaks Chinese."""

    allow_extra_args = True  # so that they can be told below

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; more than the command takes are told."""
        try:
            extra = super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx  # typer's parser leaves it out of some
            raise
        if extra and not ctx.resilient_parsing:
            ctx.fail(f"多出了参数：{' '.join(map(str, extra))}。含空格的内容请用引号括起来")
        return extra


class Group(_Spoken, TyperGroup):
    """A group of commands that speaks Chinese."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named; an unknown one is told with the nearest."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            ctx.fail(f"没有命令“{name}”。{nearest_or_known(name, self.commands)}")
        return super().resolve_command(ctx, args)


def sentence(error: UsageError) -> str:
    """What is wrong with how a command was written."""
    if isinstance(error, NoSuchOption):
        near = nearest(error.option_name, error.possibilities or ())
        return f"没有选项 {error.option_name}。{near}".rstrip("。")
    if isinstance(error, BadOptionUsage):
        # Only an option with a value can lack one; only a switch can be given one.
        lacks = "requires" in error.message
        return f"选项 {error.option_name} " + ("后面要写值" if lacks else "是开关，后面不写值")
    if isinstance(error, MissingParameter):
        return f"没有写{_name(error.param)}"
    if isinstance(error, BadParameter):
        return f"{_name(error.param)}的值不对"
    # Our own are in Chinese; what else typer may find is told by where to look.
    return "命令没有写全，或写法不对" if error.message.isascii() else error.message


def hint(error: UsageError, program: str = "pe") -> str:
    """Where the help is."""
    return f"查看说明请运行：{error.ctx.command_path if error.ctx else program} --help"


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _written(param: Any) -> str:
    """An argument as the usage line has it."""
    name = (param.metavar or param.name) + (" …" if param.nargs != 1 else "")
    return name if param.required else f"[{name}]"


def _name(param: Any) -> str:
    if param is None:
        return "参数"
    if _is_argument(param):
        return f"参数“{param.metavar or param.name}”"
    return f"选项 {max(param.opts, key=len)} "


def _section(console: Console, title: str, params: list[Any]) -> None:
    """The parameters of a kind with their help; a switch takes no value and shows none."""
    _rows(console, title, ((_left(param), _right(param)) for param in params))


def _left(param: Any) -> str:
    if _is_argument(param):
        return str(param.metavar or param.name)
    options = ", ".join(sorted(param.opts, key=len))
    return options if param.is_flag else f"{options} {param.metavar or '值'}"


def _right(param: Any) -> str:
    told = str(param.help or "")
    if not getattr(param, "is_flag", False) and param.default not in (None, ""):
        told += f"（默认：{param.default}）"
    return told


def _rows(console: Console, title: str, rows: Iterable[tuple[str, str]]) -> None:
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(overflow="fold")
    for left, right in rows:
        table.add_row(Text(left), Text(right))
    if table.row_count:
        console.print(Text(f"\n{title}", "bold"))
        console.print(Padding(table, (0, 0, 0, 2)))
