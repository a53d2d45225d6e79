"""The VBA run for real, by LibreOffice's Basic: alone, and with a stand-in for the server.

LibreOffice shows an error value that VBA returns as a text: "Error 2015" is #VALUE!, 2036 #NUM!,
2042 #N/A.
"""

from __future__ import annotations

import json
import os
import subprocess
import uuid
from pathlib import Path

import pytest
from pyopenvba import ExcelFile, VBAModuleKind
from xlsxwriter import Workbook

from addin.excel.building.package import packed, parts, told_macros
from addin.excel.building.workbooks import addin_package, template_package
from addin.excel.vba import modules
from addin.excel.vba.modules import NO_SERVER
from udfs import CATALOGUE
from workbook_templates import making

#: Debian's Python has LibreOffice's modules.
PYTHON = "/usr/bin/python3"
OURS = {"PE_Functions", "PE_Server", "PE_Settings", "PE_Texts", "PE_Help", "xlwings"}

#: In place of xlwings' module: each server that is asked for has a number; the first is slow to start.
STAND_IN_MODULE = """Attribute VB_Name = "xlwings"
Private servers As Long, asked As Long

Public Function XLPy() As Object
    Dim made As New StandIn
    asked = asked + 1
    If asked < 3 Then Err.Raise 1000
    servers = servers + 1
    made.number = servers
    Set XLPy = made
End Function

Public Function TRY_CELL() As String
    Dim cell As New Cells
    cell.Value = CCur(12.345678)
    cell.Value2 = 12.345678
    TRY_CELL = ExactValues(cell)
End Function

Public Function TRY_COLUMN() As String
    Dim column As New Cells, found As Variant
    Dim shown(1 To 2, 1 To 1) As Variant, exact(1 To 2, 1 To 1) As Variant
    shown(1, 1) = DateSerial(2024, 1, 2)
    exact(1, 1) = 45293
    shown(2, 1) = CCur(0.00001)
    exact(2, 1) = 0.00001
    column.Value = shown
    column.Value2 = exact
    found = ExactValues(column)
    TRY_COLUMN = VarType(found(1, 1)) & " " & VarType(found(2, 1)) & " " & (found(2, 1) = 0.00001)
End Function
"""
#: What a range says of itself.
CELLS_CLASS = """Attribute VB_Name = "Cells"
Option Explicit
Public Value As Variant
Public Value2 As Variant
"""
#: Answers a call by what it was given, or by marked errors; the first server dies of PE_CLAUSE.
STAND_IN_CLASS = """Attribute VB_Name = "StandIn"
Option Explicit
Public number As Long

Public Function CallUDF(ByVal module As String, ByVal called As String, ByVal given As Variant) As Variant
    Dim k As Long, told As String, table(0 To 1, 0 To 1) As Variant
    Select Case called
        Case "PE_GRADE"
            told = "#N/A"
        Case "PE_AMOUNT"
            told = "#5"
        Case "PE_CHECK"
            CallUDF = Array("first", "#NUM!")
            Exit Function
        Case "PE_RANK"
            table(0, 0) = 8.09
            table(0, 1) = "#VALUE!"
            table(1, 0) = ""
            table(1, 1) = "last"
            CallUDF = table
            Exit Function
        Case Else
            If called = "PE_CLAUSE" And number = 1 Then Err.Raise 462
            told = number & " " & called
            For k = LBound(given) To UBound(given)
                If IsArray(given(k)) Then
                    told = told & " " & UBound(given(k), 1) & "x" & UBound(given(k), 2)
                Else
                    told = told & " " & given(k)
                End If
            Next k
    End Select
    CallUDF = told
End Function
"""

FORMULAS = (
    "=PE_BUILD()",
    '=PE_EXPLAIN("PE_SCORE",10)',
    '=PE_SCORE(10,"a","b","c","d")',
    "=PE_TOTAL(D1:D3,D1:E2)",
    "=PE_GRADE(D1)",
    '=PE_AMOUNT("a","b")',
    '=PE_CLAUSE("a","b")',
    '=PE_EXPLAIN("PE_TOTAL",D1:D3,7)',
    "=PE_VERSION()",
    "=PE_TOTAL(D:D,D2:E1048576)",
)
TRIED = ("=TRY_CELL()", "=TRY_COLUMN()")


def sheet(path: Path) -> bytes:
    """A workbook with one formula a row, then a row and a block that a function fills."""
    book = Workbook(path)
    made = book.add_worksheet("a")
    made.write_column("D1", [1, 2, 3])
    for row, formula in enumerate(FORMULAS):
        made.write_formula(row, 0, formula)
    made.write_array_formula("A11:B11", '{=PE_CHECK("a","b","c")}')
    made.write_array_formula("A12:B13", '{=PE_RANK("a","b","c","d")}')
    for row, formula in enumerate(TRIED, 14):
        made.write_formula(row, 0, formula)
    book.close()
    return path.read_bytes()


