"""How a form is found in a file that was not built here, by what is printed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook_templates.shape_cells import nothing


@dataclass(frozen=True, slots=True)
class Crossing:
    """A block of cells each found by the heading above it and the label to its left.

    `columns` are the headings by field name, `rows` the labels by what is put behind that name:
    ``年初预算数`` in the row "" is 年初预算数, in the row 财政拨款 it is 年初预算数_财政拨款.
    """

    columns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Recognition:
    """How the form is found in a file that was not built here, by what is printed in it.

    `needed` are the table's columns without which it is not this form, `columns` further headings
    of columns by role (their 标题 and 又名 serve too); `beside` and `below` the
    labels of single cells by field name (each goes by its own name too); `totals` the fields that
    stand in the table's last row, by column. Of a heading in `last` that stands twice the last one
    counts. `choices` are columns that paper splits into one for each word, to be ticked. A table
    with a heading in `never` is another form.
    """

    titles: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=nothing)
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=nothing)
    below: Mapping[str, tuple[str, ...]] = field(default_factory=nothing)
    crossings: tuple[Crossing, ...] = ()
    totals: Mapping[str, str] = field(default_factory=nothing)
    last: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=nothing)
