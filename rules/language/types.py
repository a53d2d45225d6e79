"""Taking a model type apart: one description that both the schema and the builder walk."""

from __future__ import annotations

import types
import typing
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Literal

from rules.language.figures import SCALARS
from rules.model.bands import Range
from rules.model.scalars import Dated

Shape = Literal["scalar", "word", "object", "map", "list", "dated", "ranges"]


@cache
def shape(kind: Any) -> tuple[Shape, Any]:
    """What a field's type asks for, and the type of what is inside it."""
    kind = without_none(kind)
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    # A generic class taken by itself leaves open what fills it.
    if kind in SCALARS or isinstance(kind, typing.TypeVar):
        return "scalar", kind
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "word", kind
    if origin is Dated:
        return "dated", inside[0]
    if origin is dict:
        return ("ranges" if inside[0] is Range else "map"), inside[1]
    if origin is tuple:
        return "list", inside[0]
    if is_dataclass(origin or kind):
        return "object", kind
    raise TypeError(f"no shape for {kind!r}")


def without_none(kind: Any) -> Any:
    """`T` of an optional `T | None`."""
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return next(arg for arg in typing.get_args(kind) if arg is not type(None))
    return kind


@cache
def field_types(kind: type) -> dict[str, Any]:
    """The resolved types of a model class's fields, by English name.

    Of a generic class such as `Bands[Figure]`, and of one built on it, with the type that fills it.
    """
    origin = typing.get_origin(kind) or kind
    filled: dict[Any, Any] = {}
    for generic in (kind, *getattr(origin, "__orig_bases__", ())):
        above = typing.get_origin(generic)
        if is_dataclass(above):
            filled |= zip(
                getattr(above, "__parameters__", ()), typing.get_args(generic), strict=True
            )
    return {name: _filled(hint, filled) for name, hint in typing.get_type_hints(origin).items()}


def _filled(hint: Any, filled: dict[Any, Any]) -> Any:
    open_ones = getattr(hint, "__parameters__", ())
    if hint in filled:
        return filled[hint]
    return hint[tuple(filled.get(one, one) for one in open_ones)] if open_ones else hint


def name_of(kind: Any) -> str:
    """The name of a model class in the schema: `Bands_Figure` for `Bands[Figure]`."""
    inside = "".join(f"_{name_of(part)}" for part in typing.get_args(kind))
    return str((typing.get_origin(kind) or kind).__name__) + inside
