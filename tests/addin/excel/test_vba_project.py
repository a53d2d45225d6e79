"""What pyOpenVBA writes, read back by others: the specification's own examples, olevba, olefile."""

from __future__ import annotations

import io
import struct
from functools import cache
from zipfile import ZipFile

import olefile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oletools.olevba import VBA_Parser, decompress_stream
from pyopenvba.exceptions import VBAProjectError
from pyopenvba.vba import compress
from xlsxwriter import Workbook

from addin.excel.building.project import with_project
from addin.excel.vba import Module

# [MS-OVBA] 3.2: no compression, normal compression, maximum compression.
EXAMPLES = {
    b"abcdefghijklmnopqrstuv.": "0119b000616263646566676800696a6b6c6d6e6f70007172737475762e",
    b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa": (
        "012fb00023616161626364658266007061676869 6a013808616b6c00306d6e6f70"
        "06710270041072737475761077 78797a003c"
    ).replace(" ", ""),
    b"a" * 73: "0103b002614500",
}


@pytest.mark.parametrize(("plain", "packed"), EXAMPLES.items())
def test_the_examples_of_the_specification(plain: bytes, packed: str) -> None:
    assert compress(plain).hex() == packed
    assert bytes(decompress_stream(bytearray.fromhex(packed))) == plain


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.integers(1, 60))
def test_what_is_compressed_is_read_back_by_olevba_or_refused(block: bytes, times: int) -> None:
    plain = block * times
    try:
        packed = compress(plain)
    except VBAProjectError:
        # Only what does not become smaller, which no source text is.
        assert len(set(plain)) > 90
        return
    assert bytes(decompress_stream(bytearray(packed))) == plain


@cache
def blank() -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    for name in ("一", "二"):
        book.add_worksheet(name)
    book.close()
    return out.getvalue()


lines = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=100)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(lines, max_size=120))
def test_any_source_comes_back_from_the_project(comments: list[str]) -> None:
    source = 'Attribute VB_Name = "M"\r\n' + "".join(f"' {line}\r\n" for line in comments)
    made = with_project(blank(), [Module("M", source)])
    parser = VBA_Parser("book.xlsm", data=made)
    found = {name: text for _, _, name, text in parser.extract_macros()}
    assert found["M.bas"].replace("\r\n", "\n") == source.replace("\r\n", "\n")


def test_the_project_as_olefile_reads_it() -> None:
    source = 'Attribute VB_Name = "M"\r\n'
    made = with_project(blank(), [Module("M", source)])
    with ZipFile(io.BytesIO(made)) as archive:
        project = archive.read("xl/vbaProject.bin")
        book = archive.read("xl/workbook.xml").decode()
        sheets = [archive.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2)]
    with olefile.OleFileIO(project) as file:
        streams = {"/".join(path) for path in file.listdir()}
        told = file.openstream("PROJECT").read().decode("ascii").split("\r\n")
        compiled = file.openstream("VBA/_VBA_PROJECT").read()
        directory = bytes(decompress_stream(bytearray(file.openstream("VBA/dir").read())))
    assert {f"VBA/{name}" for name in ("M", "ThisWorkbook", "Sheet1", "Sheet2", "dir")} <= streams
    assert not [name for name in streams if "SRP" in name]
    assert [line for line in told if line.startswith(("Document=", "Module="))] == [
        "Document=ThisWorkbook/&H00000000",
        "Document=Sheet1/&H00000000",
        "Document=Sheet2/&H00000000",
        "Module=M",
    ]
    # No compiled code: Excel makes it from the sources.
    # [MS-OVBA] 2.3.4.1: of no version, and nothing after it.
    assert (compiled[:4], len(compiled)) == (b"\xcc\x61\xff\xff", 7)
    # 2.3.4.2: the end of the last module and of the list, and nothing after it.
    assert directory.endswith(struct.pack("<HIHI", 0x2B, 0, 0x10, 0))
    # PROJECTMODULES: how many follow.
    assert struct.pack("<HIH", 0x0F, 2, 4) in directory
    assert 'codeName="ThisWorkbook"' in book
    for number, sheet in enumerate(sheets, 1):
        assert f'<sheetPr codeName="Sheet{number}"' in sheet
