"""Links from the page to a workbook's cells."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote


def names(files: Sequence[str]) -> list[str]:
    """The files as a page calls them: without the folder that holds them all."""
    try:
        common = os.path.commonpath([os.path.dirname(file) for file in files])
        return [os.path.relpath(file, common or None) for file in files]
    except ValueError:
        # Files on several drives, none at all, or a name that is no path: as they were given.
        return list(files)


def to_file(file: str, beside: Path | None = None) -> str | None:
    """The relative address of a workbook, or None where no safe one can be written.

    `file` is the path as the check was given it. With `beside`, the folder that the page lies in,
    the address starts there: `file` is looked for from the working folder first, then in `beside`.
    Each step of the path is percent-encoded, so none can be read as a scheme, host or query.
    """
    if not file:
        return None
    target = os.path.normpath(file)
    if beside is not None and (os.path.exists(file) or os.path.isabs(file)):
        try:
            target = os.path.relpath(file, beside)
        except ValueError:
            # Windows has no relative path from one drive to another; the drive is the person's own.
            return Path(file).absolute().as_uri()
    if os.path.isabs(target):
        return None
    try:
        return "/".join(quote(os.fsencode(step), safe="") for step in target.split(os.sep))
    except UnicodeEncodeError:
        return None


def to_cell(file: str | None, sheet: str, cell: str) -> str | None:
    """The address of a cell, `文件名#'工作表'!B12`, in the workbook at the address `file`."""
    if file is None or not cell:
        return None
    place = "'" + sheet.replace("'", "''") + "'!" + cell if sheet else cell
    try:
        return f"{file}#{quote(place, safe='!')}"
    except UnicodeEncodeError:
        return None
