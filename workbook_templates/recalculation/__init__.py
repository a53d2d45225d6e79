"""Recalculating without a spreadsheet program: one formula, or every formula of a workbook.

Formulas are read by the parser of `formulas`, and its library serves the functions that are not
computed exactly here. It is imported at the first formula, so importing this package costs little.
"""

from workbook_templates.recalculation.alone import evaluate
from workbook_templates.recalculation.cached_values import write_recalculated
from workbook_templates.recalculation.calling import FunctionTable
from workbook_templates.recalculation.coordinates import address_of
from workbook_templates.recalculation.faults import FormulaFault, WorkbookFault
from workbook_templates.recalculation.recalculated import Recalculated, compute, recalculate
from workbook_templates.recalculation.workbook_file import (
    Sheet,
    StoredFormula,
    WorkbookFile,
    read_workbook,
)

__all__ = [
    "FormulaFault",
    "FunctionTable",
    "Recalculated",
    "Sheet",
    "StoredFormula",
    "WorkbookFault",
    "WorkbookFile",
    "address_of",
    "compute",
    "evaluate",
    "read_workbook",
    "recalculate",
    "write_recalculated",
]
