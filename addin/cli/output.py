"""What the command line prints: to people through rich, to machines as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NoReturn

import typer
from rich.console import Console

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

#: Exit statuses: something to mend; cannot be read, or wrong usage.
TO_MEND, WRONG = 1, 2


def write_json(value: Any) -> None:
    """One JSON document on standard output, on one line a record."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def stop(message: str, advice: str = "", status: int = WRONG) -> NoReturn:
    """End the command with a sentence on standard error."""
    err.print(message + (f"\n{advice}" if advice else ""), markup=False, style="red")
    raise typer.Exit(status)


def report_defect(error: BaseException) -> None:
    """Say that the fault is ours, and where the details were kept."""
    log = Path(tempfile.gettempdir()) / "pe-error.log"
    try:
        log.write_text("".join(traceback.format_exception(error)), "utf-8")
        where = f"详情记在 {log}"
    except OSError:
        where = "详情没有能够保存"
    err.print(f"本软件内部出错，这不是文件或填报的问题。{where}，请发给技术支持。", style="red")
