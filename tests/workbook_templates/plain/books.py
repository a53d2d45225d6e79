"""Plain workbooks for the tests: built with data, computed by LibreOffice or by our own evaluator."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from rules.results import Refusal, Result
from udfs import policies
from udfs.cells import ERRORS
from workbook_templates.building import build, stamp_for
from workbook_templates.description import describe
from workbook_templates.plain import add_lookup, plain_form
from workbook_templates.recalculation import recalculate
from workbook_templates.shape import Form
from workbook_templates.stamp import PLAIN


@dataclass(frozen=True)
class Book:
    """A computed workbook: what its cells show, by defined name and by column of an area."""

    sheet: Any
    places: Mapping[str, str]

    def field(self, name: str) -> object:
        return self.sheet[self.places[name].replace("$", "")].value

    def column(self, area: str, role: str, rows: int) -> list[object]:
        left = range_boundaries(self.places[f"列_{role}"].replace("$", ""))[0]
        top = range_boundaries(self.places[area].replace("$", ""))[1]
        return [self.sheet.cell(top + number, left).value for number in range(rows)]


def written(
    folder: Path, name: str, form: str | Form, policy: str, data: Mapping[str, Any]
) -> Path:
    """A plain workbook that nobody has computed yet."""
    use = policies.library().find(policy)
    assert not isinstance(use, Refusal), use
    described = describe(form) if isinstance(form, str) else form
    stamp = stamp_for(described, policy, "", "0", PLAIN)
    path = folder / f"{name}.xlsx"
    return build(plain_form(described, use), path, data, stamp, policy, beside=add_lookup)


def by_office(folder: Path, files: Sequence[Path]) -> list[Book]:
    """The files as LibreOffice computes them, in one run with a profile of its own."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is needed: these tests must run"
    subprocess.run(
        [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"),
         *map(str, files)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return [opened(folder / "out" / file.name) for file in files]


def opened(path: Path) -> Book:
    """A workbook with the values that stand in it."""
    book = openpyxl.load_workbook(path, data_only=True)
    places = {
        name: defined.attr_text.rpartition("!")[2]
        for name, defined in book.defined_names.items()
        if defined.attr_text
    }
    return Book(book.worksheets[0], places)


def by_ourselves(path: Path, sheet: str) -> dict[str, object]:
    """What our own evaluator makes of the cells of a sheet, by address; no PE_ function is there."""
    found = recalculate(path, {})
    assert not found.faults
    return {address: value for (name, address), value in found.values.items() if name == sheet}


def as_shown(result: Result) -> object:
    """A result of the exact engine as a cell holds it."""
    if isinstance(result, Refusal):
        return ERRORS[result.reason].value
    value = result.value
    return float(value) if isinstance(value, Fraction) else value
