"""What is wrong with a formula as it is written, and where."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """The text is no formula: what, at which character (0 is the first), and what to do."""

    message: str
    position: int
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """The formula reads well but cannot be meant so: what, at which character, and what to do."""

    message: str
    position: int
    advice: str = ""


def caret(text: str, position: int) -> str:
    """Show the line of `text` that holds `position`, and under it a caret below that character.

    A Chinese character is two columns wide, so it is matched by an ideographic space.
    """
    start = text.rfind("\n", 0, position) + 1
    line = text[start:].split("\n", 1)[0]
    before = line[: position - start].replace("\t", " ")
    gap = "".join("\u3000" if unicodedata.east_asian_width(c) in "WF" else " " for c in before)
    return line.replace("\t", " ") + "\n" + gap + "^"
