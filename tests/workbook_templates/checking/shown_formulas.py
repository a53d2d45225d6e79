"""What shows each finding on formulas, and what stands beside it and does not."""

from __future__ import annotations

import re
import zipfile
from copy import deepcopy
from pathlib import Path

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula

from tests.workbook_templates.checking.showing import shows
from tests.workbook_templates.filled_forms import (
    SELF,
    beside,
    edited,
    evaluated,
    filled,
    first_row,
    rewritten,
    typed,
)
from workbook_templates.making import make


def formula(path: Path, name: str) -> str:
    """The formula of a cell, by defined name or by column role in the first filled row."""
    if name in filled(path).computed:
        return filled(path).computed[name].formula or ""
    row = next(row for rows in filled(path).sections.values() for row in rows)
    return row[name].formula or ""


@shows("PE-C004")
def typed_over_with_the_same_figure(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)  # 10 + 30 + 20 + 30 + 10
    return typed(good, 总分=100), good


@shows("PE-C005")
def replaced_by_a_number_with_an_equals_sign(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    same = formula(good, "得分").replace("PE_SCORE", " pe_score").replace(",", " , ")
    return typed(good, 得分="=95"), typed(good, 得分=same)


@shows("PE-C006")
def of_another_row(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    row = int(first_row(good, "得分")[1:])
    text = formula(good, "得分")
    wrong = text.replace(f"E{row}", f"E{row + 1}")
    return typed(good, 得分=wrong), typed(good, 得分=text.replace(f"E{row}", f"$E{row}"))


@shows("PE-C007")
def an_array_over_two_rows(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    row = int(first_row(good, "得分")[1:])

    def spread(last: int) -> Path:
        place = f"G{row}:G{last}"
        array = ArrayFormula(place, formula(good, "得分"))
        return edited(good, lambda sheet, where: sheet.__setitem__(f"G{row}", array))

    # Excel keeps what it takes for a dynamic array as an array over the one cell.
    return spread(row + 1), spread(row)


@shows("PE-C008")
def of_another_workbook(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    # What Excel writes before the function of an add-in that is not loaded.
    addin = formula(good, "得分").replace("PE_SCORE", "'C:\\工具\\pe.xlam'!PE_SCORE")
    return typed(good, 得分="=[1]Sheet1!G7"), typed(good, 得分=addin)


def _with_input(folder: Path, text: str) -> Path:
    """全年执行数 as a formula, with the figure 100 that it came to."""
    good = evaluated(folder)
    address = filled(good).fields["全年执行数"].address
    book = openpyxl.load_workbook(good)
    book.worksheets[0][address] = text
    out = beside(good)
    book.save(out)
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(out) as saved:
        blank = re.search(r"</f>(<v */>|<v></v>)", saved.read(part).decode())
    assert blank is not None
    written = f"<f>{text[1:]}</f>"
    return rewritten(out, part, written + blank[1], f"{written}<v>100</v>")


@shows("PE-C009")
def input_linked(folder: Path) -> tuple[Path, Path]:
    return _with_input(folder, "=[1]Sheet1!B2"), _with_input(folder, "=60+40")


@shows("PE-C010")
def input_that_changes(folder: Path) -> tuple[Path, Path]:
    return _with_input(folder, "=ROUND(RAND(),0)+100"), _with_input(folder, "=ROUND(100,0)")


@shows("PE-C011")
def input_never_calculated(folder: Path) -> tuple[Path, Path]:
    return typed(evaluated(folder), 全年执行数="=60+40"), _with_input(folder, "=60+40")


@shows("PE-C013")
def helpers_of_a_row_emptied(folder: Path) -> tuple[Path, Path]:
    """As when a row is put in and only the printed columns are copied into it."""
    good = make("self-evaluation", folder / "自评表.xlsx", deepcopy(SELF), plain=True)[0]
    book = openpyxl.load_workbook(good)
    row = first_row(good, "得分").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for name, of in book.defined_names.items():
        if name.startswith("列_旁算"):
            column = re.findall("[A-Z]+", of.attr_text.rpartition("!")[2])[0]
            book.worksheets[0][f"{column}{row}"] = None
    bad = beside(good)
    book.save(bad)
    return bad, good


@shows("PE-C012")
def helper_typed_over(folder: Path) -> tuple[Path, Path]:
    good = make("self-evaluation", folder / "自评表.xlsx", deepcopy(SELF), plain=True)[0]
    book = openpyxl.load_workbook(good)
    name = next(name for name in book.defined_names if name.startswith("列_旁算"))
    column = re.findall("[A-Z]+", book.defined_names[name].attr_text.rpartition("!")[2])[0]
    row = first_row(good, "得分").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    book.worksheets[0][f"{column}{row}"] = 0.5
    bad = beside(good)
    book.save(bad)
    return bad, good
