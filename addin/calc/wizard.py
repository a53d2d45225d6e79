"""The functions' Chinese help for Calc's function wizard, and for its offers while a person types.

The wizard knows add-ins only. As an add-in the functions would compute wrongly: Calc hands a blank
cell to one as the number 0, whatever its parameters are declared to be (`any`,
`sequence<sequence<any>>`: 0; `XCellRange`: no constants; `string`: no ranges), so that an indicator
nobody has filled in would score 0 points. Tried on 7.4 and 25.2.

So this is an add-in of which there is only the description. Its names end with a space: the wizard
and the offers put `PE_SCORE (…)` into the formula, which Calc reads as a call of PE_SCORE, a name
that no add-in has, and finds the Basic function; the space is gone when the formula is entered.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from addin.calc.identity import HELP
from udfs import CATALOGUE, Function

#: The file's name in the extension.
FILE = "CalcAddIns.xcu"
#: What sets the names apart from those that formulas call.
_APART = " "


def settings(functions: Iterable[Function] = tuple(CATALOGUE.values())) -> str:
    """The file that describes the functions to Calc."""
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry"
 oor:package="org.openoffice.Office" oor:name="CalcAddIns">
 <node oor:name="AddInInfo"><node oor:name="{HELP}" oor:op="replace"><node oor:name="AddInFunctions">
{"".join(map(_function, functions))} </node></node></node>
</oor:component-data>
"""


def told(function: Function) -> str:
    """What the wizard says of a function: what it gives, its arguments one a line, an example."""
    labels = ", ".join(f"[{a.label}]" if a.optional else a.label for a in function.arguments)
    lines = [
        f"{function.name}({labels})",
        function.help,
        *(f"{a.label}{'（可省）' * a.optional}：{a.help}" for a in function.arguments),
        f"得到：{function.returns}",
        f"例：{function.example}",
    ]
    return "\n".join(lines)


def _function(function: Function) -> str:
    # The language of the last resort: whatever LibreOffice speaks, the help is Chinese.
    properties = {"DisplayName": function.name + _APART, "Description": told(function)}
    return (
        f'  <node oor:name="{function.name}" oor:op="replace">\n'
        + "".join(
            f'   <prop oor:name="{name}"><value xml:lang="en-US">{escape(text)}</value></prop>\n'
            for name, text in properties.items()
        )
        + '   <prop oor:name="Category"><value>Add-In</value></prop>\n  </node>\n'
    )
