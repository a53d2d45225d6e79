"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A name beside `path` to write under; it becomes `path` at the end, or is gone."""
    part = path.with_name(f".{uuid4().hex}.part")
    try:
        yield part
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
