"""A form's description, narrowed to what a file of another layout has."""

from __future__ import annotations

from dataclasses import replace

from workbook_templates.reading import Filled
from workbook_templates.shape import Form


def as_found(form: Form, filled: Filled) -> Form:
    """The form without the checks that need a column which the file, rightly, does not have.

    A form that we built has every column; what is missing there is itself a finding.
    """
    if filled.stamp is not None:
        return form
    roles = {column.role for column in filled.columns} | {*filled.fields, *filled.computed}
    checks = tuple(
        replace(
            check,
            # What a single score is worth is known from the policy, if not from the file.
            points=check.points if check.points in roles or not check.table else "",
            reason=check.reason if check.reason in roles else "",
            deduction=check.deduction if check.deduction in roles else "",
            given=tuple(role for role in check.given if role in roles),
            forecast=check.forecast if check.forecast in roles else "",
        )
        for check in form.score_checks
        if check.score in roles or not check.score
    )
    return replace(form, score_checks=checks)
