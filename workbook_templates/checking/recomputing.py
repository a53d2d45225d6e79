"""What the formulas of a form come to on the inputs of a filled one.

The formulas are the description's own, and nothing that stands in the file's formula cells is
believed: no formula of the file is run. They are read once for a form and a policy, without
positions (`formula_program`), and run for each file; a form with a formula that depends on where it
stands is laid out anew for each file instead (`laid_out`).
"""

from __future__ import annotations

from workbook_templates.building.given import Matched
from workbook_templates.checking import laid_out
from workbook_templates.checking.canonical import Canonical, Recomputed
from workbook_templates.checking.formula_program import program_of
from workbook_templates.reading.filled import Filled
from workbook_templates.shape import Form, Kind

__all__ = ["Canonical", "Recomputed", "inputs_of", "recompute"]


def recompute(form: Form, filled: Filled, policy: str) -> Canonical:
    """Compute the form on the inputs of `filled`, under `policy` (an id, or id@date)."""
    inputs = inputs_of(form, filled)
    program = program_of(form, policy)
    if program is None:
        return laid_out.computed(form, inputs, policy)
    return program.run(inputs)


def inputs_of(form: Form, filled: Filled) -> Matched:
    """The inputs of a filled form as the layout takes them."""
    rows = {}
    for table in form.tables():
        roles = [column.name for column in table.columns if column.kind is not Kind.COMPUTED]
        for section in table.sections:
            rows[section.area] = tuple(
                {role: row[role].value for role in roles if role in row}
                for row in filled.sections.get(section.area, ())
            )
    fields = {name: cell.value for name, cell in filled.fields.items()}
    # An input that its template computes (points taken from the policy) is computed here too.
    own = {
        spot.name
        for block in form.blocks
        if not hasattr(block, "sections")
        for spot in block.spots
        if spot.kind is Kind.INPUT and spot.initial.startswith("=")
    }
    fields = {
        name: value
        for name, value in fields.items()
        if not (name in own and (filled.fields[name].formula or value is None))
    }
    return Matched(fields, rows)  # type: ignore[arg-type]
