"""Workbooks recalculated by a real LibreOffice with our functions in it.

Hard: every formula is computed anew, whatever figures the file holds. The files themselves are only
copied. What LibreOffice writes is its own rewriting of the whole workbook, of use for the figures in
it; it must never take an original's place.
"""

from __future__ import annotations

import shutil
import tempfile
import time
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, is_zipfile

from addin.calc import finding, private
from addin.calc.identity import READY
from addin.calc.record import of_this_python

#: The time limit of a run in seconds: for starting, and for each file.
START, EACH = 60.0, 5.0
#: LibreOffice's own names of the formats that it reads here and writes.
_FILTERS = {".xlsx": "xlsx:Calc MS Excel 2007 XML", ".ods": "ods:calc8"}
_READ = (".xlsx", ".xlsm", ".ods")
#: Files of one start; a command line has an end.
_AT_ONCE = 200

NOT_FOUND = (
    "没有找到 LibreOffice。请安装 7.4 或更高版本；已经安装的，用 --office 写明 soffice 在哪里。"
)
NO_PYTHON = (
    "LibreOffice 没有载入绩效评价函数：它可能没有装 Python 支持。"
    "Linux 上请安装 libreoffice-script-provider-python（或 python3-uno）；"
    "Windows 上请重新运行 LibreOffice 安装程序，选上“Python”。"
)
_SLOW = (
    "LibreOffice 在 {limit:.0f} 秒内没有算完这份文件，已经结束它。"
    "请用 LibreOffice 打开看看；文件很大的，用 --timeout 给更长的时间。"
)
SLOW_START = "LibreOffice 在 {limit:.0f} 秒内没有算完一个公式，已经结束它。请打开看看它是否正常。"
DEAD = "{program} 没有作为 LibreOffice 运行起来。请打开看看它是否正常，或用 --office 写明另一个。"
_UNREACHED = "LibreOffice 停在前面的文件上，没有轮到这份文件。请单独再算一次。"
_CRASHED = (
    "LibreOffice 算这份文件时中断了（退出码 {status}）：文件可能已损坏或加密。"
    "请用 LibreOffice 打开另存后再试。"
)
_UNREAD = (
    "LibreOffice 打不开这份文件：可能已损坏、已加密，或不是工作簿。请用 LibreOffice 打开看看。"
)


class OfficeFault(Exception):  # noqa: N818 - it holds the sentence that is shown
    """Why nothing could be recalculated, and what to do: a sentence in Chinese."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file: what LibreOffice wrote of it, or None with the sentence why not."""

    file: Path
    output: Path | None
    trouble: str = ""


@dataclass(slots=True)
class _Job:
    """A file on its way: where to, its copy, what is made of it, and the sentence if nothing does."""

    file: Path
    target: Path
    copy: Path
    result: Path
    trouble: str = ""

    @property
    def done(self) -> bool:
        return self.result.exists() and is_zipfile(self.result)


def recalculated(
    files: Sequence[Path],
    out_folder: Path,
    *,
    timeout: float | None = None,
    office: Path | None = None,
    policies: Iterable[Path] = (),
    suffix: str = "",
) -> list[Outcome]:
    """Have LibreOffice recalculate the files into `out_folder`, in their order, in one run.

    Outputs have the files' names (with a number where two are alike) and their format, or that of
    `suffix` (".xlsx", ".ods"); of an `.xlsm` an `.xlsx` is made. `timeout` is in seconds for all
    together. Raises `OfficeFault` where no file can be computed: no LibreOffice, none with Python.
    """
    program = finding.office(office)
    if program is None:
        raise OfficeFault(
            NOT_FOUND if office is None else f"{office} 不是 LibreOffice。{NOT_FOUND}"
        )
    wrong = next((file for file in files if file.suffix.lower() not in _READ), None)
    if wrong is not None:
        raise OfficeFault(f"不能重算 {wrong.name}：只能重算 .xlsx、.xlsm、.ods。请先另存为 .xlsx。")
    targets = _targets(files, out_folder, suffix)
    limit = timeout or START + EACH * len(files)
    end = time.monotonic() + limit
    with tempfile.TemporaryDirectory(prefix="pe-calc-") as folder:
        pairs = zip(files, targets, strict=True)
        jobs = [_job(file, target, n, Path(folder)) for n, (file, target) in enumerate(pairs)]
        with private.private(program, of_this_python(policies, quiet=True)) as made:
            for kind in _FILTERS:
                mine = [job for job in jobs if job.result.suffix == kind and not job.trouble]
                for first in range(0, len(mine), _AT_ONCE):
                    _convert(made, mine[first : first + _AT_ONCE], kind, end, limit)
        return [_outcome(job) for job in jobs]


