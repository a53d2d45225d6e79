"""Odd files that are read all the same, with the values that they hold."""

from __future__ import annotations

import io
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from addin.cli.policies.cases import read_table
from rules.results import Refusal
from tests.hostile import makers
from tests.workbook_templates.filled_forms import evaluated
from tests.workbook_templates.published_forms import NATIONAL_ROWS
from workbook_templates.reading import Carries, Contents, Unreadable, read, read_rows
from workbook_templates.reading.compound import streams, written_around


def opened(path: Path) -> Contents:
    answer = read(path)
    assert isinstance(answer, Contents), answer
    return answer


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_are_counted_from_where_the_file_says(tmp_path: Path, since_1904: bool) -> None:
    # 45363 days after 30 December 1899 is 12 March 2024; the other calendar begins 1462 days later.
    path = evaluated(tmp_path, 填表日期=date(2024, 3, 12))
    book = openpyxl.load_workbook(path)
    if since_1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.save(path)
    text = makers.zipfile.ZipFile(path).read(makers.SHEET).decode()
    assert (">43901<" if since_1904 else ">45363<") in re.sub(r"\.0<", "<", text)
    (form,) = opened(path).forms
    assert form.fields["填表日期"].value == date(2024, 3, 12)


@pytest.mark.parametrize("name", ["national.xls", "national.ods"])
def test_old_formats_hold_the_same_figures(name: str) -> None:
    contents = opened(makers.SAMPLES / name)
    (form,) = contents.forms
    assert form.form == "self-evaluation"
    assert form.stamp is None
    assert form.fields["全年执行数"].value == Fraction("1114.9")
    rows = [row for rows in form.sections.values() for row in rows]
    assert [row["三级指标"].value for row in rows] == [row[2] for row in NATIONAL_ROWS]
    assert [row["一级指标"].value for row in rows] == [row[0] for row in NATIONAL_ROWS]  # merged
    assert [one.kind for one in contents.carried] == [Carries.VALUES_ONLY]


@pytest.mark.parametrize("size", [1, 4096, 5000, 9_000_000])
def test_what_is_packed_into_a_compound_file_comes_out(size: int) -> None:
    # 109 tables, the most a header lists, reach to some 7 MB.
    stream = bytes(range(256)) * (size // 256 + 1)
    out = streams(written_around("Workbook", stream[:size]), "x")["Workbook"]
    assert out.rstrip(b"\0") == stream[:size].rstrip(b"\0")


def test_our_own_form_in_an_old_format_is_not_half_read(tmp_path: Path) -> None:
    # A hidden name of the stamp, as spreadsheet programs keep it when they save as .xls.
    word = "模板标识".encode("utf-16-le")
    path = tmp_path / "自评表.xls"
    path.write_bytes(makers.old_book((0, 0), more=makers.record(0x18, bytes(14) + b"\1" + word)))
    answer = read(path)
    assert isinstance(answer, Unreadable)
    assert "本软件的模板另存成" in answer.message


def test_a_table_of_many_rows_is_read_and_a_far_cell_is_not(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["项目名称", "投资额"])
    for number in range(25_000):
        book.active.append([f"项目{number}", number])
    path = tmp_path / "案例.xlsx"
    book.save(path)
    rows = read_rows(path)
    assert not isinstance(rows, Unreadable)
    assert (len(rows), rows[-1]) == (25_001, ["项目24999", 24999])
    book.active.cell(1_000_000, 300, 1)
    book.save(path)
    assert isinstance(read_table(path), Refusal)


def test_a_tsv_in_a_workbooks_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_text("甲\t乙\n" * 3000, encoding="utf-16")
    answer = read(path)
    assert isinstance(answer, Unreadable)
    assert "文本" in answer.message


def test_a_lying_entry_is_never_inflated_beyond_what_it_says() -> None:
    content = makers.lying_bomb(Path())
    assert len(content) < 1_000_000
    with makers.zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.getinfo(makers.STRINGS).file_size == 1000
