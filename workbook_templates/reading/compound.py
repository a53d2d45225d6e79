"""Old compound files (OLE): which streams one holds, and a clean one written around a stream.

A library that follows the chains of a forged file may follow them for ever. They are followed once,
bounded by the file's size, and other libraries get a file of our own making.
"""

from __future__ import annotations

import struct
from io import BytesIO

from workbook_templates.reading.parts import RESAVE, RefusedError

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def streams(content: bytes, name: str, storage: str = "") -> dict[str, bytes]:
    """The streams at the top of a compound file, or in a storage, by name. Raises `RefusedError`."""
    broken = RefusedError("文件损坏", f"{name} 不完整或已损坏", RESAVE)
    if len(content) < 3 * _SECTOR or not _sizes_fit(content):
        raise broken
    import olefile  # slow to import, rarely needed

    try:
        with olefile.OleFileIO(BytesIO(content)) as ole:
            within = [storage] if storage else []
            found = [path for path in ole.listdir() if path[:-1] == within]
            sizes = {path[-1]: ole.get_size(path) for path in found}
            if storage and sum(sizes.values()) > len(content):
                raise broken
            return {
                path[-1]: ole.openstream(path).read()
                for path in found
                if sizes[path[-1]] <= len(content)
            }
    except Exception:  # a library on forged bytes: whatever it raises, the file is damaged
        raise broken from None


def _sizes_fit(content: bytes) -> bool:
    """Whether the tables that the header declares can be in the file at all."""
    (shift,) = struct.unpack_from("<H", content, 30)
    (fat,) = struct.unpack_from("<I", content, 44)
    small, _, more = struct.unpack_from("<III", content, 64)
    most = len(content) // _SECTOR
    return shift in (9, 12) and max(fat, small, more) <= most


def written_around(name: str, stream: bytes) -> bytes:
    """A compound file that holds this one stream (of 4096 bytes or more, filled with zeros)."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // _SECTOR)
    # Sectors: the stream, the directory, the tables; each table sector knows 128 sectors.
    tables = 1
    while tables * 128 < count + 1 + tables:
        tables += 1
    if tables > 109:
        return _long(name, stream, count)
    chain = [*range(1, count), _END, _END, *[_FAT] * tables]
    chain += [_FREE] * (tables * 128 - len(chain))
    places = [count + 1 + number for number in range(tables)]
    header = _header(tables, count, places, _END, 0)
    body = stream.ljust(count * _SECTOR, b"\0") + _directory(name, len(stream))
    return header + body + struct.pack(f"<{len(chain)}I", *chain)


def _long(name: str, stream: bytes, count: int) -> bytes:
    """The same where the places of the tables do not fit into the header."""
    tables = further = 1
    while tables * 128 < count + 1 + tables + further:
        tables += 1
        further = -(-max(tables - 109, 0) // 127)
    chain = [*range(1, count), _END, _END, *[_FAT] * tables, *[0xFFFFFFFC] * further]
    chain += [_FREE] * (tables * 128 - len(chain))
    places = [count + 1 + number for number in range(tables)]
    first = count + 1 + tables
    header = _header(tables, count, places[:109], first, further)
    body = stream.ljust(count * _SECTOR, b"\0") + _directory(name, len(stream))
    lists = b""
    for number in range(further):
        held = places[109 + 127 * number : 109 + 127 * (number + 1)]
        held += [_FREE] * (127 - len(held))
        after = first + number + 1 if number + 1 < further else _END
        lists += struct.pack("<128I", *held, after)
    return header + body + struct.pack(f"<{len(chain)}I", *chain) + lists


def _header(tables: int, directory: int, places: list[int], first: int, further: int) -> bytes:
    listed = places[:109] + [_FREE] * (109 - len(places[:109]))
    head = SIGNATURE + bytes(16)
    head += struct.pack("<HHHHH6xI", 0x3E, 3, 0xFFFE, 9, 6, 0)
    head += struct.pack("<IIIIIIII", tables, directory, 0, 4096, _END, 0, first, further)
    return head + struct.pack("<109I", *listed)


def _directory(name: str, size: int) -> bytes:
    root = _entry("Root Entry", 5, 1, _END, 0)
    return root + _entry(name, 2, _FREE, 0, size) + bytes(256)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI16xIQ", written, len(written), kind, 1, _FREE, _FREE, child, 0, start, size
    )
