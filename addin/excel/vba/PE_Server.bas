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

Private Const MOST_TRIES As Long = 3

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
    tries = tries + 1
    ' Its library is not there: no server was installed.
    If Err.Number = 1 Then tries = MOST_TRIES
    If tries < MOST_TRIES Then
        ' A server that was stopped or updated leaves a dead object behind: ask for a new one. One that
        ' has just been started is not ready yet.
        If server Is Nothing Then WaitABit
        Set server = Nothing
        Resume Again
    End If
    ' A cell that a server which is there cannot answer keeps no other cell waiting.
    If server Is Nothing Then notBefore = Now + TimeSerial(0, 0, 5)
    Set server = Nothing
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
    ' A message box that stays open is no other program that Excel should warn of.
    Application.DisplayAlerts = False
    server.Call server.Module(MODULE_OF_COMMANDS), "run", server.Tuple(command, Application)
    Application.DisplayAlerts = True
    Exit Sub
Failed:
    Application.DisplayAlerts = True
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

Private Sub WaitABit()
    ' For one to two seconds, without letting Excel do anything else.
    Dim ends As Date
    ends = Now + TimeSerial(0, 0, 2)
    Do While Now < ends
    Loop
End Sub

Private Function WithoutRanges(ByVal given As Variant) As Variant
    ' In an array of its own: assigning to an element that holds a range might write to its cells.
    Dim k As Long, last As Long, passed() As Variant
    If UBound(given) < LBound(given) Then
        WithoutRanges = given
        Exit Function
    End If
    last = LastRow(given)
    ReDim passed(LBound(given) To UBound(given))
    For k = LBound(given) To UBound(given)
        If IsObject(given(k)) Then
            passed(k) = ValuesOf(given(k), last)
        Else
            passed(k) = given(k)
        End If
    Next k
    WithoutRanges = passed
End Function

Private Function LastRow(ByVal given As Variant) As Long
    ' The last row that is used, of the sheets of which whole columns are given: a million blank
    ' cells would take seconds. One row for all, so that columns of one length stay so.
    Dim k As Long, used As Long
    LastRow = 1
    For k = LBound(given) To UBound(given)
        If IsObject(given(k)) Then
            If ToTheEnd(given(k)) Then
                used = given(k).Worksheet.UsedRange.Row + given(k).Worksheet.UsedRange.Rows.Count - 1
                If used > LastRow Then LastRow = used
            End If
        End If
    Next k
End Function

Private Function ToTheEnd(ByVal given As Object) As Boolean
    ' Whether a range goes on to the last row that a sheet has.
    If Not TypeOf given Is Range Then Exit Function
    If given.Areas.Count > 1 Then Exit Function
    ToTheEnd = (given.Row + given.Rows.Count - 1 = given.Worksheet.Rows.Count)
End Function

Private Function ValuesOf(ByVal given As Object, ByVal last As Long) As Variant
    Dim high As Long
    ValuesOf = CVErr(xlErrValue)
    If Not TypeOf given Is Range Then Exit Function
    ' The value of a union of ranges is that of its first area alone.
    If given.Areas.Count > 1 Then Exit Function
    If ToTheEnd(given) Then
        high = last - given.Row + 1
        If high < 1 Then high = 1
        ValuesOf = ExactValues(given.Resize(high))
    Else
        ValuesOf = ExactValues(given)
    End If
End Function

Public Function ExactValues(ByVal given As Object) As Variant
    ' `Value` gives an amount in a currency's format with four decimals only, `Value2` gives a day as
    ' a number: each where the other is wrong.
    Dim i As Long, j As Long, shown As Variant, exact As Variant
    shown = given.Value
    If IsArray(shown) Then
        For i = 1 To UBound(shown, 1)
            For j = 1 To UBound(shown, 2)
                If VarType(shown(i, j)) = vbCurrency Then
                    If IsEmpty(exact) Then exact = given.Value2
                    shown(i, j) = exact(i, j)
                End If
            Next j
        Next i
    ElseIf VarType(shown) = vbCurrency Then
        shown = given.Value2
    End If
    ExactValues = shown
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
