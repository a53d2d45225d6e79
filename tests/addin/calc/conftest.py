"""One run of LibreOffice for all tests that look at what it computes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from addin.calc.office import Outcome, recalculated
from addin.calc.values import computed
from tests.addin.calc.workbooks import write_ods, write_xlsx
from tests.addin.cli.running import SAMPLES
from udfs import Cell
from workbook_templates import making, recalculation


@dataclass(frozen=True)
class Seen:
    """What LibreOffice showed, and the files that it was given, with their bytes before."""

    kinds: dict[tuple[str, str], Cell]
    ods: dict[tuple[int, int], Cell]
    form: Path
    form_shown: dict[tuple[str, str], Cell]
    outcomes: list[Outcome]
    before: dict[Path, bytes]


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """All workbooks of these tests, recalculated in one run."""
    folder = tmp_path_factory.mktemp("calc")
    kinds, ods, form = folder / "各种 值.xlsx", folder / "各种 值.ods", folder / "自评表.xlsx"
    write_xlsx(kinds)
    write_ods(ods)
    told = making.read_data(SAMPLES / "honghe-2023-self-evaluation.yaml")
    making.make(told["表"], form, told["数据"], told.get("政策", ""))
    files = [kinds, ods, form]
    before = {file: file.read_bytes() for file in files}
    out = folder / "out"
    out.mkdir()
    outcomes = recalculated(files, out, suffix=".xlsx")
    outputs = [outcome.output for outcome in outcomes]
    assert None not in outputs, outcomes
    (sheet,) = recalculation.read_workbook(outputs[1]).sheets
    return Seen(
        computed(kinds, outputs[0]),
        sheet.values,
        form,
        computed(form, outputs[2]),
        outcomes,
        before,
    )


@pytest.fixture
def fake_office(tmp_path: Path) -> Iterator[object]:
    """`fake_office(script)`: a program named soffice that does what the shell script says."""

    def make(script: str) -> Path:
        path = tmp_path / "bin" / "soffice"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return make
