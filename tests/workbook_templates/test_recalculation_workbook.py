"""Whole workbooks: written by xlsxwriter, recalculated, compared with arithmetic by hand."""

from __future__ import annotations

from datetime import datetime
from zipfile import ZipFile

import pytest
import xlsxwriter

from udfs.cells import CellError
from workbook_templates.recalculation import WorkbookFault, recalculate


def told(*arguments):
    return repr(arguments)


def broken():
    raise RuntimeError


FUNCTIONS = {
    "DOUBLE": lambda rows: [[cell * 2 for cell in row] for row in rows],
    "PE_TOLD": told,
    "PE_BROKEN": broken,
    "PE_BLANK": lambda: None,
}


@pytest.fixture
def computed(tmp_path):
    """Recalculate a sheet 评分 holding 10, 20.5, a text and TRUE in A1:A4 and the formulas given."""

    def run(formulas, fill=None):
        path = tmp_path / "表.xlsx"
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet("评分")
        sheet.write_column("A1", [10, 20.5, "文字"])
        sheet.write_boolean("A4", True)
        for address, formula in formulas.items():
            sheet.write_formula(address, formula, None, 99.99)  # a cached figure not to be believed
        if fill is not None:
            fill(book, sheet)
        book.close()
        return recalculate(path, FUNCTIONS)

    return run


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(A1:A5)", 30.5),
        ("=SUM(A:A)", 30.5),
        ("=AVERAGE($A$1:$A$4)", 15.25),
        ("=E9", 0),  # a formula that shows a blank cell shows 0
        ('=E9=""', True),
        ("=ISBLANK(E9)", True),
        ("=A3*2", CellError.VALUE),
        ("=COUNTA(A1:A6)", 4),
        ("=COUNTBLANK(A1:A6)", 2),
        ("=NOSUCH(A1)", CellError.NAME),
        ("=没有的名称+1", CellError.NAME),
        ("=没有的表!A1", CellError.REF),
        ("=PE_BLANK()", ""),
        ("=DOUBLE(A1:A2)", 20),
        ("=SUM(DOUBLE(A1:A2))", 61),
        ("=SUM(A1:INDEX(A1:A3,2))", 30.5),
        ("=SUM(OFFSET(A1,1,0,1,1))", 20.5),
        ('=INDIRECT("A"&2)', 20.5),
        ('=SUMIF(A1:A4,">15")', 20.5),
        ('=SUMIF(A1:A2,">15",A1)', 20.5),
        ("=VLOOKUP(20.5,A1:B3,1,FALSE)", 20.5),
        ('=IF(A1>5,"是"&"<&>","否")', "是<&>"),
        ('=ROW()&"-"&COLUMN()', "1-3"),
        ("=@A1:A3", 10),
        ("=A1:A3*2", 20),  # a plain formula takes the cell of its own row
    ],
)
def test_a_formula_over_cells(computed, formula, expected):
    assert computed({"C1": formula}).values["评分", "C1"] == expected


def test_what_a_function_is_given(computed):
    result = computed({"C1": "=PE_TOLD(E9,A1,A2:A5,NA(),A1:A1)"})
    expected = (None, 10, ((20.5,), ("文字",), (True,), (None,)), CellError.NA, 10)
    assert result.values["评分", "C1"] == repr(expected)


def test_formulas_follow_one_another_in_any_order_and_across_sheets(computed):
    def fill(book, sheet):
        book.add_worksheet("附 表").write_formula("B1", "=评分!A2+1")

    result = computed({"C1": "=C2*2", "C2": "='附 表'!B1+A1", "C3": '=C1&""'}, fill)
    assert result.values["附 表", "B1"] == 21.5
    assert result.values["评分", "C2"] == 31.5
    assert result.values["评分", "C1"] == 63
    assert result.values["评分", "C3"] == "63"


def test_defined_names_in_chinese(computed):
    def fill(book, sheet):
        book.define_name("指标区", "=评分!$A$1:$A$2")
        book.define_name("评分!税率", "=0.13")

    result = computed({"C1": "=SUM(指标区)", "C2": "=A1*税率"}, fill)
    assert result.values["评分", "C1"] == 30.5
    assert result.values["评分", "C2"] == 1.3


