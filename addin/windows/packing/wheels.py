"""The wheels that IT gives: exactly those of `wheels.txt`, by name, version and content."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.parser import BytesParser
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from addin.windows.packing.refusing import BadMaterialError

#: What pip downloads by: its format, so that one list serves the download and the check.
LIST = "wheels.txt"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) --hash=sha256:([0-9a-f]{64})$")
_DOWNLOAD = (
    "请用随附的 wheels.txt 重新下载：pip download --no-deps --only-binary=:all: "
    "--platform win_amd64 --python-version 3.11 --implementation cp --require-hashes "
    "-r wheels.txt -d 文件夹"
)
#: Python tag, ABI tag and platform tag that CPython 3.11 on 64-bit Windows takes.
_ABI3 = re.compile(r"^cp3([2-9]|1[01])$")


@dataclass(frozen=True, slots=True)
class Wheel:
    """One wheel: where it is, what it is, and under which licence its authors say it is."""

    path: Path
    name: str
    version: str
    sha256: str
    licence: str


def pinned() -> dict[str, tuple[str, str]]:
    """Version and hash by normalised name."""
    text = (files("addin.windows.packing") / LIST).read_text("ascii")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [_PINNED.match(line) for line in lines]
    return {normal(one[1]): (one[2], one[3]) for one in found if one}


def checked(folder: Path) -> list[Wheel]:
    """The wheels in `folder`, in the order of their names, when they are the pinned ones.

    Raises `BadMaterialError` with everything that is wrong.
    """
    wanted, wrong, found = pinned(), [], {}
    for path in sorted(folder.glob("*.whl")):
        trouble = _trouble(path, wanted)
        if trouble:
            wrong.append(f"{path.name}：{trouble}")
        else:
            wheel = _read(path)
            found[normal(wheel.name)] = wheel
    seen = {normal(path.name.split("-")[0]) for path in folder.glob("*.whl")}
    wrong += [f"缺少 {name}=={wanted[name][0]}" for name in wanted if name not in seen]
    if wrong:
        raise BadMaterialError("\n".join([*wrong, _DOWNLOAD]))
    return [found[name] for name in sorted(found)]


def _trouble(path: Path, wanted: dict[str, tuple[str, str]]) -> str:
    """Why a wheel cannot be used, empty where it can."""
    parts = path.stem.split("-")
    if len(parts) not in (5, 6):
        return "文件名不是 wheel 的文件名"
    name, version = normal(parts[0]), parts[1]
    if not fits(path.name):
        return "不是给 64 位 Windows 和 Python 3.11 的"
    if name not in wanted:
        return "不在清单里，请移走"
    if version != wanted[name][0]:
        return f"版本应为 {wanted[name][0]}"
    if hashlib.sha256(path.read_bytes()).hexdigest() != wanted[name][1]:
        return "内容和清单里的校验值（SHA-256）不一致，可能下载不完整或被改动"
    return ""


def fits(file: str) -> bool:
    """Whether CPython 3.11 on 64-bit Windows takes a wheel of this file name (PEP 425)."""
    pythons, abis, platforms = (
        part.split(".") for part in file.removesuffix(".whl").split("-")[-3:]
    )
    return any(
        _takes(python, abi, platform)
        for python in pythons
        for abi in abis
        for platform in platforms
    )


def _takes(python: str, abi: str, platform: str) -> bool:
    if platform not in ("any", "win_amd64"):
        return False
    if abi == "abi3":
        return bool(_ABI3.match(python))
    if python == "cp311":
        return abi in ("cp311", "none")
    return python in ("py3", "py311") and abi == "none"


def unpack(wheel: Wheel, packages: Path, root: Path) -> None:
    """Put a wheel in place: modules into `packages`, its data beside Python, as pip does.

    Its scripts are left out: nobody on the PC starts them.
    """
    home = f"{wheel.path.name.split('-')[0]}-{wheel.version}.data/"
    with ZipFile(wheel.path) as archive:
        for name in archive.namelist():
            if name.endswith("/"):
                continue
            within, base = name, packages
            if name.startswith(home):
                kind, _, within = name.removeprefix(home).partition("/")
                if kind not in ("purelib", "platlib", "data"):
                    continue
                base = root if kind == "data" else packages
            if ".." in Path(within).parts or Path(within).is_absolute():
                raise BadMaterialError(f"{wheel.path.name}：里面有不该有的路径 {within}")
            target = base / within
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))


def normal(name: str) -> str:
    """A project's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _read(path: Path) -> Wheel:
    try:
        with ZipFile(path) as archive:
            (name,) = [n for n in archive.namelist() if re.fullmatch(r"[^/]+/METADATA", n)]
            told = BytesParser().parsebytes(archive.read(name), headersonly=True)
    except (OSError, BadZipFile, ValueError) as error:
        raise BadMaterialError(f"{path.name}：读不出来（{error}）\n{_DOWNLOAD}") from error
    classified = [c.split(" :: ")[-1] for c in told.get_all("Classifier", []) if "License ::" in c]
    licence = told["License-Expression"] or "；".join(classified) or told["License"] or "未写明"
    return Wheel(
        path,
        str(told["Name"]),
        str(told["Version"]),
        hashlib.sha256(path.read_bytes()).hexdigest(),
        str(licence).split("\n")[0],
    )
