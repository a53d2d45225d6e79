"""PE_Help: what the function wizard shows of each function, in Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from addin.excel.vba.source import DESCRIPTION, BadSourceError, chinese
from udfs import Function


def help_procedures(catalogue: Mapping[str, Function]) -> tuple[str, str]:
    """The calls of the procedures that register a function's texts, and those procedures."""
    calls = "\n".join(f"    Help_{function}" for function in catalogue)
    return calls, "\n".join(map(_procedure, catalogue.values()))


def _procedure(function: Function) -> str:
    lines = (f"Private Sub Help_{function.name}()", *_lines(function), "End Sub", "")
    return "\n".join(lines)


def _lines(function: Function) -> Iterable[str]:
    yield "    Dim told() As Variant"
    if function.arguments:
        yield f"    ReDim told(0 To {len(function.arguments) - 1})"
    for place, argument in enumerate(function.arguments):
        yield f"    told({place}) = {chinese(fitting(argument.help))}"
    macro = f'Macro:=PE_Here("{function.name}")'
    yield f"    Application.MacroOptions {macro}, Category:=PE_Title(), _"
    end = ", _\n        ArgumentDescriptions:=told" if function.arguments else ""
    yield f"        Description:={chinese(fitting(description(function)))}{end}"


def description(function: Function) -> str:
    """What is said of a function itself."""
    return f"{function.help}返回：{function.returns}。"


def fitting(text: str) -> str:
    """A text that Excel keeps whole."""
    if len(text) > DESCRIPTION:
        raise BadSourceError(f"longer than {DESCRIPTION} characters: {text}")
    return text