def with_stand_in(path: Path, book: bytes) -> Path:
    given = parts(book)
    told_macros(given)
    path.write_bytes(packed(given))
    with ExcelFile(path) as file:
        project = file.add_vba_project()
        for module in modules(CATALOGUE, "1.2.3", ribbon=False):
            source = STAND_IN_MODULE if module.name == "xlwings" else module.source
            project.add_module(module.name, source.replace("\r\n", "\n").replace("\n", "\r\n"))
        project.add_module(
            "StandIn", STAND_IN_CLASS.replace("\n", "\r\n"), kind=VBAModuleKind.other
        )
        cells = CELLS_CLASS.replace("\n", "\r\n")
        project.add_module("Cells", cells, kind=VBAModuleKind.other)
        file.save()
    return path


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[list[str]]]]:
    """What LibreOffice shows of each workbook, all in one run."""
    folder = tmp_path_factory.mktemp("office")
    own, buttons = (modules(CATALOGUE, "1.2.3", ribbon=ribbon) for ribbon in (False, True))
    book = sheet(folder / "a.xlsx")
    blank = min(making.BUILT.glob("*.xlsx")).read_bytes()
    paths = {name: folder / f"{name}.xlsm" for name in ("product", "template")}
    paths["product"].write_bytes(template_package(book, own))
    paths["template"].write_bytes(template_package(blank, own))
    paths["stand-in"] = with_stand_in(folder / "stand-in.xlsm", book)
    paths["addin"] = folder / "pe.xlam"
    paths["addin"].write_bytes(addin_package(buttons))
    # A virtual environment's folder first in PATH would be taken for LibreOffice's own Python.
    clean = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    pipe = f"pe-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    office = subprocess.Popen(
        [
            *("timeout", "100", "soffice", "--headless", "--norestore", "--nologo"),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        env=clean,
        stderr=subprocess.DEVNULL,
    )
    try:
        side = Path(__file__).with_name("office_side.py")
        done = subprocess.run(
            [PYTHON, str(side), pipe, *map(str, paths.values())],
            env=clean,
            capture_output=True,
            text=True,
            timeout=90,
        )
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.terminate()
    assert done.returncode == 0, done.stderr
    return dict(zip(paths, json.loads(done.stdout), strict=True))


def column(seen: dict[str, dict[str, list[list[str]]]], name: str) -> list[str]:
    return [row[0] for row in seen[name]["cells"]]


def test_it_opens_what_is_built_with_all_modules(
    seen: dict[str, dict[str, list[list[str]]]],
) -> None:
    for name in ("product", "template"):
        assert set(seen[name]["modules"]) >= OURS | {"ThisWorkbook", "Sheet1"}  # type: ignore[arg-type]
    assert set(seen["addin"]["modules"]) >= OURS | {"PE_Ribbon"}  # type: ignore[arg-type]


def test_a_function_that_needs_no_server_is_computed(
    seen: dict[str, dict[str, list[list[str]]]],
) -> None:
    assert column(seen, "product")[0] == "1.2.3"


def test_without_a_server_the_explanation_says_what_to_do_and_the_rest_is_an_error(
    seen: dict[str, dict[str, list[list[str]]]],
) -> None:
    shown = column(seen, "product")
    assert shown[1] == NO_SERVER
    assert shown[2] == shown[3] == "Error 2015"


def test_arguments_reach_the_server_as_values(
    seen: dict[str, dict[str, list[list[str]]]],
) -> None:
    shown = column(seen, "stand-in")
    assert shown[1].endswith(" PE_EXPLAIN PE_SCORE 10")
    assert shown[2].endswith(" PE_SCORE 10 a b c d")
    # A range arrives as a table that counts from 1: three rows of one, two rows of two.
    assert shown[3].endswith(" PE_TOTAL 3x1 2x2")
    assert shown[7].endswith(" PE_EXPLAIN PE_TOTAL 3x1 7")
    assert shown[8].endswith(" PE_VERSION")


def test_of_whole_columns_only_the_rows_that_are_used_are_passed(
    seen: dict[str, dict[str, list[list[str]]]],
) -> None:
    # The last formula stands in row 16: rows 1 to 16, and 2 to 16 of two columns.
    assert column(seen, "stand-in")[9].endswith(" PE_TOTAL 16x1 15x2")


def test_an_amount_in_a_currency_keeps_its_decimals_and_a_day_stays_a_day(
    seen: dict[str, dict[str, list[list[str]]]],
) -> None:
    shown = column(seen, "stand-in")
    assert shown[14] == "12.345678"
    assert shown[15] == "7 5 True"  # vbDate, vbDouble; a currency would be 6 and 0


def test_marked_errors_become_error_values_and_other_texts_stay(
    seen: dict[str, dict[str, list[list[str]]]],
) -> None:
    cells = seen["stand-in"]["cells"]
    assert cells[4][0] == "Error 2042"
    assert cells[5][0] == "#5"
    assert cells[10] == ["first", "Error 2036"]
    assert cells[11] == ["8.09", "Error 2015"]
    assert cells[12] == ["", "last"]


def test_a_server_that_is_just_starting_is_waited_for(
    seen: dict[str, dict[str, list[list[str]]]],
) -> None:
    # Two times it was not there yet; the first cell got its answer all the same.
    assert column(seen, "stand-in")[1].startswith("1 PE_EXPLAIN")


def test_a_server_that_died_is_asked_for_anew(
    seen: dict[str, dict[str, list[list[str]]]],
) -> None:
    assert column(seen, "stand-in")[6] == "2 PE_CLAUSE a b"
