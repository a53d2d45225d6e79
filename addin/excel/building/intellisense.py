"""The file that Excel-DNA's free IntelliSense add-in shows while a formula is typed."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from addin.excel.vba.helps import description
from udfs import Function

_NAMESPACE = "http://schemas.excel-dna.net/intellisense/1.0"


def intellisense(catalogue: Mapping[str, Function]) -> bytes:
    """The XML, to lie beside `pe.xlam` as `pe.intellisense.xml`."""
    root = ElementTree.Element("IntelliSense", xmlns=_NAMESPACE)
    info = ElementTree.SubElement(root, "FunctionInfo")
    for function in catalogue.values():
        one = ElementTree.SubElement(
            info, "Function", Name=function.name, Description=description(function)
        )
        for argument in function.arguments:
            told = f"{argument.label}{'（可省）' if argument.optional else ''}：{argument.help}"
            ElementTree.SubElement(one, "Argument", Name=argument.name, Description=told)
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return made + b"\n"
