"""The form's money: figures of one size, and costs that fit what was spent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from rules.engine import Use
from rules.exact import plain, printed
from rules.notation import (
    NOT_APPLICABLE,
    Misread,
    NumericActual,
    NumericTarget,
    Quantity,
    Unit,
    apply_unit,
    bring_together,
    read_actual,
    read_quantity,
    read_unit,
    with_unit,
)
from rules.wording import scalar
from udfs import CellError
from workbook_templates.checking.catalogue import inputs, rules
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.explanations import Need, explained_in, written
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.indicators import SLIP, slip
from workbook_templates.checking.scored_rows import ScoredRow, called
from workbook_templates.description import describe
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Band, Form, Kind

#: Names of indicators whose figure is the whole of what was spent, not a part of it.
_WHOLE = re.compile(
    r"(?:(?:项目|全年|年度)(?:总|实际)?|总)(?:成本|支出)(?:控制)?(?:数|额|总额)?|全年执行数"
)
_MONEY = "人民币"
#: More than any form of one project holds: 1,000亿元, in 元.
_BEYOND = Fraction(10) ** 11
#: The same of a bare figure, whose unit stands in the form only: 100亿元.
_BEYOND_BARE = Fraction(10) ** 10
#: Words with which a person says that so much money is meant: why it was not spent says nothing of it.
_SIZE_TOLD = re.compile(r"单位|亿|规模|属实|无误|确为|确系|确属|确实|确有")
#: Less than the last digit of a sum in 万元 with two decimals, in 元.
_NOTHING = Fraction(100)


def amounts(form: Form, filled: Filled, use: Use) -> Mapping[str, Quantity]:
    """The form's sums of money by name, in 元."""
    units = _units(form, use)
    found = {}
    for name, cell in filled.fields.items():
        unit = units.get(name) or units.get(name.partition("_")[0])
        if unit is None or cell.value is None or isinstance(cell.value, CellError):
            continue
        read = read_quantity(cell.value)
        if isinstance(read, Quantity):
            sized = apply_unit(read, unit)
            if not isinstance(sized, Misread):
                # A number cell does not keep the zeros that it shows: 100 stands for 100.00.
                fine = unit.factor / 100 if read.from_number else sized.step
                found[name] = replace(sized, step=min(sized.step, fine))
    return found


def _units(form: Form, use: Use) -> Mapping[str, Unit]:
    """The unit of every sum: as the policy declares it, else as that of the form's other sums."""
    declared = {
        name: unit
        for name, quantity in use.policy.quantities.items()
        if quantity.unit and (unit := read_unit(quantity.unit)) and unit.dimension == _MONEY
    }
    of_form = next((declared[name] for name in form.funds.whole if name in declared), None)
    of_form = of_form or read_unit(form.funds.unit)
    return (dict.fromkeys(form.funds.whole, of_form) if of_form else {}) | declared


def totals(form: Form, filled: Filled, sums: Mapping[str, Quantity], use: Use) -> Iterator[Finding]:
    """Whole sums that are not those of their parts (年初预算数_财政拨款 …), where these are filled in.

    Left to the policy where it has a check of its own on them.
    """
    for name in form.funds.whole:
        parts = [part for part in filled.fields if part.startswith(f"{name}_")]
        given = [sums[part] for part in parts if part in sums]
        whole = sums.get(name)
        checked = any(
            name in check.that.names and not set(parts).isdisjoint(check.that.names)
            for check in use.policy.checks.values()
        )
        unread = any(part not in sums and filled.fields[part].value for part in parts)
        if whole is None or unread or checked or not any(one.value for one in given):
            continue
        total = sum((one.value for one in given), Fraction(0))
        # Every figure may have been rounded for itself: 33.33 three times stands for 100.
        slack = (whole.step + sum((one.step for one in given if one.value), Fraction(0))) / 2
        if abs(total - whole.value) > slack:
            yield rules.PARTS_NOT_TOTAL.at(
                filled.fields[name],
                name,
                found=scalar(whole.value, _MONEY),
                expected=scalar(total, _MONEY),
                parts="、".join(part.removeprefix(f"{name}_") for part in parts if part in sums),
            )


def order_needs(
    form: Form, filled: Filled, sums: Mapping[str, Quantity]
) -> Iterator[tuple[str, Need]]:
    """Sums that are more than the form says they can be (spent by July, by the end of the year)."""
    for name, other in form.funds.at_most:
        one, most = sums.get(name), sums.get(other)
        if one is None or most is None:
            continue
        if printed(one.value, one.step).low > printed(most.value, most.step).high:
            told, beside = scalar(one.value, _MONEY), scalar(most.value, _MONEY)
            finding = rules.MORE_THAN_POSSIBLE.at(
                filled.fields[name],
                name,
                found=told,
                expected=beside,
                other=other,
                reason=explained_in(form, name),
            )
            yield name, Need(finding, f"填 {told}，多于“{other}” {beside}")


