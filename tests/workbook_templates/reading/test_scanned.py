"""A sheet that is searched gives what a sheet that is walked gives, or is walked."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbook_templates.filled_forms import evaluated
from workbook_templates.making import BUILT
from workbook_templates.reading import scanned, sheet_markup
from workbook_templates.reading.parts import RefusedError

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
X14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'


def sheet(rows: str, before: str = "", after: str = "") -> bytes:
    return f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>".encode()


def parts_of(path) -> list[bytes]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return [archive.read(name) for name in names]


def answer(read, content: bytes):
    try:
        return read(content, "x")
    except RefusedError as refused:
        return refused.answer


def agree(content: bytes) -> None:
    assert answer(scanned.read_sheet, content) == answer(sheet_markup.read_sheet, content)


def test_a_filled_form_is_searched(tmp_path):
    for content in parts_of(evaluated(tmp_path)):
        assert scanned._scanned(content, "x", 20_000) is not None
        agree(content)


@pytest.mark.parametrize("template", sorted(BUILT.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_template_is_searched(tmp_path, template):
    again = tmp_path / "x.xlsx"  # by another library, in another way of writing
    openpyxl.load_workbook(template).save(again)
    for content in parts_of(template):
        assert scanned._scanned(content, "x", 20_000) is not None or b' t="e"' in content
    for content in (*parts_of(template), *parts_of(again)):
        agree(content)


SEARCHED = [
    ('<row r="2"><c r="B2" s="1" t="str"><f>A2</f><v></v></c></row>', "B2", "=A2", False),
    ('<row r="2"><c r="B2"><f>A2</f><v/></c></row>', "B2", "=A2", True),
    ('<row r="2"><c r="B2"><f>A2&amp;"&lt;"</f></c></row>', "B2", '=A2&"<"', True),
    ('<row r="2"><c r="B2"><f>A2</f><v>&lt;</v></c></row>', "B2", "=A2", False),
    ('<row r="2"><c r="B2"><f ca="1">A2</f><v>3</v></c></row>', "B2", "=A2", False),
]


@pytest.mark.parametrize(("rows", "address", "formula", "uncalculated"), SEARCHED)
def test_what_is_searched(rows, address, formula, uncalculated):
    found = scanned._scanned(sheet(rows), "x", 100)
    assert found is not None
    assert found.formulas == {address: formula}
    assert (address in found.uncalculated) is uncalculated
    agree(sheet(rows))


def test_shared_and_array_formulas_hidden_rows_and_columns_and_filters():
    rows = (
        '<row r="4" hidden="1"><c r="B4"><f t="shared" ref="B4:B5" si="0">A4*$C$1</f><v>1</v></c>'
        '<c r="C4"><f t="array" ref="C4:C5">A4:A5</f><v>1</v></c></row>'
        '<row r="5" ht="0.5"><c r="B5"><f t="shared" si="0"/><v>2</v></c><c r="C5"><v>2</v></c></row>'
    )
    columns = (
        '<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" width="0"/></cols>'
    )
    content = sheet(rows, columns, '<autoFilter ref="A1:B2"/>')
    found = scanned._scanned(content, "x", 100)
    assert found is not None
    assert found.formulas == {"B4": "=A4*$C$1", "C4": "=A4:A5", "B5": "=A5*$C$1"}
    assert found.arrays == {"C4": "C4:C5", "C5": "C4:C5"}
    assert (found.hidden_rows, found.hidden_columns, found.filtered) == ({3, 4}, {1, 2, 4}, True)
    assert (found.rows, found.columns) == (5, 3)
    agree(content)


WALKED = [
    sheet('<row r="2"><c r="B2"><f>A2</f> t<v>1</v></c></row>'),
    sheet('<row r="2"><c r="B2"><f>A2</f><v/><v>1</v></c></row>'),
    sheet('<row r="2"><!-- --><c r="B2"><f>A2</f></c></row>'),
    sheet('<row r="2"><c r="B2"><f><![CDATA[A2]]></f></c></row>'),
    sheet('<row r="2"><?aside ?><c r="B2"><f>A2</f></c></row>'),
    sheet("<row r='2'><c r='B2'><f>A2</f></c></row>"),
    sheet('<row r="2"><c><f>A2</f></c></row>'),
    sheet('<row r="2"><c  r="B2"><f>A2</f><v>1</v></c></row>'),
    sheet('<row r="2"><c r="B02"><f>A2</f><v>1</v></c></row>'),
    sheet('<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row>'),
    sheet('<row r="2"><c r="B2"><f>A2&#10;</f></c></row>'),
    sheet('<row r="2"><c r="B2"><f>A2</f><v xml:space="preserve"></v></c></row>'),
    sheet('<row r="2"><c r="B2"><extLst/><v>1</v></c></row>'),
    sheet(f'<x:row r="2" xmlns:x="{MAIN[7:-1]}"><x:c r="B2"><x:f>A2</x:f></x:c></x:row>'),
    sheet('<row r="20001"><c r="A20001"><v>1</v></c></row>'),
    sheet('<row r="1"><c r="ZZ1"><v>1</v></c></row>'),
    sheet("", "", "<row r='3'><c r='A3'><f>1</f></c></row>"),
    b'<worksheet><sheetData><row r="1"><c r="A1"><f>1</f></c></row></sheetData></worksheet>',
]


@pytest.mark.parametrize("content", WALKED)
def test_what_is_walked(content):
    assert scanned._scanned(content, "x", 20_000) is None
    agree(content)


def test_broken_xml_is_refused_by_both():
    agree(sheet('<row r="1" ht="high"><c r="A1"><v>1</v></c></row>'))
    agree(sheet('<row r="2"><c r="B2"><v>1</c></v></row>'))
    agree(sheet('<row r="2"><c r="B2"><v>1</v></c></row>', "<cols>"))


def test_the_formula_of_a_drop_down_list_is_no_cells():
    """Excel writes a list of another sheet as an extension, whose f is no formula of a cell."""
    list_of = (
        f"<extLst><ext {X14}><x14:dataValidations><x14:dataValidation><x14:formula1>"
        '<xm:f xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">Sheet2!A1:A3</xm:f>'
        "</x14:formula1></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    content = sheet('<row r="2"><c r="B2"><v>7</v></c></row>', "", list_of)
    assert answer(scanned.read_sheet, content).formulas == {}
    agree(content)


PIECES = st.sampled_from(
    [
        b'<c r="A1">', b"<f>", b"</f>", b"<v>", b"</v>", b"</c>", b"<row r=\"1\">", b"</row>",
        b' t="e"', b' t="str"', b"<!--", b"-->", b"&amp;", b"<v/>", b"<f/>", b'"', b">", b" ", b"9",
    ]
)  # fmt: skip
WHOLE = sheet(
    '<row r="2" ht="15"><c r="B2" s="1" t="str"><f>IF(A2="",1,2)</f><v>x</v></c><c r="C2" s="3"/>'
    '<c r="D2"><f t="shared" ref="D2:D3" si="1">A2</f><v>1</v></c></row><row r="3" hidden="1">'
    '<c r="D3"><f t="shared" si="1"/><v></v></c></row>',
    '<cols><col min="1" max="1" width="1"/></cols>',
)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(WHOLE)), st.integers(0, 12), PIECES)
def test_however_a_sheet_is_spoilt_both_say_the_same(where, gone, piece):
    agree(WHOLE[:where] + piece + WHOLE[where + gone :])
