"""A form that carries its own macros computes what the same form for the add-in does."""

from __future__ import annotations

import pytest

from addin.calc.office import recalculated
from addin.excel.building.workbooks import template_package
from addin.excel.vba import modules
from tests.parity.enforcers import built
from tests.parity.fills import SUBJECTS, Fill
from udfs import CATALOGUE, Cell
from workbook_templates.description import forms
from workbook_templates.recalculation import read_workbook

#: Each form once, on a fill of edges; of the rewards one with amounts, waits and refusals.
_FILLS = {
    subject.form: Fill(subject, 3 if subject.form == "market-reward" else 1)
    for subject in reversed(SUBJECTS)
}

Sheet = dict[tuple[int, int], Cell]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Sheet, Sheet]]:
    """Every cell of a form for the add-in and of the one with macros; all computed in one run."""
    folder = tmp_path_factory.mktemp("macros")
    own = modules(CATALOGUE, "1.2.3", ribbon=False)
    wanted = []
    for number, fill in enumerate(_FILLS.values()):
        form = built(fill, folder, number).form
        macros = folder / f"{number}-macros.xlsm"
        macros.write_bytes(template_package(form.read_bytes(), own))
        wanted += [form, macros]
    (folder / "out").mkdir()
    found = {one.file: one for one in recalculated(wanted, folder / "out")}
    sheets = []
    for path in wanted:
        output = found[path].output
        assert output is not None, found[path].trouble
        sheets.append(read_workbook(output).sheets[0].values)
    return dict(zip(_FILLS, zip(sheets[::2], sheets[1::2], strict=True), strict=True))


@pytest.mark.parametrize("form", forms())
def test_the_form_with_macros_computes_alike(
    form: str, shown: dict[str, tuple[Sheet, Sheet]]
) -> None:
    for_add_in, with_macros = shown[form]
    assert any(isinstance(value, int | float) for value in for_add_in.values())
    assert with_macros == for_add_in


def test_its_waits_and_refusals_are_errors_in_both(shown: dict[str, tuple[Sheet, Sheet]]) -> None:
    for sheet in shown["market-reward"]:
        errors = {getattr(value, "value", "") for value in sheet.values()}
        assert {"#N/A", "#VALUE!"} <= errors
