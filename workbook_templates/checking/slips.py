"""Sums in another unit than the one meant: 元 written where 万元 is asked for, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from rules.exact import plain
from rules.notation import Quantity, read_quantity, with_unit
from rules.wording import scalar
from udfs import CellError
from workbook_templates.checking.catalogue import inputs
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.explanations import Need, explained_in, written
from workbook_templates.checking.scored_rows import called
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Form, Kind

_MONEY = "人民币"
#: 元 written as 万元 is 10,000 times too much; figures that differ are seldom alike to the digit.
SLIP = (Fraction(5_000), Fraction(20_000))
#: More than any form of one project holds: 1,000亿元, in 元.
_BEYOND = Fraction(10) ** 11
#: The same of a bare figure, whose unit stands in the form only: 100亿元.
_BEYOND_BARE = Fraction(10) ** 10
#: So many times the budget cannot have been spent; a hundredth of it may be, by July, and 100 times
#: are then what is left of the 10,000.
_FAR = 100
#: Words with which a person says that so much money is meant: why it was not spent says nothing of it.
_SIZE_TOLD = re.compile(r"单位|亿|规模|属实|无误|确为|确系|确属|确实|确有")
#: Less than the last digit of a sum in 万元 with two decimals, in 元.
_NOTHING = Fraction(100)


def needs_in(
    form: Form, filled: Filled, sums: Mapping[str, Quantity]
) -> Iterator[tuple[str, Need]]:
    """Sums that look as if 元 and 万元 had been mixed up, by name."""
    whole = [(name, sums[name]) for name in form.funds.whole if name in sums]
    for name, one in sums.items():
        beside = [other for other_name, other in whole if other_name != name]
        cell = filled.fields[name]
        why = _why(name, one, beside, [other for other, _ in whole], _is_bare(cell))
        if not why and name == form.funds.spent:
            why = _far_above(one, beside)
        if not why:
            continue
        finding = inputs.UNIT_SLIP.at(
            cell,
            name,
            found=in_words(cell.value),
            expected=_meant(one.value, beside),
            why=why,
            reason=explained_in(form, name),
        )
        yield name, Need(replace(finding, advice=f"{finding.advice}，并写出“{name}”"), why)


def tells_size(form: Form, filled: Filled, name: str) -> bool:
    """Whether the explanation of a sum speaks of its size at all."""
    return bool(_SIZE_TOLD.search(written(filled.fields.get(explained_in(form, name)))))


def column_needs(form: Form, filled: Filled) -> Iterator[tuple[str, Need]]:
    """Bare figures in a table's columns of money that are more than any project is worth."""
    for table in form.tables():
        money = {
            column.name: unit
            for column in table.columns
            if column.kind is Kind.INPUT
            and (unit := with_unit(column.heading)[1]) is not None
            and unit.dimension == _MONEY
        }
        rows = [row for one in table.sections for row in filled.sections.get(one.area, ())]
        places = [(row, role) for row in rows for role in row if role in money]
        for row, role in places:
            cell, name = row[role], called(form, row, role)
            read = None if isinstance(cell.value, CellError) else read_quantity(cell.value)
            if not isinstance(read, Quantity) or read.unit is not None:
                continue
            value = read.value * money[role].factor
            if value < _BEYOND:
                continue
            finding = inputs.UNIT_SLIP.at(
                cell,
                name,
                found=in_words(cell.value),
                expected=_meant(value, []),
                why=(why := f"折合 {scalar(value, _MONEY)}"),
                reason=explained_in(form, name),
            )
            title = name.removesuffix(f"·{role}")
            yield title, Need(replace(finding, advice=f"{finding.advice}，并写出“{title}”"), why)


def _meant(value: Fraction, beside: list[Quantity]) -> str:
    """What a sum in 元 is if 元 and 万元 were mixed up, in 万元."""
    others = [other.value for other in beside if other.value > 0]
    large = value >= _BEYOND_BARE or (bool(others) and value > max(others))
    return f"{plain(value / 10**8 if large else value)}（万元）"


def _is_bare(cell: Cell) -> bool:
    """Whether a sum was written without a unit, so that the form's own counts."""
    read = None if isinstance(cell.value, CellError) else read_quantity(cell.value)
    return isinstance(read, Quantity) and read.unit is None


def _why(name: str, one: Quantity, beside: list[Quantity], whole: list[str], is_bare: bool) -> str:
    shown = scalar(one.value, _MONEY)
    if one.value >= (_BEYOND_BARE if is_bare else _BEYOND):
        return f"折合 {shown}"
    if 0 < one.value < _NOTHING and one.unit is not None and one.unit.name == "元":
        return f"折合 {plain(one.value / 10_000)} 万元"
    if name not in whole or not beside:
        return ""
    times = {slip(one.value, other.value) for other in beside} - {""}
    if len(times) != 1:
        return ""
    # The others need not be alike: by July half of a budget is spent.
    sizes = [(one.value, other.value) for other in beside]
    if not all(max(pair) >= SLIP[0] * min(pair) for pair in sizes):
        return ""
    if len({figure > other for figure, other in sizes}) != 1:
        return ""
    # Of two figures the larger is the one in question; of three, the odd one.
    (found,) = times
    if len(beside) == 1 and found != "一万倍":
        return ""
    return f"约为其他各项资金的{found}"


def _far_above(spent: Quantity, beside: list[Quantity]) -> str:
    """What was spent is a part of the others, by July a small one: a hundred times them is no sum."""
    most = max((other.value for other in beside), default=Fraction(0))
    if most <= 0 or spent.value < _FAR * most:
        return ""
    return f"是其他各项资金的 {spent.value // most} 倍以上"


def slip(figure: Fraction, beside: Fraction) -> str:
    """Whether one sum is about 10,000 times another, in words; "" where it is not."""
    if figure <= 0 or beside <= 0:
        return ""
    low, high = SLIP
    if low <= figure / beside <= high:
        return "一万倍"
    return "万分之一" if low <= beside / figure <= high else ""
