"""`python -m addin.windows …`: what install.cmd and the other scripts start."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from addin.windows import checking, installing
from addin.windows.configuration import Settings, settings
from addin.windows.logs import log_to
from addin.windows.machine import Machine, WindowsMachine
from addin.windows.places import MANIFEST, Places, places
from addin.windows.registry import Registry, WindowsRegistry

log = logging.getLogger(__name__)


def main(arguments: list[str]) -> int:
    """Run one command; 0 when all is well."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    registry, where = WindowsRegistry(), places()
    told = settings(where, registry)
    if arguments[:1] == ["pe"]:
        return _pe(told, arguments[1:])
    log_to(told.log, "install.log")
    return run(arguments, where, registry, WindowsMachine(), say)


def run(
    arguments: list[str],
    where: Places,
    registry: Registry,
    machine: Machine,
    say: Callable[[str], None],
) -> int:
    """One command, told in sentences."""
    command = arguments[0] if arguments else ""
    try:
        if command == "install":
            package = Path(arguments[1])
            told = installing.install(package, where, registry, machine, _version(package), say)
            say(f"已经装到 {where.home}")
            return _checked(where, told, registry, machine, say)
        if command == "check":
            return _checked(where, settings(where, registry), registry, machine, say)
        if command == "restart":
            installing.restart(where, machine)
            say("函数服务已经重新启动。Excel 开着的，按 Ctrl+Alt+F9 重新计算。")
            return 0
        if command == "uninstall":
            left = installing.uninstall(where, registry, machine, Path(sys.executable), say)
            say("已经卸下。表里的 PE_ 公式还在，以后显示 #NAME?。")
            kept = [path for path in left if path.name not in ("python", "uninstall.cmd")]
            if kept:
                say(f"留下的是您自己的：{'、'.join(map(str, kept))}。不要的，请自己删除。")
            return 0
    except installing.InstallError as error:
        log.warning("%s", error)
        say(str(error))
        return 1
    except Exception:
        log.exception("%s failed", command)
        say(
            "安装程序内部出错，详情在 install.log（日志文件夹，或系统的临时文件夹），请发给技术支持。"
        )
        return 3
    say("用法：install 安装包的文件夹 | check | restart | uninstall")
    return 2


def say(sentence: str) -> None:
    """To the window and to the log. Whoever has stopped listening does not stop the installation."""
    with suppress(OSError, ValueError):
        print(sentence, flush=True)
    log.info("%s", sentence)


def _checked(
    where: Places,
    told: Settings,
    registry: Registry,
    machine: Machine,
    say: Callable[[str], None],
) -> int:
    answers = checking.check(where, told, registry, machine)
    for answer in answers:
        say(f"{answer.asked}：{answer.trouble or '正常'}")
    wrong = any(answer.trouble for answer in answers)
    say(
        "还有问题，见上。"
        if wrong
        else '一切正常。打开 Excel，在空白格里输入 =PE_SCORE(10,"≥80%","64.71%")，应显示 8.09。'
    )
    return 1 if wrong else 0


def _version(package: Path) -> str:
    try:
        return str(json.loads((package / MANIFEST).read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError) as error:
        raise installing.InstallError(
            f"{package} 里没有清单 {MANIFEST}。请完整解压安装包，再运行 install.cmd。"
        ) from error


def _pe(told: Settings, arguments: list[str]) -> int:
    """The command line, with the policies of the settings."""
    from addin.cli import main as pe
    from udfs import policies

    policies.use_folders(told.policies)
    sys.argv[1:] = arguments
    pe()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
