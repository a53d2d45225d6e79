"""What shows each finding on forms that people typed into, and what stands beside it and does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from tests.workbook_templates.checking.showing import shows
from tests.workbook_templates.published_forms import NATIONAL_ROWS, national, stacked


def rows_with(number: int, changes: dict[int, Any]) -> list[list[Any]]:
    """The rows of the standard form, one with other cells by position."""
    rows = [list(row) for row in NATIONAL_ROWS]
    for position, value in changes.items():
        rows[number][position] = value
    return rows


@shows("PE-C021")
def a_total_that_is_not_the_sum(folder: Path) -> tuple[Path, Path]:
    return national(folder / "a.xlsx", 总分=99), national(folder / "b.xlsx")


@shows("PE-C022")
def a_score_that_no_rule_gives(folder: Path) -> tuple[Path, Path]:
    # 2500元 of at most 2000元: no document says how many points that costs; 98.73 - 10 + 6 = 94.73.
    missed = rows_with(3, {4: "2500元", 6: 6, 7: "场地租金上涨，已改在本单位举办"})
    return national(folder / "a.xlsx", rows=missed, 总分=94.73), national(folder / "b.xlsx")


@shows("PE-T021")
def a_row_of_no_section(folder: Path) -> tuple[Path, Path]:
    strange = rows_with(5, {0: "其他指标"})
    return national(folder / "a.xlsx", rows=strange), national(folder / "b.xlsx")


@shows("PE-T023")
def two_forms_on_one_sheet(folder: Path) -> tuple[Path, Path]:
    return stacked(folder / "a.xlsx"), national(folder / "b.xlsx")


@shows("PE-T024")
def no_row_of_the_total(folder: Path) -> tuple[Path, Path]:
    return national(folder / "a.xlsx", 合计行="备查"), national(folder / "b.xlsx")


@shows("PE-T026")
def a_column_of_another_name(folder: Path) -> tuple[Path, Path]:
    def beside_the_rows(heading: str) -> Path:
        book = openpyxl.load_workbook(national(folder / "a.xlsx"))
        book.active["J12"] = heading
        for row in range(13, 19):
            book.active[f"J{row}"] = row
        book.save(path := folder / f"{heading}.xlsx")
        return path

    return beside_the_rows("上年完成数"), beside_the_rows("序号")
