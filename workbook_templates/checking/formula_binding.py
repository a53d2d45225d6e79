"""One formula of a description bound to the cells of a filled form that its names stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from rules.library import Library
from rules.results import Result
from udfs import CATALOGUE, cells, shapes
from workbook_templates.checking.answering import answer
from workbook_templates.checking.formula_names import (
    Area,
    Field,
    Geometry,
    Heading,
    Named,
    Own,
    Symbol,
)
from workbook_templates.recalculation.calling import plain
from workbook_templates.recalculation.closures import NotBoundError, Run
from workbook_templates.recalculation.controls import as_rows
from workbook_templates.recalculation.evaluator import Evaluator
from workbook_templates.recalculation.nodes import (
    Call,
    Name,
    Node,
    Operation,
    Reference,
    Rows,
    Scalar,
    Value,
)
from workbook_templates.recalculation.places import NoWorkbook, Place


@dataclass(slots=True)
class Filling:
    """The cells of one file while its formulas run, and the policies that they name."""

    fields: dict[str, Scalar]
    areas: dict[str, list[list[Scalar]]]
    library: Library
    row: list[Scalar] = field(default_factory=list)
    heard: list[tuple[str, Result]] = field(default_factory=list)


#: One cell of a filling.
Cell: TypeAlias = Callable[[Filling], Scalar]


class Binding:
    """What the words of one formula read from a `Filling`; notes what is needed before."""

    def __init__(self, geometry: Geometry, named: Named) -> None:
        self.geometry, self.named = geometry, named
        self.needs: set[Symbol] = set()

    def one(self, name: Name) -> Run | None:
        """The cell of that name; None for a column of cells."""
        symbol = self._symbol(name)
        if isinstance(symbol, Area):
            return None
        return self._one(symbol)

    def _one(self, symbol: Symbol | str | None) -> Cell:
        if isinstance(symbol, Field):
            self.needs.add(symbol)
            name = symbol.name
            return lambda filling: filling.fields[name]
        if isinstance(symbol, Own):
            self.needs.add(symbol)
            column = symbol.column
            return lambda filling: filling.row[column]
        if isinstance(symbol, Area):
            raise NotBoundError(symbol.area)
        if isinstance(symbol, Heading):
            return _constant(self._headings(symbol.table).get(symbol.column))
        return _constant(symbol)

    def several(self, node: Node) -> Run:
        """The rows of a name, or from one to another."""
        if isinstance(node, Name):
            symbol = self._symbol(node)
            if isinstance(symbol, Area):
                self.needs.add(symbol)
                return _column_of(symbol)
            only = self._one(symbol)
            return lambda filling: ((only(filling),),)
        if not isinstance(node, Operation):
            raise NotBoundError("range")
        first, last = (self._symbol(end) for end in node.operands)
        if isinstance(first, Own) and isinstance(last, Own):
            left, right = sorted((first.column, last.column))
            self.needs |= {Own(column) for column in range(left, right + 1)}
            return lambda filling: (tuple(filling.row[left : right + 1]),)
        if isinstance(first, Heading) and isinstance(last, Heading) and first.table == last.table:
            left, right = sorted((first.column, last.column))
            heads = self._headings(first.table)
            row = (tuple(heads.get(column) for column in range(left, right + 1)),)
            return lambda filling: row
        if isinstance(first, Field) and isinstance(last, Field):
            grid = [
                [self._one(cell) for cell in line] for line in self.geometry.between(first, last)
            ]
            return lambda filling: tuple(tuple([cell(filling) for cell in line]) for line in grid)
        raise NotBoundError("range")

    def function(self, name: str) -> Callable[[Filling, list[Scalar | Rows]], Scalar | Rows] | None:
        """A PE_ function, each answer of it noted."""
        if name not in CATALOGUE:
            return None

        def call(filling: Filling, given: list[Scalar | Rows]) -> Scalar | Rows:
            answered = answer(filling.library, name, tuple(given))
            if isinstance(answered, tuple):
                filling.heard.extend((name, result) for result in shapes.results_in(answered))
            else:
                filling.heard.append((name, answered))
            return plain(cells(answered))

        return call

    def walked(self, node: Call) -> Run:
        """A call that the evaluator walks: each name is an area on a sheet of its own."""
        if node.function in ("SUMIF", "AVERAGEIF") and len(node.arguments) != 2:
            raise NotBoundError(node.function)  # its third area may reach beyond what is named
        areas: dict[str, Run] = {}
        tree = self._with_areas(node, areas)

        def run(filling: Filling) -> Scalar | Rows:
            source = _Sheets({name: area(filling) for name, area in areas.items()})
            place = Place("", array=False, variables=source.references())
            evaluator = Evaluator({}, source)
            return evaluator.settled(evaluator.value(tree, place), place)

        return run

    def _with_areas(self, node: Node, areas: dict[str, Run]) -> Node:
        """The tree with a name of its own for everything that refers to cells."""
        if isinstance(node, Name) or (isinstance(node, Operation) and node.symbol == ":"):
            name = f"_area{len(areas)}_"
            areas[name] = self.several(node)
            return Name(None, name)
        if isinstance(node, Operation):
            return Operation(
                node.symbol, tuple(self._with_areas(one, areas) for one in node.operands)
            )
        if isinstance(node, Call):
            if node.function in CATALOGUE:
                raise NotBoundError(node.function)
            return Call(
                node.function, tuple(self._with_areas(one, areas) for one in node.arguments)
            )
        return node

    def _symbol(self, node: Node) -> Symbol:
        if not isinstance(node, Name) or node.text not in self.named.words:
            raise NotBoundError("name")
        return self.named.words[node.text]

    def _headings(self, name: str) -> dict[int, str]:
        table = next(table for table in self.geometry.form.tables() if table.name == name)
        return {column.first: column.heading for column in table.columns}


class _Sheets(NoWorkbook):
    """The evaluator's source for one call: each area is a sheet."""

    def __init__(self, areas: Mapping[str, Scalar | Rows]) -> None:
        self._areas = {name: as_rows(area) for name, area in areas.items()}

    def references(self) -> dict[str, Value]:
        """A reference to the whole of each sheet."""
        return {
            name: Reference(name, 1, 1, len(rows), len(rows[0]))
            for name, rows in self._areas.items()
        }

    def value(self, sheet: str, row: int, column: int) -> Scalar:
        return self._areas[sheet][row - 1][column - 1]


def _column_of(symbol: Area) -> Run:
    area, column = symbol.area, symbol.column
    thin = ((None,),)
    return lambda filling: tuple([(row[column],) for row in filling.areas[area]]) + thin


def _constant(text: str | None) -> Cell:
    return lambda filling: text
