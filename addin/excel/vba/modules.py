"""The modules of a project, in the order in which they are added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from addin.excel.settings import (
    COMMANDS_MODULE,
    FUNCTIONS_MODULE,
    PROJECT,
    SETTINGS,
    SETTINGS_SHEET,
)
from addin.excel.vba import xlwings_module
from addin.excel.vba.helps import help_procedures
from addin.excel.vba.source import BadSourceError, checked, chinese, procedures
from addin.excel.vba.wrappers import functions_module
from udfs import Function

TITLE = "绩效评价"
NO_SERVER = (
    "没有连上计算服务。请运行安装文件夹里的 restart.cmd，或注销后重新登录 Windows，"
    "再按 Ctrl+Alt+F9 重新计算；仍然如此，请运行 check.cmd，并把日志发给技术支持。"
)


@dataclass(frozen=True, slots=True)
class Module:
    """A standard module: its name, and its source with Windows line ends, in ASCII."""

    name: str
    source: str


def modules(catalogue: Mapping[str, Function], version: str, *, ribbon: bool) -> tuple[Module, ...]:
    """What a project needs to answer the functions of the catalogue, and with `ribbon` its buttons.

    Raises `BadSourceError` for a catalogue that VBA would not take.
    """
    calls, helps = help_procedures(catalogue)
    texts = {
        "PE_Functions": functions_module(catalogue, version),
        "PE_Server": _shipped(
            "PE_Server", FUNCTIONS_MODULE=FUNCTIONS_MODULE, COMMANDS_MODULE=COMMANDS_MODULE
        ),
        "PE_Texts": _shipped("PE_Texts", TITLE=chinese(TITLE), NO_SERVER=chinese(NO_SERVER)),
        "PE_Help": _shipped("PE_Help", CALLS=calls) + "\n" + helps,
        "PE_Settings": _shipped(
            "PE_Settings",
            PROJECT=PROJECT,
            SETTINGS_SHEET=SETTINGS_SHEET,
            IN_ADDIN=str(ribbon),
            CASES="\n".join(map(_case, SETTINGS.items())),
        ),
        xlwings_module.NAME: xlwings_module.xlwings_module(),
    }
    if ribbon:
        texts["PE_Ribbon"] = _shipped("PE_Ribbon")
    _refuse_shared_names(texts)
    return tuple(Module(name, checked(name, text)) for name, text in texts.items())


def _refuse_shared_names(texts: Mapping[str, str]) -> None:
    """VBA calls a name ambiguous that two modules have, or two procedures."""
    names = Counter(map(str.lower, [*texts, *_procedures(texts)]))
    twice = [name for name, times in names.items() if times > 1]
    if twice:
        raise BadSourceError(f"names that are there twice: {twice}")


def _procedures(texts: Mapping[str, str]) -> Iterable[str]:
    for name, text in texts.items():
        found = procedures(text)
        # xlwings declares some once for each kind of Windows, in either branch of a condition.
        yield from set(found) if name == xlwings_module.NAME else found


def _case(setting: tuple[str, str | bool]) -> str:
    name, value = setting
    return f'        Case "{name}"\n            Fixed = "{value}"'


def _shipped(name: str, **values: str) -> str:
    """A source that is written by hand, with its {PLACES} filled."""
    text = (files("addin.excel.vba") / f"{name}.bas").read_text("ascii")
    for place, value in values.items():
        text = text.replace(f"{{{place}}}", value)
    return text
