"""The PE_ functions: what a person types in a cell.

`CATALOGUE` names each function with its arguments and its Chinese help; calling an entry gives what
the cell shows, `answer` gives the results with their workings.
"""

from udfs.catalogue import CATALOGUE, Argument, Function, clauses, explanations
from udfs.cells import Cell, CellError, Cells
from udfs.policies import library

__all__ = [
    "CATALOGUE",
    "Argument",
    "Cell",
    "CellError",
    "Cells",
    "Function",
    "clauses",
    "explanations",
    "library",
]
