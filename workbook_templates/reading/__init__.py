"""Reads filled workbooks back: by their stamp and defined names, or by their headings."""

from workbook_templates.reading.carried import Carried, Carries
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.filled import Contents, Filled, FoundColumn
from workbook_templates.reading.grid import same_heading
from workbook_templates.reading.parts import Unreadable
from workbook_templates.reading.reader import read
from workbook_templates.reading.table import read_rows, refusal

__all__ = [
    "Carried",
    "Carries",
    "Cell",
    "Contents",
    "Filled",
    "FoundColumn",
    "Unreadable",
    "read",
    "read_rows",
    "refusal",
    "same_heading",
]
