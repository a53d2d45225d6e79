Attribute VB_Name = "PE_Texts"
' The Chinese that VBA itself says, written as the numbers of its characters: no code page matters.
Option Explicit
Option Private Module

Public Function PE_Text(ByVal numbers As String) As String
    ' A text from the numbers of its characters, four hexadecimal digits each.
    Dim k As Long
    For k = 1 To Len(numbers) Step 4
        PE_Text = PE_Text & ChrW(CLng("&H" & Mid$(numbers, k, 4)))
    Next k
End Function

Public Function PE_Here(ByVal procedure As String) As String
    ' How Excel names a procedure of this workbook, whatever the workbook is called.
    PE_Here = "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & procedure
End Function

Public Function PE_Title() As String
    PE_Title = {TITLE}
End Function

Public Function PE_NoServer() As String
    PE_NoServer = {NO_SERVER}
End Function
