"""Going through a whole policy: every construct of the model with the path of keywords to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TypeAlias

from rules.model.keys import words

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
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        # Figures, formulas and the like are single values: their fields have no keywords.
        if not all("word" in field.metadata for field in dataclasses.fields(value)):
            return
        yield path, value
        for word, field in words(type(value)).items():
            yield from constructs(getattr(value, field.name), (*path, word))
