"""The package: which Python and wheels are taken, where they go, and that it is the same twice."""

from __future__ import annotations

import hashlib
import json
import re
import struct
import tomllib
from importlib import metadata
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from typer.testing import CliRunner

from addin.cli.app import app
from addin.windows.packing import BadMaterialError, embedded, package, wheels
from addin.windows.places import COMMANDS

ROOT = Path(__file__).parents[3]


def program(machine: int = 0x8664) -> bytes:
    """The head of a Windows program: where the header is, its signature, the machine."""
    return b"MZ" + bytes(0x3A) + struct.pack("<I", 0x40) + struct.pack("<4sH", b"PE\0\0", machine)


@pytest.fixture
def python(tmp_path: Path) -> Path:
    return embedded_python(tmp_path / "python.zip")


def embedded_python(path: Path, machine: int = 0x8664, without: str = "") -> Path:
    with ZipFile(path, "w") as archive:
        for name in (
            "python.exe",
            "pythonw.exe",
            "python311.dll",
            "python311.zip",
            "python311._pth",
        ):
            if name != without:
                archive.writestr(name, program(machine))
    return path


def wheel(folder: Path, file: str, licence: str = "MIT", **held: str) -> Path:
    name, version = file.split("-")[:2]
    with ZipFile(folder / file, "w") as archive:
        told = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nLicense: {licence}\n"
        archive.writestr(f"{name}-{version}.dist-info/METADATA", told)
        for path, text in held.items():
            archive.writestr(path, text)
    return folder / file


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two wheels that are the pinned ones: one of Python alone, one with libraries and data."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    held = {
        "pywin32_system32/pywintypes311.dll": "dll",
        "xw-1.0.data/data/xlwings64-1.0.dll": "xw",
        "xw-1.0.data/scripts/xw.exe": "script",
    }
    made = [
        wheel(folder, "plain-2.0-py3-none-any.whl", "EUPL 1.1+", **{"plain/__init__.py": ""}),
        wheel(folder, "xw-1.0-cp311-cp311-win_amd64.whl", **held),
    ]
    pins = {
        p.name.split("-")[0]: (p.name.split("-")[1], hashlib.sha256(p.read_bytes()).hexdigest())
        for p in made
    }
    monkeypatch.setattr(wheels, "pinned", lambda: pins)
    return folder


def test_the_pinned_wheels_are_the_versions_that_were_tried() -> None:
    tried = dict(
        line.lower().replace("_", "-").split("==")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if not line.startswith("#")
    )
    lines = [x for x in (ROOT / "addin/windows/packing/wheels.txt").read_text().splitlines() if x]
    assert len(wheels.pinned()) == len([x for x in lines if not x.startswith("#")])
    assert {name: tried[name] for name in wheels.pinned()} == {
        name: version for name, (version, _) in wheels.pinned().items()
    }


def test_the_pinned_wheels_are_all_that_windows_needs_and_no_more() -> None:
    windows = {
        "platform_system": "Windows", "sys_platform": "win32", "os_name": "nt",
        "python_version": "3.11", "python_full_version": "3.11.9", "platform_machine": "AMD64",
        "implementation_name": "cpython", "platform_python_implementation": "CPython", "extra": "",
    }  # fmt: skip
    # Not installed here; both require nothing.
    elsewhere = {"pywin32", "colorama"}
    own = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    needed: set[str] = set()
    todo = ["jixiao"]
    while todo:
        name = todo.pop()
        required = own if name == "jixiao" else []
        if name not in {"jixiao", *elsewhere}:
            required = metadata.requires(name)
        for line in required or []:
            requirement = Requirement(line)
            wanted = requirement.marker is None or requirement.marker.evaluate(windows)
            if wanted and wheels.normal(requirement.name) not in needed:
                needed.add(wheels.normal(requirement.name))
                todo.append(requirement.name)
    assert set(wheels.pinned()) == needed


