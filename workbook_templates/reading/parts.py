"""Opens a workbook's zip safely: bounded sizes, and nothing inflated beyond what it declares.

A file comes from anybody. Every part is read through one bounded door, and the library that reads
the values is handed a copy made of exactly these bytes, so that it never inflates the original.
"""

from __future__ import annotations

import codecs
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import TypeAlias

#: A workbook of more parts is no filled form.
MOST_PARTS = 500

RESAVE = "请用表格软件打开，另存为 .xlsx 再试"

#: What the zip reader raises for a file that is damaged.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)
_ENCRYPTED = 0x1
_LARGEST_PROJECT = 1_000_000
_SAME_AS_UTF8 = ("utf-8", "utf8", "us-ascii", "ascii")
_DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is still read: bytes of one part, of all parts, of the file; rows of a sheet."""

    part: int
    together: int
    file: int
    rows: int


#: A filled form takes some 20 kB in the file and 100 kB inflated.
FORM = Bounds(10_000_000, 30_000_000, 20_000_000, 20_000)
#: A table of many cases.
TABLE = Bounds(60_000_000, 80_000_000, 20_000_000, 100_001)


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


#: Merged cells: top, left, bottom, right; zero-based, inclusive.
Merged: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened file: its XML parts by name, and the names of all its entries.

    Of a file that only another library can read (`kind` says which kind), there are no parts;
    `values` is the copy for that library, `merged` what that library does not tell, by sheet.
    `projects` are the parts with VBA code, as far as they are not too large to be looked at.
    """

    parts: dict[str, bytes] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    kind: str = ""
    values: bytes = b""
    merged: dict[str, list[Merged]] = field(default_factory=dict)
    projects: tuple[bytes, ...] = ()


def read_entries(archive: zipfile.ZipFile, name: str) -> tuple[str, ...]:
    """The names of a zip's entries, once they are in order. Raises `RefusedError`."""
    entries = archive.infolist()
    names = tuple(entry.filename for entry in entries)
    if len(entries) > MOST_PARTS:
        raise RefusedError("文件损坏", f"{name} 里的部件有 {len(entries)} 个，太多", RESAVE)
    if len({entry.casefold() for entry in names}) < len(names):
        raise RefusedError("文件损坏", f"{name} 里有重名的部件，分不清哪一个是真的", RESAVE)
    for entry in names:
        if entry.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", entry) or ":" in entry:
            raise RefusedError(
                "文件有害",
                f"{name} 里的部件“{entry[:60]}”指到了文件之外，正常的工作簿没有",
                "请不要打开来历不明的文件；向报送人要原来的文件",
            )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise RefusedError(
            "加密",
            f"{name} 是用压缩软件加了密的",
            "请去掉压缩软件加的密码；要保密的，在表格软件里设打开密码",
        )
    return names


def read_parts(archive: zipfile.ZipFile, name: str, bounds: Bounds) -> dict[str, bytes]:
    """The XML parts by name, each in UTF-8 and without a document type. Raises `RefusedError`."""
    parts: dict[str, bytes] = {}
    together = 0
    for entry in archive.infolist():
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        together += entry.file_size
        if entry.file_size > bounds.part or together > bounds.together:
            raise RefusedError(
                "文件过大",
                f"{name} 展开后太大，不是填好的表",
                "请把表格下方和右侧用不到的行、列整行整列删除（多半带着格式），保存后再试；"
                "仍然太大的，请从模板重新填写",
            )
        parts[entry.filename] = _in_utf8(_inflated(archive, entry), entry.filename)
    return parts


def read_projects(archive: zipfile.ZipFile) -> tuple[bytes, ...]:
    """The parts with VBA code; one that is too large to be looked at is empty here."""
    entries = [entry for entry in archive.infolist() if is_project(entry.filename)]
    return tuple(
        _inflated(archive, entry) if entry.file_size <= _LARGEST_PROJECT else b""
        for entry in entries
    )


def is_project(part: str) -> bool:
    """Whether a part is called as one with VBA code is; a signature beside it is none."""
    name = part.rpartition("/")[2].lower()
    return name.startswith("vbaproject") and "signature" not in name


def ours_in_old_clothes(name: str, kind: str) -> RefusedError:
    """The answer for a form of ours that was saved in an old format, as what it shows is unsure."""
    return RefusedError(
        "旧格式",
        f"{name} 是本软件的模板另存成的{kind}，公式和算出的文字已经不全",
        "请改交原来的 .xlsx；没有原件的，用表格软件打开，另存为 .xlsx，核对后再报",
    )


def opened_zip(content: bytes, name: str) -> zipfile.ZipFile:
    """The zip in these bytes. Raises `RefusedError`."""
    try:
        return zipfile.ZipFile(BytesIO(content))
    except BROKEN:
        raise damaged(name) from None


def damaged(name: str) -> RefusedError:
    """The answer for a zip that is not whole."""
    return RefusedError(
        "文件损坏",
        f"{name} 不是完好的 .xlsx 文件，可能没有下载完或传坏了",
        "请重新下载或向报送人再要一份；能用表格软件打开的，另存为 .xlsx 再试",
    )


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One entry, never more than it declares: one that is larger is damaged.

    Only what spreadsheet programs write is inflated: other methods of packing know no bounds.
    """
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise zipfile.BadZipFile
    return content


def _in_utf8(content: bytes, part: str) -> bytes:
    """The part in UTF-8: not every reader of it knows another encoding, and all must read the same."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16")
        content = re.sub(r"^<\?xml[^>]*\?>", "", text).encode()
    elif content.startswith(codecs.BOM_UTF8):
        content = content[len(codecs.BOM_UTF8) :]
    told = _DECLARED.match(content)
    if told is not None and told[1].decode().lower() not in _SAME_AS_UTF8:
        raise RefusedError(
            "文件损坏", f"部件 {part} 用了 {told[1].decode()} 编码，正常的工作簿用 UTF-8", RESAVE
        )
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise RefusedError(
            "文件有害",
            f"部件 {part} 带有文档类型声明，正常的工作簿没有",
            "请不要打开来历不明的文件；向报送人要原来的文件",
        )
    return content


#: What stands here and says nothing of values: colours, and who wrote the file.
_WITHOUT_VALUES = ("xl/theme/", "docProps/")


def packed(parts: dict[str, bytes]) -> BytesIO:
    """A plain zip of the parts, for the library that reads the values."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            if not name.startswith(_WITHOUT_VALUES):
                archive.writestr(zipfile.ZipInfo(name), content)
    buffer.seek(0)
    return buffer
