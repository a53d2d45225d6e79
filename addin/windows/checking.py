"""Does the installation work? Each question is asked, whatever became of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from addin.windows import registering
from addin.windows.configuration import Settings
from addin.windows.machine import Machine
from addin.windows.manifest import digest, installed
from addin.windows.places import MANIFEST, Places
from addin.windows.registry import Registry

#: A formula with its published result: 财预〔2020〕10号 as in README.
_FORMULA: tuple[str, tuple[object, ...], float] = ("PE_SCORE", (10, "≥80%", "64.71%"), 8.09)
_AGAIN = "请再运行一次 install.cmd"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, and what is wrong and what to do; nothing where it is right."""

    asked: str
    trouble: str = ""


def check(places: Places, settings: Settings, registry: Registry, machine: Machine) -> list[Answer]:
    """All questions with their answers."""
    entries = "；".join(registering.amiss(registry, places, settings))
    missing = [str(folder) for folder in settings.policies if not folder.is_dir()]
    return [
        Answer("安装的文件", _files(places)),
        Answer("设置", "；".join(settings.troubles)),
        Answer("政策文件夹", f"没有 {'、'.join(missing)}，请检查设置和网络" if missing else ""),
        Answer("登记（Excel、函数服务）", f"{entries}。{_AGAIN}" if entries else ""),
        Answer("计算", _computes()),
        Answer("函数服务", _serves(machine, settings)),
    ]


def _files(places: Places) -> str:
    """Compare every file with the manifest: antivirus takes single files away."""
    told = installed(places.home)
    if told is None:
        return f"没有清单 {places.home / MANIFEST}。{_AGAIN}"
    wrong = [name for name, sha in told.items() if not _is(places.home / name, sha)]
    if not wrong:
        return ""
    named = "、".join(wrong[:3]) + (f" 等 {len(wrong)} 个" if len(wrong) > 3 else "")
    return f"{named} 缺少或被改动，可能被杀毒软件隔离。请加入信任后{_AGAIN.removeprefix('请')}"


def _is(path: Path, sha: str) -> bool:
    try:
        return digest(path) == sha
    except OSError:
        return False


def _computes() -> str:
    function, given, right = _FORMULA
    try:
        from udfs import CATALOGUE, CellError

        shown: object = CATALOGUE[function](*given)  # type: ignore[arg-type]
    except Exception as error:
        return f"{error}。{_AGAIN}"
    told = shown.value if isinstance(shown, CellError) else shown
    return "" if shown == right else f"{function} 得 {told}，应为 {right}。{_AGAIN}"


def _serves(machine: Machine, settings: Settings) -> str:
    function, given, right = _FORMULA
    try:
        shown = machine.asked(function, *given)
    except Exception as error:
        return f"没有应答（{error}）。请看 {settings.log / 'server.log'}，运行 restart.cmd 再试"
    return "" if shown == right else f"答 {shown}，应为 {right}。请看 {settings.log / 'server.log'}"
