"""Error values in inputs (#REF!, #DIV/0!): nothing can be computed from them, and no text says so."""

from __future__ import annotations

from collections.abc import Iterator

from udfs import CellError
from workbook_templates.checking.catalogue import inputs
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.recomputing import Canonical
from workbook_templates.checking.scored_rows import called
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Form


def findings_in(form: Form, filled: Filled, own: Canonical) -> Iterator[Finding]:
    """Every input that shows an error value."""
    for name, cell in filled.fields.items():
        if name not in own.presets:
            yield from _told(cell, name)
    for area, rows in filled.sections.items():
        for row, computed in zip(rows, own.sections[area], strict=True):
            for role, cell in row.items():
                if isinstance(cell.value, CellError) and role not in computed:
                    yield from _told(cell, called(form, row, role))


def _told(cell: Cell, name: str) -> Iterator[Finding]:
    # A program without the functions shows #NAME? for a formula of them.
    unknown = cell.formula is not None and cell.value is CellError.NAME
    if isinstance(cell.value, CellError) and not unknown:
        shown = cell.value.value
        yield inputs.NOT_READ.at(cell, name, found=shown, why=f"“{name}”是错误值 {shown}")