def test_an_array_formula_fills_its_area(computed):
    def fill(book, sheet):
        sheet.write_array_formula("D1:D3", "{=DOUBLE(A1:A2)}")

    result = computed({"C1": "=SUM(D1:D2)"}, fill)
    assert [result.values["评分", f"D{row}"] for row in (1, 2, 3)] == [20, 41, CellError.NA]
    assert result.values["评分", "C1"] == 61


def test_a_date_arrives_as_its_serial(computed):
    def fill(book, sheet):
        sheet.write_datetime(
            "F1", datetime(2023, 12, 31), book.add_format({"num_format": "yyyy-mm-dd"})
        )

    assert computed({"C1": "=F1+1"}, fill).values["评分", "C1"] == 45292


def test_errors_in_a_column_are_counted_but_not_added(computed):
    result = computed(
        {
            "C1": "=1",
            "C2": "=NA()",
            "C3": "=2",
            "D1": '=SUMIF(C1:C3,">=0")',
            "D2": '=COUNTIF(C1:C3,"#N/A")',
            "D3": "=SUMPRODUCT(--ISNA(C1:C3))",
            "D4": "=SUM(C1:C3)",
        }
    )
    cells = [result.values["评分", f"D{row}"] for row in (1, 2, 3, 4)]
    assert cells == [3, 1, 1, CellError.NA]


def test_a_circle_is_named_and_stays_an_error(computed):
    result = computed({"C1": "=C2+1", "C2": "=IFERROR(C1,0)", "C3": "=C1", "C4": "=A1"})
    assert result.circular == {("评分", "C1"), ("评分", "C2")}
    assert [result.values["评分", f"C{row}"] for row in (1, 2, 3)] == [CellError.REF] * 3
    assert "循环引用" in result.faults["评分", "C1"]
    assert result.values["评分", "C4"] == 10


def test_a_circle_longer_than_the_stack_is_found_whole(computed):
    result = computed({f"C{row}": f"=C{row % 100 + 1}+1" for row in range(1, 101)})
    assert len(result.circular) == 100


def test_one_broken_cell_does_not_stop_the_others(computed):
    result = computed({"C1": "=PE_BROKEN()", "C2": "=表[列]", "C3": "=A1"})
    assert result.values["评分", "C1"] is CellError.VALUE
    assert "RuntimeError" in result.faults["评分", "C1"]
    assert result.values["评分", "C2"] is CellError.NAME
    assert "无法识别" in result.faults["评分", "C2"]
    assert result.values["评分", "C3"] == 10


@pytest.mark.parametrize("upwards", [False, True])
def test_a_long_chain_is_no_deep_recursion(computed, upwards):
    count = 1500
    chain = {f"C{row}": f"=C{row + (1 if upwards else -1)}+1" for row in range(1, count + 1)}
    chain[f"C{count}" if upwards else "C1"] = "=1"
    chain["D1"] = f"=SUM(C1:C{count})"
    # 1 + 2 + … + 1500
    assert computed(chain).values["评分", "D1"] == count * (count + 1) // 2


def test_a_shared_formula_is_read_in_each_cell(tmp_path, computed):
    computed({"C1": "=A1*2", "C2": "=A2*2"})
    source, changed = tmp_path / "表.xlsx", tmp_path / "共用.xlsx"
    with ZipFile(source) as old, ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"<f>A1*2</f>", b'<f t="shared" ref="C1:C2" si="0">A1*2</f>')
                data = data.replace(b"<f>A2*2</f>", b'<f t="shared" si="0"/>')
                assert data.count(b"shared") == 2
            new.writestr(name, data)
    values = recalculate(changed, FUNCTIONS).values
    assert values == {("评分", "C1"): 20, ("评分", "C2"): 41}


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_workbook_is_told_so(tmp_path, content):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)
    with pytest.raises(WorkbookFault, match="无法读取工作簿"):
        recalculate(path, FUNCTIONS)
