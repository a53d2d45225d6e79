"""Files with bits turned at random: every one is answered, none breaks the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.hostile.fuzzed import MAKERS, SEEDS

ROOT = Path(__file__).parents[2]


def test_damaged_files_are_answered(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.hostile.fuzzed", tmp_path / "坏.xlsx"],
        capture_output=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        timeout=600,
        check=False,
    )
    assert ran.stderr.decode() == ""
    assert ran.stdout.decode() == f"{len(MAKERS) * SEEDS} answered\n"
    assert ran.returncode == 0
