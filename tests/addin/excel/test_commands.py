"""The other commands of the ribbon, and what holds for all: a sentence and a log, never a traceback."""

from __future__ import annotations

import logging
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from addin.excel.commands import keeping, new, validate
from addin.excel.commands.catalogue import commands
from tests.addin.excel.commanding import cells_of, click, place
from tests.addin.excel.engine_stand_in import opened
from tests.workbook_templates.filled_forms import evaluated
from udfs import CATALOGUE, policies
from workbook_templates import submission
from workbook_templates.submission import Agreement

pytestmark = pytest.mark.usefixtures("home")
LOST = {"实际完成值": "80人次"}


def agreement(package: Path) -> Agreement:
    return submission.verify(package, str(CATALOGUE["PE_VERSION"]())).agreement


def test_a_form_in_order_is_packed_with_a_receipt(tmp_path: Path) -> None:
    path = evaluated(tmp_path)
    book, target, before = opened(path), tmp_path / "交.zip", path.read_bytes()
    notes = click("submit", book, file=target)
    assert f"提交包已存为 {target}" in notes.everything
    assert agreement(target) is Agreement.AGREES
    verified = submission.verify(target, str(CATALOGUE["PE_VERSION"]()))
    assert verified.receipt is not None
    assert verified.receipt.number in notes.everything
    assert verified.receipt.file == path.name
    assert path.read_bytes() == before


def test_marks_are_not_packed(tmp_path: Path) -> None:
    book, target = opened(evaluated(tmp_path, LOST)), tmp_path / "交.zip"
    before = cells_of(book)
    click("validate", book)
    notes = click("submit", book, file=target)
    assert "仍要提交吗" in notes.everything
    assert cells_of(book) == before
    assert agreement(target) is Agreement.AGREES


def test_what_has_to_be_explained_is_asked_about(tmp_path: Path) -> None:
    book, target = opened(evaluated(tmp_path, LOST)), tmp_path / "交.zip"
    notes = click("submit", book, file=target, yes=False)
    assert "仍要提交吗" in notes.questions[0]
    assert notes.told == []
    assert not target.exists()


def test_what_has_to_be_mended_is_not_packed(tmp_path: Path) -> None:
    book, target = opened(evaluated(tmp_path)), tmp_path / "交.zip"
    place(book, "项目名称").value = None
    notes = click("submit", book, file=target)
    assert "没有生成提交包，请改正以后再提交" in notes.everything
    assert "“项目名称”没有填写" in notes.everything
    assert not target.exists()
    assert click("submit", opened(evaluated(tmp_path)), file=None).everything == ""


def test_a_package_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    book = opened(evaluated(tmp_path))
    assert "不能写入" in click("submit", book, file=tmp_path / "没有" / "交.zip").everything


def test_a_new_form_is_opened_with_formulas_entered_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound: list[Any] = []
    monkeypatch.setattr(new, "bind", bound.append)
    notes = click("new_self_evaluation", None, file=tmp_path / "新表", typed="honghe-2023")
    assert notes.told == []
    (book,) = notes.books
    assert Path(book.fullname) == tmp_path / "新表.xlsx"
    assert bound == [book]
    made = load_workbook(tmp_path / "新表.xlsx")
    assert made.defined_names["政策标识"].attr_text == '"honghe-2023"'


def test_a_new_form_under_an_unknown_policy(tmp_path: Path) -> None:
    notes = click("new_self_evaluation", None, file=tmp_path / "表.xlsx", typed="没有这项")
    assert notes.told[0].warning
    assert "没有这项" in notes.everything
    assert not (tmp_path / "表.xlsx").exists()
    assert click("new_self_evaluation", None, file=None).told == []


def test_the_policies_and_the_page_of_one(tmp_path: Path, home: Path) -> None:
    notes = click("policies", opened(evaluated(tmp_path)))
    assert "national-2020　项目支出绩效评价管理办法（单位自评）" in notes.questions[0]
    assert "2020-02-25 起施行 ← 本表" in notes.questions[0]
    assert notes.shown == [home / "pages" / "national-2020.html"]
    assert "财预〔2020〕10号" in notes.shown[0].read_text("utf-8")
    assert click("policies", None, yes=False).shown == []
    assert click("policies", None, typed="没有这项").told[0].warning


