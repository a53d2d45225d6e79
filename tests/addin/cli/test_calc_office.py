"""`pe calc --engine libreoffice`, several files at once, and `pe addin`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.addin.calc.workbooks import IN_ODS, write_ods


def workbook(path: Path, actual: str = "64.71%") -> Path:
    """A score, a refusal and an array formula, all with stale figures; a note that must stay."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表")
    sheet.write_formula("A1", f'=PE_SCORE(10,"≥80%","{actual}")', value=999)
    sheet.write_formula("A2", '=PE_SCORE(10,"≥80%","95")', value=999)
    sheet.write_array_formula("A4:B4", '=PE_SCORE(10,"≥80%",{0.4,0.8})', value=999)
    sheet.write_comment("A1", "批注要留下")
    sheet.write("C1", "不变")
    book.close()
    return path


def shown(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value is not None}


def test_one_run_for_several_files_and_kinds(pe, tmp_path):
    first, second = workbook(tmp_path / "甲.xlsx"), workbook(tmp_path / "乙.xlsx", "80%")
    third = tmp_path / "丙.ods"
    write_ods(third)
    files = [first, second, third]
    before = [file.read_bytes() for file in files]
    out = tmp_path / "结果"
    out.mkdir()
    ran = pe("calc", "--engine", "libreoffice", *files, "-o", out, "--json")
    assert (ran.status, ran.err) == (0, "")
    told = ran.json
    assert [one["formulas"] for one in told] == [4, 4, len(IN_ODS)]
    assert [(e["cell"], e["value"]) for e in told[0]["errors"]] == [("A2", "#VALUE!")]
    assert shown(out / "甲.xlsx") == {"A1": 8.09, "A2": "#VALUE!", "A4": 5, "B4": 10, "C1": "不变"}
    assert shown(out / "乙.xlsx")["A1"] == 10
    copy = openpyxl.load_workbook(out / "甲.xlsx").worksheets[0]
    assert copy["A1"].comment.text == "批注要留下"  # the original, with fresh figures
    assert copy["A1"].value == '=PE_SCORE(10,"≥80%","64.71%")'
    assert [file.read_bytes() for file in files] == before
    assert (out / "丙.ods").exists()


def test_both_engines_write_the_same_file(pe, tmp_path):
    file = workbook(tmp_path / "表.xlsx")
    assert pe("calc", file, "-o", tmp_path / "1.xlsx").status == 0
    ran = pe("calc", file, "-o", tmp_path / "2.xlsx", "--engine", "libreoffice")
    assert ran.status == 0
    assert "重算了 4 个公式，其中 1 个显示错误值" in ran.out
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_several_files_without_an_office(pe, tmp_path):
    files = [workbook(tmp_path / f"{n}.xlsx") for n in (1, 2)]
    ran = pe("calc", *files)
    assert ran.status == 0
    assert shown(tmp_path / "2-重算.xlsx")["A1"] == 8.09


def test_one_bad_file_does_not_stop_the_others(pe, tmp_path):
    good = workbook(tmp_path / "好.xlsx")
    ran = pe("calc", tmp_path / "没有.xlsx", good)
    assert ran.status == 2
    assert "没有这个文件" in ran.err
    assert shown(tmp_path / "好-重算.xlsx")["A1"] == 8.09


def test_a_hung_office_is_told(pe, tmp_path):
    fake = tmp_path / "soffice"
    fake.write_text("#!/bin/sh\nsleep 300\n")
    fake.chmod(0o755)
    file = workbook(tmp_path / "表.xlsx")
    before = file.read_bytes()
    options = ["--engine", "libreoffice", "--office", fake, "--timeout", "1"]
    ran = pe("calc", file, *options, "--json")
    assert ran.status == 2
    assert "1 秒内没有算完" in ran.json["error"]
    assert not (tmp_path / "表-重算.xlsx").exists()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--engine", "excel"], "没有引擎“excel”"),
        (["--engine", "libreoffice", "--timeout", "0"], "大于 0"),
        (["--engine", "libreoffice", "--office", "nowhere"], "nowhere 不是 LibreOffice"),
    ],
)
def test_wrong_usage(pe, tmp_path, arguments, told):
    ran = pe("calc", workbook(tmp_path / "表.xlsx"), *arguments)
    assert ran.status == 2
    assert told in ran.err


def test_several_files_of_one_name(pe, tmp_path):
    for name in ("1", "2", "out"):
        (tmp_path / name).mkdir()
    files = [workbook(tmp_path / name / "表.xlsx") for name in ("1", "2")]
    ran = pe("calc", *files, "-o", tmp_path / "out")
    assert ran.status == 2
    assert "几份文件都叫 表.xlsx" in ran.err
    ran = pe("calc", *files, "-o", tmp_path / "nowhere")
    assert "没有文件夹" in ran.err


def test_status_without_an_installation(pe, tmp_path):
    ran = pe("addin", "status", "--profile", tmp_path / "profile", "--json")
    assert ran.status == 1
    told = ran.json
    assert (told["installed"], told["recorded"], told["trouble"]) == (False, False, "")
    assert told["office"] == str(shutil.which("soffice"))


def test_status_without_an_office(pe, tmp_path):
    ran = pe("addin", "status", "--profile", tmp_path, "--office", tmp_path / "nowhere")
    assert ran.status == 1
    assert "没有找到" in ran.out
    assert "没有安装。请运行 pe addin install calc" in ran.out


def test_an_unknown_host(pe):
    ran = pe("addin", "install", "lotus")
    assert ran.status == 2
    assert "没有“lotus”这个程序" in ran.err


def test_the_extension_as_a_file(pe, tmp_path):
    ran = pe("build", "calc", "-o", tmp_path / "扩展", "--json")
    assert ran.status == 0
    (made,) = json.loads(ran.out)["files"]
    assert Path(made).suffix == ".oxt"
    assert Path(made).stat().st_size > 1000
