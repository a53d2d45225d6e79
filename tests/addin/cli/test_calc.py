"""`pe calc`: a copy with fresh figures; the original stays byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.addin.cli.running import BROKEN


@pytest.fixture
def stale(tmp_path):
    """A workbook whose formulas have no cached values: 2 + 3, a score, and a misspelt function."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    sheet["A1"], sheet["A2"] = 2, 3
    sheet["A3"] = "=A1+A2"
    sheet["B1"] = '=PE_SCORE(10,"≥80%","64.71%")'
    sheet["C1"] = "=PE_NOSUCH(1)"
    sheet["D1"] = "=A3*2"
    path = tmp_path / "原件.xlsx"
    book.save(path)
    return path


def shown(path: Path, sheet: str = "表") -> dict[str, object]:
    book = openpyxl.load_workbook(path, data_only=True)
    return {cell.coordinate: cell.value for row in book[sheet].iter_rows() for cell in row}


def test_the_copy_has_the_figures_and_the_original_is_untouched(pe, stale):
    before = stale.read_bytes()
    ran = pe("calc", stale)
    copy = stale.with_name("原件-重算.xlsx")
    assert (ran.status, ran.err) == (0, "")
    assert "4 个公式" in ran.out
    assert "1 个显示错误值" in ran.out
    assert copy.name in ran.out
    cells = shown(copy)
    assert (cells["A3"], cells["B1"], cells["C1"], cells["D1"]) == (5, 8.09, "#NAME?", 10)
    assert stale.read_bytes() == before
    assert {file.name for file in stale.parent.iterdir()} == {stale.name, copy.name}


def test_the_copy_keeps_the_formulas(pe, stale):
    pe("calc", stale)
    copy = openpyxl.load_workbook(stale.with_name("原件-重算.xlsx"))
    assert copy["表"]["A3"].value == "=A1+A2"


def test_the_copy_goes_where_it_is_told(pe, stale, tmp_path):
    target = tmp_path / "另存.xlsx"
    assert pe("calc", stale, "-o", target).status == 0
    assert shown(target)["A3"] == 5


def test_a_form_comes_to_the_same_figures_again(pe, filled, tmp_path):
    form = filled["market-reward"]
    ran = pe("calc", form, "-o", tmp_path / "再算.xlsx", "--json")
    sheet = openpyxl.load_workbook(form).sheetnames[0]
    assert shown(tmp_path / "再算.xlsx", sheet) == shown(form, sheet)
    assert ran.json["faults"] == []


def test_json_is_one_document(pe, stale):
    ran = pe("calc", stale, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json == {
        "file": str(stale),
        "output": str(stale.with_name("原件-重算.xlsx")),
        "formulas": 4,
        "errors": [{"sheet": "表", "cell": "C1", "value": "#NAME?"}],
        "faults": ran.json["faults"],
    }


def refused(ran, *words: str) -> None:
    assert ran.status == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


@pytest.mark.parametrize("spelling", ["原件.xlsx", "./原件.xlsx", "../{folder}/原件.xlsx"])
def test_the_original_is_never_the_target(pe, stale, monkeypatch, spelling):
    monkeypatch.chdir(stale.parent)
    before = stale.read_bytes()
    refused(
        pe("calc", "原件.xlsx", "-o", spelling.format(folder=stale.parent.name)),
        "不能写到原来的文件上",
    )
    assert stale.read_bytes() == before


def test_a_link_to_the_original_is_the_original(pe, stale, tmp_path):
    link = tmp_path / "别名.xlsx"
    link.hardlink_to(stale)
    before = stale.read_bytes()
    refused(pe("calc", stale, "-o", link), "不能写到原来的文件上")
    assert stale.read_bytes() == before


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_workbook_gets_a_sentence_and_advice(pe, broken, tmp_path, name):
    source = tmp_path / name
    shutil.copy(broken[name], source)
    ran = pe("calc", source)
    refused(ran, name, "请")
    assert ran.err.count("\n") == 2  # what is wrong, and what to do
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_names_that_do_not_fit(pe, stale, tmp_path):
    refused(pe("calc", tmp_path / "没有.xlsx"), "没有这个文件", "没有.xlsx")
    refused(pe("calc", tmp_path), "不是文件")
    refused(pe("calc", "."), "不是文件")
    refused(pe("calc", ""), "不是文件")
    refused(pe("calc", stale, "-o", tmp_path), "是文件夹")
    refused(pe("calc", stale, "-o", tmp_path / "没有" / "甲.xlsx"), "没有文件夹")
    refused(pe("calc", stale, "-o", tmp_path / "甲.csv"), ".xlsx", "不转换文件格式")
    assert [file.name for file in tmp_path.iterdir()] == [stale.name]


def test_a_refusal_is_an_object_too(pe, tmp_path):
    ran = pe("calc", tmp_path / "没有.xlsx", "--json")
    assert ran.status == 2
    assert "没有这个文件" in ran.json["error"]
    assert ran.json["error"] in ran.err
