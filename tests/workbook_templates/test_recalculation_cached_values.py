"""Fresh cached values in a copy: read back by another reader, and byte for byte elsewhere."""

from __future__ import annotations

from zipfile import ZipFile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from udfs.cells import CellError
from workbook_templates.recalculation import recalculate, write_recalculated
from workbook_templates.recalculation.cached_values import with_values


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "表.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("评分")
    sheet.write_column("A1", [10, 20.5])
    sheet.write_formula("B1", "=ROUND(A1*1.005,1)", None, 99.99)
    sheet.write_formula("B2", '=A1&"<分>"', None, 99.99)
    sheet.write_formula("B3", "=A1>5", None, 99.99)
    sheet.write_formula("B4", "=NA()", None, 99.99)
    sheet.write_formula("B5", "=PE_BLANK()", None, 99.99)
    sheet.write_array_formula("C1:C2", "{=A1:A2*2}", None, 99.99)
    book.add_worksheet("说明").write("A1", "不动")
    book.close()
    return path


def test_another_reader_sees_the_new_values(tmp_path, workbook):
    out = tmp_path / "新.xlsx"
    before = workbook.read_bytes()
    write_recalculated(workbook, out, recalculate(workbook, {"PE_BLANK": lambda: None}).values)
    rows = CalamineWorkbook.from_path(out).get_sheet_by_name("评分").to_python()
    # 10 × 1.005 = 10.05, a tie, rounds to 10.1; calamine shows an error and an empty text as blank.
    assert rows == [
        [10, 10.1, 20],
        [20.5, "10<分>", 41],
        ["", True, ""],
        ["", "", ""],
        ["", "", ""],
    ]
    with ZipFile(out) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="B4" t="e"><f>NA()</f><v>#N/A</v></c>' in xml
    assert workbook.read_bytes() == before


def test_everything_else_stays_byte_for_byte(tmp_path, workbook):
    out = tmp_path / "新.xlsx"
    write_recalculated(workbook, out, {("评分", "B1"): 1})
    with ZipFile(workbook) as old, ZipFile(out) as new:
        assert old.namelist() == new.namelist()
        assert new.testzip() is None
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert changed == ["xl/worksheets/sheet1.xml"]
        part = old.read(changed[0]).replace(b"</f><v>99.99</v>", b"</f><v>1</v>", 1)
        assert new.read(changed[0]) == part


def test_nothing_is_left_behind_when_it_fails(tmp_path, workbook):
    with pytest.raises(ValueError, match="must not replace"):
        write_recalculated(workbook, workbook, {})
    (tmp_path / "坏.xlsx").write_bytes(b"no zip")
    with pytest.raises(Exception, match="无法读取"):
        write_recalculated(tmp_path / "坏.xlsx", tmp_path / "新.xlsx", {})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["坏.xlsx", "表.xlsx"]


def test_prefixes_extensions_and_comments_survive():
    before = (
        '<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="urn:a" xmlns:mc="urn:b" '
        'mc:Ignorable="y" xmlns:y="urn:c"><!-- 注 --><x:sheetData><x:row r="1" y:z="1">'
        '<x:c r="A1" s="3" t="str"><x:f>B1</x:f><x:v>旧</x:v></x:c><x:c><x:v>5</x:v></x:c>'
        '<x:c r="C1" cm="1"><x:f>1</x:f><x:extLst/></x:c><x:c r="D1" s="2"/><x:c r="E1"></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    after = (
        before.replace('s="3" t="str"', 's="3"')
        .replace("<x:v>旧</x:v>", "<x:v>8.09</x:v>")
        .replace('cm="1"><x:f>1</x:f>', 'cm="1" t="str"><x:f>1</x:f><x:v>a&amp;_x0007_</x:v>')
        .replace('<x:c r="D1" s="2"/>', '<x:c r="D1" s="2" t="e"><x:v>#NUM!</x:v></x:c>')
        .replace('<x:c r="E1"></x:c>', '<x:c r="E1" t="b"><x:v>1</x:v></x:c>')
    )
    values = {"A1": 8.09, "C1": "a&\x07", "D1": CellError.NUM, "E1": True}
    assert with_values(before.encode(), values).decode() == after
