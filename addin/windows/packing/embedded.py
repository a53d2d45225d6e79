"""The embedded Python that IT gives: python.org's `python-3.11.x-embed-amd64.zip`, unchanged."""

from __future__ import annotations

import struct
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from addin.windows.packing.refusing import BadMaterialError

#: The version that the pinned wheels are for.
VERSION = "311"
_NEEDED = ("python.exe", "pythonw.exe", f"python{VERSION}.dll", f"python{VERSION}.zip")
_PATHS = f"python{VERSION}._pth"
#: Of a program for 64-bit Intel: the machine in its header.
_AMD64 = 0x8664
_GET = "请从 python.org 下载 Windows embeddable package (64-bit) 3.11 版，原样使用"


def unpack(archive: Path, folder: Path) -> None:
    """Unpack into `folder`, and name the folders that modules come from: these alone.

    With a `._pth` Python reads no environment variables, no registry and no user's packages. Packages
    that hook in through `.pth` files are not wanted either, so `site` stays off and pywin32's two
    folders are named. Raises `BadMaterialError`.
    """
    try:
        with ZipFile(archive) as given:
            names = set(given.namelist())
            missing = [name for name in _NEEDED if name not in names]
            if missing:
                raise BadMaterialError(f"{archive}：里面没有 {'、'.join(missing)}\n{_GET}")
            if _machine(given.read("python.exe")) != _AMD64:
                raise BadMaterialError(f"{archive}：不是 64 位（amd64）的 Python\n{_GET}")
            given.extractall(folder)
    except (OSError, BadZipFile) as error:
        raise BadMaterialError(f"{archive}：读不出来（{error}）\n{_GET}") from error
    lines = (f"python{VERSION}.zip", ".", *MODULES)
    (folder / _PATHS).write_bytes("".join(f"{line}\r\n" for line in lines).encode("ascii"))


#: Where modules come from, beside Python's own.
PACKAGES = r"Lib\site-packages"
MODULES = (PACKAGES, rf"{PACKAGES}\win32", rf"{PACKAGES}\win32\lib")


def _machine(program: bytes) -> int:
    """The machine of a Windows program, 0 where it is none."""
    try:
        (header,) = struct.unpack_from("<I", program, 0x3C)
        signature, machine = struct.unpack_from("<4sH", program, header)
    except struct.error:
        return 0
    return int(machine) if signature == b"PE\0\0" else 0
