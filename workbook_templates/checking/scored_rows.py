"""What a form says is scored: its rows (or single cells), as filled in and as recomputed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rules.exact import plain
from rules.notation import (
    NOT_APPLICABLE,
    Actual,
    Misread,
    NotApplicable,
    Quantity,
    Target,
    read_actual,
    read_quantity,
    read_target,
)
from rules.results import Result, Scalar
from udfs import CellError
from workbook_templates.checking.cells_compared import exact
from workbook_templates.checking.once import once
from workbook_templates.checking.recomputing import Canonical, Recomputed
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.filled import Filled
from workbook_templates.shape import Form, ScoreCheck


@dataclass(frozen=True)
class ScoredRow:
    """One scored row (or the cells of a single score), with the file's cells and our own values.

    What many checks ask of it is read once, so it has no slots.
    """

    check: ScoreCheck
    title: str
    cells: Mapping[str, Cell]
    own: Mapping[str, Recomputed]
    _values: dict[str, Scalar | CellError] = field(default_factory=dict, compare=False, repr=False)

    def value(self, role: str) -> Scalar | CellError:
        """A cell's own value: recomputed where it is computed, as filled in where it is an input.

        A figure written as text (５, 5分) is that figure.
        """
        if role not in self._values:
            self._values[role] = self._value(role)
        return self._values[role]

    def _value(self, role: str) -> Scalar | CellError:
        if role in self.own:
            return exact(self.own[role].value)
        value = self.cells[role].value if role in self.cells else None
        read = read_quantity(value) if isinstance(value, str) else None
        if isinstance(read, Quantity) and (read.unit is None or read.unit.dimension == "分"):
            return read.value
        return value

    def filled(self, role: str) -> bool:
        """Whether a person wrote something there."""
        value = self.cells[role].value if role in self.cells else None
        return value is not None and not (isinstance(value, str) and not value.strip())

    @property
    def reason(self) -> str:
        """The column where the row is explained, as a finding calls it."""
        return self.check.reason or "备注"

    @property
    def stated(self) -> Cell | None:
        """The cell with the target's figure: of sign, figure and unit the second."""
        roles = self.check.target
        return self.cells.get(roles[1] if len(roles) > 1 else roles[0]) if roles else None

    @once
    def target(self) -> Target | Misread | NotApplicable | None:
        """The target as read; where sign, figure and unit have columns of their own, all of them."""
        parts = [self._text(role) for role in self.check.target]
        if len(parts) == 1:
            value = self.cells[self.check.target[0]].value if parts[0] else None
            return None if isinstance(value, CellError) else read_target(value)
        return read_target("".join(part for part in parts if part not in ("定性", "定量")))

    @once
    def actual(self) -> Actual | Misread | NotApplicable | None:
        """What was reached, as read."""
        cell = self.cells.get(self.check.actual)
        return (
            None if cell is None or isinstance(cell.value, CellError) else read_actual(cell.value)
        )

    def _text(self, role: str) -> str:
        value = self.cells[role].value if role in self.cells else None
        if value is None or isinstance(value, CellError):
            return ""
        return plain(value) if isinstance(value, Fraction) else str(value).strip()

    @once
    def answers(self) -> tuple[tuple[str, Result], ...]:
        """What the PE_ functions of the score's cell said."""
        return self.own[self.check.score].answers if self.check.score in self.own else ()

    @once
    def not_applicable(self) -> bool:
        """Whether the row is marked, by agreement, as one that does not count."""
        score = self.value(self.check.score)
        if not is_nothing(score):
            return _inapplicable(score)
        return any(_inapplicable(self.value(role)) for role in self.check.given)


def is_nothing(value: Scalar | CellError) -> bool:
    """Whether a value is a blank cell's, or the empty text of a formula."""
    return value is None or (isinstance(value, str) and not value)  # no figure equals a text


def _inapplicable(value: Scalar | CellError) -> bool:
    return isinstance(value, str) and bool(value.strip()) and read_actual(value) is NOT_APPLICABLE


def scored_rows(form: Form, filled: Filled, own: Canonical) -> Iterator[ScoredRow]:
    """Every row that the form's description says is scored, in the form's order."""
    for check in form.score_checks:
        if not check.table:
            single = {**filled.fields, **filled.computed}
            yield ScoredRow(check, check.title, single, {**own.presets, **own.fields})
            continue
        table = next(table for table in form.tables() if table.name == check.table)
        for section in table.sections:
            rows = zip(
                filled.sections.get(section.area, ()), own.sections[section.area], strict=True
            )
            for number, (cells, computed) in enumerate(rows, start=1):
                title = cells[check.title].value if check.title in cells else None
                yield ScoredRow(check, str(title or f"{section.name}第{number}行"), cells, computed)


def called(form: Form, row: Mapping[str, Cell], role: str) -> str:
    """A row's cell as a finding calls it: what the row is about, and the column."""
    for check in form.score_checks:
        title = row.get(check.title)
        if title is not None and title.value:
            return f"{title.value}·{role}"
    return role
