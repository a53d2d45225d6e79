"""Where LibreOffice and the person's profile are, on the systems that it runs on."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path


def office(given: Path | None = None) -> Path | None:
    """The program `soffice`: as given (a file, or a folder that has it), else where it usually is."""
    if given is not None:
        return next((one for one in _within(given) if one.is_file()), None)
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return next((one for one in _usual() if one.is_file()), None)


def unopkg(soffice: Path) -> Path | None:
    """The program that installs extensions, beside `soffice`."""
    name = "unopkg.com" if os.name == "nt" else "unopkg"
    beside = [soffice.parent / name, soffice.resolve().parent / name]
    found = next((one for one in beside if one.is_file()), None)
    return found or (Path(which) if (which := shutil.which(name)) else None)


def profile(
    system: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    home: Path | None = None,
) -> Path:
    """The person's profile: the folder that holds `user`."""
    home = home or Path.home()
    if system == "win32":
        roaming = environment.get("APPDATA", "")
        return (Path(roaming) if roaming else home / "AppData/Roaming") / "LibreOffice/4"
    if system == "darwin":
        return home / "Library/Application Support/LibreOffice/4"
    settings = environment.get("XDG_CONFIG_HOME", "")
    return (Path(settings) if settings else home / ".config") / "libreoffice/4"


def running(where: Path) -> bool:
    """Whether a LibreOffice works with this profile now."""
    return (where / ".lock").exists()


def _within(given: Path) -> Iterator[Path]:
    yield given
    for folder in (given, given / "program", given / "Contents/MacOS"):
        for name in ("soffice", "soffice.exe"):
            yield folder / name


def _usual() -> Iterator[Path]:
    if sys.platform == "darwin":
        yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield Path(folder) / "LibreOffice/program/soffice.exe"
    yield Path("/usr/lib/libreoffice/program/soffice")
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
