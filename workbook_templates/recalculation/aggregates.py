"""Functions of whole ranges: in ranges and arrays only numbers count, direct text is read as a number.

Their arguments are cells for what was written directly and rows for ranges and arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import prod

from udfs.cells import CellError
from workbook_templates.recalculation.nodes import Rows, Scalar
from workbook_templates.recalculation.numbers import Number, as_cell, exact, is_number, to_number

Argument = Scalar | Rows


def cells(*arguments: Argument) -> Iterator[Scalar]:
    """Every cell of the arguments, row by row."""
    for argument in arguments:
        if isinstance(argument, tuple):
            for row in argument:
                yield from row
        else:
            yield argument


def numbers(*arguments: Argument) -> list[Number] | CellError:
    """The numbers that count, or the first error."""
    found: list[Number] = []
    for argument in arguments:
        if isinstance(argument, tuple):
            for value in cells(argument):
                if isinstance(value, CellError):
                    return value
                if isinstance(value, (int, float)) and not isinstance(value, bool):
                    found.append(value)
        else:
            number = to_number(argument)
            if isinstance(number, CellError):
                return number
            found.append(number)
    return found


def _of_numbers(function: Callable[[list[Number]], Scalar]) -> Callable[..., Scalar]:
    def aggregate(*arguments: Argument) -> Scalar:
        found = numbers(*arguments)
        return found if isinstance(found, CellError) else function(found)

    return aggregate


def total(found: list[Number]) -> Fraction:
    """The exact sum: whole numbers apart, since most columns have nothing else."""
    whole = sum(number for number in found if isinstance(number, int))
    return sum((exact(number) for number in found if isinstance(number, float)), Fraction(whole))


def mean(found: list[Number]) -> Scalar:
    """The average; of nothing it is #DIV/0!."""
    return as_cell(total(found) / len(found)) if found else CellError.DIV0


def _count(*arguments: Argument) -> Scalar:
    direct = sum(
        not isinstance(argument, tuple) and not isinstance(to_number(argument), CellError)
        for argument in arguments
    )
    return direct + sum(is_number(value) for value in _in_ranges(arguments))


def _in_ranges(arguments: tuple[Argument, ...]) -> Iterator[Scalar]:
    return cells(*(argument for argument in arguments if isinstance(argument, tuple)))


def _count_filled(*arguments: Argument) -> Scalar:
    return sum(value is not None for value in cells(*arguments))


def _count_blank(area: Argument) -> Scalar:
    return sum(value is None or value == "" for value in cells(area))


def _sum_of_products(*arguments: Argument) -> Scalar:
    """Products place by place; whatever is no number counts as 0, an error is the result."""
    arrays = [value if isinstance(value, tuple) else ((value,),) for value in arguments]
    if not arrays or len({(len(array), len(array[0])) for array in arrays}) > 1:
        return CellError.VALUE
    result = Fraction(0)
    for factors in zip(*(cells(array) for array in arrays), strict=True):
        for factor in factors:
            if isinstance(factor, CellError):
                return factor
        if all(map(is_number, factors)):
            result += prod((exact(factor) for factor in factors), start=Fraction(1))
    return as_cell(result)


AGGREGATES: dict[str, Callable[..., Scalar]] = {
    "SUM": _of_numbers(lambda found: as_cell(total(found))),
    "PRODUCT": _of_numbers(
        lambda found: as_cell(prod(map(exact, found), start=Fraction(1))) if found else 0
    ),
    "AVERAGE": _of_numbers(mean),
    "MAX": _of_numbers(lambda found: max(found, default=0)),
    "MIN": _of_numbers(lambda found: min(found, default=0)),
    "COUNT": _count,
    "COUNTA": _count_filled,
    "COUNTBLANK": _count_blank,
    "SUMPRODUCT": _sum_of_products,
}
