"""The file against its template: stamp, version, policy, names, content outside of every section."""

from __future__ import annotations

from collections.abc import Iterator

from rules.engine import Use
from udfs import policies
from workbook_templates.checking.catalogue import template
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.findings import Finding
from workbook_templates.reading import Filled
from workbook_templates.shape import Form


def findings_in(form: Form, filled: Filled, use: Use) -> Iterator[Finding]:
    """All that does not fit the template."""
    stamp = filled.stamp
    assert stamp is not None  # a form without one has no template to fit
    if not filled.stamp_agrees:
        yield template.STAMP_BROKEN.at(None, form.title)
    if stamp.version != form.version:
        yield template.OTHER_VERSION.at(
            None, form.title, found=stamp.version, expected=form.version
        )
    if policies.library().shelf[use.policy.id].digest != stamp.policy_hash:
        yield template.POLICY_CHANGED.at(None, use.policy.title)
    for name in filled.missing:
        yield template.NAME_GONE.at(None, name)
    for cell in filled.strays:
        yield template.OUTSIDE.at(cell, cell.address, found=in_words(cell.value))