def test_a_folder_of_own_policies_is_kept_and_used(tmp_path: Path, home: Path) -> None:
    own = tmp_path / "本单位"
    own.mkdir()
    text = (policies.library().shelf["national-2020"].file).read_text("utf-8")
    (own / "benshi.yaml").write_text(text.replace("national-2020", "benshi"), "utf-8")
    ini = home / "jixiao.ini"
    home.mkdir(parents=True)
    ini.write_text("# 我的\n[设置]\n日志文件夹 = D:\\日志\n", "gb18030")
    notes = click("settings", None, picked=own)
    assert "现在用到本单位的政策 1 项" in notes.everything
    assert policies.library().shelf["benshi"].own
    kept = ini.read_text("utf-8-sig")
    assert "# 我的\n[设置]\n政策文件夹 = " in kept
    assert "日志文件夹 = D:\\日志\n" in kept
    # Chosen again it stands there once; and one can go back.
    click("settings", None, picked=own)
    assert ini.read_text("utf-8-sig").count(str(own)) == 1
    assert ini.read_text("utf-8-sig").count("政策文件夹") == 1
    assert click("settings", None, picked=None).told == []
    notes = click("settings", None, yes=[False, True])
    assert "恢复成默认" in notes.questions[1]
    assert "政策文件夹" not in ini.read_text("utf-8-sig")
    assert "日志文件夹 = D:\\日志\n" in ini.read_text("utf-8-sig")
    assert "benshi" not in policies.library().shelf
    assert len(click("settings", None, yes=[False]).questions) == 1


def test_folders_that_the_unit_has_settled_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    central = replace(keeping.in_force(), policies=(tmp_path / "单位",), troubles=("有一处写错",))
    monkeypatch.setattr(keeping, "in_force", lambda: central)
    notes = click("settings", None, picked=tmp_path / "我的")
    assert "单位（没有这个文件夹）\n有一处写错" in notes.questions[0]
    assert "由单位统一设定" in notes.everything


def test_settings_that_nobody_can_read_are_not_overwritten(tmp_path: Path, home: Path) -> None:
    home.mkdir(parents=True)
    (home / "jixiao.ini").write_text("随便写的", "utf-8")
    assert "设置文件 jixiao.ini 的写法不对" in click("settings", None, picked=tmp_path).everything
    assert (home / "jixiao.ini").read_text("utf-8") == "随便写的"


def test_help_log_and_about(home: Path) -> None:
    assert click("help", None).shown[0].name.startswith("handbook.zh.")
    assert "日志是空的" in click("log", None).everything
    (home / "log").mkdir(parents=True)
    (home / "log" / "server.log").write_text("出错", "utf-8")
    assert click("log", None).shown == [home / "log" / "server.log"]
    assert f"函数 {len(CATALOGUE)} 个" in click("about", None).everything


@pytest.mark.parametrize("name", [one.id for one in commands().values() if one.needs_book])
def test_without_a_workbook_a_sentence(name: str) -> None:
    assert "没有打开的工作簿" in click(name, None).everything


def test_a_defect_is_a_sentence_and_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr(validate, "copy_of", broken)
    notes = click("validate", opened(evaluated(tmp_path)))
    assert "本软件内部出错" in notes.everything
    assert "deep inside" not in notes.everything
    assert "Traceback" not in notes.everything
    (record,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert record.exc_info is not None


def test_a_button_of_another_version() -> None:
    assert "版本不一致" in click("no_such_command", None).everything


def test_nothing_heavy_is_loaded_before_a_button_is_pressed() -> None:
    heavy = "{'openpyxl', 'formulas', 'workbook_templates', 'rules', 'udfs', 'jinja2', 'yaml'}"
    code = f"import sys, addin.excel.commands; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
