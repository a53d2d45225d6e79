"""A registry, a PC and a package for tests: dictionaries, chosen answers, small files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from addin.windows.places import COMMANDS, MANIFEST, REPLACED, SETTINGS_FILE, Places


@dataclass
class FakeRegistry:
    """Keys and names compare without regard to case, as on Windows."""

    values: dict[tuple[str, str], str | int] = field(default_factory=dict)

    def read(self, key: str, name: str) -> str | int | None:
        return self.values.get((key.lower(), name.lower()))

    def write(self, key: str, name: str, value: str | int) -> None:
        assert key.startswith("HKCU\\"), "only the current user's keys may be written"
        self.values[key.lower(), name.lower()] = value

    def delete(self, key: str, name: str) -> None:
        self.values.pop((key.lower(), name.lower()), None)

    def delete_tree(self, key: str) -> None:
        for known in list(self.values):
            if known[0] == key.lower() or known[0].startswith(key.lower() + "\\"):
                del self.values[known]

    def exists(self, key: str) -> bool:
        low = key.lower()
        return any(known == low or known.startswith(low + "\\") for known, _ in self.values)


@dataclass
class FakeMachine:
    excel: bool = False
    stops: bool = True
    answer: object = 8.09
    done: list[str] = field(default_factory=list)

    def excel_is_open(self) -> bool:
        return self.excel

    def stop_server(self) -> bool:
        self.done.append("stop")
        return self.stops

    def start_server(self, python: Path, module: str) -> None:
        assert python.is_file(), "the server is started after its files are there"
        self.done.append(f"start {module}")

    def asked(self, function: str, *given: object) -> object:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return Places(tmp_path / "Local" / "jixiao", tmp_path / "Roaming" / "XLSTART")


@pytest.fixture
def registry() -> FakeRegistry:
    return FakeRegistry()


@pytest.fixture
def machine() -> FakeMachine:
    return FakeMachine()


def small_package(folder: Path, version: str) -> Path:
    held = {
        "python/pythonw.exe": "python " + version,
        "excel/pe.xlam": "addin " + version,
        "excel/模板/自评表.xlsm": "form " + version,
        "docs/handbook.zh.md": "book",
        "unit-policies/unit.yaml": "policy " + version,
    }
    for name, text in held.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    for name in (*COMMANDS, SETTINGS_FILE):
        (folder / name).write_text("[设置]\n" if name == SETTINGS_FILE else version, "utf-8")
    files = {n: hashlib.sha256(t.encode()).hexdigest() for n, t in held.items() if "unit" not in n}
    (folder / MANIFEST).write_text(json.dumps({"version": version, "files": files}))
    assert {path.name for path in folder.iterdir() if path.is_dir()} == set(REPLACED)
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Callable[[str], Path]:
    """A small package of a version, as `pe build windows` lays it out."""
    return lambda version: small_package(tmp_path / f"安装 包 {version}", version)
