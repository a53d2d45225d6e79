"""What files and folders given to a command come to: the files to work on, and what was left out."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from addin.cli.journal import is_journal
from addin.cli.output import err

#: Endings of what spreadsheet programs save as workbooks; which of them can be read is told of each.
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods"})
#: The annotated copies that we make: `自评表-校验.xlsx`, `自评表-校验-2.xlsx`.
_COPY = re.compile(r"(.+)-校验(?:-[0-9]+)?")
_SHOWN = 5


@dataclass(slots=True)
class Gathered:
    """The `files` in order; of those in folders, `others` are of other kinds, `copies` our own.

    `closed` are folders that could not be opened, `empty` those that hold no file to work on.
    """

    files: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    copies: list[Path] = field(default_factory=list)
    closed: list[Path] = field(default_factory=list)
    empty: list[Path] = field(default_factory=list)


def place_of(path: Path) -> Path:
    """Where a file really stands; of links that lead in a circle, one of them."""
    return Path(os.path.realpath(path))


def gather(
    given: Sequence[Path],
    outputs: Collection[Path] = (),
    endings: Collection[str] = WORKBOOKS,
) -> Gathered:
    """Files as given; folders walked, with those beneath them, in the order of the names.

    In a folder are left out: hidden files and folders, the lock files of spreadsheet programs, the
    `outputs` (files, or whole folders) and what was given or found before.
    """
    gathered = Gathered()
    outputs = {place_of(path) for path in outputs}
    seen = {place_of(path) for path in given if not path.is_dir()}
    for path in given:
        if not path.is_dir():
            gathered.files.append(path)
            continue
        before = len(gathered.files)
        for file in _walk(path, gathered.closed, outputs):
            place = place_of(file)
            if place in seen or place in outputs:
                continue
            seen.add(place)
            wanted = file.suffix.lower() in endings and file.is_file()
            (gathered.files if wanted else gathered.others).append(file)
        if len(gathered.files) == before:
            gathered.empty.append(path)
    _part_copies(gathered, set(given))
    return gathered


def _walk(folder: Path, closed: list[Path], outputs: Collection[Path]) -> Iterator[Path]:
    def cannot(error: OSError) -> None:
        closed.append(Path(error.filename))

    for root, folders, files in os.walk(folder, onerror=cannot):
        folders[:] = sorted(
            each
            for each in folders
            if not each.startswith(".") and place_of(Path(root, each)) not in outputs
        )
        yield from (Path(root, each) for each in sorted(files) if not _passing(each))


def _passing(name: str) -> bool:
    """Hidden (as LibreOffice's locks are), the lock of Excel and WPS, or our own notes."""
    return name.startswith((".", "~$")) or is_journal(name)


def _part_copies(gathered: Gathered, given: Collection[Path]) -> None:
    """Put aside annotated copies whose originals are here too, unless they were asked for by name."""
    names = {file.name for file in gathered.files}
    for file in gathered.files:
        copy = _COPY.fullmatch(file.stem)
        if copy and file not in given and copy[1] + file.suffix in names:
            gathered.copies.append(file)
    left_out = set(gathered.copies)
    gathered.files = [file for file in gathered.files if file not in left_out]


def tell_left_out(gathered: Gathered, kind: str, done: str) -> None:
    """Say on standard error what was not worked on: `kind` is what was looked for (工作簿)."""
    for folder in gathered.closed:
        err.print(f"文件夹 {folder} 打不开，里面的文件没有{done}", markup=False, style="red")
    for folder in gathered.empty:
        err.print(f"文件夹 {folder} 里没有要{done}的{kind}", markup=False)
    for files, what in ((gathered.others, f"不是{kind}"), (gathered.copies, "是批注副本")):
        if files:
            names = "、".join(file.name for file in files[:_SHOWN])
            more = " 等" if len(files) > _SHOWN else ""
            err.print(f"另有 {len(files)} 个文件{what}，没有{done}：{names}{more}", markup=False)
