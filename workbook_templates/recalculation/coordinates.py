"""Cell addresses: ``B7`` and (7, 2), in both directions."""

from __future__ import annotations


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def split_address(address: str) -> tuple[int, int]:
    """(row, column) of an address such as ``B7`` or ``$B$7``; raises `ValueError` for anything else."""
    plain = address.replace("$", "")
    letters = plain.rstrip("0123456789")
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise ValueError(f"not a cell address: {address}")
    return int(plain[len(letters) :]), column_number(letters)


def address_of(row: int, column: int) -> str:
    """``B7`` for (7, 2)."""
    return f"{column_letters(column)}{row}"
