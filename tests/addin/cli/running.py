"""What the tests of the command line share: how `pe` is started, and what a run leaves."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "addin" / "demo"
#: The console script's own words.
ENTRY = [sys.executable, "-c", "from addin.cli import main; main()"]
#: Files that are no workbooks; the fixture `broken` makes them.
BROKEN = ("old.xls", "renamed.xlsx", "text.xlsx", "empty.xlsx", "zip.xlsx", "half.xlsx")


@dataclass(frozen=True)
class Ran:
    """What a run left: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out)


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment, with the project importable from any folder.

    Without PYTHONUNBUFFERED and its like, which would hide what is left in a buffer.
    """
    mine = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**mine, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **(more or {})}
