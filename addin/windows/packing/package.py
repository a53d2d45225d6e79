"""`build`: the folder (or the zip) that goes to an offline PC. The same materials, the same bytes."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import addin
from addin.windows.manifest import digest
from addin.windows.packing import embedded, wheels
from addin.windows.packing.refusing import BadMaterialError
from addin.windows.packing.signed import take_signed
from addin.windows.places import MANIFEST
from workbook_templates import making

#: The product's own packages, and the documents that go with it.
_ROOMS = ("rules", "udfs", "workbook_templates", "addin")
_ROOT = Path(addin.__file__).parents[1]
_SCRIPTS = "addin.windows"
_ALWAYS = (1980, 1, 1, 0, 0, 0)
#: What install.cmd shows where Python cannot say it.
TYPED = "blocked.txt"
_UNIT = """把本单位的政策文件（.yaml）放在这个文件夹里，安装时一起装到每台电脑，更新时整个替换。
个人的政策放在 %LOCALAPPDATA%\\jixiao\\policies，更新时不动。
"""


@dataclass(frozen=True, slots=True)
class Package:
    """What was made, of which wheels."""

    place: Path
    wheels: tuple[wheels.Wheel, ...]


def build(
    out: Path,
    python: Path,
    wheelhouse: Path,
    policies: Path | None = None,
    signed: Path | None = None,
) -> Package:
    """Make the package from IT's embedded Python and wheels; a zip where `out` ends in `.zip`.

    `policies`: a folder with the unit's own; `signed`: what `pe build excel` made, with its macros
    signed since. Raises `BadMaterialError`, ImportError without pyOpenVBA or markdown-it-py, and
    OSError. Nothing is left at `out` unless all went well.
    """
    taken = tuple(wheels.checked(wheelhouse))
    docs = _ROOT / "docs"
    if not docs.is_dir():
        raise BadMaterialError(f"没有文档文件夹 {docs}\n请在本软件的项目文件夹里安装和运行")
    if out.exists():
        raise BadMaterialError(f"{out} 已经存在\n请换一个名称，或先删除它")
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".pe-", dir=out.parent) as folder:
        made = Path(folder) / "package"
        _fill(made, python, taken, docs, policies)
        if signed is not None:
            take_signed(signed, made / "excel")
        _manifest(made, python, taken, making.product_version())
        if out.suffix.lower() == ".zip":
            _zip(made, Path(folder) / "package.zip")
            made = Path(folder) / "package.zip"
        os.replace(made, out)
    return Package(out, taken)


def _fill(
    made: Path, python: Path, taken: tuple[wheels.Wheel, ...], docs: Path, policies: Path | None
) -> None:
    from addin.excel import building
    from addin.windows.packing.documents import pages

    version = making.product_version()
    embedded.unpack(python, made / "python")
    packages = made.joinpath("python", *embedded.PACKAGES.split("\\"))
    for wheel in taken:
        wheels.unpack(wheel, packages, made / "python")
    # Windows looks for libraries beside the program; pywin32's own hook (a .pth file) is not run.
    for library in (packages / "pywin32_system32").glob("*.dll"):
        shutil.copyfile(library, made / "python" / library.name)
    _product(packages, version)
    building.build(made / "excel")
    for name, content in pages(docs, version):
        (made / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (made / "docs" / name).write_bytes(content)
    unit = made / "unit-policies"
    unit.mkdir()
    for file in sorted(policies.glob("*.yaml")) if policies else ():
        shutil.copyfile(file, unit / file.name)
    _text(unit / "说明.txt", _UNIT)
    _text(made / "wheels.txt", (files("addin.windows.packing") / wheels.LIST).read_text("ascii"))
    for script in (files(_SCRIPTS) / "scripts").iterdir():
        _text(made / script.name, script.read_text("utf-8"))


def _product(packages: Path, version: str) -> None:
    """The product's packages, and what `importlib.metadata` asks of it."""
    for room in _ROOMS:
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(_ROOT / room, packages / room, ignore=ignored)
    told = f"Metadata-Version: 2.1\nName: jixiao\nVersion: {version}\n"
    _text(packages / f"jixiao-{version}.dist-info" / "METADATA", told)


def _manifest(made: Path, python: Path, taken: tuple[wheels.Wheel, ...], version: str) -> None:
    """What is in the package: components with licences and hashes, and the hash of every file.

    The settings are meant to be edited and the unit's policies to be added: they are not in it.
    """
    components = [
        {"name": w.name, "version": w.version, "licence": w.licence, "file": w.path.name}
        | {"sha256": w.sha256}
        for w in taken
    ]
    lie = ("python/", "excel/", "docs/")
    listed = {name: digest(path) for name, path in _all(made) if name.startswith(lie)}
    told = {
        "name": "jixiao",
        "version": version,
        "python": {"file": python.name, "sha256": digest(python)},
        "components": components,
        "files": listed,
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (made / MANIFEST).write_text(text, "utf-8", newline="\n")
    rows = [f"{c['name']} {c['version']}\t{c['licence']}" for c in components]
    head = (
        "本安装包里的软件包和许可（许可全文在 python\\Lib\\site-packages 各软件包的 dist-info 里）"
    )
    _text(made / "licences.txt", "\n".join([head, "", *rows, ""]))


def _text(path: Path, text: str) -> None:
    """A text as Windows has it; Notepad and cmd know the encoding by it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # What a script types into its window begins without the mark, which would be shown.
    marked = path.suffix in (".txt", ".ini") and path.name != TYPED and not text.isascii()
    mark = "utf-8-sig" if marked else "utf-8"
    path.write_bytes(text.replace("\r\n", "\n").replace("\n", "\r\n").encode(mark))


def _all(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file by its path in the folder, in one order everywhere."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return ((name, found[name]) for name in sorted(found) if found[name].is_file())


def _zip(folder: Path, out: Path) -> None:
    with ZipFile(out, "w") as archive:
        for name, path in _all(folder):
            entry = ZipInfo(name, _ALWAYS)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            archive.writestr(entry, path.read_bytes())


__all__ = ["Package", "build"]
