"""What a person filled in among the installed templates, before those are replaced or removed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from addin.windows.manifest import digest, installed
from addin.windows.places import TEMPLATES, Places, expanded
from addin.windows.registry import Registry

#: Where Windows says which folder a person's documents are in; it may be on another disk.
FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
DOCUMENTS = "Personal"
#: Our folder among the documents.
RESCUED = "绩效评价"


def rescue(
    places: Places, registry: Registry, environ: Mapping[str, str] = os.environ
) -> list[Path]:
    """Move the person's files from the templates to the documents; where they are now.

    A template that was filled in and saved is the person's, and so is every file that the installation
    did not put there. Raises `OSError`.
    """
    moved: list[Path] = []
    for path in _theirs(places):
        folder = _documents(registry, environ) / RESCUED
        folder.mkdir(parents=True, exist_ok=True)
        moved.append(Path(shutil.move(path, _free(folder / path.name))))
    return moved


def _theirs(places: Places) -> list[Path]:
    told = installed(places.home) or {}
    return [
        path
        for path in sorted((places.home / TEMPLATES).rglob("*"))
        if path.is_file()
        and not path.name.startswith("~$")  # what Excel leaves of an open workbook
        and told.get(path.relative_to(places.home).as_posix()) != digest(path)
    ]


def _documents(registry: Registry, environ: Mapping[str, str]) -> Path:
    named = registry.read(FOLDERS, DOCUMENTS)
    usual = r"%USERPROFILE%\Documents"
    return Path(expanded(named if isinstance(named, str) and named else usual, environ))


def _free(path: Path) -> Path:
    """The path, or one with a number where there is such a file already."""
    number, free = 2, path
    while free.exists():
        free = path.with_stem(f"{path.stem}（{number}）")
        number += 1
    return free
