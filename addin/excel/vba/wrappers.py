"""PE_Functions: the wrapper of each function of the catalogue, which cells call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from addin.excel.vba.source import name
from udfs import Function

_HEAD = """Attribute VB_Name = "PE_Functions"
' Generated from the catalogue of functions.
Option Explicit

Public Function PE_BUILD() As String
    ' The version these functions were built for; asks no server.
    PE_BUILD = "{version}"
End Function
"""


def functions_module(catalogue: Mapping[str, Function], version: str) -> str:
    """The source of PE_Functions."""
    return "\n".join([_HEAD.format(version=version), *map(_wrapper, catalogue.values())])


def _wrapper(function: Function) -> str:
    called = name(function.name)
    return "\n".join(
        (
            f"Public Function {called}({', '.join(_arguments(function))})",
            *_body(function),
            "End Function",
            "",
        )
    )


def _arguments(function: Function) -> Iterable[str]:
    for argument in function.arguments:
        if argument.repeated:
            yield f"ParamArray {name(argument.name)}()"
        else:
            yield ("Optional " if argument.optional else "") + name(argument.name)


def _body(function: Function) -> Iterable[str]:
    """What stands in the wrapper.

    An omitted argument goes on as VBA's own mark of it, which xlwings knows. `Array` keeps a range
    as the object that it is.
    """
    alone = [argument.name for argument in function.arguments if not argument.repeated]
    if len(alone) == len(function.arguments):
        yield f'    {function.name} = PE_Answer("{function.name}", Array({", ".join(alone)}))'
        return
    rest = function.arguments[-1].name
    yield "    Dim given() As Variant, k As Long"
    yield f"    given = Array({', '.join(alone)})"
    yield f"    If UBound({rest}) >= 0 Then ReDim Preserve given(0 To UBound({rest}) + {len(alone)})"
    yield f"    For k = 0 To UBound({rest})"
    yield f"        If IsObject({rest}(k)) Then"
    yield f"            Set given(k + {len(alone)}) = {rest}(k)"
    yield "        Else"
    yield f"            given(k + {len(alone)}) = {rest}(k)"
    yield "        End If"
    yield "    Next k"
    yield f'    {function.name} = PE_Answer("{function.name}", given)'
