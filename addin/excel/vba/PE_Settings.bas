Attribute VB_Name = "PE_Settings"
' What the module xlwings asks for when no setting says otherwise.
Option Explicit
Option Private Module

Public Function PE_Setting(ByVal key As String, ByVal otherwise As Variant) As Variant
    Select Case UCase$(key)
{CASES}
        Case Else
            PE_Setting = otherwise
    End Select
End Function
