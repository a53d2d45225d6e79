"""Which form the open workbook is, and where things stand in it: by its defined names."""

from __future__ import annotations

from dataclasses import dataclass

from addin.excel.commands.told import Book, Range
from workbook_templates import description
from workbook_templates.description import Form, Section, Table

_TEMPLATE, _POLICY = "模板标识", "政策标识"
_HEADING = "列_"


@dataclass(frozen=True, slots=True)
class Place:
    """A section of a table, and the cells of its area."""

    table: Table
    section: Section
    area: Range


def form_of(book: Book) -> Form | None:
    """The form by the stamp; None for a workbook that was not built here."""
    stamped = _stamped(book, _TEMPLATE)
    return description.describe(stamped) if stamped in description.forms() else None


def policy_of(book: Book) -> str:
    """The policy by the stamp; "" where there is none."""
    return _stamped(book, _POLICY)


def places(book: Book, form: Form) -> tuple[Place, ...]:
    """The sections whose names are still there."""
    found = []
    for table in form.tables():
        for section in table.sections:
            area = range_of(book, section.area)
            if area is not None:
                found.append(Place(table, section, area))
    return tuple(found)


def column_of(book: Book, role: str) -> int | None:
    """The number of the column of a role, from 1, by the name of its heading."""
    heading = range_of(book, _HEADING + role)
    return None if heading is None else int(heading.column)


def range_of(book: Book, name: str) -> Range | None:
    """The cells of a defined name; None where it is missing or points at nothing."""
    if name not in book.names:
        return None
    refers = str(book.names[name].refers_to)
    return None if "!" not in refers or "#REF!" in refers else book.names[name].refers_to_range


def _stamped(book: Book, name: str) -> str:
    if name not in book.names:
        return ""
    return str(book.names[name].refers_to).lstrip("=").strip('"')
