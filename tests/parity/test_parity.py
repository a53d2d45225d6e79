"""Every shipped form under every shipped policy: five enforcers, and no cell on which they differ.

A few dozen fills here; `PARITY=nightly python -m pytest tests/parity` takes 1,000 of each (some
hours), `PARITY=50` that many. What differs is told with the command that shows its fill again.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parity.compared import differences
from tests.parity.enforcers import PLAINLY, answers
from tests.parity.fills import BEYOND, SUBJECTS, Fill, Subject
from tests.parity.running import chosen, found
from udfs import CellError, policies
from workbook_templates.description import describe, forms
from workbook_templates.faults import FormError
from workbook_templates.plain import plain_form


def test_no_difference() -> None:
    differing = list(found(chosen()))
    told = [f"{one}\n    {one.replay}" for one in differing[:20]]
    assert not differing, "\n".join([f"{len(differing)} differences", *told])


def test_what_plain_formulas_do_not_know_they_refuse(tmp_path: Path) -> None:
    """Figures too long to be exact: an error in the cell, never another figure."""
    fills = [Fill(one, BEYOND) for one in SUBJECTS if one.form in ("hubei", "market-reward")]
    for fill, shown in answers(fills, tmp_path):
        differing = list(differences(fill, shown))
        assert differing
        for one in differing:
            others = [value for name, value in one.shown.items() if name != PLAINLY]
            assert len(set(others) - {None, ""}) == 1, one
            if "合计" not in one.cell:  # the sum of the others, and how many are wrong
                assert one.shown[PLAINLY] is CellError.VALUE, one


@pytest.mark.parametrize("form", forms())
def test_every_form_and_policy_that_go_together_are_compared(form: str) -> None:
    """A policy goes with a form when plain formulas can be made of the two, or it is the form's own."""
    compared = {subject.policy for subject in SUBJECTS if subject.form == form}
    assert describe(form).policy in compared
    if not any("PE_" in text for text in _formulas(form)):
        return  # no policy has a say in it
    for policy in policies.library().shelf:
        plainly = Subject(form, policy) in SUBJECTS
        try:
            plain_form(describe(form), Subject(form, policy).use)
        except FormError:
            assert not plainly
        else:
            assert plainly


def _formulas(form: str) -> list[str]:
    blocks = describe(form).blocks
    spots = [spot for block in blocks for spot in getattr(block, "spots", ())]
    spots += [spot for block in blocks for spot in getattr(block, "columns", ())]
    return [
        text for spot in spots for text in (spot.content, spot.initial, *spot.formulas.values())
    ]


def test_a_fill_is_the_same_each_time() -> None:
    for subject in SUBJECTS:
        for seed in (0, 40, 999):
            assert Fill(subject, seed).data == Fill(subject, seed).data
        assert Fill(subject, 998).data != Fill(subject, 999).data
