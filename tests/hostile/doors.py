"""Every command that opens a file, run on each file named: one line of JSON for each run.

A process of its own: what a file does to it (memory, time, an abort) is measured from outside.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from pathlib import Path

from addin.cli import main

#: Bounds of the process itself, far above what is asked for: nothing may take the machine along.
MOST_MEMORY, MOST_SECONDS = 4_000_000_000, 300


def runs(file: Path, out: Path) -> dict[str, list[str]]:
    """The commands by name."""
    name = str(file)
    return {
        "json": ["validate", name, "--json"],
        "all": [
            *("validate", name, "--html", str(out / "page.html")),
            *(
                "--summary",
                str(out / "summary.xlsx"),
                "--annotate",
                str(out / f"copy{file.suffix}"),
            ),
        ],
        "calc": ["calc", name, "-o", str(out / f"calc{file.suffix}")],
        "impact": ["policies", "impact", "national-2020", "national-2020", name],
        "submit": ["submit", name, "-o", str(out / "package.zip")],
        "verify": ["verify", name],
    }


def most_memory() -> float:
    """The most that this process ever held (what `getrusage` tells includes its parent's)."""
    told = Path("/proc/self/status").read_text()
    line = next(line for line in told.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1000


def run(arguments: list[str]) -> dict[str, object]:
    """One command, inside this process."""
    streams = [io.TextIOWrapper(io.BytesIO(), "ascii") for _ in range(2)]
    kept = sys.argv, sys.stdout, sys.stderr
    sys.argv = ["pe", *arguments]
    sys.stdout, sys.stderr = streams
    begun = time.process_time()
    status: object = None
    try:
        main()
    except SystemExit as ended:
        status = ended.code
    finally:
        sys.argv, sys.stdout, sys.stderr = kept
    for stream in streams:
        stream.flush()
    told = [stream.buffer.getvalue().decode() for stream in streams]  # type: ignore[attr-defined]
    return {
        "status": status,
        "out": told[0],
        "err": told[1],
        "seconds": time.process_time() - begun,
        "megabytes": most_memory(),
    }


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    folder, *files = sys.argv[1:]
    for named in files:
        into = Path(folder) / Path(named).name
        into.mkdir()
        for door, arguments in runs(Path(named), into).items():
            line = {"file": Path(named).name, "door": door, **run(arguments)}
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
