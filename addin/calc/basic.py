"""The Basic module that gives each PE_ function its plain name in Calc, made from the catalogue.

Calc looks a name it does not know up among the functions of the application's Basic library
Standard, and nowhere else. So the component puts this module there; each function hands its
arguments to the component and its answer back.
"""

from __future__ import annotations

from collections.abc import Iterable

from addin.calc.identity import SERVICE
from udfs import CATALOGUE, Function

#: The module's name in the library Standard.
MODULE = "JixiaoFunctions"
#: How many arguments a function whose last one repeats can be given.
MOST = 16

_HEAD = f"""\
' Made from the catalogue of functions; it is replaced at every start of LibreOffice.
Option Explicit
Global oJixiao As Object

Function PE_Called(sName As String, nGiven As Integer, aAll)
  On Error GoTo Broken
  Dim i As Long, j As Long, nRows As Long, nColumns As Long, vAnswer, aGiven()
  If nGiven > 0 Then
    ReDim aGiven(nGiven - 1)
    For i = 0 To nGiven - 1
      aGiven(i) = aAll(i)
    Next i
  End If
  If IsNull(oJixiao) Then oJixiao = createUnoService("{SERVICE}")
  vAnswer = oJixiao.callFunction(sName, aGiven)
  If Not IsArray(vAnswer) Then
    PE_Called = vAnswer
    Exit Function
  End If
  nRows = UBound(vAnswer)
  nColumns = UBound(vAnswer(0))
  Dim aCells(nRows, nColumns), aRow
  For i = 0 To nRows
    aRow = vAnswer(i)
    For j = 0 To nColumns
      aCells(i, j) = aRow(j)
    Next j
  Next i
  PE_Called = aCells
  Exit Function
Broken:
  PE_Called = PE_Failed()
End Function

' #VALUE!, when the component does not answer: a double that is no number and carries the code.
Function PE_Failed()
  Dim oPipe, oInto, oFrom
  oPipe = createUnoService("com.sun.star.io.Pipe")
  oInto = createUnoService("com.sun.star.io.DataOutputStream")
  oFrom = createUnoService("com.sun.star.io.DataInputStream")
  oInto.setOutputStream(oPipe)
  oFrom.setInputStream(oPipe)
  oInto.writeLong(2146959360) ' &H7FF80000
  oInto.writeLong(519)
  PE_Failed = oFrom.readDouble()
End Function
"""


def module(functions: Iterable[Function] = tuple(CATALOGUE.values())) -> str:
    """The source of the module. All of it is ASCII, whatever code page reads it."""
    return _HEAD + "".join(map(_function, functions))


def _function(function: Function) -> str:
    """One function. The arguments have names of no meaning: Basic reserves more than it says."""
    repeated = bool(function.arguments) and function.arguments[-1].repeated
    # One more than there are, so that the catalogue tells that there are too many.
    names = [f"a{n}" for n in range(MOST if repeated else len(function.arguments) + 1)]
    given = ", ".join(f"Optional {name}" for name in names)
    lines = [
        "",
        f"Function {function.name}({given})",
        "  On Error GoTo Broken",
        f"  Dim n As Integer, x({len(names) - 1})",
        *(
            f"  If Not IsMissing({name}) Then n = {n + 1} : x({n}) = {name}"
            for n, name in enumerate(names)
        ),
        f'  {function.name} = PE_Called("{function.name}", n, x())',
        "  Exit Function",
        "Broken:",
        f"  {function.name} = PE_Failed()",
        "End Function",
        "",
    ]
    return "\n".join(lines)
