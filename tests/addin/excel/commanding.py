"""What the tests of the ribbon's commands share: a door that takes notes, and forms to open."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from addin.excel.commands.running import carry_out
from addin.excel.commands.told import Told
from tests.addin.excel.engine_stand_in import opened


@dataclass
class Notes:
    """The door in tests: what was told and asked, and the answers that a person would give."""

    yes: bool | list[bool] = True
    typed: str | None = None
    file: Path | None = None
    picked: Path | None = None
    told: list[Told] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)
    books: list[Any] = field(default_factory=list)

    def tell(self, told: Told) -> None:
        self.told.append(told)

    def agreed(self, question: str) -> bool:
        self.questions.append(question)
        return self.yes.pop(0) if isinstance(self.yes, list) else self.yes

    def asked(self, question: str, proposed: str = "") -> str | None:
        self.questions.append(question)
        return proposed if self.typed is None else self.typed

    def new_file(self, proposed: str, kind: str, pattern: str) -> Path | None:
        return self.file

    def folder(self, title: str) -> Path | None:
        return self.picked

    def open_workbook(self, path: Path) -> Any:
        self.books.append(opened(path))
        return self.books[-1]

    def show(self, path: Path) -> None:
        self.shown.append(path)

    @property
    def everything(self) -> str:
        """All that the person read."""
        return "\n".join([*self.questions, *(told.text for told in self.told)])


def click(name: str, book: Any, **answers: Any) -> Notes:
    """Press a button."""
    notes = Notes(**answers)
    carry_out(name, book, notes)
    return notes


def cells_of(book: Any) -> dict[str, Any]:
    """Everything about the cells that a mark could change, in a form that can be compared."""
    told: dict[str, Any] = {}
    for ws in book.impl.wb.worksheets:
        for cell in (cell for row in ws.iter_rows() for cell in row):
            comment = getattr(cell, "comment", None)
            note = (comment.text, comment.author) if comment else None
            told[f"{ws.title}!{cell.coordinate}"] = (cell.value, cell._style, note)
        told[f"{ws.title} rules"] = rules_of(ws)
    return told


def rules_of(ws: Any) -> list[tuple[int, str, str, str]]:
    """The conditional formats by priority: where, when, and what they look like."""
    return sorted(
        (rule.priority, str(formatting.sqref), str(rule.formula), repr(rule.dxf))
        for formatting in ws.conditional_formatting
        for rule in formatting.rules
    )


def sheet_of(book: Any) -> Any:
    """The first sheet as openpyxl sees it."""
    return book.impl.wb.worksheets[0]


def place(book: Any, name: str) -> Any:
    """The cell of a defined name, as openpyxl sees it."""
    return sheet_of(book)[book.names[name].refers_to_range.get_address(False, False).split(":")[0]]
