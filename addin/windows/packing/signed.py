"""The add-in and the templates whose macros IT has signed, in place of those that were just built."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from addin.windows.packing.refusing import BadMaterialError

_MACROS = (".xlam", ".xlsm")
#: The parts in which Excel keeps a signature of the macros begin so.
_SIGNATURE = "xl/vbaProjectSignature"
_AGAIN = "请用 pe build excel 生成整个文件夹，逐个签名、保存，再用 --excel 指明"


def take_signed(given: Path, excel: Path) -> None:
    """Replace every workbook with macros in `excel` by that of the same name in `given`.

    Raises `BadMaterialError` with everything that is missing or not signed.
    """
    names = [path.relative_to(excel) for path in sorted(excel.rglob("*")) if path.suffix in _MACROS]
    wrong = [f"{given / name}：{trouble}" for name in names if (trouble := _trouble(given / name))]
    if wrong:
        raise BadMaterialError("\n".join([*wrong, _AGAIN]))
    for name in names:
        shutil.copyfile(given / name, excel / name)


def _trouble(path: Path) -> str:
    """Why a workbook cannot be used, empty where it can."""
    if not path.is_file():
        return "没有这个文件"
    try:
        with ZipFile(path) as archive:
            signed = any(name.startswith(_SIGNATURE) for name in archive.namelist())
    except (OSError, BadZipFile):
        return "读不出来"
    return "" if signed else "宏没有签名"
