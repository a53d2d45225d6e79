"""Checking one file: each form in it read, recomputed from its inputs, compared, told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import repeat
from pathlib import Path

from rules.engine import Use
from rules.results import Refusal
from udfs import CellError, policies, shapes
from workbook_templates.checking import (
    between,
    computed_compared,
    files_told,
    hidden_compared,
    judging,
    scores,
    template_compared,
    typed_figures,
)
from workbook_templates.checking.as_found import as_found
from workbook_templates.checking.catalogue import files, formulas, inputs, template
from workbook_templates.checking.cells_compared import exact, in_words
from workbook_templates.checking.copies import without_copies
from workbook_templates.checking.findings import (
    Checked,
    Finding,
    ReadAs,
    Scored,
    Severity,
    Verdict,
)
from workbook_templates.checking.recomputing import Canonical, recompute
from workbook_templates.checking.scored_rows import scored_rows
from workbook_templates.checking.settling import settle
from workbook_templates.checking.spoken import in_speech
from workbook_templates.description import describe
from workbook_templates.reading import Filled, Unreadable, read, same_heading
from workbook_templates.shape import Form

#: Whose form it is: the one that did the work rather than the one above it.
_UNITS = ("实施单位", "项目单位", "填报单位", "单位名称", "评价部门", "主管部门")


def check(
    path: Path, policy: str = "", password: str = "", beside: tuple[between.Facts, ...] = ()
) -> Checked:
    """The answer for one file. Never raises for what a file holds; changes nothing.

    `policy` is for forms without a stamp (found by their headings) instead of the form's own.
    `password` opens an encrypted file; `beside` are forms of other files to hold it against.
    """
    with shapes.uncollected():  # nearly all of it is gone again when the answer is given
        return _checked(path, policy, password, beside)


def _checked(path: Path, policy: str, password: str, beside: tuple[between.Facts, ...]) -> Checked:
    contents = read(path, password)
    if isinstance(contents, Unreadable):
        finding = files.UNREADABLE.at(
            None, path.name, why=contents.message, what_to_do=contents.advice
        )
        return Checked(str(path), Verdict.UNREADABLE, (finding,))
    forms = without_copies(contents.forms)
    stands = between.all_beside(forms, policy, beside)
    sheets = tuple(map(_sheet, forms, repeat(policy), stands))
    # What is wrong with the file is found with each of its forms, and told once.
    told = (finding for sheet in sheets for finding in sheet.findings)
    carried = files_told.findings_in(contents.carried, path.name)
    findings = tuple(dict.fromkeys((*carried, *told)))
    return Checked(
        str(path),
        verdict_of(findings),
        tuple(sorted(findings, key=lambda finding: list(Severity).index(finding.severity))),
        "、".join(dict.fromkeys(sheet.told.form for sheet in sheets)),
        "、".join(dict.fromkeys(sheet.told.policy for sheet in sheets)),
        _together(sheets),
        tuple(row for sheet in sheets for row in sheet.scored),
        tuple(sheet.told for sheet in sheets),
        contents.others,
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The answer for one form of a file."""

    told: ReadAs
    findings: tuple[Finding, ...]
    results: Mapping[str, object] = field(default_factory=dict)
    scored: tuple[Scored, ...] = ()


def _sheet(filled: Filled, policy: str, beside: between.Beside) -> _Sheet:
    form = as_found(describe(filled.form), filled)
    named = filled.stamp.policy if filled.stamp else policy or form.policy
    told = ReadAs(
        filled.sheet,
        form.title,
        named,
        filled.stamp is not None,
        _columns(filled),
        _first(filled, ("项目名称",)),
        _first(filled, _UNITS),
    )
    found = policies.library().find(named)
    if isinstance(found, Refusal):
        return _Sheet(told, (template.POLICY_GONE.at(None, named, found=found.message),))
    if not (filled.stamp_agrees or filled.stamp_lost):
        # Of two stamps nobody can say which is the form's own, so nothing else can be told.
        return _Sheet(told, (template.STAMP_BROKEN.at(None, form.title),))
    own, compared = (_typed if filled.stamp is None else _built)(form, filled, named, found)
    if any(one.code == template.STAMP_UNFIT.code for one in compared):
        # With hardly a name of the form in the file, nothing of it was read.
        return _Sheet(told, tuple(one for one in compared if one.code.startswith("PE-T")))
    rows = tuple(scored_rows(form, filled, own))
    judged = judging.findings_in(form, filled, own, rows, found, beside)
    findings = _once(in_speech(form, (*compared, *judged)))
    if not any(finding.severity is Severity.REJECT for finding in findings):
        findings += tuple(_gathered(filled, own))
    return _Sheet(
        told,
        findings,
        _results(form, own),
        tuple(scores.told(row) for row in rows if row.check.score),
    )


