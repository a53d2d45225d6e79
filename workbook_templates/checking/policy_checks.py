"""The policy's own 审核 on the form's cells by name."""

from __future__ import annotations

from collections.abc import Iterator

from rules import engine
from rules.engine import Row, Use
from rules.results import Refusal, Scalar
from udfs import CellError
from workbook_templates.checking.catalogue import rules
from workbook_templates.checking.cells_compared import exact
from workbook_templates.checking.findings import Finding, Severity
from workbook_templates.checking.recomputing import Canonical
from workbook_templates.reading import Filled


def findings_in(filled: Filled, own: Canonical, use: Use) -> Iterator[Finding]:
    """What the policy's checks say of the cells that it knows by name."""
    if not use.policy.checks:
        return
    values: dict[str, Scalar] = {}
    for name, cell in filled.fields.items():
        values[name] = None if isinstance(cell.value, CellError) else cell.value
    for name, recomputed in own.fields.items():
        value = exact(recomputed.value)
        values[name] = None if isinstance(value, CellError) else value
    known = {name: value for name, value in values.items() if name in use.policy.quantities}
    found = engine.check(use, Row(tuple(known), tuple(known.values())))
    if isinstance(found, Refusal):
        return
    for one in found:
        yield rules.POLICY_CHECK.at(
            filled.fields.get(one.field) or filled.computed.get(one.field),
            one.field,
            found=one.found,
            expected=one.expected,
            clause=one.clause,
            severity=Severity(one.severity.value),
            why=one.message.rstrip("。"),
        )
