"""xlwings' own VBA (BSD licence, its notice stands in it), as our projects carry it.

Taken from the installed xlwings, so that it fits the xlwings that serves; of its procedures only
those that reach the COM server. What starts programs, reads files and imports functions stays
out, and so do the settings from the workbook in front or from a file beside it: either may be
anybody's. Our `GetConfig` stands in PE_Settings.
"""

from __future__ import annotations

import re
from importlib.resources import files

from addin.excel.settings import CLASS_ID
from addin.excel.vba.source import BadSourceError

NAME = "xlwings"
_KEPT = ("XLPyCommand", "XLPyLoadDLL", "XLPy", "KillPy", "ParentFolder")
#: Keeps xlwings' functions out of the function wizard.
_FIRST = f'Attribute VB_Name = "{NAME}"\nOption Private Module\n'
#: The last line of the licence and the declarations.
_HEAD_ENDS = re.compile(r'^Public Const XLWINGS_VERSION As String = ".*"\n', re.MULTILINE)


def xlwings_module() -> str:
    """The source of the module `xlwings`."""
    text = (files("xlwings") / "xlwings.bas").read_text("ascii")
    name, _, rest = text.partition("\n")
    head = _HEAD_ENDS.search(rest)
    if head is None or name != f'Attribute VB_Name = "{NAME}"' or f'"{CLASS_ID}"' not in text:
        raise BadSourceError("this xlwings' module is not the one that our settings are for")
    return "\n".join([_FIRST + rest[: head.end()], *(_procedure(text, kept) for kept in _KEPT)])


def _procedure(text: str, name: str) -> str:
    found = re.findall(
        rf"^(?:Private )?(?:Function|Sub) {name}\(.*?^End (?:Function|Sub)\n", text, re.M | re.S
    )
    if len(found) != 1:
        raise BadSourceError(f"this xlwings' module has no single {name}")
    return str(found[0])
