"""The findings of the last check of each open workbook, and which one the person looks at."""

from __future__ import annotations

from dataclasses import dataclass

from addin.excel.commands.told import Book
from workbook_templates.checking import Finding


@dataclass(slots=True)
class Kept:
    """Findings in order; `at` is the one that is looked at, -1 before the first."""

    findings: tuple[Finding, ...]
    at: int = -1

    def step(self, by: int) -> Finding:
        """The next or the one before; after the last comes the first again."""
        count = len(self.findings)
        self.at = (self.at + by) % count if self.at >= 0 else (0 if by > 0 else count - 1)
        return self.findings[self.at]


# Findings only, no object of Excel: one that is held would keep Excel running.
_kept: dict[str, Kept] = {}


def keep(book: Book, findings: tuple[Finding, ...]) -> None:
    """Keep the findings of a workbook."""
    _kept[_key(book)] = Kept(findings)


def of(book: Book) -> Kept | None:
    """Those of the last check of this workbook; None where it was not checked."""
    return _kept.get(_key(book))


def forget(book: Book) -> None:
    """Drop them, because cells have moved."""
    _kept.pop(_key(book), None)


def _key(book: Book) -> str:
    # Of one on OneDrive xlwings' own word looks for the file on the disk, and fails without it.
    return str(book.api.FullName)
