"""What shows each finding on the template, and what stands beside it and does not."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font, PatternFill

from tests.workbook_templates.checking.showing import shows
from tests.workbook_templates.filled_forms import (
    beside,
    edited,
    evaluated,
    filled,
    first_row,
    restamped,
    sample,
)


def booked(path: Path, change: Callable[[Any], None]) -> Path:
    """The file after `change(book)`, saved by openpyxl."""
    book = openpyxl.load_workbook(path)
    change(book)
    out = beside(path)
    book.save(out)
    return out


def pointed(path: Path, **names: str) -> Path:
    """The file with defined names pointing at other cells of the form's sheet."""

    def point(book: Any) -> None:
        for name, address in names.items():
            target = re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", address)
            book.defined_names[name].attr_text = f"'{book.worksheets[0].title}'!{target}"

    return booked(path, point)


def texts(path: Path, **cells: Any) -> Path:
    """The file with these cells of its first sheet changed, by address."""

    def change(sheet: Any, where: dict[str, str]) -> None:
        for address, value in cells.items():
            sheet[address] = value

    return edited(path, change)


@shows("PE-T007")
def properties_lost(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    half = beside(good)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(half, "w") as copied:
        for name in source.namelist():
            if name != "docProps/custom.xml":
                copied.writestr(name, source.read(name))
    return half, good


@shows("PE-T008")
def stamp_of_another_form(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return restamped(good, "self-evaluation", "market-reward"), good


@shows("PE-T009")
def name_on_the_neighbour(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    spent = filled(good).fields["全年执行数"].address
    return pointed(good, 全年执行数=f"E{spent[1:]}"), pointed(good, 全年执行数=spent)


@shows("PE-T010")
def unit_changed(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return texts(good, J2="单位：元"), texts(good, J2="单位: 万元 ")


@shows("PE-T022")
def label_changed(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    # The title is the unit's own to complete.
    return texts(good, A4="主管部门及代码"), texts(good, A1="某市项目支出绩效自评表")


@shows("PE-T011")
def column_added(folder: Path) -> tuple[Path, Path]:
    """A column between 分值 and 得分: cells move as a spreadsheet program moves them."""
    good = evaluated(folder)
    head = filled(good).places["指标表头"].top + 1

    def move(heading: str) -> Path:
        def change(book: Any) -> None:
            sheet = book.worksheets[0]
            for row in sheet.iter_rows(min_row=head, max_row=head, min_col=11, max_col=11):
                sheet[f"L{row[0].row}"] = row[0].value
            sheet[f"K{head}"] = heading
            for name in ("列_计分方法",):
                book.defined_names[name].attr_text = f"'{sheet.title}'!$L${head}"

        return booked(good, change)

    return move("备查"), good


@shows("PE-T012")
def points_of_the_system_changed(folder: Path) -> tuple[Path, Path]:
    good = sample(folder, "yiyang")
    row = next(iter(filled(good).sections["指标区_决策"]))
    return texts(good, **{row["分值"].address: 3}), good


@shows("PE-T013")
def indicator_of_the_system_deleted(folder: Path) -> tuple[Path, Path]:
    good = sample(folder, "yiyang")
    row = next(iter(filled(good).sections["指标区_决策"]))
    return texts(good, **{cell.address: None for cell in row.values()}), good


@shows("PE-T014")
def sheet_renamed(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)

    def rename(book: Any) -> None:
        old = book.worksheets[0].title
        book.worksheets[0].title = "自评"
        for name in book.defined_names.values():
            name.attr_text = name.attr_text.replace(old, "自评")

    return booked(good, rename), good


@shows("PE-T015")
def sheet_copied(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return booked(good, lambda book: book.copy_worksheet(book.worksheets[0])), booked(
        good, lambda book: book.create_sheet("底稿")
    )


def _hidden(number: int) -> Callable[[Any], None]:
    def hide(book: Any) -> None:
        book.create_sheet("底稿")
        book.worksheets[number].sheet_state = "hidden"
        book.active = 1 - number

    return hide


@shows("PE-T016")
def form_hidden(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return booked(good, _hidden(0)), booked(good, _hidden(1))


@shows("PE-T017")
def other_sheet_hidden(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return booked(good, _hidden(1)), good


@shows("PE-T018")
def row_hidden(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    row = int(first_row(good, "三级指标")[1:])

    def hide(number: int) -> Path:
        def change(sheet: Any, where: dict[str, str]) -> None:
            sheet.row_dimensions[number].hidden = True

        return edited(good, change)

    spare = int(filled(good).fields["全年执行数_上年结转"].address[1:])
    return hide(row), hide(spare)  # a row for funds that there are none of


@shows("PE-T019")
def column_hidden(folder: Path) -> tuple[Path, Path]:
    return _columns(folder, "E"), _columns(folder, "K")  # 实际完成值; 计分方法, empty here


@shows("PE-T020")
def explanations_hidden(folder: Path) -> tuple[Path, Path]:
    return _columns(folder, "J"), _columns(folder, "K")


def _columns(folder: Path, letter: str) -> Path:
    def change(sheet: Any, where: dict[str, str]) -> None:
        sheet.column_dimensions[letter].hidden = True

    return edited(evaluated(folder), change)


@shows("PE-T025")
def score_in_white(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)

    def coloured(colour: str) -> Path:
        def change(sheet: Any, where: dict[str, str]) -> None:
            cell = sheet[first_row(good, "得分")]
            cell.font = Font(color=colour)
            cell.fill = PatternFill("solid", fgColor="FFFFFF")

        return edited(good, change)

    return coloured("FFFFFF"), coloured("000000")
