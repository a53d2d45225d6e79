"""What Excel waits for at its first formula: the server has xlwings loaded since the log-on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
CODE = """
import sys, xlwings
before = set(sys.modules)
import udfs.xlwings_functions
print(*sorted(set(sys.modules) - before))
"""


def test_the_functions_load_nothing_but_their_catalogue() -> None:
    run = [sys.executable, "-c", CODE]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()} - sys.stdlib_module_names
    assert loaded == {"rules", "udfs"}
    # The engine and the policies come with the first answer.
    assert not [name for name in done.stdout.split() if name.startswith("rules.engine")]
