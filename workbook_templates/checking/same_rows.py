"""Rows that say the same thing twice, in tables that list things and hold no targets: awards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rules.notation import tidy
from workbook_templates.addresses import row_part
from workbook_templates.checking.catalogue import inputs
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.explanations import Need, explained_in
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Form, Kind

#: A row with fewer filled cells than this says too little to be a second time the same.
_LEAST = 3


def needs_in(form: Form, filled: Filled) -> Iterator[tuple[str, Need]]:
    """Each later one of two rows that are filled in alike, by the name of what it is about."""
    for check in form.score_checks:
        if not check.table or check.target or check.points:
            continue
        table = next(table for table in form.tables() if table.name == check.table)
        # A number of the row (with an initial value) tells nothing apart.
        roles = [one.name for one in table.columns if one.kind is Kind.INPUT and not one.initial]
        seen: dict[tuple[str, ...], Cell] = {}
        for row in (row for one in table.sections for row in filled.sections.get(one.area, ())):
            told = tuple(_text(row, role) for role in roles)
            title = row.get(check.title)
            if title is None or not _text(row, check.title) or sum(map(bool, told)) < _LEAST:
                continue
            first = seen.setdefault(told, title)
            if first is not title:
                name = in_words(title.value)
                number = row_part(first.address)
                finding = inputs.SAME_ROW.at(
                    title, name, found=number, reason=explained_in(form, name)
                )
                yield name, Need(finding, f"与第 {number} 行相同")


def _text(row: Mapping[str, Cell], role: str) -> str:
    return tidy(in_words(row[role].value)) if role in row and row[role].value is not None else ""
