"""The VBA run by pyOpenVBA's own reader of VBA, in its stand-in for Excel.

Unlike LibreOffice it refuses what VBA does not compile, and its cells have Excel's currencies and days.
It cannot read the head of xlwings' own module, which Excel does.
"""

from __future__ import annotations

import pytest
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.exceptions import VBACompileError
from pyopenvba.interpreter import parse_module

from addin.excel.vba import modules
from udfs import CATALOGUE

OWN = [module for module in modules(CATALOGUE, "1.2.3", ribbon=True) if module.name != "xlwings"]
SERVER = """Attribute VB_Name = "xlwings"
Public Function XLPy() As Object
    Set XLPy = New StandIn
End Function
"""
#: Nothing is installed: what xlwings raises without its library.
NO_SERVER = """Attribute VB_Name = "xlwings"
Public Function XLPy() As Object
    Debug.Print "asked"
    Err.Raise 1
End Function
"""
#: Says what it was given: how many rows and columns, and the first value with its kind.
STAND_IN = """
Private stopped As Boolean

Public Function Builtin() As Object
    If stopped Then Err.Raise 462
    Set Builtin = Me
End Function

Public Function CallUDF(ByVal module As String, ByVal called As String, ByVal given As Variant) As Variant
    Dim k As Long
    If called = "PE_GRADE" Then Err.Raise 5
    If called = "PE_VERSION" Then stopped = True
    For k = LBound(given) To UBound(given)
        CallUDF = CallUDF & TypeName(given(k))
        If IsArray(given(k)) Then
            CallUDF = CallUDF & " " & UBound(given(k), 1) & "x" & UBound(given(k), 2)
            CallUDF = CallUDF & " " & TypeName(given(k)(1, 1)) & " " & given(k)(1, 1)
        Else
            CallUDF = CallUDF & " " & given(k)
        End If
        CallUDF = CallUDF & "; "
    Next k
End Function

Public Function Module(ByVal name As String) As Object
    Set Module = Me
End Function

Public Function Tuple(ByVal command As String, ByVal who As Variant) As String
    Debug.Print command & ", " & TypeName(who) & ", " & Application.DisplayAlerts
    If stopped Or command = "fails" Then Err.Raise 5
End Function

Public Function Call(ByVal module As Variant, ByVal name As String, ByVal given As Variant) As Variant
End Function
"""
TRIED = """
Public Sub Fill()
    Range("A1").Value = 12.345678
    Range("A1").NumberFormat = "$#,##0.00"
    Range("B1").Value = DateSerial(2024, 1, 2)
    Range("B4").Value = 7
End Sub

Public Function Cell() As String
    Cell = PE_TOTAL(Range("A1"), 3)
End Function

Public Function Block() As String
    Block = PE_TOTAL(Range("A1:A2"), Range("B1:B2"))
End Function

Public Function Columns() As String
    Columns = PE_TOTAL(Range("A:A"), Range("B3:B1048576"))
End Function

Public Function OfTwoSheets() As String
    Dim first As Worksheet
    Set first = ActiveSheet
    Worksheets.Add
    ActiveSheet.Range("A2").Value = 5
    OfTwoSheets = PE_TOTAL(first.Range("A:A"), ActiveSheet.Range("A:A"))
End Function

Public Function BelowAll() As String
    BelowAll = PE_TOTAL(Range("A9:A1048576"), 3)
End Function

Public Function SeveralAreas() As String
    SeveralAreas = PE_TOTAL(Union(Range("A1"), Range("B4")), 3)
End Function
"""


def with_macros(server: str) -> ExcelApplication:
    app = ExcelApplication()
    app.add_workbook()
    for module in OWN:
        app.add_module(module.source, name=module.name)
    app.add_module(server, name="xlwings")
    return app


@pytest.fixture
def excel() -> ExcelApplication:
    """The add-in's macros, a sheet, and a stand-in for the server."""
    app = with_macros(SERVER)
    app.add_module(STAND_IN, name="StandIn", kind="class")
    app.add_module(TRIED, name="Tried")
    app.run("Fill")
    return app


