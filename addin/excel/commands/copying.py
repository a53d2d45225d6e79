"""A copy of the open workbook as it is now, saved or not; the workbook itself is not written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from addin.excel.commands.told import Book

_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".xltm", ".xlt", ".et", ".ods")


@contextmanager
def copy_of(book: Book) -> Iterator[Path]:
    """The copy, under the workbook's own name in a folder of its own; gone afterwards."""
    name = str(book.name)
    if Path(name).suffix.lower() not in _ENDINGS:
        name += ".xlsx"  # a workbook that was never saved has a name without an ending
    with TemporaryDirectory(prefix="pe-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / name
        # xlwings has no word for it: `Book.save` with a path would rename the open workbook.
        book.api.SaveCopyAs(str(path))
        yield path
