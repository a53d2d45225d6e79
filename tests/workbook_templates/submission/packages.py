"""Packages for the tests of submission: one that agrees, and what people and programs do to it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbook_templates.checking import check, digest_of
from workbook_templates.submission import Packed, Verified, pack, verify
from workbook_templates.submission.receipt import Receipt, read_receipt

TIME = "2026-03-05T09:30:00+08:00"
PRODUCT = "0.1.0"


def packed(path: Path, policy: str = "") -> Packed:
    """The package of a workbook."""
    made = pack(
        path, digest_of(path), check(path, policy), time=TIME, product=PRODUCT, made="2026年"
    )
    assert made is not None
    return made


def submitted(path: Path) -> Path:
    """The package of a workbook, beside it."""
    target = path.with_suffix(".提交包.zip")
    packed(path).write(target)
    return target


def entries(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(package: Path, files: Mapping[str, bytes]) -> Path:
    """A package with these entries instead."""
    target = package.with_name(f"改-{package.name}")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def altered(package: Path, **parts: bytes | Callable[[bytes], bytes]) -> Path:
    """A package with some entries altered; `表` stands for the workbook, `回执_json` for 回执.json."""
    files = entries(package)
    for key, new in parts.items():
        name = workbook_name(package) if key == "表" else key.replace("_", ".")
        files[name] = new(files[name]) if callable(new) else new
    return rewritten(package, files)


def workbook_name(package: Path) -> str:
    return receipt(package).file


def receipt(package: Path) -> Receipt:
    return read_receipt(entries(package)["回执.json"])[0]


def reissued(package: Path, **changes: Any) -> Path:
    """A package whose receipt says something else, in all its places, with a number that fits."""
    new = replace(receipt(package), **changes)
    return altered(package, 回执_json=new.as_bytes(), 回执_txt=new.as_text())


def kinds(package: Path, product: str = PRODUCT) -> set[str]:
    """The kinds of what differs."""
    return {each.kind for each in verified(package, product).differences}


def verified(package: Path, product: str = PRODUCT) -> Verified:
    answer = verify(package, product)
    json.dumps(answer.as_json())
    for each in answer.differences:
        assert each.message
        assert each.meaning
    return answer
