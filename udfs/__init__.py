"""The PE_ functions: what a person types in a cell.

`CATALOGUE` names each function with its arguments and its Chinese help; calling an entry gives what
the cell shows, `answer` gives the results with their workings, which `explaining` tells in words.
`policies` holds the library that all of them see, `shapes` takes rows of cells apart. These modules
are imported when first named.
"""

from udfs.catalogue import CATALOGUE, Function
from udfs.cells import CARRIED, Cell, CellError, Cells, cells

__all__ = [
    "CARRIED",
    "CATALOGUE",
    "Cell",
    "CellError",
    "Cells",
    "Function",
    "cells",
    "explaining",
    "policies",
    "shapes",
]
