"""A form that carries its own macros computes what the same form for the add-in does."""

from __future__ import annotations

from pathlib import Path

from addin.calc.office import recalculated
from addin.excel.building.workbooks import template_package
from addin.excel.vba import modules
from tests.parity.enforcers import built
from tests.parity.fills import Fill, Subject
from udfs import CATALOGUE
from workbook_templates.recalculation import read_workbook


def test_the_form_with_macros_computes_alike(tmp_path: Path) -> None:
    """Every cell of both, on a fill of edges; the rewards hold amounts, waits and refusals."""
    form = built(Fill(Subject("market-reward", "honghe-2023"), 3), tmp_path, 0).form
    own = modules(CATALOGUE, "1.2.3", ribbon=False)
    macros = tmp_path / "macros.xlsm"
    macros.write_bytes(template_package(form.read_bytes(), own))
    (tmp_path / "out").mkdir()
    outputs = [one.output for one in recalculated([form, macros], tmp_path / "out")]
    plain, carrying = (read_workbook(output).sheets[0] for output in outputs if output)
    assert {"#N/A", "#VALUE!"} <= {getattr(value, "value", "") for value in plain.values.values()}
    assert carrying.values == plain.values
