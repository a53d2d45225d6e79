"""`pe calc --engine libreoffice`: the figures of LibreOffice, in a copy that is otherwise the original."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from addin.calc import values
from addin.calc.office import OfficeFault, Outcome, recalculated
from addin.cli.calculated import Calculated, Failed
from udfs import policies
from workbook_templates import reading, recalculation


def computed(
    pairs: Sequence[tuple[Path, Path]], *, office: Path | None, timeout: float | None
) -> Iterator[Calculated | Failed]:
    """Each file's answer, in their order; all of them are computed in one run.

    An `.xlsx` keeps everything but its figures. An `.ods` is as LibreOffice writes it.
    """
    refused = {file: _refused(file) for file, _ in pairs}
    good = [pair for pair in pairs if refused[pair[0]] is None]
    with tempfile.TemporaryDirectory(prefix="pe-calc-") as folder:
        outcomes = iter(_run([file for file, _ in good], Path(folder), office, timeout))
        for file, target in pairs:
            yield refused[file] or _saved(next(outcomes), target)


def _run(
    files: list[Path], folder: Path, office: Path | None, timeout: float | None
) -> list[Outcome]:
    if not files:
        return []
    own = policies.library().own
    try:
        return recalculated(files, folder, office=office, timeout=timeout, policies=own)
    except OfficeFault as fault:
        return [Outcome(file, None, str(fault)) for file in files]
    except OSError as error:
        trouble = f"不能读写文件：{error.filename}。请检查文件是否被占用、磁盘是否已满。"
        return [Outcome(file, None, trouble) for file in files]


def _refused(file: Path) -> Failed | None:
    """An encrypted or old file, told before LibreOffice is started."""
    refused = reading.refusal(file) if file.suffix.lower() != ".ods" else None
    return Failed(file, refused.message, refused.advice) if refused else None


def _saved(outcome: Outcome, target: Path) -> Calculated | Failed:
    file, output = outcome.file, outcome.output
    if output is None:
        return Failed(file, outcome.trouble)
    try:
        if output.suffix == ".ods":
            shutil.move(output, target)
            return Calculated(file, target, *values.counted(target))
        shown = values.computed(file, output)
        recalculation.write_recalculated(file, target, shown)
    except recalculation.WorkbookFault as fault:
        return Failed(file, fault.sentence)
    except OSError as error:
        return Failed.unwritten(file, error.filename or target)
    return Calculated.of(file, target, shown)
