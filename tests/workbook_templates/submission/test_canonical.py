"""The canonical text: the same whoever saved the file, another for each figure that is another."""

from __future__ import annotations

import subprocess
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook_templates.filled_forms import (
    edited,
    evaluated,
    inserted,
    restamped,
    rewarded,
    sample,
    typed,
)
from udfs import CellError
from workbook_templates.checking import check
from workbook_templates.reading import Contents, read
from workbook_templates.submission.canonical import (
    digest,
    inputs_text,
    results_text,
    value_text,
)


def inputs(path: Path) -> str:
    contents = read(path)
    assert isinstance(contents, Contents), contents
    return inputs_text(contents)


def results(path: Path) -> str:
    return results_text(check(path))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "n:1/3"),
        (Fraction(6471, 10000), "n:0.6471"),
        (Fraction(10**20), "n:100000000000000000000"),
        (Fraction(-1, 2**20), "n:-0.00000095367431640625"),  # 0.5 ** 20, by hand: 5^20 / 10^20
        (0.1, "n:0.1"),
        (98.32, "n:98.32"),
        (100, "n:100"),
        (True, "b:1"),
        ("n:1", "s:n:1"),
        ("一\r\n二\r三", "s:一\n二\n三"),
        (date(1900, 3, 1), "n:61"),  # day 61, as every spreadsheet counts
        (CellError.NA, "e:#N/A"),
        (None, None),
        ([1, None, "/"], ["n:1", None, "s:/"]),
    ],
)
def test_a_value_as_text(value: object, text: object) -> None:
    assert value_text(value) == text


@given(st.fractions() | st.text() | st.booleans(), st.fractions() | st.text() | st.booleans())
def test_two_values_have_one_text_only_when_they_are_one(one: object, other: object) -> None:
    same = one == other and isinstance(one, bool) == isinstance(other, bool)
    if isinstance(one, str) and isinstance(other, str) and "\r" in one + other:
        return
    assert (value_text(one) == value_text(other)) == same


def test_the_whole_text_of_a_form(tmp_path: Path) -> None:
    text = inputs(rewarded(tmp_path))
    # By the definition in the module: sorted keys, no blanks, values with their kinds; 5亿元 is
    # written as people write it, the day is a text because it was given as one.
    start = '[{"areas":{"奖励区":[{'
    assert text.startswith(start), text
    assert '"入库计划投资额":"s:5亿元"' in text
    assert '"form":"market-reward"' in text
    assert '"填报单位":"s:某局"' in text
    assert " " not in text
    assert text.index('"areas"') < text.index('"fields"') < text.index('"form"')


@pytest.mark.parametrize("name", ["self", "department", "reward"])
def test_a_file_saved_by_openpyxl_has_the_same_text(tmp_path: Path, name: str) -> None:
    path = made(tmp_path, name)
    again = edited(path, lambda sheet, where: None)
    assert inputs(again) == inputs(path)
    assert results(again) == results(path)


@pytest.mark.parametrize("name", ["self", "department", "reward"])
def test_a_file_saved_by_libreoffice_has_the_same_text(tmp_path: Path, name: str) -> None:
    path = made(tmp_path, name)
    out = tmp_path / "另存"
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    again = out / path.name
    assert again.read_bytes() != path.read_bytes()
    assert inputs(again) == inputs(path)
    assert results(again) == results(path)


def made(folder: Path, name: str) -> Path:
    if name == "reward":
        return rewarded(folder, 认定日期=date(2023, 6, 30))
    return sample(folder, "self-evaluation" if name == "self" else "yiyang")


def test_styles_sheet_names_and_inserted_columns_do_not_matter(tmp_path: Path) -> None:
    path = evaluated(tmp_path)
    text = inputs(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.column_dimensions["C"].width = 40
    for row in sheet.iter_rows():
        for cell in row:
            cell.number_format = "General"
    book.save(path)
    assert inputs(path) == text
    assert inputs(restamped(path, "national-2020", "honghe-2023")) == text


def test_every_other_figure_is_another_text(tmp_path: Path) -> None:
    path = evaluated(tmp_path)
    texts = {
        inputs(path),
        inputs(typed(path, 全年执行数=99.99)),
        inputs(typed(path, 全年执行数="100")),  # a text is not a number
        inputs(typed(path, 实际完成值="101人次")),
        inputs(typed(path, 项目名称="职业技能培训项目 ")),
        inputs(typed(path, 主管部门="另一局")),
    }
    assert len(texts) == 6
    assert len({digest(text) for text in texts}) == 6


def test_a_typed_total_is_no_input_and_no_result(tmp_path: Path) -> None:
    path = evaluated(tmp_path)
    other = typed(path, 总分=88)
    assert inputs(other) == inputs(path)
    assert results(other) == results(path)


def test_an_empty_row_is_nothing_and_a_filled_one_something(tmp_path: Path) -> None:
    path = evaluated(tmp_path)
    assert inputs(inserted(path, 15, {})) == inputs(path)
    assert inputs(inserted(path, 15, {"C": "另一指标"})) != inputs(path)
