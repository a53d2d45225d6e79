"""The computed cells of a file: their formulas, and what they show, against what they should.

A cell is told once, for the gravest thing: without its own formula, what it shows is no wonder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from types import MappingProxyType

from rules.results import Refusal
from udfs import CellError, policies
from workbook_templates.addresses import row_part
from workbook_templates.checking import formulas_compared
from workbook_templates.checking.catalogue import formulas
from workbook_templates.checking.cells_compared import agrees, compare, in_words
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.formulas_expected import Expected
from workbook_templates.checking.recomputing import Canonical, Recomputed
from workbook_templates.checking.scored_rows import called
from workbook_templates.description import describe
from workbook_templates.description_check import heading_cell_name
from workbook_templates.faults import FormError
from workbook_templates.plain import plain_form
from workbook_templates.reading import Filled
from workbook_templates.reading.cells import Cell
from workbook_templates.shape import Form, Table
from workbook_templates.stamp import PLAIN, Stamp


def findings_in(form: Form, filled: Filled, own: Canonical) -> Iterator[Finding]:
    """What is wrong with the formulas and the figures that they show, and with formulas in inputs."""
    comparing = _Comparing(form, filled, own)
    helpers = tuple(_told(tuple(comparing.helpers())))
    yield from helpers
    found = tuple(comparing.findings())
    yield from found if not helpers else _not_by(helpers, found, filled)


def _not_by(
    helpers: tuple[Finding, ...], found: tuple[Finding, ...], filled: Filled
) -> Iterator[Finding]:
    """The findings without what cells show wrongly because they count on these helper cells.

    Those are the cells of a helper's row, and all that is made of the rows; where a helper is in no
    row of a table, they may be any.
    """
    rows = {
        row_part(cell.address)
        for of in filled.sections.values()
        for row in of
        for cell in row.values()
    }
    helping = {row_part(one.cell) for one in helpers}
    for finding in found:
        apart = helping <= rows and row_part(finding.cell) in rows - helping
        if finding.code != formulas.SHOWN_WRONG.code or apart:
            yield finding


def _told(helpers: tuple[tuple[Cell, str], ...]) -> Iterator[Finding]:
    """Each helper cell without its formula; those of a row that lost several, as one.

    A row put in without its grey cells lacks a hundred of them, and is mended by one copy.
    """
    by_row: dict[tuple[str, str], list[tuple[Cell, str]]] = {}
    for cell, expected in helpers:
        by_row.setdefault((cell.sheet, row_part(cell.address)), []).append((cell, expected))
    for (_, row), of in by_row.items():
        cell, expected = of[0]
        if len(of) == 1:
            found = cell.formula or in_words(cell.value)
            yield formulas.HELPER.at(
                cell,
                cell.address,
                found=found,
                expected=expected,
                cut=formulas_compared.cut(found),
                should=formulas_compared.cut(expected),
                place=cell.address,
            )
        else:
            blank = all(one.formula is None and one.value is None for one, _ in of)
            yield formulas.HELPERS.at(
                cell,
                f"第{row}行的辅助格",
                row=row,
                first=cell.address,
                last=of[-1][0].address,
                count=str(len(of)),
                state="是空的" if blank else "不是原来的公式",
            )


class _Comparing:
    def __init__(self, form: Form, filled: Filled, own: Canonical) -> None:
        self.form, self.filled, self.own = form, filled, own
        self.shares = shares(form)
        stamp = filled.stamp
        # The formulas of another version are not known here; that it is another is told elsewhere.
        known = stamp is not None and stamp.version == form.version
        self.expected = Expected(form, filled, stamp.policy) if stamp and known else None
        self.plain = stamp is not None and stamp.functions == PLAIN
        if stamp is not None and known and self.plain:
            self.expected = _expected_plain(filled, stamp)

    @cached_property
    def bare(self) -> bool:
        return _saved_without_functions(self.filled)

    def findings(self) -> Iterator[Finding]:
        for name, cell in self.filled.computed.items():
            wanted, formula = self.own.fields[name], self._of_field(name)
            if not self._right(cell, wanted, formula):
                yield from self._computed(cell, name, wanted, formula, None, name in self.shares)
        for name, cell in self.filled.fields.items():
            yield from self._input(cell, name, self._of_field(name))
        for area, rows in self.filled.sections.items():
            models: dict[str, Cell | None] = {}
            for row, computed in zip(rows, self.own.sections[area], strict=True):
                for role, cell in row.items():
                    own = computed.get(role)
                    if own is None:
                        if cell.formula is not None:
                            yield from self._input(cell, called(self.form, row, role), None)
                        continue
                    expected = self.expected.of_row(area, row, role) if self.expected else None
                    if self._right(cell, own, expected):
                        continue
                    if role not in models:
                        models[role] = self._model(area, role)
                    yield from self._computed(
                        cell,
                        called(self.form, row, role),
                        own,
                        expected,
                        models[role],
                        role in self.shares,
                    )

    def helpers(self) -> Iterator[tuple[Cell, str]]:
        """Steps of a plain form that no longer hold their formula, with that formula."""
        if not self.plain or self.expected is None or self.filled.look is None:
            return
        for name, place in self.filled.helpers.items():
            column = name.removeprefix(heading_cell_name(""))
            if column == name:
                cell = self.filled.look(place.sheet, place.top, place.left)
                yield from self._helper(cell, self.expected.of_field(name))
                continue
            for area, rows in self.filled.sections.items():
                for row in rows:
                    if not self.expected.has(area, column):
                        break
                    at = int(row_part(next(iter(row.values())).address)) - 1
                    cell = self.filled.look(place.sheet, at, place.left)
                    expected = self.expected.of_row(area, {**row, column: cell}, column)
                    yield from self._helper(cell, expected)

    @staticmethod
    def _helper(cell: Cell, expected: str | None) -> Iterator[tuple[Cell, str]]:
        if expected is not None and not formulas_compared.same(cell, expected):
            yield cell, expected

    def _right(self, cell: Cell, own: Recomputed, expected: str | None) -> bool:
        """Whether nothing at all is wrong with a cell, as with nearly every one."""
        return (
            expected is not None
            and cell.formula == expected
            and agrees(cell, own)
            and not self._array(cell)
        )

    def _computed(
        self,
        cell: Cell,
        name: str,
        own: Recomputed,
        expected: str | None,
        model: Cell | None,
        share: bool,
    ) -> Iterator[Finding]:
        copy = _where_to_copy(cell, model, expected)
        array = self._array(cell)
        if array:
            yield formulas.ARRAY.at(cell, name, found=array, copy=copy)
            return
        if expected is not None and cell.formula is not None:
            changed = list(formulas_compared.compare(cell, name, expected, copy))
            if changed:
                yield from changed
                return
        explained = any(function == "PE_EXPLAIN" for function, _ in own.answers)
        if self.plain and explained and cell.formula is not None:
            return  # plain formulas tell the same in other words
        yield from compare(name, cell, own, copy=copy, share=share, without_functions=self.bare)

    def _input(self, cell: Cell, name: str, initial: str | None) -> Iterator[Finding]:
        """An input may be computed as its person likes; one that its template fills in, as it does."""
        if cell.formula is None:
            return
        if initial is None:
            if self.expected is None and name in self.own.presets:
                return  # the template's own, of a version that is not known here
            yield from formulas_compared.in_input(cell, name, self.filled.markup[cell.sheet])
            return
        copy = f"{_where_to_copy(cell, None, initial)}，或直接填数字"
        yield from formulas_compared.compare(cell, name, initial, copy)

    def _of_field(self, name: str) -> str | None:
        return self.expected.of_field(name) if self.expected else None

    def _array(self, cell: Cell) -> str:
        """The range of the array formula that covers the cell; "" for none."""
        markup = self.filled.markup.get(cell.sheet)
        return markup.arrays.get(cell.address, "") if markup else ""

    def _model(self, area: str, role: str) -> Cell | None:
        """A cell of the column that holds its right formula, in the section or any other."""
        if self.expected is None:
            return None
        areas = [area, *(other for other in self.filled.sections if other != area)]
        for one in areas:
            for row in self.filled.sections[one]:
                expected = self.expected.of_row(one, row, role)
                right = expected and formulas_compared.same(row[role], expected)
                if right and not self._array(row[role]):
                    return row[role]
        return None


def _expected_plain(filled: Filled, stamp: Stamp) -> Expected | None:
    """The formulas of a form without the add-in; None where its policy cannot be said so any more."""
    form = _plain(filled.form, stamp.policy)
    if form is None:
        return None
    places = MappingProxyType({**filled.places, **filled.helpers})
    return Expected(form, replace(filled, places=places), stamp.policy)


@lru_cache(maxsize=16)
def _plain(form_id: str, policy: str) -> Form | None:
    use = policies.library().find(policy)
    if isinstance(use, Refusal):
        return None
    try:
        return plain_form(describe(form_id), use)
    except FormError:
        return None


def _where_to_copy(cell: Cell, model: Cell | None, expected: str | None) -> str:
    if model is not None:
        return f"请把 {model.address} 的公式复制到 {cell.address}"
    if expected:
        return f"请在 {cell.address} 填入公式：{expected}"
    return "请从相邻的行复制公式，或在新模板里重新填写"


def shares(form: Form) -> frozenset[str]:
    """The cells and columns that show percent."""
    spots = (
        spot
        for block in form.blocks
        for spot in (block.columns if isinstance(block, Table) else block.spots)
    )
    return frozenset(spot.name for spot in spots if spot.number_format == "百分比")


def _saved_without_functions(filled: Filled) -> bool:
    """Whether a program that does not have the functions computed the file."""
    rows = (row for section in filled.sections.values() for row in section)
    cells = (cell for row in (filled.computed, *rows) for cell in row.values())
    return any(cell.value is CellError.NAME and cell.formula for cell in cells)