@pytest.mark.parametrize("module", OWN, ids=lambda module: str(module.name))
def test_it_compiles(module) -> None:  # type: ignore[no-untyped-def]
    parse_module(module.source, name=module.name)
    with pytest.raises(VBACompileError):
        parse_module(module.source + "Sub Broken()\r\n    If 1 Then\r\nEnd Sub\r\n")


def test_an_amount_in_a_currency_arrives_whole_and_a_day_as_a_day(excel: ExcelApplication) -> None:
    # Excel's `Value` of such a cell is 12.3457.
    assert excel.evaluate('TypeName(Range("A1").Value) & Range("A1").Value') == "Currency12.3457"
    assert excel.run("Cell") == "Double 12.345678; Integer 3; "
    assert excel.run("Block") == ("Variant() 2x1 Double 12.345678; Variant() 2x1 Date 1/2/2024; ")


def test_whole_columns_end_with_the_last_row_that_is_used(excel: ExcelApplication) -> None:
    # B4 is the last: rows 1 to 4, and 3 to 4.
    assert excel.run("Columns") == "Variant() 4x1 Double 12.345678; Variant() 2x1 Empty ; "


def test_a_column_that_begins_below_everything_is_one_blank_cell(excel: ExcelApplication) -> None:
    assert excel.run("BelowAll") == "Empty ; Integer 3; "


def test_a_shorter_sheet_cuts_no_column_of_a_longer_one(excel: ExcelApplication) -> None:
    # The second ends with row 2 already. (The stand-in gives no values below it; Excel gives blanks.)
    assert str(excel.run("OfTwoSheets")).startswith("Variant() 4x1 Double 12.345678; ")


def test_of_several_areas_not_the_first_alone_is_taken(excel: ExcelApplication) -> None:
    # Excel gives the values of the first as if it were all. 2015: #VALUE!
    assert excel.run("SeveralAreas") == "Error Error 2015; Integer 3; "


def test_a_cell_that_fails_keeps_no_other_waiting(excel: ExcelApplication) -> None:
    assert "2015" in str(excel.run("PE_GRADE", 90))  # CVErr(xlErrValue)
    assert excel.run("PE_AMOUNT", 3, "x") == "Long 3; String x; "


def test_without_a_server_the_other_cells_do_not_try_for_themselves() -> None:
    # Each would stand still for seconds.
    app = with_macros(NO_SERVER)
    for _ in range(3):
        assert "2015" in str(app.run("PE_GRADE", 90))
    assert app.console == ["asked"]


@pytest.mark.parametrize(("command", "messages"), [("about", 0), ("fails", 1)])
def test_a_command_takes_its_excel_along_and_warnings_come_back(
    excel: ExcelApplication, command: str, messages: int
) -> None:
    excel.run("PE_Run", command)
    assert excel.console == [f"{command}, Application, False"]
    assert len(excel.dialogs) == messages, "a failure is told"
    assert excel.evaluate("Application.DisplayAlerts") is True


def test_a_command_after_the_server_was_stopped_asks_for_a_new_one(excel: ExcelApplication) -> None:
    excel.run("PE_VERSION")
    excel.run("PE_Run", "about")
    assert excel.dialogs == []


def test_the_help_waits_for_a_workbook_however_long_that_takes() -> None:
    # Somebody looks at Excel's start screen for more than two minutes. `Print` stands for `OnTime`.
    app = ExcelApplication()
    (help_module,) = [module for module in OWN if module.name == "PE_Help"]
    app.add_module(help_module.source.replace("Application.OnTime", "Debug.Print"), name="PE_Help")
    app.add_module(
        "Public Function PE_Here(ByVal name As String) As String\nEnd Function", name="X"
    )
    for _ in range(100):
        app.run("Auto_Open")
    assert len(app.console) == 100
