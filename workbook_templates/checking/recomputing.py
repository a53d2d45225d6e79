"""What the formulas of a form come to on the inputs of a filled one.

The form is laid out anew from its description with the person's inputs, and computed in memory:
nothing that stands in the file's formula cells is believed, and no formula of the file is run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

from rules.results import Result
from udfs import CATALOGUE, Cell, cells, policies, shapes
from workbook_templates.addresses import relative
from workbook_templates.building.given import Matched
from workbook_templates.building.layout import Formula, lay_out
from workbook_templates.reading.filled import Filled
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
#: Serial number 0 of the 1900 date system, as every spreadsheet counts after February 1900.
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A formula's own value, and every answer that a PE_ function gave on the way to it."""

    value: Cell
    answers: tuple[tuple[str, Result], ...] = ()


@dataclass(frozen=True, slots=True)
class Canonical:
    """All computed cells of a form: by name, and by area, row and column role."""

    fields: Mapping[str, Recomputed]
    sections: Mapping[str, tuple[Mapping[str, Recomputed], ...]]


def recompute(form: Form, filled: Filled, policy: str) -> Canonical:
    """Compute the form on the inputs of `filled`, under `policy` (an id, or id@date)."""
    layout = lay_out(form, _inputs(form, filled), policy)
    values: dict[tuple[int, int], Any] = {}
    formulas: dict[tuple[int, int], StoredFormula] = {}
    for placed in layout.cells:
        spot = (placed.row + 1, placed.first + 1)
        if isinstance(placed.content, Formula):
            formulas[spot] = StoredFormula(placed.content.text.lstrip("="))
        elif placed.content is not None:
            values[spot] = _stored(placed.content)
    book = WorkbookFile((Sheet(form.sheet, "", values, formulas),), {})
    heard: dict[Place, list[tuple[str, Result]]] = defaultdict(list)
    done = compute(book, lambda here: _listening(here, heard))

    def at(row: int, column: int) -> Recomputed:
        place = (form.sheet, relative(row, column))
        return Recomputed(_value(done, place), tuple(heard.get(place, ())))

    computed = {name for name, kind in form.fields() if kind is Kind.COMPUTED}
    return Canonical(
        {name: at(*spot) for name, spot in layout.places.items() if name in computed},
        {
            section.area: tuple(
                {
                    column.name: at(layout.tops[section.area] + number, column.first)
                    for column in table.columns
                    if (layout.tops[section.area] + number + 1, column.first + 1) in formulas
                }
                for number in range(len(filled.sections.get(section.area, ())))
            )
            for table in form.tables()
            for section in table.sections
        },
    )


def _inputs(form: Form, filled: Filled) -> Matched:
    """The inputs of a filled form as the layout takes them."""
    rows = {}
    for table in form.tables():
        roles = [column.name for column in table.columns if column.kind is not Kind.COMPUTED]
        for section in table.sections:
            rows[section.area] = tuple(
                {role: row[role].value for role in roles if role in row}
                for row in filled.sections.get(section.area, ())
            )
    fields = {name: cell.value for name, cell in filled.fields.items()}
    # An input that its template computes (points taken from the policy) is computed here too.
    own = {
        spot.name
        for block in form.blocks
        if not hasattr(block, "sections")
        for spot in block.spots
        if spot.kind is Kind.INPUT and spot.initial.startswith("=")
    }
    fields = {
        name: value
        for name, value in fields.items()
        if not (name in own and (filled.fields[name].formula or value is None))
    }
    return Matched(fields, rows)  # type: ignore[arg-type]


def _stored(value: Any) -> Any:
    """A value as a workbook stores it: numbers as floats, dates as serial numbers."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, date):
        return (value - _EPOCH).days
    return value


def _value(done: Recalculated, place: Place) -> Cell:
    if place in done.faults:
        raise RuntimeError(f"{place[0]}!{place[1]}: {done.faults[place]}")
    value = done.values.get(place)
    return None if value == "" else value


@lru_cache(maxsize=1024)
def _on_words(library: object, name: str, words: tuple[str, ...]) -> Any:
    """The answer to texts alone (a parameter of a policy), the same for every file of a library."""
    return CATALOGUE[name].answer(*words)


def _listening(
    here: Callable[[], Place], heard: dict[Place, list[tuple[str, Result]]]
) -> FunctionTable:
    """The catalogue's functions, each noting its answers under the cell being computed."""

    def serve(name: str) -> Callable[..., object]:
        def call(*given: Any) -> object:
            if all(isinstance(one, str) for one in given):
                answer = _on_words(policies.library(), name, given)
            else:
                answer = CATALOGUE[name].answer(*given)
            heard[here()].extend((name, result) for result in shapes.results_in(answer))
            return cells(answer)

        return call

    return {name: serve(name) for name in CATALOGUE}
