"""The door in Excel: its own message boxes and dialogs, through xlwings.

Message boxes belong to Excel's window, so that none hides behind it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Any

from addin.excel.commands.told import TITLE, Book, Told

_PICK_FOLDER = 4  # msoFileDialogFolderPicker
_TEXT = 2  # what Application.InputBox is to return
_LONGEST = 250  # characters of a question there; Excel refuses more than 255


def excel(given: Any = None) -> Any:
    """The Excel whose button was pressed, of xlwings; `given` is its Application, as VBA has it.

    To look for it would find none that has no workbook open, and maybe another that has. An add-in
    of an older version gives nothing.
    """
    import xlwings as xw

    if given is None:
        return xw.apps.active
    windows: Any = getattr(xw, "_xlwindows", None)  # not there where nobody has Excel
    return xw.App(impl=windows.App(xl=given))


def book_in_front(app: Any) -> Book | None:
    """The workbook that a person looks at; None where none is open."""
    try:
        book = app.books.active
        # A reference to nothing is only noticed when it is asked.
        return book if book.name else None
    except Exception:
        return None


class ExcelDoor:
    """Asks and tells in one Excel."""

    def __init__(self, app: Any) -> None:
        """The door of this Excel."""
        self._app = app

    def tell(self, told: Told) -> None:
        """Show a message."""
        self._app.alert(told.text, TITLE, "ok", "critical" if told.warning else "info")

    def agreed(self, question: str) -> bool:
        """Whether the person says yes."""
        return bool(self._app.alert(question, TITLE, "yes_no", "info") == "yes")

    def asked(self, question: str, proposed: str = "") -> str | None:
        """What the person types; None when they give up."""
        answer = self._app.api.InputBox(
            Prompt=question[:_LONGEST], Title=TITLE, Default=proposed, Type=_TEXT
        )
        return None if answer is False else str(answer).strip()

    def new_file(self, proposed: str, kind: str, pattern: str) -> Path | None:
        """Where a new file is to be; Excel itself asks nothing about one that exists."""
        answer = self._app.api.GetSaveAsFilename(
            InitialFileName=proposed, FileFilter=f"{kind} ({pattern}),{pattern}", Title=TITLE
        )
        if answer is False or not answer:
            return None
        path = Path(str(answer))
        if path.exists() and not self.agreed(f"已有文件 {path.name}，要覆盖它吗？"):
            return None
        return path

    def folder(self, title: str) -> Path | None:
        """A folder that the person picks."""
        dialog = self._app.api.FileDialog(_PICK_FOLDER)
        dialog.Title = title
        return Path(str(dialog.SelectedItems(1))) if dialog.Show() == -1 else None

    def open_workbook(self, path: Path) -> Book:
        """Open a workbook in this Excel."""
        return self._app.books.open(str(path))

    def show(self, path: Path) -> None:
        """Show a file in its usual program."""
        if sys.platform == "win32":
            try:
                os.startfile(path)
            except OSError:  # no program for this kind of file
                subprocess.Popen(["notepad.exe", str(path)])
            return
        with suppress(webbrowser.Error):
            webbrowser.open(path.as_uri())
