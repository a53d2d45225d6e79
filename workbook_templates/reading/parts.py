"""Opens a workbook's zip safely: bounded sizes, and nothing inflated beyond what it declares.

A file comes from anybody. Every part is read through one bounded door, and the library that reads
the values is handed a copy made of exactly these bytes, so that it never inflates the original.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

#: A filled form is some 20 kB; a file beyond these bounds is not one.
MOST_FILE = 20_000_000
MOST_PARTS = 500
MOST_PART = 30_000_000
MOST_TOGETHER = 60_000_000

_OLD_OR_ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file cannot be read as a filled form: a code, the sentence, what to do."""

    code: str
    message: str
    advice: str


class RefusedError(Exception):
    """Raised inside the room only; `read` turns it into its `Unreadable`."""

    def __init__(self, code: str, message: str, advice: str) -> None:
        """Keep the answer that the caller of `read` will get."""
        self.answer = Unreadable(code, message, advice)
        super().__init__(message)


def open_parts(path: Path) -> dict[str, bytes]:
    """The XML parts of the workbook by name. Raises `RefusedError`."""
    name = path.name
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except OSError:
        raise RefusedError(
            "文件不能打开", f"{name} 打不开", "请检查文件是否存在、是否正被占用"
        ) from None
    if size > MOST_FILE:
        raise RefusedError(
            "文件过大",
            f"{name} 有 {size // 1_000_000} MB，填好的表不会这么大",
            "请删去图片和无关的工作表",
        )
    if start == _OLD_OR_ENCRYPTED:
        raise RefusedError(
            "加密或旧格式",
            f"{name} 加了打开密码，或是旧的 .xls 格式",
            "请去掉密码，另存为 .xlsx 再试",
        )
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        raise RefusedError(
            "文件损坏", f"{name} 不是完好的 .xlsx 文件", "请用表格软件打开，另存为 .xlsx 再试"
        ) from None


def _read(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or len({entry.filename for entry in entries}) < len(entries):
        raise RefusedError("文件损坏", f"{name} 里的部件太多或重名", "请另存为 .xlsx 再试")
    parts: dict[str, bytes] = {}
    together = 0
    for entry in entries:
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        together += entry.file_size
        if entry.file_size > MOST_PART or together > MOST_TOGETHER:
            raise RefusedError("文件过大", f"{name} 展开后太大，不是填好的表", "请从模板重新填写")
        parts[entry.filename] = archive.read(entry)  # stops at the declared size
    return parts


def copy_for_values(parts: dict[str, bytes]) -> BytesIO:
    """A plain zip of the parts, for the library that reads the values."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    buffer.seek(0)
    return buffer
