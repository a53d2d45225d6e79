"""What Excel calls, and the door that asks and tells in Excel itself."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from addin.excel.commands import run
from addin.excel.commands.excel_door import ExcelDoor
from tests.addin.excel.engine_stand_in import com_error, opened
from tests.workbook_templates.filled_forms import evaluated

pytestmark = pytest.mark.usefixtures("home")
LOST = {"实际完成值": "80人次"}


class Windows:
    """What is asked of Excel by `run`, noted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, book: Any) -> None:
        self.alerts: list[tuple[Any, ...]] = []
        app = book.app.impl
        monkeypatch.setattr(app, "alert", self.alert, raising=False)
        monkeypatch.setattr(xw.Book, "_mock_caller", book, raising=False)

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        self.alerts.append((prompt, title, buttons, mode))
        return "no"


def test_what_excel_calls_shows_message_boxes_of_excel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opened(evaluated(tmp_path, LOST))
    windows = Windows(monkeypatch, book)
    assert run("next_finding") is None  # type: ignore[func-returns-value]
    run("validate")
    run("no_such_command")
    assert [(title, buttons, mode) for _, title, buttons, mode in windows.alerts] == [
        ("绩效评价", "ok", "critical"),
        ("绩效评价", "yes_no", "info"),
        ("绩效评价", "ok", "critical"),
    ]


def test_excel_is_let_go_after_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A reference that is held would keep Excel running after the person has closed it.
    windows = SimpleNamespace(BOOK_CALLER=object())
    monkeypatch.setattr(xw, "_xlwindows", windows, raising=False)
    Windows(monkeypatch, opened(evaluated(tmp_path)))
    run("about")
    assert windows.BOOK_CALLER is None


def test_not_even_a_message_that_fails_reaches_excel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opened(evaluated(tmp_path))
    windows = Windows(monkeypatch, book)

    def failing(*_: Any) -> str:
        raise com_error(-1)

    monkeypatch.setattr(book.app.impl, "alert", failing)
    run("about")
    assert windows.alerts == []


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
