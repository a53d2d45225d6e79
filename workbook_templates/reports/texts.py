"""Texts out of workbooks, made fit to be shown: whatever a cell held, it stays text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: What stands in for a character that cannot be shown or would act instead of being read.
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
#: Controls that reorder the text around them, so that a reader sees another text than is there.
_REORDERING = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_PLAIN_NUMBER = re.compile(r"(-?)([1-9][0-9]{4,})(\.[0-9]+)?")


def clean(text: str) -> str:
    """The text without lone surrogates and control characters; line ends are newlines."""
    if text.isprintable():
        return text
    return "".join(
        REPLACEMENT if _acts(char) else char
        for char in text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    )


def _acts(char: str) -> bool:
    if char == "\n":
        return False
    return char in _REORDERING or unicodedata.category(char) in {"Cc", "Cs"}


def clip(text: str, limit: int) -> str:
    """At most `limit` characters of the text, saying how long it is where that is not all."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}……（全文 {len(text):,} 字，其余见原文件）"


def lines(text: str, width: float) -> int:
    """On how many lines a text stands; `width` is in digits, of which a Chinese character takes two."""
    return sum(
        1 + max(sum(2 if ord(char) > 0x2E7F else 1 for char in line) - 1, 0) // max(int(width), 1)
        for line in text.split("\n")
    )


def row_height(texts: Iterable[tuple[str, float]]) -> int:
    """The points that a row of 10 point texts needs, each given with the width of its column.

    Not every program makes a row as high as its wrapped texts need; none shows more than 409.
    """
    return min(max(lines(clean(text), width) for text, width in texts) * 14 + 4, 409)


def figure(value: object) -> str:
    """A result as people read it: thousands set apart from five digits on, never rounded.

    A result that every row has (奖励额) is a list and shows all of them.
    """
    if value is None:
        return "算不出"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(map(figure, value)) or "—"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    number = _PLAIN_NUMBER.fullmatch(text)
    if number is None:
        return text
    sign, whole, rest = number.groups()
    return f"{sign}{int(whole):,}{rest or ''}"
