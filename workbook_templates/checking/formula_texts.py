"""Formula texts in a form that does not depend on the program that saved them.

Spreadsheet programs write one formula in many ways: spaces, ``$``, the case of names, the sheet's
own name before a cell, ``_xlfn.`` or the path of an add-in before a function, ``1.0`` for ``1``.
None of that changes what a formula says, and none of it is kept here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from workbook_templates.addresses import column_of, letters

#: Functions whose answer changes without any input changing, or that reach cells by their text.
VOLATILE = frozenset(
    ("NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "INDIRECT", "OFFSET", "CELL", "INFO")
)

#: What a reference's token begins with; nothing else does, for a formula's own ``@`` is left out.
REFERENCE = "@"

_LONGEST = 8192  # characters; what a spreadsheet program can hold

_TOKEN = re.compile(
    r"""
      (?P<text>"(?:[^"]|"")*")
    | (?P<space>\s+|@)
    | (?P<prefix>(?:'(?:[^']|'')*'|\[[^\]]*\][\w.]*|[^\W\d][\w.]*)!)
    | (?P<cells>\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)(?![\w.(])
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)(?![\w.])
    | (?P<word>[^\W\d][\w.]*)(?P<call>\s*\()?
    | (?P<error>\#[A-Z/0]+[!?]?)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_PREFIXES = re.compile(r"(?:_XLFN\.|_XLWS\.|_XLL\.|_XLUDF\.)+")
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Said:
    """What a formula says: its tokens, whether it reaches another workbook, what is volatile in it."""

    tokens: tuple[str, ...]
    linked: bool
    volatile: tuple[str, ...]


@lru_cache(maxsize=16384)
def said(formula: str, sheet: str) -> Said:
    """What `formula`, which stands on `sheet`, says."""
    if len(formula) > _LONGEST:
        return Said((formula,), False, ())
    reading = _Reading(sheet)
    tokens = tuple(reading.tokens(formula.strip().removeprefix("=")))
    while tokens[:1] == ("+",):  # =+A1, a habit of hands that learned another program
        tokens = tokens[1:]
    return Said(tokens, reading.linked, tuple(dict.fromkeys(reading.volatile)))


class _Reading:
    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.linked = False
        self.volatile: list[str] = []

    def tokens(self, text: str) -> Iterator[str]:
        prefix, braces, skip = "", 0, 0
        for match in _TOKEN.finditer(text):
            kind, token = match.lastgroup, match[0]
            if kind == "space":
                continue
            if skip and token == ")":  # the end of TRUE()
                skip = 0
                continue
            skip = 0
            if kind == "prefix":
                prefix = self._sheet(token)
            elif kind == "cells":
                self.linked |= "[" in prefix
                yield f"{REFERENCE}{prefix}{_ordered(token)}"
                prefix = ""
            elif kind == "number":
                yield _number(token)
            elif kind == "call":
                name = self._function(match["word"], prefix)
                prefix = ""
                yield name
                if name in ("TRUE", "FALSE"):
                    skip = 1
                else:
                    yield "("
            elif kind == "word":
                self.linked |= "[" in prefix
                yield f"{prefix}{token.upper()}"
                prefix = ""
            elif kind == "error":
                yield f"{REFERENCE}{token.upper()}" if token.upper() == "#REF!" else token.upper()
            elif kind == "sign":
                braces += (token == "{") - (token == "}")
                yield "," if token == ";" and not braces else token
            else:
                yield token

    def _sheet(self, prefix: str) -> str:
        """The sheet before a cell as it is kept: nothing for the formula's own."""
        name = prefix[:-1]
        if name.startswith("'"):
            name = name[1:-1].replace("''", "'")
        name = name.removeprefix("[0]")
        return "" if name in ("", self.sheet) else f"{name}!"

    def _function(self, word: str, prefix: str) -> str:
        """A function's plain name, without what programs put before the name of an add-in's."""
        name = _PREFIXES.sub("", word.upper())
        name = name[name.rfind(".PE_") + 1 :] if ".PE_" in name else name
        if name in VOLATILE:
            self.volatile.append(name)
        if prefix and not name.startswith("PE_"):
            self.linked |= "[" in prefix
            return prefix + name
        return name


def _number(token: str) -> str:
    """A number without what its spelling adds; one that no cell can hold as it is written."""
    try:
        return str(Decimal(token).normalize())
    except ArithmeticError:
        return token.upper()


def _ordered(cells: str) -> str:
    """A reference without ``$``, a range from its upper left to its lower right cell."""
    first, _, last = cells.upper().replace("$", "").partition(":")
    if not last or first == last:
        return first
    (left, top), (right, bottom) = (_CELL.fullmatch(one).groups() for one in (first, last))  # type: ignore[union-attr]
    columns, rows = sorted((column_of(left), column_of(right))), sorted((int(top), int(bottom)))
    return f"{letters(columns[0])}{rows[0]}:{letters(columns[1])}{rows[1]}"


def moved(found: Said, expected: Said) -> tuple[tuple[str, str], ...]:
    """The references that differ between two formulas that differ in nothing else; () otherwise."""
    if len(found.tokens) != len(expected.tokens):
        return ()
    pairs = [
        (one, other)
        for one, other in zip(found.tokens, expected.tokens, strict=True)
        if one != other
    ]
    if not all(one.startswith(REFERENCE) and other.startswith(REFERENCE) for one, other in pairs):
        return ()
    return tuple(dict.fromkeys((one[1:], other[1:]) for one, other in pairs))