# PEP 425 for CPython 3.11 on 64-bit Windows.
@pytest.mark.parametrize(
    ("tags", "fits"),
    [
        ("py3-none-any", True),
        ("py2.py3-none-any", True),
        ("cp311-cp311-win_amd64", True),
        ("cp37-abi3-win_amd64", True),
        ("cp311-abi3-win_amd64", True),
        ("cp312-abi3-win_amd64", False),
        ("cp312-cp312-win_amd64", False),
        ("cp311-cp311-win32", False),
        ("cp311-cp311-win_arm64", False),
        ("cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64", False),
        ("py2-none-any", False),
    ],
)
def test_which_wheels_fit(tags: str, fits: bool) -> None:
    assert wheels.fits(f"name-1.0-{tags}.whl") is fits


def test_wheels_that_are_not_the_pinned_ones_are_refused_all_at_once(house: Path) -> None:
    (house / "plain-2.0-py3-none-any.whl").write_bytes(b"changed")
    (house / "xw-1.0-cp311-cp311-win_amd64.whl").rename(house / "xw-1.0-cp311-cp311-win32.whl")
    wheel(house, "other-1.0-py3-none-any.whl")
    with pytest.raises(BadMaterialError) as refused:
        wheels.checked(house)
    lines = str(refused.value).splitlines()
    assert lines[0] == "other-1.0-py3-none-any.whl：不在清单里，请移走"
    assert "plain-2.0" in lines[1]
    assert "SHA-256" in lines[1]
    assert "64 位 Windows" in lines[2]
    (house / "plain-2.0-py3-none-any.whl").unlink()
    with pytest.raises(BadMaterialError, match=r"缺少 plain==2\.0"):
        wheels.checked(house)


@pytest.mark.parametrize("bad", ["../out.py", "/etc/out.py"])
def test_a_wheel_writes_nowhere_else(tmp_path: Path, bad: str) -> None:
    path = wheel(tmp_path, "evil-1.0-py3-none-any.whl", **{bad: ""})
    given = wheels.Wheel(path, "evil", "1.0", "", "")
    with pytest.raises(BadMaterialError):
        wheels.unpack(given, tmp_path / "a" / "b", tmp_path / "a")
    assert not list(tmp_path.rglob("out.py"))


def test_another_python_is_refused(tmp_path: Path) -> None:
    for archive, says in (
        (embedded_python(tmp_path / "32.zip", machine=0x14C), "不是 64 位"),
        (embedded_python(tmp_path / "12.zip", without="python311.dll"), "没有 python311.dll"),
        (ROOT / "README.md", "读不出来"),
    ):
        with pytest.raises(BadMaterialError, match=says):
            embedded.unpack(archive, tmp_path / "out")


def test_the_package_and_its_manifest(python: Path, house: Path, tmp_path: Path) -> None:
    unit = tmp_path / "unit"
    unit.mkdir()
    (unit / "ours.yaml").write_text("名称: 本单位\n", "utf-8")
    made = []
    for name in ("甲.zip", "乙.zip"):
        options = ["--python", str(python), "--wheels", str(house), "-o", str(tmp_path / name)]
        done = CliRunner().invoke(app, ["build", "windows", *options, "--unit-policies", str(unit)])
        assert done.exit_code == 0, done.output
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with ZipFile(tmp_path / "甲.zip") as archive:
        names = set(archive.namelist())
        told = json.loads(archive.read("manifest.json"))
        paths = archive.read("python/python311._pth").decode().split()
        licences = archive.read("licences.txt").decode("utf-8-sig")
        hashes = {n: hashlib.sha256(archive.read(n)).hexdigest() for n in told["files"]}
    packages = "python/Lib/site-packages"
    assert {
        "python/xlwings64-1.0.dll",  # beside Python, where xlwings' VBA looks for it
        "python/pywintypes311.dll",
        f"{packages}/plain/__init__.py",
        f"{packages}/addin/excel/server.py",
        f"{packages}/rules/policies/national-2020.yaml",
        "excel/pe.xlam",
        "docs/handbook.zh.html",
        "docs/policies/national-2020.html",
        "unit-policies/ours.yaml",
        "install.cmd",
        "jixiao.ini",
    } <= names
    assert not any("__pycache__" in n or "xw.exe" in n for n in names)
    # Its own standard library, itself, the packages: no folder of a workbook, none of the user's.
    assert paths == [
        "python311.zip", ".", r"Lib\site-packages",
        r"Lib\site-packages\win32", r"Lib\site-packages\win32\lib",
    ]  # fmt: skip
    assert told["files"] == hashes
    assert [(c["name"], c["licence"]) for c in told["components"]] == [
        ("plain", "EUPL 1.1+"),
        ("xw", "MIT"),
    ]
    assert "plain 2.0\tEUPL 1.1+" in licences


