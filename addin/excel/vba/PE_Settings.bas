Attribute VB_Name = "PE_Settings"
' The settings of the module xlwings: from the add-in's sheet, else from the user's own file, else
' fixed. Never from the workbook in front or its folder, which may be anybody's, and so may a template
' with these macros: only the add-in looks at its sheet.
Option Explicit
Option Private Module

Private Const IN_ADDIN As Boolean = {IN_ADDIN}

Public Function GetConfig(ByVal key As String, Optional ByVal otherwise As String = "") As Variant
    Dim found As String
    If Not OnSheet(key, found) Then
        If Not InFile(key, found) Then found = Fixed(key, otherwise)
    End If
    GetConfig = Expanded(found)
End Function

Private Function OnSheet(ByVal key As String, ByRef found As String) As Boolean
    Dim sheet As Object, row As Long
    If Not IN_ADDIN Then Exit Function
    On Error GoTo NoSheet
    Set sheet = ThisWorkbook.Worksheets("{SETTINGS_SHEET}")
    For row = 1 To 30
        If UCase$(sheet.Cells(row, 1).Value) = UCase$(key) Then
            found = sheet.Cells(row, 2).Value
            OnSheet = True
            Exit Function
        End If
    Next row
NoSheet:
End Function

Private Function InFile(ByVal key As String, ByRef found As String) As Boolean
    ' One setting a line, as xlwings writes them: "NAME","VALUE"
    Dim path As String, number As Integer, setting As String, told As String
    On Error GoTo NoFile
    path = Environ$("USERPROFILE") & "\.{PROJECT}\{PROJECT}.conf"
    If Dir$(path) = "" Then Exit Function
    number = FreeFile
    Open path For Input As #number
    Do While Not EOF(number)
        Input #number, setting, told
        If UCase$(setting) = UCase$(key) Then
            found = told
            InFile = True
        End If
    Loop
NoFile:
    If number <> 0 Then Close #number
End Function

Private Function Fixed(ByVal key As String, ByVal otherwise As String) As String
    Select Case UCase$(key)
{CASES}
        Case Else
            Fixed = otherwise
    End Select
End Function

Private Function Expanded(ByVal given As String) As String
    Dim folder As Variant
    Expanded = given
    For Each folder In Array("LOCALAPPDATA", "APPDATA", "USERPROFILE", "PROGRAMFILES", "PROGRAMDATA", "TEMP")
        Expanded = Replace(Expanded, "%" & folder & "%", Environ$(folder), 1, -1, vbTextCompare)
    Next folder
End Function
