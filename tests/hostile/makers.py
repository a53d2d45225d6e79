"""How hostile files are made."""

from __future__ import annotations

import io
import os
import random
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msoffcrypto

from tests.workbook_templates.filled_forms import evaluated

SAMPLES = Path(__file__).parent / "samples"
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
STRINGS, RELS = "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
Parts = dict[str, bytes]


@lru_cache(maxsize=1)
def form() -> bytes:
    """A sound self-evaluation form, with cached figures."""
    with TemporaryDirectory() as folder:
        return evaluated(Path(folder)).read_bytes()


def parts() -> Parts:
    """Its parts."""
    with zipfile.ZipFile(io.BytesIO(form())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in content.items():
            archive.writestr(name, held)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Kind:
    """One hostile file: its name, how it is made, the sentence (a part of it), code, exit status."""

    name: str
    make: Callable[[Path], object]
    says: str
    code: str
    status: int

    def put(self, folder: Path) -> Path:
        """Make it in a folder; a maker gives the bytes, or makes the path itself."""
        path = folder / self.name
        made = self.make(path)
        if isinstance(made, bytes):
            path.write_bytes(made)
        return path


def changed(part: str, old: str, new: str) -> Callable[[Path], bytes]:
    """The form with something else in one part."""

    def make(_: Path) -> bytes:
        held = parts()
        assert old.encode() in held[part], (part, old)
        held[part] = held[part].replace(old.encode(), new.encode(), 1)
        return zipped(held)

    return make


def added(**content: bytes) -> Callable[[Path], bytes]:
    """The form with further parts; ``__`` in a name is ``/``, ``_dot_`` is ``.``."""
    named = {name.replace("__", "/").replace("_dot_", "."): held for name, held in content.items()}
    return lambda _: zipped(parts() | named)


def whole(content: bytes | Callable[[], bytes]) -> Callable[[Path], bytes]:
    return lambda _: content if isinstance(content, bytes) else content()


def cell_of(name: str) -> str:
    """The address of a named cell of the form."""
    found = re.search(
        rf'<definedName name="{name}"[^>]*>[^<]*!\$([A-Z]+)\$(\d+)<', parts()[BOOK].decode()
    )
    assert found, name
    return found[1] + found[2]


def with_cell(name: str, inside: str, attributes: str = "") -> Callable[[Path], bytes]:
    """The form with this markup in a named cell."""

    def make(_: Path) -> bytes:
        held, address = parts(), cell_of(name)
        text = held[SHEET].decode()
        new, count = re.subn(
            rf'<c r="{address}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)',
            lambda m: (
                f'<c r="{address}"{"" if " s=" in f" {attributes}" else m[1] or ""}'
                f" {attributes}>{inside}</c>"
            ),
            text,
            count=1,
        )
        assert count == 1, address
        return zipped(held | {SHEET: new.encode()})

    return make


def with_rows(rows: str) -> Callable[[Path], bytes]:
    """The form with more rows below."""
    return changed(SHEET, "</sheetData>", f"{rows}</sheetData>")


# --- zips ---


def blown(held: Parts, part: str, megabytes: int, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts with one that inflates to this size."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in held.items():
            if name != part:
                archive.writestr(name, content)
        with archive.open(part, "w") as file:
            for _number in range(megabytes):
                file.write(b" " * 1_000_000)
    return buffer.getvalue()


def bomb(_: Path) -> bytes:
    return blown(parts(), "xl/worksheets/sheet9.xml", 400)


def lying_bomb(_: Path) -> bytes:
    """A part that declares its true length in no place, and inflates to 400 MB."""
    return resized(blown(parts(), STRINGS, 400), STRINGS, 1000)


def resized(content: bytes, name: str, size: int) -> bytes:
    """The zip with another length of one entry written into both of its places."""
    data = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo(name).header_offset
    struct.pack_into("<I", data, at + 22, size)
    central = content.index(b"PK\x01\x02", at)
    while data[central + 46 : central + 46 + len(name)] != name.encode():
        central = content.index(b"PK\x01\x02", central + 4)
    struct.pack_into("<I", data, central + 24, size)
    return bytes(data)


def nested_bomb(_: Path) -> bytes:
    inner = zipped({"0.xml": b"<a>" + b" " * 10_000_000})
    for _number in range(5):
        inner = zipped({f"{n}.zip": inner for n in range(10)})
    return inner


def other_method(_: Path) -> bytes:
    return resized(blown(parts(), STRINGS, 200, zipfile.ZIP_LZMA), STRINGS, 1000)


def duplicate_entry(_: Path) -> bytes:
    buffer = io.BytesIO(form())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(SHEET.upper(), parts()[SHEET])
    return buffer.getvalue()


def many_entries(_: Path) -> bytes:
    return zipped(parts() | {f"xl/media/{number}.xml": b"<a/>" for number in range(3000)})


def overlapping(_: Path) -> bytes:
    """Many entries of the directory that all show the same bytes."""
    data = form()
    end = data.rindex(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", data, end + 12)
    entries = data[start : start + size]
    last = entries[entries.rindex(b"PK\x01\x02") :]
    copies = b"".join(
        last.replace(b"docProps/app.xml", f"docProps/a{number:02}.xml".encode())
        for number in range(40)
    )
    tail = bytearray(data[end:])
    struct.pack_into("<H", tail, 8, struct.unpack_from("<H", tail, 8)[0] + 40)
    struct.pack_into("<H", tail, 10, struct.unpack_from("<H", tail, 10)[0] + 40)
    struct.pack_into("<I", tail, 12, size + len(copies))
    return data[:start] + entries + copies + bytes(tail)


def zip_encrypted(_: Path) -> bytes:
    data = bytearray(form())
    for sign, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(sign)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


def zip64(_: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in parts().items():
            with archive.open(name, "w", force_zip64=True) as file:
                file.write(held)
    return buffer.getvalue()


def flipped(seed: int) -> bytes:
    """The form with up to eight bits turned."""
    chance = random.Random(seed)
    data = bytearray(form())
    for _number in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def flipped_inside(seed: int) -> bytes:
    """The form with bits turned in the XML itself, so that the zip is in order."""
    chance = random.Random(seed)
    held = parts()
    name = chance.choice([SHEET, BOOK, STRINGS, RELS, "xl/styles.xml", "[Content_Types].xml"])
    data = bytearray(held[name])
    for _number in range(chance.randint(1, 5)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return zipped(held | {name: bytes(data)})


def flipped_old(seed: int) -> bytes:
    """The old binary workbook with bytes changed."""
    chance = random.Random(seed)
    data = bytearray((SAMPLES / "national.xls").read_bytes())
    for _number in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.choice([0, 1, 255, chance.randrange(256)])
    return bytes(data)


# --- XML ---

DOCTYPE = "<!DOCTYPE x [{}]>"
ENTITIES = "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "aaaaaaaaaa"}">' for n in range(10)
)


def typed_document(part: str, inside: str) -> Callable[[Path], bytes]:
    def make(_: Path) -> bytes:
        held = parts()
        held[part] = held[part].replace(b"?>", b"?>" + DOCTYPE.format(inside).encode(), 1)
        return zipped(held)

    return make


def deep(_: Path) -> bytes:
    nested = b"<x>" * 300_000 + b"</x>" * 300_000
    held = parts()
    return zipped(held | {SHEET: held[SHEET].replace(b"</sheetData>", b"</sheetData>" + nested)})


def in_utf16(_: Path) -> bytes:
    held = parts()
    for name in (SHEET, BOOK, STRINGS):
        text = held[name].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        held[name] = text.encode("utf-16")
    return zipped(held)


def with_mark(_: Path) -> bytes:
    return zipped({name: b"\xef\xbb\xbf" + held for name, held in parts().items()})


def gbk(_: Path) -> bytes:
    held = parts()
    return zipped(held | {STRINGS: held[STRINGS].decode().encode("gb18030")})


# --- sheets ---


def styled_rows(_: Path) -> bytes:
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(200, 200_200))
    return with_rows(rows)(_)


def styled_cells(_: Path) -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(200, 200_200))
    return with_rows(rows)(_)


def million_rows(_: Path) -> bytes:
    rows = "".join(
        f'<row r="{n}" spans="1:8" s="1" customFormat="1" ht="14.25" customHeight="1"/>'
        for n in range(200, 1_000_200)
    )
    return with_rows(rows)(_)


def wide(_: Path) -> bytes:
    cells = "".join(f'<c r="{letters(n)}900" t="n"><v>{n}</v></c>' for n in range(16_384))
    return with_rows(f'<row r="900">{cells}</row>')(_)


def wide_sheets(_: Path) -> bytes:
    """Thirty sheets, each with a cell in a far corner that is still allowed."""
    held = parts()
    corner = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="20000"><c r="OJ20000"><v>1</v></c></row></sheetData></worksheet>'
    )
    sheets = relations = ""
    for n in range(30):
        held[f"xl/worksheets/far{n}.xml"] = corner.encode()
        sheets += f'<sheet name="far{n}" sheetId="{n + 50}" r:id="far{n}"/>'
        relations += (
            f'<Relationship Id="far{n}" Type="{WORKSHEET}" Target="worksheets/far{n}.xml"/>'
        )
    held[BOOK] = held[BOOK].replace(b"</sheets>", sheets.encode() + b"</sheets>")
    held[RELS] = held[RELS].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    return zipped(held)


WORKSHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"


def letters(number: int) -> str:
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out


def huge_text(_: Path) -> bytes:
    return with_cell("项目名称", f"<is><t>{'长' * 1_000_000}</t></is>", 't="inlineStr"')(_)


def strict(_: Path) -> bytes:
    """The namespaces of the strict standard."""
    names = (
        (
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    held = parts()
    for old, new in names:
        held = {name: content.replace(old.encode(), new.encode()) for name, content in held.items()}
    return zipped(held)


def date_of(day_system: bool) -> Callable[[Path], bytes]:
    def make(_: Path) -> bytes:
        held = parts()
        if day_system:
            text = held[BOOK].decode()
            text, count = re.subn(r"<workbookPr\b", '<workbookPr date1904="1"', text, count=1)
            assert count == 1
            held[BOOK] = text.encode()
        return zipped(held)

    return make


# --- other files ---


def encrypted(_: Path) -> bytes:
    plain, out = io.BytesIO(form()), io.BytesIO()
    msoffcrypto.OfficeFile(plain).encrypt("正确的密码", out)
    return out.getvalue()


def slow_key(path: Path) -> bytes:
    """Encrypted with nearly ten million rounds to make the key, says the file."""
    content = encrypted(path)
    assert b'spinCount="100000" ' in content
    return content.replace(b'spinCount="100000" ', b'spinCount="9999999"', 1)


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def old_book(*cells: tuple[int, int], more: bytes = b"", extent: bytes = b"") -> bytes:
    """An old binary workbook with numbers in these cells, as one stream of a compound file."""
    from workbook_templates.reading.compound import written_around

    begin = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    front = record(0x809, begin) + more
    name = record(0x85, struct.pack("<IHBB", 0, 0, 1, 0) + b"A")
    start = len(front) + len(name) + 4
    name = record(0x85, struct.pack("<IHBB", start, 0, 1, 0) + b"A")
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))
    sheet += record(0x200, extent or struct.pack("<IIHHH", 0, 1, 0, 1, 0))
    for row, column in cells:
        sheet += record(0x203, struct.pack("<HHHd", row, column, 0, 1.5))
    stream = front + name + record(0x0A, b"") + sheet + record(0x0A, b"")
    return written_around("Workbook", stream)


def looping_old(_: Path) -> bytes:
    """An old workbook whose first chain leads back to its beginning."""
    data = bytearray((SAMPLES / "national.xls").read_bytes())
    (table,) = struct.unpack_from("<I", data, 76)
    for number in range(10):
        struct.pack_into("<I", data, 512 * (table + 1) + 4 * number, 0)
    return bytes(data)


def ods(change: Callable[[str], str]) -> Callable[[Path], bytes]:
    def make(_: Path) -> bytes:
        with zipfile.ZipFile(SAMPLES / "national.ods") as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        held["content.xml"] = change(held["content.xml"].decode()).encode()
        return zipped(held)

    return make


def linked(target: str, inside: str) -> Callable[[Path], bytes]:
    """The form with a link to something outside."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = f'<externalLink xmlns="{main}" xmlns:r="{relations}">{inside}</externalLink>'
    rels = (
        f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{relations}/externalLinkPath" Target="{target}" TargetMode="External"/></Relationships>'
    )
    extra = {"xl/externalLinks/externalLink1.xml": link.encode()}
    if target:
        extra["xl/externalLinks/_rels/externalLink1.xml.rels"] = rels.encode()
    return lambda _: zipped(parts() | extra)


# --- what is no file ---


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def missing(path: Path) -> None:
    pass


def locked(path: Path) -> None:
    path.write_bytes(form())
    path.chmod(0)


def renamed(target: str) -> bytes:
    """The form whose name 项目名称 points at something else."""
    held = parts()
    text, count = re.subn(
        r'(<definedName name="项目名称"[^>]*>)[^<]*<', rf"\g<1>{target}<", held[BOOK].decode()
    )
    assert count == 1
    return zipped(held | {BOOK: text.encode()})


def other_main() -> bytes:
    """The relations name one workbook part, and another lies where it usually is."""
    held = parts()
    held["xl/other.xml"] = held[BOOK]
    held["xl/_rels/other.xml.rels"] = held[RELS]
    rels = "_rels/.rels"
    return zipped(held | {rels: held[rels].replace(b"xl/workbook.xml", b"xl/other.xml")})


def flipped_ods(seed: int) -> bytes:
    """The OpenDocument spreadsheet with bits turned in its content."""
    chance = random.Random(seed)
    with zipfile.ZipFile(SAMPLES / "national.ods") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    data = bytearray(held["content.xml"])
    for _number in range(chance.randint(1, 5)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return zipped(held | {"content.xml": bytes(data)})
