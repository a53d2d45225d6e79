"""xlwings' own VBA module (BSD licence, its notice stands in it), as our projects carry it.

Taken from the installed xlwings, so that it fits the xlwings that serves. Of its two variants the
one that reads the settings of its own workbook, never of the workbook in front; and without the
settings from a file beside the workbook: either may be anybody's, and names a program to start.
"""

from __future__ import annotations

from importlib.resources import files

from addin.excel.settings import CLASS_ID, PROJECT
from addin.excel.vba.source import BadSourceError

NAME = "xlwings"
#: What is written otherwise here, each exactly once. `Option Private Module` keeps xlwings' own
#: functions out of the function wizard.
_CHANGES = (
    ('Attribute VB_Name = "xlwings"\n', f'Attribute VB_Name = "{NAME}"\nOption Private Module\n'),
    ('PROJECT_NAME As String = "xlwings"', f'PROJECT_NAME As String = "{PROJECT}"'),
    ("    GetConfig = default\n", "    GetConfig = PE_Setting(configKey, default)\n"),
)
#: Where the settings from a file beside the workbook begin and end.
_BESIDE = ("    ' Directory Config\n", "    ' User Config\n")


def xlwings_module() -> str:
    """The source of the module `xlwings`."""
    text = (files("xlwings") / "xlwings.bas").read_text("ascii")
    for mark in (*(before for before, _ in _CHANGES), *_BESIDE):
        if text.count(mark) != 1:
            raise BadSourceError(f"this xlwings' module has no single {mark!r}")
    for before, after in _CHANGES:
        text = text.replace(before, after)
    start, end = map(text.index, _BESIDE)
    text = text[:start] + text[end:]
    if "ActiveWorkbook" in text or f'"{CLASS_ID}"' not in text:
        raise BadSourceError("this xlwings' module is not the one that our settings are for")
    return text
