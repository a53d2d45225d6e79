"""Opens a package that came from anybody: in memory, within bounds, nothing written under its names."""

from __future__ import annotations

import stat
import struct
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from workbook_templates.reading.parts import BROKEN
from workbook_templates.submission.packing import PARTS, RECEIPT
from workbook_templates.submission.receipt import MOST_BYTES, Receipt, read_receipt

_MOST_PACKAGE = 40_000_000
_MOST_ENTRY = 30_000_000
_MOST_TOGETHER = 60_000_000
_MOST_ENTRIES = 50
#: What the directory of so many entries takes at most; it is read before anything can be counted.
_MOST_DIRECTORY = 64_000
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_ENCRYPTED = 0x1
_MOST_NAME = 255

_AGAIN = "请向提交方要 pe submit 生成的原来的提交包，不要解压后重新压缩"
_HARMFUL = "正常的提交包不会这样；请不要打开，向提交方核实来历"


class PackageError(Exception):
    """Raised inside the room only: why a package cannot be read, and what to do."""

    def __init__(self, message: str, advice: str = _AGAIN) -> None:
        """Keep both."""
        super().__init__(message)
        self.message, self.advice = message, advice


@dataclass(frozen=True, slots=True)
class Package:
    """What a package holds; `extra` are the names of entries that are no part of it."""

    receipt: Receipt
    number: str
    parts: dict[str, bytes]
    workbook: bytes
    extra: tuple[str, ...]


def open_package(path: Path) -> Package:
    """The package in a file. Raises `PackageError`."""
    content = _content(path)
    _refuse_directory(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _package(archive)
    except BROKEN:
        raise PackageError("不是完好的提交包（.zip），可能没有传完") from None


def _content(path: Path) -> bytes:
    try:
        told = path.stat()
        if not stat.S_ISREG(told.st_mode):  # a pipe or a device would be waited for without end
            raise PackageError("不是普通文件", "请写提交包的文件名")
        if told.st_size > _MOST_PACKAGE:
            raise PackageError(f"有 {told.st_size // 1_000_000} MB，提交包不会这么大")
        with path.open("rb") as file:
            return file.read(_MOST_PACKAGE)
    except FileNotFoundError:
        raise PackageError("没有这个文件", "请检查文件名和所在的文件夹") from None
    except (OSError, ValueError):
        raise PackageError("打不开", "请检查读取权限，以及文件是否正被占用") from None


def _refuse_directory(content: bytes) -> None:
    """Refuse a directory of millions of entries before it is read."""
    end = content.rfind(_END)
    if end < 0 or len(content) < end + 22:
        raise PackageError("不是完好的提交包（.zip），可能没有传完")
    (size,) = struct.unpack_from("<I", content, end + 12)
    if size > _MOST_DIRECTORY or content[max(end - 20, 0) :].startswith(_END_64):
        raise PackageError("里面的文件太多，不是提交包", _HARMFUL)


def _package(archive: zipfile.ZipFile) -> Package:
    entries = {entry.filename: entry for entry in archive.infolist()}
    _refuse_entries(archive.infolist())
    if RECEIPT not in entries:
        raise PackageError(f"里面没有{RECEIPT}，不是提交包，或重新压缩过")
    if entries[RECEIPT].file_size > MOST_BYTES:
        raise PackageError(f"{RECEIPT} 大得不正常", _HARMFUL)
    try:
        receipt, number = read_receipt(_read(archive, entries[RECEIPT]))
    except ValueError as wrong:
        raise PackageError(str(wrong)) from None
    name = receipt.file
    if not _plain_name(name) or name in PARTS:
        raise PackageError("回执里的文件名不是普通的文件名", _HARMFUL)
    missing = [each for each in (name, *PARTS) if each not in entries]
    if missing:
        raise PackageError(f"里面缺少 {'、'.join(missing)}，提交包不全")
    return Package(
        receipt,
        number,
        {each: _read(archive, entries[each]) for each in PARTS},
        _read(archive, entries[name]),
        tuple(each for each in entries if each not in (name, *PARTS)),
    )


def _refuse_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > _MOST_ENTRIES:
        raise PackageError(f"里面有 {len(entries)} 个文件，太多，不是提交包", _HARMFUL)
    if len({name.casefold() for name in names}) < len(names):
        raise PackageError("里面有重名的文件，分不清哪一个是真的", _HARMFUL)
    for name in names:
        steps = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in steps or ":" in name or "\0" in name:
            raise PackageError(f"里面的文件名“{name[:60]}”指到了包外", _HARMFUL)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise PackageError("是用压缩软件加了密的", "请向提交方要没有加密的提交包")
    if any(stat.S_ISLNK(entry.external_attr >> 16) for entry in entries):
        raise PackageError("里面有链接，不是文件", _HARMFUL)
    sizes = [entry.file_size for entry in entries]
    if max(sizes, default=0) > _MOST_ENTRY or sum(sizes) > _MOST_TOGETHER:
        raise PackageError("展开后太大，不是提交包", _HARMFUL)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One entry, never more than it declares: one that is larger is damaged."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise zipfile.BadZipFile
    return content


def _plain_name(name: str) -> bool:
    """Whether a name is that of one file and nothing else, on every system."""
    return (
        0 < len(name) <= _MOST_NAME
        and name.isprintable()
        and not any(char in name for char in '/\\:*?"<>|')
        and name.strip(". ") != ""
    )
