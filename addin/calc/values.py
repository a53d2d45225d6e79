"""The figures in what LibreOffice wrote, cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree
from zipfile import ZipFile

from udfs import CellError
from workbook_templates import recalculation
from workbook_templates.recalculation import WorkbookFile

#: What a cell can show: as in the file, where a date is a number.
Shown: TypeAlias = bool | int | float | str | CellError | None

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


def computed(file: Path, output: Path) -> dict[tuple[str, str], Shown]:
    """What `output`, LibreOffice's `.xlsx`, shows in every cell that holds a formula in `file`.

    Keys are (sheet, address). A formula never shows a blank: an empty text is what it shows instead.
    """
    shown = {sheet.name: sheet.values for sheet in recalculation.read_workbook(output).sheets}
    found: dict[tuple[str, str], Shown] = {}
    for name, spots in formula_cells(recalculation.read_workbook(file)).items():
        for spot in spots:
            value = shown.get(name, {}).get(spot)
            found[name, recalculation.address_of(*spot)] = "" if value is None else value
    return found


def formula_cells(book: WorkbookFile) -> dict[str, list[tuple[int, int]]]:
    """The cells that hold a formula, or part of an array formula's answer, by sheet."""
    found: dict[str, list[tuple[int, int]]] = {}
    for sheet in book.sheets:
        spots = found.setdefault(sheet.name, [])
        for spot, formula in sheet.formulas.items():
            if formula.area is None:
                spots.append(spot)
                continue
            top, left, bottom, right = formula.area
            spots += [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
    return found


def counted(document: Path) -> tuple[int, int]:
    """How many formulas an `.ods` holds, and how many of them show an error."""
    with ZipFile(document) as archive:
        cells = ElementTree.fromstring(archive.read("content.xml")).iter(f"{_TABLE}table-cell")
        kinds = [cell.get(f"{_CALC}value-type") for cell in cells if cell.get(f"{_TABLE}formula")]
    return len(kinds), kinds.count("error")
