"""A form whose computed cells can also be given: by a person who typed them.

Each computed cell gets a partner beside the form. Where the partner is blank the cell computes as
described, and where it holds something the cell is that. So totals can be made of typed scores.
Inputs that a template fills in by a formula (points taken from the policy) are such cells too: a
file of another layout may have no place for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from rules.results import Scalar
from workbook_templates.checking.recomputing import Canonical, recompute
from workbook_templates.description import describe
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Band, Form, Kind, Spot, Table

#: A computed cell: its name; or its area, row number and role.
Place: TypeAlias = str | tuple[str, int, str]

_PARTNER = "所填_"


def computed_with(filled: Filled, policy: str, typed: Mapping[Place, Scalar]) -> Canonical:
    """What the form comes to where some of its computed cells are as `typed`."""
    form, fields = _open(filled.form), dict(filled.fields)
    for name in _preset(describe(filled.form)):
        if name in fields and fields[name].value is not None:
            fields[_PARTNER + name] = fields[name]
    sections = {area: [dict(row) for row in rows] for area, rows in filled.sections.items()}
    for place, value in typed.items():
        cell = Cell(filled.sheet, "", value, None)
        if isinstance(place, str):
            fields[_PARTNER + place] = cell
        else:
            area, number, role = place
            sections[area][number][_PARTNER + role] = cell
    given = replace(
        filled,
        fields=MappingProxyType(fields),
        sections=MappingProxyType({area: tuple(rows) for area, rows in sections.items()}),
    )
    return recompute(form, given, policy)


@lru_cache
def _open(form_id: str) -> Form:
    form = describe(form_id)
    blocks = tuple(_opened(block) for block in form.blocks)
    preset = _preset(form)
    partners = tuple(
        Band((Spot(0, 0, Kind.INPUT, _PARTNER + name),))
        for name, kind in form.fields()
        if kind is Kind.COMPUTED or name in preset
    )
    return replace(form, blocks=(*blocks, *partners))


def _preset(form: Form) -> frozenset[str]:
    """The inputs that the template fills in by a formula."""
    bands = (block for block in form.blocks if isinstance(block, Band))
    return frozenset(spot.name for band in bands for spot in band.spots if _is_preset(spot))


def _is_preset(spot: Spot) -> bool:
    return spot.kind is Kind.INPUT and spot.initial.startswith("=")


def _opened(block: Band | Table) -> Band | Table:
    if isinstance(block, Band):
        spots = (
            replace(spot, kind=Kind.COMPUTED, content=spot.initial) if _is_preset(spot) else spot
            for spot in block.spots
        )
        return replace(block, spots=tuple(map(_with_partner, spots)))
    beyond = 1 + max(column.last for column in block.columns)
    computed = [column for column in block.columns if column.kind is Kind.COMPUTED]
    partners = tuple(
        Spot(beyond + number, beyond + number, Kind.INPUT, _PARTNER + column.name)
        for number, column in enumerate(computed)
    )
    return replace(
        block,
        columns=(*map(_with_partner, block.columns), *partners),
        subtotal=tuple(map(_with_partner, block.subtotal)),
    )


def _with_partner(spot: Spot) -> Spot:
    if spot.kind is not Kind.COMPUTED:
        return spot
    formulas = {row: _or_typed(spot, text) for row, text in spot.formulas.items()}
    content = _or_typed(spot, spot.content) if spot.content else ""
    return replace(spot, content=content, formulas=MappingProxyType(formulas))


def _or_typed(spot: Spot, formula: str) -> str:
    partner = f"【{_PARTNER}{spot.name}】"
    return f'=IF({partner}="",{formula.removeprefix("=")},{partner})'
