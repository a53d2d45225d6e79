"""The form's sums of money: whole ones those of their parts, none beyond another or below zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from rules.engine import Use
from rules.exact import printed
from rules.notation import (
    NOT_APPLICABLE,
    Misread,
    Quantity,
    Unit,
    apply_unit,
    read_actual,
    read_quantity,
    read_unit,
)
from rules.wording import scalar
from udfs import CellError
from workbook_templates.checking.catalogue import inputs, rules
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.explanations import Need, explained_in
from workbook_templates.checking.findings import Finding
from workbook_templates.description import describe
from workbook_templates.reading import Filled
from workbook_templates.shape import Band, Form, Kind

_MONEY = "人民币"


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
