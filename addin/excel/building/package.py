"""Changing parts of a workbook's zip package so that two builds give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

#: The oldest time that a zip can tell.
_ALWAYS = (1980, 1, 1, 0, 0, 0)
CONTENT_TYPES, LINKS = "[Content_Types].xml", "_rels/.rels"

_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"

Parts = dict[str, bytes]


def parts(package: bytes) -> Parts:
    """The parts by name, in their order."""
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(given: Mapping[str, bytes]) -> bytes:
    """The package of these parts."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in given.items():
            entry = ZipInfo(name, _ALWAYS)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            archive.writestr(entry, content)
    return out.getvalue()


def inserted(text: bytes, before: bytes, added: bytes) -> bytes:
    """The text with something before a mark that stands in it exactly once."""
    if text.count(before) != 1:
        raise ValueError(f"no single {before!r} in the part")
    return text.replace(before, added + before)


def told_macros(given: Parts) -> None:
    """Say that the workbook may hold macros."""
    _told(given, _PLAIN, _MACROS)


def told_addin(given: Parts) -> None:
    """Say that the workbook with macros is an add-in."""
    _told(given, _MACROS, _ADDIN)


def _told(given: Parts, before: bytes, after: bytes) -> None:
    if given[CONTENT_TYPES].count(before) != 1:
        raise ValueError("the workbook is not of the expected kind")
    given[CONTENT_TYPES] = given[CONTENT_TYPES].replace(before, after)
