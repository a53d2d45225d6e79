"""The canonical text of what was filled in and of what it comes to, and their digests.

The same form gives the same text whichever program saved the file last, because only what a person
gave is in it: no styles, no positions, no cached figures, no names of sheets.

The text is JSON in UTF-8 with the keys of each object sorted by their code points, without blanks
between the tokens, characters other than ASCII as they are. The digest is the SHA-256 of its bytes
in hexadecimal.

Inputs: a list of the file's forms, in the order of their own canonical texts; each is
    {"areas": {area: [{role: value, …}, …], …}, "fields": {name: value, …}, "form": id}
with the rows in their order. Blank cells are left out, and so are computed cells, as well as input
cells that still hold the formula of the template; in a form that was not built here people typed
the computed cells, and they are in. Names, areas and roles are those of the form's description.

Results: {"results": {name: value, …}, "scores": [[title, value], …]} of the recomputed form; a
score is the figure as it is shown, without the points that it is out of.

A value is a text with its kind before it: `n:` a number, as an exact decimal without exponent,
without a sign + and without zeros at the end, or as a fraction `n:1/3` where no decimal is exact
(a date is its serial number, 1 for 1900-01-01, as a workbook stores it); `s:` a text, its line ends
as single newlines; `b:1` and `b:0` for yes and no; `e:` an error value. A list is a list of values,
null is what could not be computed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from rules.exact import decimal_places, from_float, plain
from udfs import CellError
from workbook_templates.checking.canonical import stored
from workbook_templates.checking.findings import Checked
from workbook_templates.description import describe
from workbook_templates.reading import Cell, Contents, Filled
from workbook_templates.shape import Form, Kind, Spot, Table


def inputs_text(contents: Contents) -> str:
    """The canonical text of everything that was filled in."""
    forms = sorted(_json(_form(filled)) for filled in contents.forms)
    return f"[{','.join(forms)}]"


def results_text(checked: Checked) -> str:
    """The canonical text of what the file comes to."""
    # The points are no result: they stand in an input cell, or in the policy.
    scores = [[row.title, value_text(row.shown.partition(" / ")[0])] for row in checked.scored]
    return _json({"results": results(checked), "scores": scores})


def results(checked: Checked) -> dict[str, Any]:
    """The results with each value as its canonical text."""
    return {name: value_text(value) for name, value in checked.results.items()}


def digest(text: str) -> str:
    """SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def value_text(value: Any) -> Any:
    """A value as its canonical text; a list of them for a list."""
    if value is None:
        return None
    if isinstance(value, list | tuple):
        return [value_text(each) for each in value]
    if isinstance(value, CellError):
        return f"e:{value.value}"
    if isinstance(value, bool):
        return f"b:{int(value)}"
    if isinstance(value, str):
        return "s:" + value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, date):
        value = stored(value)
    number = from_float(value) if isinstance(value, float) else Fraction(value)
    places = decimal_places(number)
    if places is None:
        return f"n:{number.numerator}/{number.denominator}"
    return f"n:{plain(number, places)}"


def _form(filled: Filled) -> dict[str, Any]:
    form = describe(filled.form)
    computed = filled.computed if filled.stamp is None else {}
    spots = _spots(form)
    fields = {**filled.fields, **computed}
    return {
        "form": form.id,
        "fields": _given(fields, spots, filled),
        "areas": {
            section.area: [
                _given(row, {column.name: column for column in table.columns}, filled)
                for row in filled.sections.get(section.area, ())
            ]
            for table in form.tables()
            for section in table.sections
        },
    }


def _spots(form: Form) -> dict[str, Spot]:
    """The single cells of a form by their names."""
    return {
        spot.name: spot
        for block in form.blocks
        if not isinstance(block, Table)
        for spot in block.spots
        if spot.name
    }


def _given(cells: Mapping[str, Cell], spots: Mapping[str, Spot], filled: Filled) -> dict[str, Any]:
    return dict(_values(cells, spots, built=filled.stamp is not None))


def _values(
    cells: Mapping[str, Cell], spots: Mapping[str, Spot], *, built: bool
) -> Iterator[tuple[str, Any]]:
    for name, cell in cells.items():
        spot = spots.get(name)
        if built and spot is not None:
            from_template = spot.initial.startswith("=") and cell.formula is not None
            if spot.kind is Kind.COMPUTED or from_template:
                continue
        if cell.value is not None:
            yield name, value_text(cell.value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
