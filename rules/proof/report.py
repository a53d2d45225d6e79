"""How a proof reports: the path of keywords to the place, what is wrong, what to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
Report: TypeAlias = Callable[[Path, str, str], None]
