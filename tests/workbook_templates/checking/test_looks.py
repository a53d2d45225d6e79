"""Filled cells that look blank: told, whatever hides them; and looks of honest files, which are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Color, Font, PatternFill

from tests.workbook_templates.filled_forms import beside, codes, edited, evaluated, first_row, only
from tests.workbook_templates.published_forms import national

UNSEEN = "PE-T025"
NO_FILL = PatternFill()


def solid(colour: Any) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def looking(path: Path, address: str, **looks: Any) -> Path:
    """The file with one cell that has these looks: font, fill, number_format."""

    def change(sheet: Any, where: dict[str, str]) -> None:
        for name, look in looks.items():
            setattr(sheet[address], name, look)

    return edited(path, change)


def scored(folder: Path, **looks: Any) -> Path:
    """An honest self-evaluation whose first score has these looks."""
    good = evaluated(folder)
    return looking(good, first_row(good, "得分"), **looks)


@pytest.mark.parametrize(
    ("looks", "why"),
    [
        ({"font": Font(color="FFFFFF"), "fill": NO_FILL}, "字的颜色与底色相同"),
        ({"font": Font(color=Color(theme=0)), "fill": NO_FILL}, "字的颜色与底色相同"),
        ({"font": Font(color=Color(indexed=9)), "fill": NO_FILL}, "字的颜色与底色相同"),
        # Theme 0 a twentieth darker is F2F2F2.
        ({"font": Font(color=Color(theme=0, tint=-0.05)), "fill": NO_FILL}, "字的颜色与底色相同"),
        ({"font": Font(color="FFFFFF")}, "字的颜色与底色相同"),  # on the palest blue of the form
        ({"font": Font(color="1F4E79"), "fill": solid("1F4E79")}, "字的颜色与底色相同"),
        (
            {"font": Font(color=Color(theme=4)), "fill": solid(Color(theme=4))},
            "字的颜色与底色相同",
        ),
        ({"font": Font(color=Color(theme=1)), "fill": solid("0A0A0A")}, "字的颜色与底色相同"),
        ({"font": Font(size=1)}, "字号只有 1"),
        ({"number_format": ";;;"}, "单元格格式“;;;”把内容隐藏了"),
        ({"number_format": ";;"}, "单元格格式“;;”把内容隐藏了"),
        ({"number_format": '"";"";"";""'}, "把内容隐藏了"),
    ],
)
def test_a_score_that_cannot_be_seen_is_told(tmp_path, looks, why):
    finding = only(scored(tmp_path, **looks), UNSEEN)
    assert why in finding.message
    assert finding.name.endswith("得分")


@pytest.mark.parametrize(
    "looks",
    [
        {"font": Font()},  # the automatic colour, on whatever fill
        {"font": Font(color=Color(theme=1)), "fill": NO_FILL},
        {"font": Font(color=Color(indexed=64)), "fill": NO_FILL},
        {"font": Font(color="FFFFFF"), "fill": solid("1F4E79")},
        {"font": Font(color=Color(theme=0)), "fill": solid(Color(theme=4))},
        {"font": Font(color=Color(theme=4)), "fill": solid(Color(theme=4, tint=0.8))},
        {"font": Font(color="BFBFBF"), "fill": NO_FILL},  # the palest grey that people print
        {"font": Font(size=6)},
        {"number_format": "0.00;-0.00;;@"},  # a nought is not shown
        {"number_format": ";;;@", "value": "/"},  # no number is shown, and this is none
        {"number_format": "[Red]0.00"},
    ],
)
def test_looks_of_honest_files_are_not_told(tmp_path, looks):
    assert UNSEEN not in codes(scored(tmp_path, **looks))


def test_cells_of_one_row_are_told_together(tmp_path):
    good = evaluated(tmp_path)
    white = {"font": Font(color="FFFFFF"), "fill": NO_FILL}
    both = looking(
        looking(good, first_row(good, "得分"), **white), first_row(good, "分值"), **white
    )
    assert "等 2 格有内容" in only(both, UNSEEN).message


def test_a_cell_that_holds_nothing_has_nothing_to_hide(tmp_path):
    good = evaluated(tmp_path)
    address = first_row(good, "偏差原因分析及改进措施")
    assert UNSEEN not in codes(looking(good, address, font=Font(color="FFFFFF"), fill=NO_FILL))


def test_a_level_written_again_may_be_white(tmp_path):
    # People write 产出指标 into every row and show it in the first alone.
    good = evaluated(tmp_path)
    top = first_row(good, "一级指标")
    again = f"{top[0]}{int(top[1:]) + 1}"
    white = {"font": Font(color="FFFFFF"), "fill": NO_FILL}
    assert openpyxl.load_workbook(good).worksheets[0][again].value == "产出指标"
    assert UNSEEN not in codes(looking(good, again, **white))
    assert UNSEEN in codes(looking(good, top, **white))


def test_colours_under_a_condition_are_not_told(tmp_path):
    good = evaluated(tmp_path)

    def change(sheet: Any, where: dict[str, str]) -> None:
        rule = CellIsRule("greaterThan", ["0"], font=Font(color="FFFFFF"))
        sheet.conditional_formatting.add(first_row(good, "得分"), rule)

    assert UNSEEN not in codes(edited(good, change))


def test_a_total_in_white_on_a_published_form_is_told(tmp_path):
    good = national(tmp_path / "自评表.xlsx")
    book = openpyxl.load_workbook(good)
    book.active["H19"].font = Font(color="FFFFFF")
    assert book.active["H19"].value == 98.73
    book.save(white := beside(good))
    assert (only(white, UNSEEN).cell, UNSEEN in codes(good)) == ("H19", False)
