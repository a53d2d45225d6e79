Attribute VB_Name = "PE_Ribbon"
' The buttons of the ribbon: the id of a button is the name of its command.
Option Explicit

Public Sub PE_RibbonCommand(control As IRibbonControl)
    PE_Run control.ID
End Sub
