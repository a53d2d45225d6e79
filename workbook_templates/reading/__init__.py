"""Reads a filled workbook back by its stamp and defined names."""

from workbook_templates.reading.cells import Cell
from workbook_templates.reading.filled import Filled, read
from workbook_templates.reading.parts import Unreadable

__all__ = ["Cell", "Filled", "Unreadable", "read"]
