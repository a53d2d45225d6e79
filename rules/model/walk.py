"""Going through a whole policy: every construct of the model with the path of keywords to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

#: The keywords, names and positions that lead to a place in a policy file.
Path: TypeAlias = tuple[str | int, ...]


def constructs(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """`value` and every construct inside it, outermost first, in the order of the keywords."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from constructs(inside, (*path, str(name)))
    elif isinstance(value, tuple):
        for number, inside in enumerate(value):
            yield from constructs(inside, (*path, number))
    else:
        kind: type = type(value)
        keywords = _keywords(kind)
        if keywords:
            yield path, value
        for word, name in keywords:
            yield from constructs(getattr(value, name), (*path, word))


@cache
def _keywords(kind: type) -> tuple[tuple[str, str], ...]:
    """The keywords of a construct with its fields; none of what is a single value or no construct.

    Figures, formulas and the like are single values: their fields have no keywords.
    """
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    if not all("word" in field.metadata for field in fields):
        return ()
    return tuple((field.metadata["word"], field.name) for field in fields)
