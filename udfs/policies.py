"""Which policies the functions see: one library for the whole process.

The shipped policies, and those of the user's own folders: `use_folders` (an option, a setting of
the add-in) names them, else the environment variable JIXIAO_POLICIES.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from rules.engine import Use
from rules.library import DEFAULT, SHIPPED, Library
from rules.results import Reason, Refusal
from udfs.cells import Cell, CellError, incoming, is_blank

#: The environment variable that names the user's folders, separated as in PATH.
VARIABLE = "JIXIAO_POLICIES"
_chosen: list[Library] = []


def library() -> Library:
    """The policies in use, read when first asked for."""
    return _chosen[-1] if _chosen else _of_environment(os.environ.get(VARIABLE, ""))


@cache
def _of_environment(folders: str) -> Library:
    return Library(SHIPPED, *(Path(one) for one in folders.split(os.pathsep) if one.strip()))


def use_folders(folders: Iterable[Path]) -> None:
    """From now on, see the shipped policies and those of `folders`."""
    _chosen[:] = [Library(SHIPPED, *folders)]


@contextmanager
def using(other: Library) -> Iterator[Library]:
    """See another library for a while."""
    _chosen.append(other)
    try:
        yield other
    finally:
        _chosen.pop()


def named(cell: Cell | Refusal, *, default: str = "") -> Use | Refusal:
    """The policy that a cell names: an id, a title, or id@date; `default` for a blank."""
    if isinstance(cell, Refusal):
        return cell
    if is_blank(cell):
        if default:
            return library().find(default)
        return Refusal(
            Reason.MISSING_VALUE, "没有写政策", "请写政策代号，如 honghe-2023；全部见 PE_POLICIES()"
        )
    if isinstance(cell, CellError):
        return incoming(cell)
    if not isinstance(cell, str):
        return Refusal(Reason.NOT_UNDERSTOOD, "政策代号应是文字", "请写政策代号，如 honghe-2023")
    return library().find(cell)


def text(cell: Cell | Refusal, what: str, sample: str) -> str | Refusal:
    """An argument that must be a text, such as the name of a rate."""
    if isinstance(cell, Refusal):
        return cell
    if is_blank(cell):
        return Refusal(Reason.MISSING_VALUE, f"没有写{what}", f"如 {sample}")
    if isinstance(cell, CellError):
        return incoming(cell)
    if not isinstance(cell, str):
        return Refusal(Reason.NOT_UNDERSTOOD, f"{what}应是文字", f"如 {sample}")
    return cell.strip()


__all__ = ["DEFAULT", "VARIABLE", "library", "named", "text", "use_folders", "using"]
