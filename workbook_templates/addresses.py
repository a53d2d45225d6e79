"""A1 addresses: the letters of a column and back, and their parts. Columns and rows are zero-based."""

from __future__ import annotations

from functools import lru_cache
from string import ascii_uppercase, digits


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """The letters of a column: ``A`` for 0, ``AA`` for 26."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@lru_cache(maxsize=1024)
def column_of(word: str) -> int:
    """The column of its capital letters: 0 for ``A``, 26 for ``AA``."""
    number = 0
    for letter in word:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def row_part(address: str) -> str:
    """The row of an address as it is written: ``12`` of ``F12``."""
    return address.lstrip(ascii_uppercase)


def column_part(address: str) -> str:
    """The column of an address as it is written: ``F`` of ``F12``."""
    return address.rstrip(digits)


def relative(row: int, column: int) -> str:
    """``F12`` for 11, 5."""
    return f"{letters(column)}{row + 1}"


def absolute(row: int, column: int) -> str:
    """``$F$12`` for 11, 5."""
    return f"${letters(column)}${row + 1}"
