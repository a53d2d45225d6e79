"""The record beside LibreOffice's user settings: where our packages and the person's policies are."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from addin.calc.identity import RECORD

#: What the functions import, in LibreOffice's Python too.
REQUIRED = ("addin", "rules", "udfs", "yaml", "jsonschema")


@dataclass(frozen=True, slots=True)
class Record:
    """What is recorded: folders that go first on `sys.path`, and folders of policies.

    `quiet`: nobody looks at this LibreOffice; it must not show anything.
    """

    packages: tuple[str, ...]
    policies: tuple[str, ...] = ()
    quiet: bool = False

    def write(self, profile: Path) -> None:
        """Record it in a profile, the folder that holds `user`."""
        told = {"packages": self.packages, "policies": self.policies, "quiet": self.quiet}
        path = place(profile)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def place(profile: Path) -> Path:
    """Where the record of a profile is."""
    return profile / "user" / RECORD


def read(profile: Path) -> Record | None:
    """The record of a profile; None where there is none that can be read."""
    try:
        told = json.loads(place(profile).read_text(encoding="utf-8"))
        return Record(tuple(told["packages"]), tuple(told["policies"]), bool(told["quiet"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def of_this_python(policies: Iterable[Path] = (), *, quiet: bool = False) -> Record:
    """The record that lets LibreOffice import what this Python imports."""
    folders = [str(folder) for name in REQUIRED if (folder := _folder(name))]
    if installed := _installed():
        folders.append(installed)
    told = tuple(str(folder.resolve()) for folder in policies)
    return Record(tuple(dict.fromkeys(folders)), told, quiet)


def _folder(package: str) -> str:
    """The folder that a package is imported from; empty where there is none."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return ""
    return str(Path(next(iter(spec.submodule_search_locations))).resolve().parent)


def _installed() -> str:
    """Where the product's own metadata are, which hold its version; empty where not installed."""
    try:
        found = importlib.metadata.distribution("jixiao").locate_file("")
    except importlib.metadata.PackageNotFoundError:
        return ""
    folder = str(Path(str(found)).resolve())
    return folder if folder in sys.path else ""
