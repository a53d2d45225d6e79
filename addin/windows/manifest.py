"""The list of what was installed: every file with its SHA-256."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from addin.windows.places import MANIFEST


def installed(home: Path) -> dict[str, str] | None:
    """The SHA-256 of each file by its path in the installation; None where the list cannot be read."""
    try:
        files: dict[str, str] = json.loads((home / MANIFEST).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError):
        return None
    return files


def digest(path: Path) -> str:
    """The SHA-256 of a file as the list has it. Raises `OSError`."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
