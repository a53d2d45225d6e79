"""Checking one filled workbook: read, recompute from the inputs, compare, and say all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from rules import engine
from rules.engine import Row, Use
from rules.results import Refusal, Scalar
from udfs import CellError, policies
from workbook_templates.checking import catalogue, scores
from workbook_templates.checking.cells_compared import compare, exact, in_words
from workbook_templates.checking.findings import Checked, Finding, Severity, Verdict
from workbook_templates.checking.recomputing import Canonical, recompute
from workbook_templates.checking.scored_rows import scored_rows
from workbook_templates.description import describe
from workbook_templates.reading import Filled, Unreadable, read
from workbook_templates.reading.cells import Cell
from workbook_templates.shape import Form, Table


def check(path: Path) -> Checked:
    """The answer for one file. Never raises for what a file holds; changes nothing."""
    filled = read(path)
    if isinstance(filled, Unreadable):
        finding = catalogue.UNREADABLE.at(
            None, path.name, why=filled.message, what_to_do=filled.advice
        )
        return Checked(str(path), Verdict.UNREADABLE, (finding,))
    form = describe(filled.form)
    found = policies.library().find(filled.stamp.policy)
    if isinstance(found, Refusal):
        gone = catalogue.POLICY_GONE.at(None, filled.stamp.policy, found=found.message)
        return Checked(str(path), Verdict.REJECT, (gone,), form.title, filled.stamp.policy)
    own = recompute(form, filled, filled.stamp.policy)
    findings = tuple(dict.fromkeys(_findings(form, filled, own, found)))
    if not any(finding.severity is Severity.REJECT for finding in findings):
        findings += tuple(_gathered(filled, own))
    return Checked(
        str(path),
        verdict_of(findings),
        tuple(sorted(findings, key=lambda finding: list(Severity).index(finding.severity))),
        form.title,
        filled.stamp.policy,
        _results(form, own),
        tuple(scores.told(row) for row in scored_rows(form, filled, own)),
    )


def verdict_of(findings: tuple[Finding, ...]) -> Verdict:
    """What the findings of a file come to."""
    severities = {finding.severity for finding in findings}
    if Severity.REJECT in severities:
        return Verdict.REJECT
    return Verdict.EXPLAIN if Severity.EXPLAIN in severities else Verdict.PASS


def _findings(form: Form, filled: Filled, own: Canonical, use: Use) -> Iterator[Finding]:
    yield from _template(form, filled, use)
    for name in form.required:
        cell = filled.fields.get(name)
        if cell is not None and (cell.value is None or str(cell.value).strip() == ""):
            yield catalogue.MISSING.at(cell, name, what_to_do="请填写")
    bare, shares = _saved_without_functions(filled), _shares(form)
    for name, cell in filled.computed.items():
        share = name in shares
        yield from compare(name, cell, own.fields[name], share=share, without_functions=bare)
    for area, rows in filled.sections.items():
        for row, computed in zip(rows, own.sections[area], strict=True):
            for role, recomputed in computed.items():
                if role in row:
                    name = _named(form, row, role)
                    yield from compare(
                        name, row[role], recomputed, share=role in shares, without_functions=bare
                    )
    for scored in scored_rows(form, filled, own):
        yield from scores.findings_in(scored)
    told = {check.score for check in form.score_checks}
    for name, recomputed in own.fields.items():
        if name not in told:
            yield from scores.refused(filled.computed.get(name), name, recomputed.answers)
    for area, rows in filled.sections.items():
        for row, computed in zip(rows, own.sections[area], strict=True):
            for role in computed.keys() - told:
                name = _named(form, row, role)
                yield from scores.refused(row.get(role), name, computed[role].answers)
    yield from _policy_checks(filled, own, use)


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


def _gathered(filled: Filled, own: Canonical) -> Iterator[Finding]:
    """Totals that cannot be made, where nothing else already says why."""
    for name, recomputed in own.fields.items():
        cell = filled.computed.get(name)
        yield from scores.refused(cell, name, recomputed.answers, gathering=True)


def _template(form: Form, filled: Filled, use: Use) -> Iterator[Finding]:
    stamp = filled.stamp
    if not filled.stamp_agrees:
        yield catalogue.STAMP_BROKEN.at(None, form.title)
    if stamp.version != form.version:
        yield catalogue.OTHER_VERSION.at(
            None, form.title, found=stamp.version, expected=form.version
        )
    if policies.library().shelf[use.policy.id].digest != stamp.policy_hash:
        yield catalogue.POLICY_CHANGED.at(None, use.policy.title)
    for name in filled.missing:
        yield catalogue.NAME_GONE.at(None, name)
    for cell in filled.strays:
        yield catalogue.OUTSIDE.at(cell, cell.address, found=in_words(cell.value))


def _policy_checks(filled: Filled, own: Canonical, use: Use) -> Iterator[Finding]:
    """The policy's own 审核 on the form's cells by name."""
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
        yield catalogue.POLICY_CHECK.at(
            filled.fields.get(one.field) or filled.computed.get(one.field),
            one.field,
            found=one.found,
            expected=one.expected,
            clause=one.clause,
            severity=Severity(one.severity.value),
            why=one.message.rstrip("。"),
        )


def _named(form: Form, row: Mapping[str, Cell], role: str) -> str:
    """A row's cell as a finding calls it: what the row is about, and the column."""
    for check in form.score_checks:
        title = row.get(check.title)
        if title is not None and title.value:
            return f"{title.value}·{role}"
    return role


def _results(form: Form, own: Canonical) -> dict[str, object]:
    """The figures that the form is about; None where one cannot be computed."""
    results: dict[str, object] = {}
    for name in form.results:
        area, dot, role = name.partition(".")
        if dot:
            results[role] = [_plain(row[role].value) for row in own.sections[area] if role in row]
        else:
            results[name] = _plain(own.fields[name].value)
    return results


def _plain(value: object) -> object:
    if isinstance(value, CellError):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
