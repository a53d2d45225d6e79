"""How a proof reports: the path of keywords to the place, what is wrong, what to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
Report: TypeAlias = Callable[[Path, str, str], None]
#: Whether every part of a mapping or list could be read; what lacks one proves nothing as a whole.
Whole: TypeAlias = Callable[[Path], bool]
