"""Opens whatever stands under a name: told apart by its bytes, never by its extension."""

from __future__ import annotations

import stat
from pathlib import Path

from workbook_templates.reading import compound, encrypted, foreign, legacy, opendocument
from workbook_templates.reading.parts import (
    BROKEN,
    FORM,
    Bounds,
    Opened,
    RefusedError,
    damaged,
    opened_zip,
    read_entries,
    read_parts,
    read_projects,
)

_GIVE = "请改交填好的 .xlsx 工作簿"


def open_file(path: Path, password: str = "", bounds: Bounds = FORM) -> Opened:
    """What a file holds. Raises `RefusedError`."""
    content, name = _content(path, bounds.file), path.name
    if content.startswith(compound.SIGNATURE):
        return _old(content, name, password, bounds)
    if content.startswith(b"PK"):
        return _zipped(content, name, bounds)
    raise foreign.no_workbook(content, name)


def _content(path: Path, most: int) -> bytes:
    """The bytes of an ordinary file; a device or a pipe would be waited for without end."""
    name = path.name
    try:
        told = path.stat()
        if stat.S_ISDIR(told.st_mode):
            raise RefusedError("文件不能打开", f"{name} 是文件夹", "请写文件夹里的工作簿")
        if not stat.S_ISREG(told.st_mode):
            raise RefusedError("文件不能打开", f"{name} 不是普通文件", "请写工作簿的文件名")
        if told.st_size > most:
            raise RefusedError(
                "文件过大",
                f"{name} 有 {told.st_size // 1_000_000} MB，填好的表不会这么大",
                "请删去图片和无关的工作表",
            )
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise RefusedError(
            "文件不能打开", f"没有这个文件：{name}", "请检查文件名和所在的文件夹"
        ) from None
    except PermissionError:
        raise RefusedError(
            "文件不能打开",
            f"{name} 打不开：没有读取权限，或正被别的程序占用",
            "请关闭打开它的程序，或请管理员给读取权限",
        ) from None
    except (OSError, ValueError):  # a loop of links, a name that cannot be one
        raise RefusedError(
            "文件不能打开", f"{name} 打不开", "请检查文件是否存在、是否正被占用"
        ) from None


def _old(content: bytes, name: str, password: str, bounds: Bounds) -> Opened:
    """A compound file: an encrypted workbook of today, or an old one."""
    streams = compound.streams(content, name)
    if "EncryptedPackage" in streams:
        about = streams.get("EncryptionInfo", b"")
        plain = encrypted.decrypted(content, name, password, about)
        if len(plain) > bounds.file or not plain.startswith(b"PK"):
            raise damaged(name)
        return _zipped(plain, name, bounds)
    held = next((one for one in ("Workbook", "Book") if one in streams), None)
    if held is None:
        what = "文字处理文档" if "WordDocument" in streams else "别的软件的文件"
        raise RefusedError("不是工作簿", f"{name} 其实是{what}", _GIVE)
    stream = streams[held]
    if legacy.is_locked(stream):
        plain = encrypted.decrypted(content, name, password)
        stream = compound.streams(plain, name).get(held, b"")
    return legacy.opened(name, held, stream)


def _zipped(content: bytes, name: str, bounds: Bounds) -> Opened:
    try:
        with opened_zip(content, name) as archive:
            names = read_entries(archive, name)
            if (refused := foreign.no_workbook_in_zip(names, name)) is not None:
                raise refused
            parts = read_parts(archive, name, bounds)
            projects = read_projects(archive)
    except BROKEN:
        raise damaged(name) from None
    if "content.xml" in parts and "xl/workbook.xml" not in parts:
        return opendocument.opened(name, parts)
    return Opened(parts, names, projects=projects)
