"""What Excel calls, and the door that asks and tells in Excel itself."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from addin.excel.commands import run
from addin.excel.commands.excel_door import ExcelDoor
from tests.addin.excel.engine_stand_in import App, com_error, opened
from tests.workbook_templates.filled_forms import evaluated

pytestmark = pytest.mark.usefixtures("home")
LOST = {"实际完成值": "80人次"}


class Application:
    """What VBA hands over: the Excel whose button was pressed."""

    def __init__(self, app: App) -> None:
        self.app = app


@pytest.fixture(autouse=True)
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The part of xlwings that is there on Windows alone."""
    side = SimpleNamespace(App=lambda xl: xl.app)
    monkeypatch.setattr(xw, "_xlwindows", side, raising=False)


def test_what_excel_calls_shows_message_boxes_of_excel(tmp_path: Path) -> None:
    app = opened(evaluated(tmp_path, LOST)).app.impl
    assert run("next_finding", Application(app)) is None  # type: ignore[func-returns-value]
    run("validate", Application(app))
    run("no_such_command", Application(app))
    assert [(title, buttons, mode) for _, title, buttons, mode in app.alerts] == [
        ("绩效评价", "ok", "critical"),
        ("绩效评价", "yes_no", "info"),
        ("绩效评价", "ok", "critical"),
    ]


def test_an_excel_without_a_workbook_is_answered_too() -> None:
    # xlwings finds no such Excel: it looks for the windows of workbooks.
    app = App(None)
    xw.engines.active = xw.Engine(impl=app.engine)
    assert xw.apps.active is None
    run("about", Application(app))
    run("validate", Application(app))
    about, validate = (prompt for prompt, *_ in app.alerts)
    assert "BSD" in about
    assert "没有打开的工作簿" in validate


def test_of_two_excels_the_one_that_asked_is_answered(tmp_path: Path) -> None:
    asked = opened(evaluated(tmp_path, LOST)).app.impl
    (tmp_path / "other").mkdir()
    in_front = opened(evaluated(tmp_path / "other")).app.impl
    assert xw.apps.active.impl is in_front
    run("validate", Application(asked))
    assert len(asked.alerts) == 1
    assert in_front.alerts == []


def test_an_older_add_in_that_does_not_say_which_excel_is_answered(tmp_path: Path) -> None:
    app = opened(evaluated(tmp_path)).app.impl
    run("about")
    assert len(app.alerts) == 1


def test_excel_is_let_go_after_a_command(tmp_path: Path) -> None:
    # A reference that is held would keep Excel running after the person has closed it.
    application = Application(opened(evaluated(tmp_path)).app.impl)
    held = weakref.ref(application)
    run("validate", application)
    del application
    gc.collect()
    assert held() is None


def test_not_even_a_message_that_fails_reaches_excel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(evaluated(tmp_path)).app.impl

    def failing(*_: Any) -> str:
        raise com_error(-1)

    monkeypatch.setattr(app, "alert", failing)
    run("about", Application(app))
    assert app.alerts == []


class Dialogs:
    """Excel's own dialogs: what they were asked, and answers."""

    def __init__(self, **answers: Any) -> None:
        self.answers, self.asked = answers, []  # type: ignore[var-annotated]
        self.api = self

    def InputBox(self, **given: Any) -> Any:
        self.asked.append(given)
        return self.answers["typed"]

    def GetSaveAsFilename(self, **given: Any) -> Any:
        self.asked.append(given)
        return self.answers["file"]

    def alert(self, *given: Any) -> str:
        self.asked.append(given)
        return str(self.answers.get("alert", "no"))


def test_a_question_is_no_longer_than_excel_takes() -> None:
    excel = Dialogs(typed=" national-2020 ")
    assert ExcelDoor(excel).asked("问" * 400) == "national-2020"
    assert len(excel.asked[0]["Prompt"]) <= 255
    assert ExcelDoor(Dialogs(typed=False)).asked("问") is None


def test_a_file_that_exists_is_not_overwritten_unasked(tmp_path: Path) -> None:
    there = tmp_path / "表.xlsx"
    assert ExcelDoor(Dialogs(file=str(there))).new_file("表.xlsx", "工作簿", "*.xlsx") == there
    there.touch()
    assert ExcelDoor(Dialogs(file=str(there))).new_file("表.xlsx", "工作簿", "*.xlsx") is None
    asking = Dialogs(file=str(there), alert="yes")
    assert ExcelDoor(asking).new_file("表.xlsx", "工作簿", "*.xlsx") == there
    assert ExcelDoor(Dialogs(file=False)).new_file("表.xlsx", "工作簿", "*.xlsx") is None
