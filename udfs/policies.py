"""Which policies the functions see: one library for the whole process."""

from __future__ import annotations

from functools import cache

from rules.engine import Use
from rules.library import DEFAULT, Library
from rules.results import Reason, Refusal
from udfs.cells import Cell, CellError, incoming, is_blank


@cache
def library() -> Library:
    """The shipped policies, read when first asked for."""
    return Library()


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


__all__ = ["DEFAULT", "library", "named", "text"]
