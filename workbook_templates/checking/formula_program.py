"""The formulas of a form, read and ordered once for a policy, and run on the inputs of each file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from udfs import policies
from workbook_templates.building.given import Matched
from workbook_templates.building.layout import held
from workbook_templates.checking.canonical import Canonical, Recomputed, stored
from workbook_templates.checking.formula_binding import Binding, Filling
from workbook_templates.checking.formula_names import (
    Area,
    Field,
    Geometry,
    Own,
    Symbol,
)
from workbook_templates.recalculation import FormulaFault
from workbook_templates.recalculation.closures import NotBoundError, Run, bound
from workbook_templates.recalculation.nodes import (
    Scalar,
)
from workbook_templates.shape import Band, Form, Kind, Section, Spot, Table

#: Programs kept: one for each form and policy in use.
_KEPT = 64


#: What must be computed before: a field, or a column of an area.
Need: TypeAlias = Field | Area


@dataclass(frozen=True, slots=True)
class _FieldStep:
    """A single cell to compute; `given` inputs stand as they are."""

    name: str
    run: Run


@dataclass(frozen=True, slots=True)
class _ColumnStep:
    """A column of an area to compute, by the word that names the row where rows differ."""

    area: str
    spot: Spot
    row_by: str
    runs: Mapping[str, Run]
    usual: Run | None


_Step: TypeAlias = _FieldStep | _ColumnStep


_programs: dict[tuple[int, str], tuple[object, Program | None]] = {}


def program_of(form: Form, policy: str) -> Program | None:
    """The program of a form for formulas that name `policy`; None where positions matter."""
    # Forms that differ in what is checked alone have the same blocks, and the same program.
    key = id(form.blocks), policy
    kept = _programs.get(key)
    if kept is None:
        if len(_programs) >= _KEPT:
            _programs.clear()
        kept = _programs[key] = form.blocks, _program(form, policy)  # kept, so its id stays its own
    return kept[1]


def _program(form: Form, policy: str) -> Program | None:
    try:
        return Program(form, policy)
    except (NotBoundError, FormulaFault, LookupError, StopIteration):
        return None  # whatever is wrong with a formula is told where it is laid out


class Program:
    """All formulas of a form, in an order in which each finds what it needs."""

    def __init__(self, form: Form, policy: str) -> None:
        """Raises `NotBoundError` for a form with a formula that depends on where it stands."""
        self._form, self._geometry = form, Geometry(form, policy)
        self._initial: dict[str, tuple[Spot, Scalar]] = {}
        self._computed = [name for name, kind in form.fields() if kind is Kind.COMPUTED]
        self._names = frozenset(self._computed)
        self._width = 1 + max((c.first for t in form.tables() for c in t.columns), default=0)
        steps: dict[Need, tuple[_Step, frozenset[Symbol]]] = {}
        for block in form.blocks:
            if isinstance(block, Band):
                for spot in block.spots:
                    self._single(spot, None, steps)
                continue
            for section in block.sections:
                for spot in block.columns:
                    if spot.kind is Kind.COMPUTED:
                        self._column(block, section, spot, steps)
                for spot in block.subtotal:
                    self._single(spot, section, steps)
        self._steps = tuple(_ordered(steps))

    def _single(
        self,
        spot: Spot,
        section: Section | None,
        steps: dict[Need, tuple[_Step, frozenset[Symbol]]],
    ) -> None:
        name = spot.name.replace("【段名】", section.name) if section else spot.name
        if not name:
            return
        text = spot.content if spot.kind is Kind.COMPUTED else spot.initial
        self._initial[name] = (spot, None if text.startswith("=") else text or None)
        if text.startswith("="):
            binder = Binding(self._geometry, self._geometry.named(text, section))
            run = bound(binder.named.tree, binder)
            steps[Field(name)] = (_FieldStep(name, run), frozenset(binder.needs))

    def _column(
        self,
        table: Table,
        section: Section,
        spot: Spot,
        steps: dict[Need, tuple[_Step, frozenset[Symbol]]],
    ) -> None:
        runs: dict[str, Run] = {}
        needs: set[Symbol] = set()
        for text in {spot.content, *spot.formulas.values()} - {""}:
            binder = Binding(self._geometry, self._geometry.named(text, table=table))
            runs[text] = bound(binder.named.tree, binder)
            needs |= {
                Area(section.area, need.column) if isinstance(need, Own) else need
                for need in binder.needs
            }
        by_row = {word: runs[text] for word, text in spot.formulas.items() if text}
        step = _ColumnStep(
            section.area,
            spot,
            table.row_by if spot.formulas else "",
            by_row,
            runs.get(spot.content),
        )
        steps[Area(section.area, spot.first)] = (step, frozenset(needs))

    def run(self, inputs: Matched) -> Canonical:
        """All computed cells on these inputs."""
        filling = Filling(self._fields(inputs), self._areas(inputs), policies.library())
        fields: dict[str, Recomputed] = {}
        columns: dict[tuple[str, str], list[Recomputed | None]] = {}
        for step in self._steps:
            if isinstance(step, _FieldStep):
                if (
                    step.name not in inputs.fields
                    or self._initial[step.name][0].kind is Kind.COMPUTED
                ):
                    fields[step.name], filling.fields[step.name] = _ran(step.run, filling)
            else:
                columns[step.area, step.spot.name] = self._run_column(step, filling, inputs)
        return Canonical(
            {name: fields[name] for name in self._computed},
            {
                section.area: tuple(self._told_rows(table, section, inputs, columns))
                for table in self._form.tables()
                for section in table.sections
            },
            {name: one for name, one in fields.items() if name not in self._names},
        )

    def _fields(self, inputs: Matched) -> dict[str, Scalar]:
        given = inputs.fields
        return {
            name: stored(held(spot, given[name]))
            if name in given and spot.kind is not Kind.COMPUTED
            else initial
            for name, (spot, initial) in self._initial.items()
        }

    def _areas(self, inputs: Matched) -> dict[str, list[list[Scalar]]]:
        areas: dict[str, list[list[Scalar]]] = {}
        for table in self._form.tables():
            plain_columns = [c for c in table.columns if c.kind is not Kind.COMPUTED]
            for section in table.sections:
                rows = areas[section.area] = []
                for entry in inputs.rows[section.area]:
                    row: list[Scalar] = [None] * self._width
                    for column in plain_columns:
                        value = entry.get(column.name)
                        if value is not None and not isinstance(value, str):  # stored as it is
                            value = stored(held(column, value))
                        row[column.first] = value
                    rows.append(row)
        return areas

    def _run_column(
        self, step: _ColumnStep, filling: Filling, inputs: Matched
    ) -> list[Recomputed | None]:
        found: list[Recomputed | None] = []
        place, entries = step.spot.first, inputs.rows[step.area]
        for row, entry in zip(filling.areas[step.area], entries, strict=True):
            run = step.usual
            if step.row_by:
                word = str(entry.get(step.row_by))
                run = step.runs.get(word) if word in step.spot.formulas else step.usual
            if run is None:  # no rule for this row: it is paper
                found.append(None)
                continue
            filling.row = row
            recomputed, row[place] = _ran(run, filling)
            found.append(recomputed)
        return found

    def _told_rows(
        self,
        table: Table,
        section: Section,
        inputs: Matched,
        columns: Mapping[tuple[str, str], list[Recomputed | None]],
    ) -> Iterator[dict[str, Recomputed]]:
        mine = [
            (column.name, columns[section.area, column.name])
            for column in table.columns
            if (section.area, column.name) in columns
        ]
        for number in range(len(inputs.rows[section.area])):
            yield {name: one for name, found in mine if (one := found[number]) is not None}


def _ran(run: Run, filling: Filling) -> tuple[Recomputed, Scalar]:
    """A formula's result as told, and as other formulas see it (a function's blank is "")."""
    filling.heard = []
    value = run(filling)
    if isinstance(value, tuple):
        value = value[0][0]
    return Recomputed(None if value == "" else value, tuple(filling.heard)), value


def _ordered(steps: Mapping[Need, tuple[_Step, frozenset[Symbol]]]) -> Iterator[_Step]:
    """Each step after those whose results it needs; raises `NotBoundError` for a circle."""
    done: set[Need] = set()
    waiting = dict(steps)
    while waiting:
        ready = [
            need
            for need, (_, needs) in waiting.items()
            if not any(other in waiting for other in needs)
        ]
        if not ready:
            raise NotBoundError("a circle")
        for need in ready:
            yield waiting.pop(need)[0]
        done.update(ready)