def _targets(files: Sequence[Path], out_folder: Path, suffix: str) -> list[Path]:
    """Where the outputs go; two files of one name do not meet, and no original is written over."""
    targets: list[Path] = []
    for file in files:
        kind = suffix or file.suffix.lower().replace(".xlsm", ".xlsx")
        target, number = out_folder / f"{file.stem}{kind}", 1
        while target in targets:
            number += 1
            target = out_folder / f"{file.stem}-{number}{kind}"
        if target.exists() and any(map(target.samefile, files)):
            raise OfficeFault(f"不能写到原来的文件 {target} 上。请换一个文件夹。")
        targets.append(target)
    return targets


def _job(file: Path, target: Path, number: int, folder: Path) -> _Job:
    """A job under a number instead of a name: two files may have the same, and some names harm."""
    copy = folder / "in" / f"{number:05}{file.suffix.lower()}"
    copy.parent.mkdir(exist_ok=True)
    _copy_without_macros(file, copy)
    # LibreOffice takes an empty file for a new text; it must not be asked.
    trouble = "" if is_zipfile(copy) else _UNREAD
    return _Job(file, target, copy, folder / "out" / f"{number:05}{target.suffix}", trouble)


def _copy_without_macros(file: Path, copy: Path) -> None:
    """A copy whose own macros do not answer PE_SCORE in place of our functions.

    They stand in a part of their own, which a workbook may lack; they are kept in the file itself.
    """
    if copy.suffix == ".xlsm" and is_zipfile(file):
        with suppress(BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error):
            with ZipFile(file) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
                for part in source.infolist():
                    if not part.filename.endswith("vbaProject.bin"):
                        with source.open(part) as old, target.open(part.filename, "w") as new:
                            shutil.copyfileobj(old, new)
            return
    shutil.copyfile(file, copy)  # as it is: damaged ones are LibreOffice's to tell


def _convert(made: private.Office, jobs: list[_Job], kind: str, end: float, limit: float) -> None:
    """Run LibreOffice until each of the jobs is done or told; one bad file must not stop the rest."""
    waiting = jobs
    while waiting:
        arguments = ["--convert-to", _FILTERS[kind], "--outdir", str(waiting[0].result.parent)]
        try:
            status = made.run(
                [*arguments, *(str(job.copy) for job in waiting)], max(end - time.monotonic(), 0.1)
            )
        except private.TimedOut:
            status = None
        if made.log() or any(job.done for job in waiting):
            functions_there(made)  # or no workbook was opened, and none computed wrongly
        waiting = [job for job in waiting if not job.done]
        if status == 0:
            _tell(waiting, _UNREAD)
            return
        if status is None:
            _tell(waiting[:1], _SLOW.format(limit=limit))
            _tell(waiting[1:], _UNREACHED)
            return
        _tell(waiting[:1], _CRASHED.format(status=status))
        waiting = waiting[1:]


def _tell(jobs: list[_Job], sentence: str) -> None:
    for job in jobs:
        job.trouble = sentence


def functions_there(made: private.Office) -> None:
    """Raise where LibreOffice computed without our functions: its figures are no figures."""
    said = made.log()
    if READY in said:
        return
    if said:
        raise OfficeFault("\n".join(said))
    if made.started:
        raise OfficeFault(NO_PYTHON)


def _outcome(job: _Job) -> Outcome:
    if not job.done:
        return Outcome(job.file, None, job.trouble)
    shutil.move(job.result, job.target)
    return Outcome(job.file, job.target)
