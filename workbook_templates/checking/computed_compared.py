"""The computed cells of a file, each against what the inputs come to."""

from __future__ import annotations

from collections.abc import Iterator

from udfs import CellError
from workbook_templates.checking.cells_compared import compare
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.recomputing import Canonical
from workbook_templates.checking.scored_rows import called
from workbook_templates.reading import Filled
from workbook_templates.shape import Form, Table


def findings_in(form: Form, filled: Filled, own: Canonical) -> Iterator[Finding]:
    """What is wrong with the formulas and the figures that they show."""
    bare, shares = _saved_without_functions(filled), _shares(form)
    for name, cell in filled.computed.items():
        share = name in shares
        yield from compare(name, cell, own.fields[name], share=share, without_functions=bare)
    for area, rows in filled.sections.items():
        for row, computed in zip(rows, own.sections[area], strict=True):
            for role, recomputed in computed.items():
                if role in row:
                    name = called(form, row, role)
                    yield from compare(
                        name, row[role], recomputed, share=role in shares, without_functions=bare
                    )


def _shares(form: Form) -> frozenset[str]:
    """The cells and columns that show percent."""
    spots = (
        spot
        for block in form.blocks
        for spot in (block.columns if isinstance(block, Table) else block.spots)
    )
    return frozenset(spot.name for spot in spots if spot.number_format == "百分比")


def _saved_without_functions(filled: Filled) -> bool:
    """Whether a program that does not have the functions computed the file."""
    rows = (row for section in filled.sections.values() for row in section)
    cells = (cell for row in (filled.computed, *rows) for cell in row.values())
    return any(cell.value is CellError.NAME and cell.formula for cell in cells)
