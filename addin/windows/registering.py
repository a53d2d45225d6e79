"""What the installation says in the registry of the current user: Excel, COM, log-on, removal."""

from __future__ import annotations

from collections.abc import Iterator

from addin.excel.settings import CLASS_ID
from addin.windows.configuration import Settings
from addin.windows.places import Places
from addin.windows.registry import Registry

#: The module that serves Excel.
SERVER = "addin.excel.server"
#: As 64-bit programs see it, and as those of 32 bits do: Excel may be either.
CLASSES = (
    rf"HKCU\Software\Classes\CLSID\{CLASS_ID}",
    rf"HKCU\Software\Classes\Wow6432Node\CLSID\{CLASS_ID}",
)
RUN = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
REMOVAL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\jixiao"
NAME, TITLE = "jixiao", "绩效评价加载项"
_OFFICE = r"HKCU\Software\Microsoft\Office\{}\Excel"
#: Excel 2010, 2013, and all since 2016.
_VERSIONS = ("14.0", "15.0", "16.0")


def server_command(places: Places) -> str:
    """What starts the server; without a window."""
    return f'"{places.python}" -m {SERVER}'


def register(registry: Registry, places: Places, settings: Settings, version: str) -> None:
    """Say everything anew; done twice it is the same."""
    _forget_addin(registry, places)
    if not settings.by_xlstart:
        for options in _options(registry):
            registry.write(options, _free(registry, options), f'/R "{places.addin}"')
    # COM itself starts the server when Excel asks for it and it does not run yet.
    for key in CLASSES:
        registry.write(key, "", TITLE)
        registry.write(rf"{key}\LocalServer32", "", server_command(places))
    if settings.at_logon:
        registry.write(RUN, NAME, server_command(places))
    else:
        registry.delete(RUN, NAME)
    told: dict[str, str | int] = {
        "DisplayName": TITLE,
        "DisplayVersion": version,
        "InstallLocation": str(places.home),
        "UninstallString": f'"{places.home / "uninstall.cmd"}"',
        "QuietUninstallString": f'"{places.home / "uninstall.cmd"}" /quiet',
        "NoModify": 1,
        "NoRepair": 1,
    }
    for name, value in told.items():
        registry.write(REMOVAL, name, value)


def unregister(registry: Registry, places: Places) -> None:
    """Leave nothing of `register`."""
    _forget_addin(registry, places)
    for key in CLASSES:
        registry.delete_tree(key)
    registry.delete(RUN, NAME)
    registry.delete_tree(REMOVAL)


def amiss(registry: Registry, places: Places, settings: Settings) -> list[str]:
    """What is not as `register` left it, as Chinese sentences."""
    found = []
    if not settings.by_xlstart and not all(
        any(_ours(value, places) for _, value in _opened(registry, options))
        for options in _options(registry)
    ):
        found.append("Excel 的加载项列表里没有本加载项")
    if settings.by_xlstart and not places.started_addin.is_file():
        found.append(f"Excel 的启动文件夹 {places.xlstart} 里没有本加载项")
    told = {registry.read(rf"{key}\LocalServer32", "") for key in CLASSES}
    if told != {server_command(places)}:
        found.append("函数服务没有登记，或登记的是别的程序（如另一个使用 xlwings 的软件）")
    if settings.at_logon and registry.read(RUN, NAME) != server_command(places):
        found.append("函数服务没有登记为登录时启动")
    return found


def _options(registry: Registry) -> list[str]:
    """The key of every Excel that this person has started; of the newest where there is none."""
    used = [v for v in _VERSIONS if registry.exists(_OFFICE.format(v))]
    return [rf"{_OFFICE.format(version)}\Options" for version in used or _VERSIONS[-1:]]


def _opened(registry: Registry, options: str) -> Iterator[tuple[str, str]]:
    """What Excel opens at its start: OPEN, OPEN1, OPEN2 … up to the first gap, as it reads them."""
    number = 0
    while isinstance(value := registry.read(options, _numbered(number)), str):
        yield _numbered(number), value
        number += 1


def _free(registry: Registry, options: str) -> str:
    return _numbered(sum(1 for _ in _opened(registry, options)))


def _numbered(number: int) -> str:
    return f"OPEN{number or ''}"


def _forget_addin(registry: Registry, places: Places) -> None:
    """Take our add-in out of every list, and close the gap that it leaves.

    Excel keeps an add-in that a person has ticked off in another list, to offer it further on.
    """
    for version in _VERSIONS:
        registry.delete(rf"{_OFFICE.format(version)}\Add-in Manager", str(places.addin))
        options = rf"{_OFFICE.format(version)}\Options"
        before = list(_opened(registry, options))
        kept = [value for _, value in before if not _ours(value, places)]
        for number, value in enumerate(kept):
            if before[number][1] != value:
                registry.write(options, _numbered(number), value)
        for name, _ in before[len(kept) :]:
            registry.delete(options, name)


def _ours(value: str, places: Places) -> bool:
    return str(places.addin).lower() in value.lower()