def _once(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once; an input whose formula was never calculated is not told as blank as well."""
    findings = tuple(found)
    uncalculated = {
        (one.sheet, one.cell) for one in findings if one.code == formulas.INPUT_UNCALCULATED.code
    }
    return tuple(
        dict.fromkeys(
            one
            for one in findings
            if one.code != inputs.MISSING.code or (one.sheet, one.cell) not in uncalculated
        )
    )


def _first(filled: Filled, names: tuple[str, ...]) -> str:
    """The first of these fields that holds something, as text."""
    values = (filled.fields[name].value for name in names if name in filled.fields)
    return next((str(value).strip() for value in values if value is not None), "")


def _columns(filled: Filled) -> tuple[str, ...]:
    """The headings as they were taken: the word they were taken for, where they say another."""
    return tuple(
        f"{one.column} {one.heading}"
        + ("" if same_heading(one.heading, one.role) else f"＝{one.role}")
        for one in filled.columns
    )


def _together(sheets: tuple[_Sheet, ...]) -> dict[str, object]:
    """The results of all sheets; of several, each under the form (or, if alike, the sheet)."""
    if len(sheets) == 1:
        return dict(sheets[0].results)
    forms = [sheet.told.form for sheet in sheets]
    return {
        f"{one.told.form if forms.count(one.told.form) == 1 else one.told.sheet}·{name}": value
        for one in sheets
        for name, value in one.results.items()
    }


def verdict_of(findings: tuple[Finding, ...]) -> Verdict:
    """What the findings of a file come to."""
    severities = {finding.severity for finding in findings}
    if Severity.REJECT in severities:
        return Verdict.REJECT
    return Verdict.EXPLAIN if Severity.EXPLAIN in severities else Verdict.PASS


def _built(
    form: Form, filled: Filled, policy: str, use: Use
) -> tuple[Canonical, tuple[Finding, ...]]:
    """A form that was built here: its formulas compute it, and must still be there."""
    own = recompute(form, filled, policy)
    fits = template_compared.findings_in(form, filled, use)
    return own, (*fits, *computed_compared.findings_in(form, filled, own))


def _typed(
    form: Form, filled: Filled, policy: str, use: Use
) -> tuple[Canonical, tuple[Finding, ...]]:
    """A form of another layout: people typed its figures, and some of them only a person can give."""
    settled = settle(form, filled, policy)
    seen = hidden_compared.findings_in(form, filled)
    return settled.own, (*seen, *typed_figures.findings_in(form, filled, settled, policy, use))


def _gathered(filled: Filled, own: Canonical) -> Iterator[Finding]:
    """Totals that cannot be made, where nothing else already says why."""
    for name, recomputed in own.fields.items():
        cell = filled.computed.get(name)
        yield from scores.refused(cell, name, recomputed.answers, gathering=True)


def _results(form: Form, own: Canonical) -> dict[str, object]:
    """The figures that the form is about; None where one cannot be computed."""
    results: dict[str, object] = {}
    for name in form.results:
        area, dot, role = name.partition(".")
        if dot:
            results[role] = [_plain(row[role].value) for row in own.sections[area] if role in row]
        else:
            value = exact(own.fields[name].value)
            share = isinstance(value, Fraction) and name in computed_compared.shares(form)
            results[name] = in_words(value, share) if share else _plain(own.fields[name].value)
    return results


def _plain(value: object) -> object:
    if isinstance(value, CellError):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
