"""Workbooks of the old binary format (.xls, .et): bounded, and handed on as a clean copy.

The records are walked once, so that the library that reads the values is never handed a sheet that
it would spread out to millions of cells, or a table that claims more texts than the file can hold.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from workbook_templates.reading.compound import written_around
from workbook_templates.reading.parts import RESAVE, Opened, RefusedError, ours_in_old_clothes
from workbook_templates.stamp import STAMP_NAMES

KIND = "旧的二进制格式（.xls）"

#: Cells of all sheets together, empty ones between filled ones included.
MOST_CELLS = 400_000

_BOF, _SHEET, _TEXTS, _EXTENT, _PASSWORD, _NAME = 0x809, 0x85, 0xFC, 0x200, 0x2F, 0x18
#: Records of one cell that holds something: row and column stand first.
_CELLS = {0x03, 0x04, 0x05, 0x06, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406}
_SEVERAL = 0xBD
_STAMP = STAMP_NAMES["template"].encode("utf-16-le")


def is_locked(stream: bytes) -> bool:
    """Whether a password is needed."""
    return any(kind == _PASSWORD for kind, _, _ in _records(stream))


def opened(name: str, stream_name: str, stream: bytes) -> Opened:
    """The values of an old workbook, as a copy for the library. Raises `RefusedError`."""
    clean = bytearray(stream)
    begins: set[int] = set()
    sheets: list[int] = []
    extents: list[list[int]] = []
    for kind, at, size in _records(stream):
        if kind == _BOF:
            begins.add(at - 4)
            extents.append([0, 0])
        elif (kind in _CELLS or kind == _SEVERAL) and size >= 4 and extents:
            row, column = struct.unpack_from("<HH", stream, at)
            if kind == _SEVERAL:  # the last column stands at the end
                (column,) = struct.unpack_from("<H", stream, at + size - 2)
            most = extents[-1]
            most[0], most[1] = max(most[0], row + 1), max(most[1], column + 1)
        elif kind == _NAME and _STAMP in stream[at : at + size]:
            raise ours_in_old_clothes(name, KIND)
        elif kind == _SHEET and size >= 4:
            sheets.append(struct.unpack_from("<I", stream, at)[0])
        elif kind == _TEXTS and size >= 8:
            if struct.unpack_from("<I", stream, at + 4)[0] > len(stream) // 3:
                raise _broken(name)
        elif kind == _EXTENT:  # what it claims is made room for, and says nothing
            clean[at : at + size] = bytes(size)
    if not sheets or len(set(sheets)) < len(sheets) or not begins.issuperset(sheets):
        raise _broken(name)
    if sum(rows * columns for rows, columns in extents) > MOST_CELLS:
        raise RefusedError(
            "文件过大", f"{name} 的工作表用到的格子太多，填好的表不会这么大", "请删去表外的内容"
        )
    return Opened(kind=KIND, values=written_around(stream_name, bytes(clean)))


def _broken(name: str) -> RefusedError:
    return RefusedError("文件损坏", f"{name} 不完整或已损坏", RESAVE)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record: its kind, where its content begins, its size."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + size > len(stream):
            return
        if kind or size:
            yield kind, at, size
        at += size
