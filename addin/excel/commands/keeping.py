"""What the add-in keeps in the user's own folder: the log, the last page of findings."""

from __future__ import annotations

import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from addin.excel.settings import HOME

#: Names another folder than the usual one.
VARIABLE = "JIXIAO_HOME"
_NAME = "绩效评价.log"


def own_folder() -> Path:
    """The folder of this user; made when it is first asked for."""
    named = os.environ.get(VARIABLE)
    usual = Path(os.path.expandvars(HOME)) if sys.platform == "win32" else Path.home() / ".jixiao"
    folder = Path(named) if named else usual
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def log_file() -> Path:
    """Where errors are kept."""
    return own_folder() / _NAME


def keep_log() -> None:
    """From now on keep errors in the log; once, and never a reason to fail."""
    root = logging.getLogger()
    if any(getattr(handler, "baseFilename", "").endswith(_NAME) for handler in root.handlers):
        return
    try:
        handler = RotatingFileHandler(
            log_file(), maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
