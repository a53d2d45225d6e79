"""Reads filled workbooks back: by their stamp and defined names, or by their headings."""

from workbook_templates.reading import own_macros
from workbook_templates.reading.carried import Carried, Carries
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.doors import is_encrypted, read_rows, refusal
from workbook_templates.reading.filled import Contents, Filled, FoundColumn
from workbook_templates.reading.grid import same_heading
from workbook_templates.reading.parts import Unreadable
from workbook_templates.reading.reader import read

__all__ = [
    "Carried",
    "Carries",
    "Cell",
    "Contents",
    "Filled",
    "FoundColumn",
    "Unreadable",
    "is_encrypted",
    "own_macros",
    "read",
    "read_rows",
    "refusal",
    "same_heading",
]
