"""Every PE_ function and every kind of value, computed by the real LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.addin.calc.conftest import Seen
from tests.addin.calc.workbooks import IN_ODS, MATRIX, SINGLE, STALE, TOLD, place
from udfs import CATALOGUE
from workbook_templates import recalculation


def at(sheet: str, row: int, column: int) -> tuple[str, str]:
    return sheet, recalculation.address_of(row + 1, column + 1)


def stored(value: object) -> object:
    """A value as LibreOffice writes it into a file: numbers at 15 significant digits."""
    return float(f"{value:.15g}") if isinstance(value, float) else value


@pytest.mark.parametrize("name", SINGLE)
def test_a_cell(seen: Seen, name: str) -> None:
    assert seen.kinds[at("单格", *place(SINGLE, name))] == stored(SINGLE[name][1])


@pytest.mark.parametrize("name", MATRIX)
def test_an_area(seen: Seen, name: str) -> None:
    rows = MATRIX[name][1]
    top, left = place(MATRIX, name)
    shown = [
        [seen.kinds[at("区域", top + r, left + c)] for c in range(len(row))]
        for r, row in enumerate(rows)
    ]
    assert shown == rows


@pytest.mark.parametrize("name", TOLD)
def test_words(seen: Seen, name: str) -> None:
    shown = seen.kinds[at("文字", *place(TOLD, name))]
    assert isinstance(shown, str)
    for word in TOLD[name][1]:
        assert word in shown


def test_every_function_is_tried() -> None:
    formulas = " ".join(
        formula for names in (SINGLE, MATRIX, TOLD) for formula, _ in names.values()
    )
    assert [name for name in CATALOGUE if f"{name}(" not in formulas] == []


@pytest.mark.parametrize("name", IN_ODS)
def test_ods(seen: Seen, name: str) -> None:
    assert seen.ods[list(IN_ODS).index(name) + 1, 1] == IN_ODS[name][1]


def test_a_filled_form_is_as_the_engine_has_it(seen: Seen) -> None:
    engine = recalculation.recalculate(seen.form, CATALOGUE).values
    assert len(engine) > 30
    assert seen.form_shown == {place: stored(value) for place, value in engine.items()}


def test_no_stored_figure_was_believed(seen: Seen) -> None:
    assert STALE not in seen.kinds.values()
    assert STALE not in seen.ods.values()


def test_the_originals_are_untouched(seen: Seen) -> None:
    assert {file: file.read_bytes() for file in seen.before} == seen.before


def test_files_of_the_same_name_do_not_meet(seen: Seen) -> None:
    names = [Path(str(outcome.output)).name for outcome in seen.outcomes]
    assert names == ["各种 值.xlsx", "各种 值-2.xlsx", "自评表.xlsx"]
