"""`pe new --functions plain`."""

from __future__ import annotations

import openpyxl


def test_a_form_without_the_add_in(pe, tmp_path):
    out = tmp_path / "表.xlsx"
    ran = pe("new", "department-score", "--functions", "plain", "-o", out)
    assert ran.status == 0, ran.err
    book = openpyxl.load_workbook(out)
    assert "对照表" in book.sheetnames
    formulas = [
        cell.value
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    assert not any("PE_" in formula for formula in formulas)


def test_what_plain_formulas_cannot_say_is_told_and_nothing_is_written(pe, tmp_path):
    out = tmp_path / "表.xlsx"
    ran = pe("new", "self-evaluation", "--policy", "jilin", "--functions", "plain", "-o", out)
    assert ran.status != 0
    assert "月度指标" in ran.err
    assert not out.exists()
