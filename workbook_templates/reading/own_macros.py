"""Whether the macros that a workbook carries are those that this product's own templates have.

A template with macros answers its formulas by generated VBA. Its modules are known by the digests in
`own_macros.txt`, those of every version that was released: a workbook that was filled in long ago is
known too. What is compared is the source that the file holds, as Excel may write it anew: it adds
attributes and sets spaces, line ends and the case of words. Code that Excel compiled and keeps beside
the source is not looked at, so a file whose compiled code was forged under our source passes here;
nothing of either is ever run by us.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from workbook_templates.reading import compound
from workbook_templates.reading.parts import RefusedError

#: One line for each known module: digest, name, the first version that had it. Lines only come on.
KNOWN = Path(__file__).with_name("own_macros.txt")
#: A source, inflated; our longest takes a fiftieth of it.
_LARGEST = 500_000
_MOST_MODULES = 200
#: VBA, Excel, OLE, Office: what every project of a workbook refers to. Another one may be anything.
_USUAL = (
    rb"*\G{000204EF-0000-0000-C000-000000000046}",
    rb"*\G{00020813-0000-0000-C000-000000000046}",
    rb"*\G{00020430-0000-0000-C000-000000000046}",
    rb"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}",
)
#: Records of the stream `dir` (MS-OVBA 2.3.4.2).
_VERSION, _REGISTERED = 0x0009, 0x000D
_MODULE_STREAM, _MODULE_STREAM_AGAIN, _MODULE_OFFSET = 0x001A, 0x0032, 0x0031
_OTHER_REFERENCES = (0x000E, 0x002F, 0x0030, 0x0033)
_END = 0x0010
_CHUNK = 4096
_EMPTY = ("", "option explicit")
#: An attribute and nothing after it.
_WORTH = r"(?:\"[^\"]*\"|[\w.-]+)"
_ATTRIBUTE = re.compile(rf"attribute [\w.]+ = {_WORTH}(?:, ?{_WORTH})*")


def ours(project: bytes) -> bool:
    """Whether every module of a `vbaProject.bin` is one of ours, or empty as a sheet's is.

    False for whatever cannot be read.
    """
    try:
        held = compound.streams(project, "", "VBA")
        places = _modules(_inflated(held["dir"]))
        texts = [_inflated(held[stream][start:]) for stream, start in places]
        if {stream for stream, _ in places} != {name for name in held if not _beside(name)}:
            return False  # what is not listed is found by somebody who reads the list otherwise
    except (RefusedError, KeyError, IndexError, ValueError, struct.error):
        return False
    return bool(texts) and all(_compared(t) in _EMPTY or digest(t) in _known() for t in texts)


def digest(source: bytes) -> str:
    """What a module is known by."""
    return hashlib.sha256(_compared(source).encode()).hexdigest()


def remember(modules: Iterable[tuple[str, bytes]], version: str) -> int:
    """Add the modules, (name, source), that are not known yet to `KNOWN`; how many there were."""
    new = {digest(source): name for name, source in modules if digest(source) not in _known()}
    with KNOWN.open("a", encoding="ascii", newline="\n") as listed:
        listed.writelines(f"{found} {name} {version}\n" for found, name in new.items())
    _known.cache_clear()
    return len(new)


@cache
def _known() -> frozenset[str]:
    lines = KNOWN.read_text("ascii").splitlines() if KNOWN.is_file() else []
    return frozenset(line.split()[0] for line in lines if line)


def _compared(source: bytes) -> str:
    """A source without what Excel itself changes in it when it saves."""
    lines = source.decode("latin-1").lower().splitlines()
    kept = (re.sub(r"\s+", " ", line).strip() for line in lines)
    return "\n".join(line for line in kept if line and not _ATTRIBUTE.fullmatch(line))


def _modules(told: bytes) -> list[tuple[str, int]]:
    """The stream of each module and where its source begins. Raises ValueError for other references."""
    streams: list[str] = []
    starts: list[int] = []
    for kind, content in _records(told):
        if kind == _REGISTERED and not content[4:].upper().startswith(_USUAL):
            raise ValueError("refers to another library")
        if kind in _OTHER_REFERENCES:
            raise ValueError("refers to another project")
        if kind == _MODULE_STREAM:
            streams.append(content.decode("latin-1"))
        elif kind == _MODULE_STREAM_AGAIN and content.decode("utf-16-le") != streams[-1]:
            raise ValueError("two names for one module")
        elif kind == _MODULE_OFFSET:
            starts.append(struct.unpack("<I", content)[0])
    if len(streams) > _MOST_MODULES:
        raise ValueError("too many modules")
    return list(zip(streams, starts, strict=True))


def _beside(stream: str) -> bool:
    """Whether a stream beside those of the modules holds no source."""
    return stream in ("dir", "_VBA_PROJECT") or stream.startswith("__SRP_")


def _records(told: bytes) -> Iterator[tuple[int, bytes]]:
    at, kind = 0, 0
    while kind != _END:
        kind, size = struct.unpack_from("<HI", told, at)
        # The record of the version says 4 and has 6.
        size = 6 if kind == _VERSION else size
        yield kind, told[at + 6 : at + 6 + size]
        at += 6 + size


def _inflated(packed: bytes) -> bytes:
    """The text of a compressed container (MS-OVBA 2.4.1), never longer than `_LARGEST`."""
    if packed[:1] != b"\x01":
        raise ValueError("no compressed container")
    out, at = bytearray(), 1
    while at < len(packed):
        (header,) = struct.unpack_from("<H", packed, at)
        end = min(at + 3 + (header & 0x0FFF), len(packed))
        if header & 0x8000:
            _inflate(packed, at + 2, end, out)
        else:
            out += packed[at + 2 : at + 2 + _CHUNK]
            end = at + 2 + _CHUNK
        if len(out) > _LARGEST:
            raise ValueError("too long")
        at = end
    return bytes(out)


def _inflate(packed: bytes, at: int, end: int, out: bytearray) -> None:
    """Add one chunk: eight tokens behind each byte of flags, literal bytes and copies of earlier ones."""
    begin = len(out)
    while at < end:
        flags, at = packed[at], at + 1
        for bit in range(8):
            if at >= end:
                return
            if not flags >> bit & 1:
                out.append(packed[at])
                at += 1
                continue
            (token,) = struct.unpack_from("<H", packed, at)
            at += 2
            # As many bits tell the distance as the chunk so far needs, 4 at least.
            bits = max((len(out) - begin - 1).bit_length(), 4)
            length, back = (token & (0xFFFF >> bits)) + 3, (token >> (16 - bits)) + 1
            if back > len(out) - begin or len(out) - begin + length > _CHUNK:
                raise ValueError("copies from before the chunk, or beyond its end")
            for _ in range(length):
                out.append(out[-back])