def test_nothing_is_overwritten_and_nothing_half_made_stays(python: Path, house: Path) -> None:
    out = house.parent / "there"
    out.mkdir()
    options = ["--python", str(python), "--wheels", str(house), "-o", str(out)]
    refused = CliRunner().invoke(app, ["build", "windows", *options])
    assert refused.exit_code == 2
    assert "已经存在" in refused.output
    options[1] = str(house.parent / "none.zip")
    options[-1] = str(house.parent / "new")
    assert CliRunner().invoke(app, ["build", "windows", *options]).exit_code == 2
    assert not list(house.parent.glob("*new*"))
    assert not list(house.parent.glob(".pe-*"))


SCRIPTS = sorted((ROOT / "addin/windows/scripts").glob("*.cmd"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_plain(script: Path) -> None:
    """What can be seen of a script without Windows; none of this shows that it runs there."""
    text = script.read_text("ascii")  # cmd reads a script in the PC's code page
    lines = [line for line in text.splitlines() if not line.startswith("rem ")]
    labels = set(re.findall(r"^:(\w+)$", text, re.MULTILINE))
    assert set(re.findall(r"\bgoto (\w+)", text)) <= labels
    # A ! in a path stays, nothing of ours stays in the window's variables.
    assert lines[:2] == ["@echo off", "setlocal EnableExtensions DisableDelayedExpansion"]
    for line in lines:
        assert line.count('"') % 2 == 0, line
        if "python.exe" in line and not line.startswith("if"):
            assert line.startswith('"%~dp0python\\python.exe" -m addin.windows ')
        # A path with & or ( or a space is in quotes wherever it is filled in.
        outside = re.sub(r'"[^"]*"', "", line)
        assert set(re.findall(r"%~?\w+%?|%\*", outside)) <= {"%RESULT%", "%PAGE%", "%*", "%p"}, line
        assert not re.search(r"\b(if|else)\b.*\($", line), "a ) in a path would end a block"
        # By its place: cmd looks into the present folder first, which may be anybody's.
        assert not re.match(r"(chcp|powershell|reg|taskkill|cscript)\b", line), line


def test_the_one_line_of_powershell_takes_its_path_from_a_variable() -> None:
    """So no name of a folder is read as a command: neither quotes nor $ nor [ in it matter."""
    found = [line for script in SCRIPTS for line in script.read_text("ascii").splitlines()]
    (line,) = [line for line in found if "-Command" in line]
    (command,) = re.findall(r'-Command "([^"]*)"', line)
    assert "%" not in command
    assert command.split(" | ") == [
        "Get-ChildItem -LiteralPath $env:PACKAGE -Recurse -File",
        "Unblock-File",
    ]


def test_scripts_are_packed_as_cmd_reads_them(python: Path, house: Path, tmp_path: Path) -> None:
    out = tmp_path / "安装 包 (1) & 100%"
    made = package.build(out, python, house)
    assert made.place == out
    for name in (*COMMANDS, "blocked.txt"):
        content = (out / name).read_bytes()
        assert b"\n" not in content.replace(b"\r\n", b""), name
        assert not content.startswith(b"\xef\xbb\xbf"), name
    # cmd shows it after chcp 65001; Notepad opens what has the mark.
    assert "install.cmd" in (out / "blocked.txt").read_bytes().decode("utf-8")
    assert (out / "jixiao.ini").read_bytes().startswith(b"\xef\xbb\xbf")
