"""The policy's own 审核 on the form's cells by name, and on the rows whose columns it knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from rules import engine
from rules.engine import Row, Use
from rules.notation import with_unit
from rules.results import Refusal, Scalar
from rules.wording import percent
from udfs import CellError
from workbook_templates.checking.catalogue import inputs, rules
from workbook_templates.checking.cells_compared import exact
from workbook_templates.checking.explanations import (
    Need,
    Reasons,
    how_to_explain,
    unexplained,
    written,
)
from workbook_templates.checking.findings import Finding, Severity
from workbook_templates.checking.recomputing import Canonical, Recomputed
from workbook_templates.checking.scored_rows import ScoredRow
from workbook_templates.reading import Filled
from workbook_templates.reading.cells import Cell
from workbook_templates.shape import Form

#: A policy may ask how long an explanation is: the characters of the cell of that name.
LENGTH = "_字数"
#: How the notation refuses a figure above 1 that should be a share.
_BARE_SHARE = re.compile(r"“([0-9]+(?:\.[0-9]+)?)”没有写百分号")
_CLOSE = Fraction(1, 10**12)


def findings_in(form: Form, filled: Filled, own: Canonical, use: Use) -> Iterator[Finding]:
    """What the policy's checks say of the cells that it knows by name."""
    if not use.policy.checks:
        return
    values: dict[str, Scalar] = {}
    for name, cell in filled.fields.items():
        values[name] = None if isinstance(cell.value, CellError) else cell.value
        if name + LENGTH in use.policy.quantities:
            values[name + LENGTH] = str(len(written(cell)))
    for name, recomputed in (*own.presets.items(), *own.fields.items()):
        value = exact(recomputed.value)
        values[name] = None if isinstance(value, CellError) else value
    known = {name: value for name, value in values.items() if name in use.policy.quantities}
    for one in _found(use, known):
        name = one.field.removesuffix(LENGTH)
        if one.unread and (beyond := beyond_sense(own.fields, filled.computed, one.message)):
            yield beyond
            continue
        found = _told(one, filled.fields.get(name) or filled.computed.get(name), name, form)
        if found.severity is Severity.EXPLAIN:
            yield from unexplained(form, filled, name, Need(found, one.message.rstrip("。")))
        else:
            yield found


def beyond_sense(
    own: Mapping[str, Recomputed], cells: Mapping[str, Cell], message: str
) -> Finding | None:
    """What is to say where a share that a formula gave is too large to be read as one.

    Nobody wrote it, so nobody can write a sign of percent after it.
    """
    bare = _BARE_SHARE.search(message)
    for name, recomputed in own.items() if bare else ():
        value = exact(recomputed.value)
        # The message has 15 digits of it.
        if isinstance(value, Fraction) and bare and abs(value / Fraction(bare[1]) - 1) < _CLOSE:
            return inputs.BEYOND_SENSE.at(cells.get(name), name, found=percent(value, 2))
    return None


def for_rows(form: Form, table: str, use: Use) -> Use | None:
    """The policy with only the checks that a table's columns can answer; None without any."""
    names = {with_unit(heading)[0] for heading in _headings(form, table).values()}
    checks = {
        name: check
        for name, check in use.policy.checks.items()
        if names.issuperset(check.that.names)
    }
    return replace(use, policy=replace(use.policy, checks=checks)) if checks else None


def row_findings(row: ScoredRow, form: Form, use: Use, reasons: Reasons) -> Iterator[Finding]:
    """What those checks say of one row."""
    wanted = {name for check in use.policy.checks.values() for name in check.that.names}
    values: dict[str, Scalar] = {}
    roles = {}
    for role, heading in _headings(form, row.check.table).items():
        name = with_unit(heading)[0]
        if name in wanted and role in row.cells:
            value = exact(row.own[role].value) if role in row.own else row.cells[role].value
            values[heading] = None if isinstance(value, CellError) else value
            roles[name] = role
    refused = [result.message for _, result in row.answers if isinstance(result, Refusal)]
    needs = []
    for one in _found(use, values):
        if one.unread and any(one.message.startswith(message.rstrip("。")) for message in refused):
            continue
        role = roles.get(one.field, "")
        found = _told(one, row.cells.get(role), f"{row.title}·{role}", None)
        if found.severity is Severity.EXPLAIN:
            needs.append(Need(found, one.message.rstrip("。")))
        else:
            yield found
    yield from reasons.unexplained(row, needs)


def _found(use: Use, values: Mapping[str, Scalar]) -> tuple[engine.Finding, ...]:
    found = engine.check(use, Row(tuple(values), tuple(values.values())))
    return () if isinstance(found, Refusal) else found


def _told(one: engine.Finding, cell: Cell | None, name: str, form: Form | None) -> Finding:
    """The engine's finding in the words of the catalogue."""
    why = one.message.rstrip("。")
    if one.unread:
        return inputs.NOT_READ.at(cell, name, found=one.found, clause=one.clause, why=why)
    severity = Severity(one.severity.value)
    how = how_to_explain(form, name) if form and severity is Severity.EXPLAIN else ""
    return rules.POLICY_CHECK.at(
        cell,
        name,
        found=one.found,
        expected=one.expected,
        clause=one.clause,
        severity=severity,
        why=why,
        what_to_do=f"请核对“{name}”" + (f"；{how}" if how else ""),
    )


def _headings(form: Form, table_name: str) -> Mapping[str, str]:
    """The headings of a table's columns by role; the units stand there."""
    table = next((table for table in form.tables() if table.name == table_name), None)
    columns = table.columns if table else ()
    return {column.name: column.heading or column.name for column in columns}
