"""What xlwings reads: one thin wrapper per entry of the catalogue, and nothing else.

Set `UDF_MODULES` to `udfs.xlwings_functions`. The wrappers carry no type hints (xlwings would try to
convert by them) and exactly the argument names of the catalogue. On Linux, where xlwings cannot
register anything, they are plain functions.
"""

from decimal import Decimal

import xlwings as xw

from udfs.catalogue import CATALOGUE, Function
from udfs.cells import CellError

#: CVErr(2000) and those after it, as COM hands them over.
_ERROR_CODES = range(-2146826288, -2146826000)


def _in(value):
    """A COM value as cells: all but an omitted argument arrives as a list of rows (ndim=2).

    Without ndim=2 xlwings would flatten a column and a row to the same list.
    """
    if isinstance(value, list):
        return tuple(tuple(map(_one, row)) for row in value)
    return _one(value)


def _one(value):
    """One COM value as a cell: errors arrive as their text (err_to_str), currency as Decimal."""
    if isinstance(value, str) and value.startswith("#"):
        return next((error for error in CellError if error.value == value), value)
    if isinstance(value, Decimal):
        return float(value)
    # Cells hold doubles, never ints: an int in this range is the code of an error that xlwings does
    # not know by name (#SPILL!, #CALC!).
    return CellError.VALUE if type(value) is int and value in _ERROR_CODES else value


def _out(cells):
    """Cells for the host: a blank is an empty text, an error its marked text for the VBA side."""
    if isinstance(cells, tuple):
        return [[_shown(value) for value in row] for row in cells]
    return _shown(cells)


def _shown(value):
    if value is None:
        return ""
    if isinstance(value, CellError):
        return value.value
    # As cells hold it: an int beyond 32 bits would be a type that 32-bit VBA does not know.
    return float(value) if type(value) is int else value


def _wrapper(function: Function):
    """A function of exactly the catalogue's signature: xlwings reads names and defaults from it."""
    names = [argument.name for argument in function.arguments]
    signature = [
        ("*" if a.repeated else "") + a.name + ("=None" if a.optional and not a.repeated else "")
        for a in function.arguments
    ]
    passed = [("*" if a.repeated else "") + a.name for a in function.arguments]
    scope = {"call": lambda *given: _called(function, given)}
    # The text is made of the catalogue's own identifiers, which a test holds to [a-z_]+.
    exec(
        f"def {function.name}({', '.join(signature)}):\n    return call({', '.join(passed)})", scope
    )
    made = scope[function.name]
    made.__doc__ = function.help
    made.__module__ = __name__
    for argument, name in zip(function.arguments, names, strict=True):
        made = xw.arg(name, doc=argument.help, ndim=2, err_to_str=True)(made)
    return xw.func(category="绩效评价")(made)


def _called(function: Function, given):
    values = [_in(value) for value in given]
    while values and values[-1] is None and len(values) > function.needed:
        values.pop()
    return _out(function(*values))


globals().update({name: _wrapper(function) for name, function in CATALOGUE.items()})
__all__ = list(CATALOGUE)
