Attribute VB_Name = "PE_Server"
' How a formula and a command of the ribbon reach the engine: over xlwings' COM call.
'
' The server is asked for once and kept. Ranges are passed as their values, so that nothing is asked
' back of Excel while it calculates. Marked refusals ("#N/A") become error values of cells, which
' SUM and its like pass on; as texts they would be skipped silently.
Option Explicit
Option Private Module

Private Const MODULE_OF_FUNCTIONS As String = "{FUNCTIONS_MODULE}"
Private Const MODULE_OF_COMMANDS As String = "{COMMANDS_MODULE}"

Private server As Object
Private notBefore As Date

Public Function PE_Answer(ByVal called As String, ByVal given As Variant) As Variant
    ' What the cell or the block of cells shows.
    Dim passed As Variant, tries As Long
    On Error GoTo Failed
    passed = WithoutRanges(given)
    ' Without a server each cell of a sheet would try for itself, and Excel would stand still.
    If server Is Nothing And Now < notBefore Then GoTo GiveUp
Again:
    If server Is Nothing Then Set server = XLPy
    PE_Answer = WithErrors(server.CallUDF(MODULE_OF_FUNCTIONS, called, passed))
    Exit Function
Failed:
    ' A server that was stopped or updated leaves a dead object behind: ask for a new one, once.
    Set server = Nothing
    tries = tries + 1
    If tries = 1 Then Resume Again
    notBefore = Now + TimeSerial(0, 0, 5)
    Resume GiveUp
GiveUp:
    If called = "PE_EXPLAIN" Then
        PE_Answer = PE_NoServer()
    Else
        PE_Answer = CVErr(xlErrValue)
    End If
End Function

Public Sub PE_Run(ByVal command As String)
    ' Carries out a command of the ribbon, never twice. The server is told which Excel asks: one that
    ' has no workbook open it could not find.
    On Error GoTo Failed
    Connect
    server.Call server.Module(MODULE_OF_COMMANDS), "run", server.Tuple(command, Application)
    Exit Sub
Failed:
    Set server = Nothing
    MsgBox PE_NoServer(), vbExclamation, PE_Title()
End Sub

Private Sub Connect()
    ' Leaves a server that answers, or raises.
    On Error Resume Next
    If Not server Is Nothing Then server.Builtin
    If Err.Number <> 0 Then Set server = Nothing
    On Error GoTo 0
    If server Is Nothing Then Set server = XLPy
End Sub

Private Function WithoutRanges(ByVal given As Variant) As Variant
    ' In an array of its own: assigning to an element that holds a range might write to its cells.
    Dim k As Long, passed() As Variant
    If UBound(given) < LBound(given) Then
        WithoutRanges = given
        Exit Function
    End If
    ReDim passed(LBound(given) To UBound(given))
    For k = LBound(given) To UBound(given)
        If IsObject(given(k)) Then
            passed(k) = ValuesOf(given(k))
        Else
            passed(k) = given(k)
        End If
    Next k
    WithoutRanges = passed
End Function

Private Function ValuesOf(ByVal given As Object) As Variant
    If TypeOf given Is Range Then
        ' The value of a union of ranges is that of its first area alone.
        If given.Areas.Count = 1 Then
            ValuesOf = given.Value
            Exit Function
        End If
    End If
    ValuesOf = CVErr(xlErrValue)
End Function

Private Function WithErrors(ByVal shown As Variant) As Variant
    Dim i As Long, j As Long
    If Not IsArray(shown) Then
        WithErrors = OneCell(shown)
        Exit Function
    End If
    If IsTable(shown) Then
        For i = LBound(shown, 1) To UBound(shown, 1)
            For j = LBound(shown, 2) To UBound(shown, 2)
                shown(i, j) = OneCell(shown(i, j))
            Next j
        Next i
    Else
        For i = LBound(shown) To UBound(shown)
            shown(i) = OneCell(shown(i))
        Next i
    End If
    WithErrors = shown
End Function

Private Function IsTable(ByVal shown As Variant) As Boolean
    Dim last As Long
    On Error GoTo OneRow
    last = UBound(shown, 2)
    IsTable = True
OneRow:
End Function

Private Function OneCell(ByVal shown As Variant) As Variant
    OneCell = shown
    If VarType(shown) <> vbString Then Exit Function
    Select Case shown
        Case "#NULL!"
            OneCell = CVErr(xlErrNull)
        Case "#DIV/0!"
            OneCell = CVErr(xlErrDiv0)
        Case "#VALUE!"
            OneCell = CVErr(xlErrValue)
        Case "#REF!"
            OneCell = CVErr(xlErrRef)
        Case "#NAME?"
            OneCell = CVErr(xlErrName)
        Case "#NUM!"
            OneCell = CVErr(xlErrNum)
        Case "#N/A"
            OneCell = CVErr(xlErrNA)
    End Select
End Function