def needs_in(
    form: Form, filled: Filled, sums: Mapping[str, Quantity]
) -> Iterator[tuple[str, Need]]:
    """Sums that look as if 元 and 万元 had been mixed up, by name."""
    whole = [(name, sums[name]) for name in form.funds.whole if name in sums]
    for name, one in sums.items():
        beside = [other for other_name, other in whole if other_name != name]
        cell = filled.fields[name]
        why = _why(name, one, beside, [other for other, _ in whole], _is_bare(cell))
        if not why:
            continue
        finding = inputs.UNIT_SLIP.at(
            cell,
            name,
            found=in_words(cell.value),
            expected=_meant(one.value),
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
                expected=_meant(value),
                why=(why := f"折合 {scalar(value, _MONEY)}"),
                reason=explained_in(form, name),
            )
            title = name.removesuffix(f"·{role}")
            yield title, Need(replace(finding, advice=f"{finding.advice}，并写出“{title}”"), why)


def _meant(value: Fraction) -> str:
    """What a sum in 元 is if 元 and 万元 were mixed up, in 万元."""
    large = value >= _BEYOND_BARE
    return f"{plain(value / 10**8 if large else value)}（万元）"


def negative(
    form: Form, filled: Filled, sums: Mapping[str, Quantity]
) -> Iterator[tuple[str, Need]]:
    """Sums below zero, whole ones and their parts, by name."""
    for name in sums:
        if name.partition("_")[0] in form.funds.whole and sums[name].value < 0:
            cell, where = filled.fields[name], explained_in(form, name)
            found = in_words(cell.value)
            finding = inputs.NEGATIVE_SUM.at(cell, name, found=found, reason=where)
            yield name, Need(finding, f"填 {found}，是负数")


def unread(form: Form, filled: Filled, use: Use) -> Iterator[Finding]:
    """Sums that are no figures, and that neither a check nor a formula reads: those tell themselves."""
    units, read_by = _units(form, use), _formulas(form.id)
    checked = {name for check in use.policy.checks.values() for name in check.that.names}
    for name, cell in filled.fields.items():
        whole = name.partition("_")[0]
        elsewhere = name in checked or f"【{name}】" in read_by
        mine = whole in form.funds.whole and not elsewhere
        if not mine or not isinstance(cell.value, str) or not cell.value.strip():
            continue
        read = read_quantity(cell.value)
        unit = units.get(name) or units.get(whole)
        if isinstance(read, Quantity) and unit is not None:
            read = apply_unit(read, unit)
        if isinstance(read, Misread) and read_actual(cell.value) is not NOT_APPLICABLE:
            why = f"“{name}”填“{in_words(cell.value)}”：{read.message.rstrip('。')}"
            yield inputs.NOT_READ.at(cell, name, found=in_words(cell.value), why=why)


@lru_cache
def _formulas(form_id: str) -> str:
    """All formulas of a form's single cells."""
    bands = (block for block in describe(form_id).blocks if isinstance(block, Band))
    spots = (spot for band in bands for spot in band.spots)
    return "\n".join(spot.content for spot in spots if spot.kind is Kind.COMPUTED)


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


def cost_needs(row: ScoredRow, form: Form, sums: Mapping[str, Quantity]) -> Iterator[Need]:
    """A cost that is more than was spent; a whole cost that is not what was spent."""
    spent, target, actual = sums.get(form.funds.spent), row.target, row.actual
    if spent is None or not isinstance(actual, NumericActual):
        return
    sort = in_words(row.cells[row.check.sort].value) if row.check.sort in row.cells else ""
    whole = bool(_WHOLE.fullmatch(row.title.strip()))
    if not whole and "成本" not in sort + row.title:
        return
    figure = _money(target, actual)
    if figure is None:
        return
    paid = printed(spent.value, spent.step)
    reached = printed(figure, actual.quantity.step)
    if reached.low > paid.high:
        why = f"高于{form.funds.spent}"
    elif whole and reached.high < paid.low:
        why = f"低于{form.funds.spent}"
    else:
        return
    finding = rules.COST_OTHER_THAN_SPENT.at(
        row.cells.get(row.check.actual),
        row.title,
        found=actual.text,
        expected=scalar(spent.value, _MONEY),
        why=why,
        reason=row.reason,
    )
    yield Need(finding, f"完成值 {actual.text} {why}")


def _money(target: object, actual: NumericActual) -> Fraction | None:
    """What was reached, in 元; None where it is no money (a cost of one piece, 2万元/人)."""
    if actual.quantity.unit is not None:
        return actual.quantity.value if actual.quantity.unit.dimension == _MONEY else None
    if not isinstance(target, NumericTarget) or target.quantity.unit is None:
        return None
    both = bring_together(target, actual)
    money = target.quantity.unit.dimension == _MONEY
    return both[1] if money and not isinstance(both, Misread) else None
