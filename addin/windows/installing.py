"""Install, update in place, take away: files, registry, server, in the order that can be undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from addin.windows import registering
from addin.windows.configuration import Settings, settings
from addin.windows.machine import Machine
from addin.windows.places import COMMANDS, MANIFEST, OWN_POLICIES, PAGES, REPLACED, Places
from addin.windows.registry import Registry
from addin.windows.rescuing import rescue

_CLOSE = "Excel 正开着。请保存工作簿、关闭全部 Excel 窗口，再运行一次。"
_RUNS = "函数服务停不下来。请注销 Windows，重新登录后先不要打开 Excel，再运行一次。"
_SAME = "原来的安装没有变。"
_BUSY = "不能替换 {path}：有程序正在使用它，或者没有权限。请关闭 Excel 和其他窗口，再运行一次。"
_IN_PLACE = (
    "安装包解压到了安装的位置 {home}。请解压到别的文件夹（如桌面），再运行其中的 install.cmd。"
)
_RESCUED = "模板文件夹里有您填过或另存的表，已经移到 {folder}：{names}。"
_NOT_RESCUED = (
    "模板文件夹里有您填过或另存的表，没有能移到“文档”（{error}）。请自己把它们移走，再运行一次。"
)
_NO_PLACE = "不能写入 {path}（{error}）。请检查磁盘空间和权限，再运行一次。"


class InstallError(Exception):
    """Why it could not be done and what to do: one Chinese sentence."""


def install(
    package: Path,
    places: Places,
    registry: Registry,
    machine: Machine,
    version: str,
    say: Callable[[str], None] = lambda sentence: None,
) -> Settings:
    """Install from an unpacked package, or update; the settings that are now in force.

    The person's own policies and settings stay; forms that were filled in among the templates are
    moved to the documents, which is said. Raises `InstallError`; unless the disk fills up
    or a policy of the unit forbids writing after the new files are in place, what was there before
    is there still.
    """
    if package.resolve() == places.home.resolve():
        raise InstallError(_IN_PLACE.format(home=places.home))
    _quiet(machine)
    try:
        _move_theirs(places, registry, say)
        _replace(package, places.home)
    except InstallError:
        if places.python.is_file():
            machine.start_server(places.python, registering.SERVER)  # the old one, as it ran
        raise
    try:
        _keep_own(package, places)
        told = settings(places, registry)
        _start_up_copy(places, wanted=told.by_xlstart)
    except OSError as error:
        raise InstallError(_NO_PLACE.format(path=error.filename, error=error.strerror)) from error
    registering.register(registry, places, told, version)
    machine.start_server(places.python, registering.SERVER)
    return told


def uninstall(
    places: Places,
    registry: Registry,
    machine: Machine,
    running: Path,
    say: Callable[[str], None] = lambda sentence: None,
) -> list[Path]:
    """Take all away but the person's own policies, settings and logs; what is left, as folders.

    Forms that were filled in among the templates are moved as by `install`. Python's folder and the
    script that started it stay when they are what runs this: that script removes both.
    """
    _quiet(machine)
    _move_theirs(places, registry, say)
    registering.unregister(registry, places)
    try:
        _start_up_copy(places, wanted=False)
    except OSError as error:
        raise InstallError(_BUSY.format(path=error.filename)) from error
    for name in REPLACED:
        folder = places.home / name
        if not running.is_relative_to(folder):
            shutil.rmtree(folder, ignore_errors=True)
    from_here = running.is_relative_to(places.home)
    for name in (MANIFEST, *COMMANDS):
        if not (from_here and name == "uninstall.cmd"):
            (places.home / name).unlink(missing_ok=True)
    _throw_away(places.home, ".old")
    shutil.rmtree(places.home / PAGES, ignore_errors=True)
    return sorted(places.home.iterdir()) if places.home.is_dir() else []


def restart(places: Places, machine: Machine) -> None:
    """Start the server anew, so that it reads policies and settings again."""
    if not machine.stop_server():
        raise InstallError(_RUNS)
    machine.start_server(places.python, registering.SERVER)


def _quiet(machine: Machine) -> None:
    """Nothing of ours runs: a library in use can be neither replaced nor removed."""
    if machine.excel_is_open():
        raise InstallError(_CLOSE)
    if not machine.stop_server():
        raise InstallError(_RUNS)


def _move_theirs(places: Places, registry: Registry, say: Callable[[str], None]) -> None:
    try:
        moved = rescue(places, registry)
    except OSError as error:
        raise InstallError(_NOT_RESCUED.format(error=error.strerror)) from error
    if moved:
        names = "、".join(path.name for path in moved)
        say(_RESCUED.format(folder=moved[0].parent, names=names))


def _replace(package: Path, home: Path) -> None:
    """The new folders in place of the old ones, or nothing changed."""
    try:
        _copy_beside(package, home)
    except OSError as error:
        _throw_away(home, ".new")
        told_why = _NO_PLACE.format(path=error.filename or home, error=error.strerror)
        raise InstallError(told_why + _SAME) from error
    _swap(home)


def _copy_beside(package: Path, home: Path) -> None:
    """The new folders beside the old ones; copies carry no mark of the internet."""
    home.mkdir(parents=True, exist_ok=True)
    _throw_away(home, ".new")
    for name in REPLACED:
        if (package / name).is_dir():
            shutil.copytree(package / name, home / f"{name}.new")


def _swap(home: Path) -> None:
    """Put the new folders in place of the old ones: all, or none."""
    _throw_away(home, ".old")
    done: list[tuple[Path, Path]] = []
    try:
        for name in REPLACED:
            for before, after in ((name, f"{name}.old"), (f"{name}.new", name)):
                if (home / before).is_dir():
                    (home / before).rename(home / after)
                    done.append((home / before, home / after))
    except OSError as error:
        for old, new in reversed(done):
            new.rename(old)
        _throw_away(home, ".new")
        raise InstallError(_BUSY.format(path=error.filename) + _SAME) from error
    _throw_away(home, ".old")


def _throw_away(home: Path, ending: str) -> None:
    for name in REPLACED:
        shutil.rmtree(home / f"{name}{ending}", ignore_errors=True)


def _keep_own(package: Path, places: Places) -> None:
    """What is the person's is made where there is none, and otherwise left alone."""
    (places.home / OWN_POLICIES).mkdir(exist_ok=True)
    if not places.settings.exists():
        shutil.copyfile(package / places.settings.name, places.settings)
    for name in (MANIFEST, *COMMANDS):
        if name != "install.cmd":
            shutil.copyfile(package / name, places.home / name)


def _start_up_copy(places: Places, *, wanted: bool) -> None:
    """The add-in in Excel's start-up folder, or not."""
    if wanted:
        places.xlstart.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(places.addin, places.started_addin)
        return
    with suppress(FileNotFoundError):
        places.started_addin.unlink()
