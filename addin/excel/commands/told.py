"""What a command tells a person, and the one door through which it asks and shows anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

#: An xlwings book; xlwings' classes are not typed strictly enough to be checked.
Book: TypeAlias = Any
Range: TypeAlias = Any

#: The title of every message.
TITLE = "绩效评价"


@dataclass(frozen=True, slots=True)
class Told:
    """One message for the person; `warning` when something is to be done about it."""

    text: str
    warning: bool = False


class Door(Protocol):
    """How a command reaches the person: message boxes in Excel, notes taken in tests."""

    def tell(self, told: Told) -> None:
        """Show a message."""

    def agreed(self, question: str) -> bool:
        """Whether the person says yes."""

    def asked(self, question: str, proposed: str = "") -> str | None:
        """What the person types; None when they give up."""

    def new_file(self, proposed: str, kind: str, pattern: str) -> Path | None:
        """Where a new file is to be; None when the person gives up."""

    def folder(self, title: str) -> Path | None:
        """A folder that the person picks; None when they give up."""

    def open_workbook(self, path: Path) -> Book:
        """Open a workbook in Excel."""

    def show(self, path: Path) -> None:
        """Show a page, a text or a folder in its usual program."""


#: A command: the workbook in front (None where there is none) and the door; what to tell at the end.
Carried: TypeAlias = Callable[[Book, Door], Told | None]


def refused(error: Exception) -> bool:
    """Whether Excel refused what was asked of it. Its error's class exists on Windows alone."""
    return type(error).__name__ == "com_error"


def unavailable(error: Exception) -> bool:
    """Whether Excel refused, or is of a version that does not know what was asked of it."""
    return refused(error) or isinstance(error, AttributeError)
