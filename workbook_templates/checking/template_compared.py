"""The file against its template: stamp, version, policy, names, printed texts, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator

from rules.engine import Use
from udfs import policies
from workbook_templates.addresses import row_part
from workbook_templates.checking import hidden_compared, names_compared, printed_compared
from workbook_templates.checking.catalogue import template
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.copies import copies
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.where_printed import Printed, standing_of
from workbook_templates.description import describe, forms
from workbook_templates.description_check import names_of
from workbook_templates.reading import Filled
from workbook_templates.reading.cells import Cell
from workbook_templates.shape import Form


def findings_in(form: Form, filled: Filled, use: Use) -> Iterator[Finding]:
    """All that does not fit the template."""
    stamp = filled.stamp
    assert stamp is not None  # a form without one has no template to fit
    if filled.stamp_lost:
        yield template.STAMP_HALF.at(None, form.title)
    current = stamp.version == form.version
    if not current:
        yield template.OTHER_VERSION.at(
            None, form.title, found=stamp.version, expected=form.version
        )
    same_policy = policies.library().shelf[use.policy.id].digest == stamp.policy_hash
    if not same_policy:
        yield template.POLICY_CHANGED.at(None, use.policy.title)
    if len(filled.missing) > len(filled.places):
        yield _unfit(form, filled)
        return
    standing = standing_of(form.id, filled.sheet, tuple(filled.places.items()))
    printed = Printed(filled, standing)
    yield from names_compared.gone(filled, standing)
    moved = tuple(names_compared.moved(form, filled, printed))
    yield from moved
    if current:
        told = frozenset(finding.name for finding in moved)
        yield from printed_compared.labels(printed, told)
        for table in form.tables():
            yield from printed_compared.headings(table, printed, told)
        if same_policy:
            yield from printed_compared.fixed_rows(form, filled, use)
    yield from _sheets(form, filled)
    yield from hidden_compared.findings_in(form, filled)
    yield from _outside(filled)


def _unfit(form: Form, filled: Filled) -> Finding:
    """The stamp of one form over the contents of another."""
    there = filled.book.names.keys()
    shares = {one: _share(describe(one), there) for one in forms()}
    best = max(shares, key=lambda one: shares[one])
    likely = describe(best).title
    why = f"；内容像是《{likely}》" if best != form.id and shares[best] > 0.5 else ""
    return template.STAMP_UNFIT.at(
        None,
        form.title,
        found=str(len(filled.places)),
        expected=str(len(filled.places) + len(filled.missing)),
        why=why,
    )


def _share(form: Form, there: object) -> float:
    names = tuple(names_of(form))
    return sum(name in there for name in names) / len(names)  # type: ignore[operator]


def _sheets(form: Form, filled: Filled) -> Iterator[Finding]:
    """The form's sheet under another name, or copied."""
    if filled.sheet and filled.sheet != form.sheet:
        yield template.SHEET_RENAMED.at(
            Cell(filled.sheet, "", None, None),
            filled.sheet,
            found=filled.sheet,
            expected=form.sheet,
        )
    for sheet in copies(filled):
        yield template.SHEET_COPIED.at(Cell(sheet, "", None, None), sheet, expected=filled.sheet)


def _outside(filled: Filled) -> Iterator[Finding]:
    """Rows that hold something and are in no section, each told once, at its first cell."""
    told: set[str] = set()
    for cell in filled.strays:
        row = row_part(cell.address)
        if row not in told:
            told.add(row)
            yield template.OUTSIDE.at(cell, cell.address, found=in_words(cell.value), row=row)
