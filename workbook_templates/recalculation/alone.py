"""A formula on its own, with no workbook around it."""

from __future__ import annotations

from udfs.cells import CellError
from workbook_templates.recalculation.calling import FunctionTable, unwrapped
from workbook_templates.recalculation.evaluator import Evaluator
from workbook_templates.recalculation.faults import FormulaFault
from workbook_templates.recalculation.nodes import Reference, Rows, Scalar
from workbook_templates.recalculation.places import NoWorkbook, Place

TOO_DEEP = "公式嵌套过深，请拆成几步。"


def evaluate(formula: str, functions: FunctionTable) -> Scalar | Rows:
    """What a cell would show for an Excel formula that refers to no cells; arrays come as rows.

    `functions` are the PE_ functions by name. Error values are `CellError`, dates serial numbers, a
    blank None. Raises `FormulaFault` for text that is no formula, or one that refers to cells.
    """
    from workbook_templates.recalculation.grammar import parse

    evaluator, place = Evaluator(functions, NoWorkbook()), Place()
    try:
        value = evaluator.value(parse(formula), place)
    except RecursionError as error:
        raise FormulaFault(TOO_DEEP) from error
    if isinstance(value, Reference):
        return CellError.REF
    return unwrapped(value)
