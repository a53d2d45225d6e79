"""The logs: files that do not grow without end, in the folder that the settings name."""

from __future__ import annotations

import logging
import tempfile
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LARGEST, _OLDER = 1_000_000, 3
_FORM = "%(asctime)s %(levelname)s %(message)s"


def log_to(folder: Path, name: str) -> Path:
    """Log to a file of that name from now on; in the temporary folder where `folder` is closed."""
    for place in (folder, Path(tempfile.gettempdir())):
        try:
            place.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(
                place / name, maxBytes=_LARGEST, backupCount=_OLDER, encoding="utf-8"
            )
        except OSError:
            continue
        handler.setFormatter(logging.Formatter(_FORM))
        root = logging.getLogger()
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        return place / name
    return folder / name
