"""Sheets that are copies of a form of the same file: told with it, counted nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_templates.checking.where_printed import plain
from workbook_templates.description import describe
from workbook_templates.description_check import heading_cell_name, names_of
from workbook_templates.reading import Filled
from workbook_templates.shape import Form

#: A copied sheet has the form's names as its own; a few alone may be a person's.
_COPIED = 5


def without_copies(forms: Sequence[Filled]) -> tuple[Filled, ...]:
    """The forms of a file that count."""
    copied = {sheet for filled in forms for sheet in copies(filled)}
    return tuple(filled for filled in forms if filled.sheet not in copied)


def copies(filled: Filled) -> Iterator[str]:
    """The other sheets of a file that are copies of a form built here; none of one that is not."""
    if filled.stamp is None:
        return
    form = describe(filled.form)
    for sheet in filled.markup.keys() - {filled.sheet}:
        copied = filled.book.copied.get(sheet)
        named = copied is not None and len(copied.intersection(names_of(form))) >= _COPIED
        if named or _headed_alike(form, filled, sheet):
            yield sheet


def _headed_alike(form: Form, filled: Filled, sheet: str) -> bool:
    """Whether another sheet has the form's headings in the same cells, as a copy has."""
    if filled.look is None or sheet not in filled.markup or not filled.markup[sheet].formulas:
        return False
    for table in form.tables():
        for column in table.columns:
            place = filled.places.get(heading_cell_name(column.name))
            if place is None:
                continue
            other = filled.look(sheet, place.top, place.left).value
            if plain(other) != plain(column.heading):
                return False
    return bool(form.tables())
