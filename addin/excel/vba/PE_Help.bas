Attribute VB_Name = "PE_Help"
' What the function wizard shows, from the catalogue of functions.
Option Explicit

Private tries As Long

Public Sub Auto_Open()
    ' Excel takes the texts only once a workbook is open; an add-in is opened before any.
    If Not ActiveWorkbook Is Nothing Then
        PE_HelpNow
        Exit Sub
    End If
    ' Somebody may look at Excel's start screen for long.
    If tries < 60 Then tries = tries + 1
    Application.OnTime Now + TimeSerial(0, 0, IIf(tries < 60, 2, 30)), PE_Here("Auto_Open")
End Sub

Public Sub PE_HelpNow()
    Dim unchanged As Boolean
    unchanged = ThisWorkbook.Saved
    On Error Resume Next
{CALLS}
    ' The texts are no change of the person's: no question about saving.
    If unchanged Then ThisWorkbook.Saved = True
End Sub
