"""A form computed as a workbook would be: laid out with its inputs, then cell by cell.

It serves any formula that the evaluator knows, and is what the quicker way is held against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeAlias

from rules.results import Result
from udfs import CATALOGUE, Cell, cells, policies, shapes
from workbook_templates.addresses import relative
from workbook_templates.building.given import Matched
from workbook_templates.building.layout import Formula, lay_out
from workbook_templates.checking.answering import answer
from workbook_templates.checking.canonical import Canonical, Recomputed, stored
from workbook_templates.recalculation import (
    FunctionTable,
    Recalculated,
    Sheet,
    StoredFormula,
    WorkbookFile,
    compute,
)
from workbook_templates.shape import Form, Kind

Place: TypeAlias = tuple[str, str]


def computed(form: Form, inputs: Matched, policy: str) -> Canonical:
    """All computed cells of the form on these inputs."""
    layout = lay_out(form, inputs, policy)
    values: dict[tuple[int, int], Any] = {}
    formulas: dict[tuple[int, int], StoredFormula] = {}
    for placed in layout.cells:
        spot = (placed.row + 1, placed.first + 1)
        if isinstance(placed.content, Formula):
            formulas[spot] = StoredFormula(placed.content.text.lstrip("="))
        elif placed.content is not None:
            values[spot] = stored(placed.content)
    book = WorkbookFile((Sheet(form.sheet, "", values, formulas),), {})
    heard: dict[Place, list[tuple[str, Result]]] = defaultdict(list)
    done = compute(book, lambda here: _listening(here, heard))

    def at(row: int, column: int) -> Recomputed:
        place = (form.sheet, relative(row, column))
        return Recomputed(_value(done, place), tuple(heard.get(place, ())))

    names = {name for name, kind in form.fields() if kind is Kind.COMPUTED}
    return Canonical(
        {name: at(*spot) for name, spot in layout.places.items() if name in names},
        {
            section.area: tuple(
                {
                    column.name: at(layout.tops[section.area] + number, column.first)
                    for column in table.columns
                    if (layout.tops[section.area] + number + 1, column.first + 1) in formulas
                }
                for number in range(len(inputs.rows[section.area]))
            )
            for table in form.tables()
            for section in table.sections
        },
        {
            name: at(*spot)
            for name, spot in layout.places.items()
            if name not in names and (spot[0] + 1, spot[1] + 1) in formulas
        },
    )


def _value(done: Recalculated, place: Place) -> Cell:
    if place in done.faults:
        raise RuntimeError(f"{place[0]}!{place[1]}: {done.faults[place]}")
    value = done.values.get(place)
    return None if value == "" else value


def _listening(
    here: Callable[[], Place], heard: dict[Place, list[tuple[str, Result]]]
) -> FunctionTable:
    """The catalogue's functions, each noting its answers under the cell being computed."""

    def serve(name: str) -> Callable[..., object]:
        def call(*given: Any) -> object:
            given_answer = answer(policies.library(), name, given)
            heard[here()].extend((name, result) for result in shapes.results_in(given_answer))
            return cells(given_answer)

        return call

    return {name: serve(name) for name in CATALOGUE}
