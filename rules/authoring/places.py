"""Going through a policy value by value, and putting another value in the place of one.

A generic walk over the model's dataclasses and their keywords: a new kind of rule is covered as
soon as it is a dataclass of the model.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules.model.bands import Range
from rules.model.policy import Policy
from rules.model.scalars import Dated
from rules.proof.report import Path


class Gone:
    """Put in the place of an optional part, an entry or an item, it takes it away."""


GONE = Gone()


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a policy: the words that lead to it, and the steps through the model."""

    path: Path
    steps: tuple[Any, ...]
    value: Any

    @property
    def words(self) -> str:
        """The path as an author reads it: 奖励 › 招商奖励 › 封顶."""
        return in_words(self.path)


def in_words(path: Path) -> str:
    """A path of keywords; items of lists are counted from 1."""
    return " › ".join(f"第 {part + 1} 项" if isinstance(part, int) else part for part in path)


def parts(place: Place) -> Iterator[Place]:
    """What stands directly in a value, in the order of the model."""
    value = place.value
    if isinstance(value, dict):
        for key, inside in value.items():
            yield Place((*place.path, str(key)), (*place.steps, key), inside)
    elif isinstance(value, tuple):
        for number, inside in enumerate(value):
            yield Place((*place.path, number), (*place.steps, number), inside)
    elif isinstance(value, Dated):
        for number, (day, inside) in enumerate(value.values):
            path = (*place.path, str(day)) if day else place.path
            yield Place(path, (*place.steps, "values", number, 1), inside)
    elif is_construct(value):
        for field in dataclasses.fields(value):
            path = (*place.path, field.metadata["word"])
            yield Place(path, (*place.steps, field.name), getattr(value, field.name))


def is_construct(value: object) -> bool:
    """Whether a value is a part of the language with keywords of its own."""
    return (
        dataclasses.is_dataclass(value)
        and not isinstance(value, type)
        and all("word" in field.metadata for field in dataclasses.fields(value))
    )


def root(policy: Policy) -> Place:
    """The policy itself as a place."""
    return Place((), (), policy)


def everything(place: Place) -> Iterator[Place]:
    """The place and all places inside it, outermost first."""
    yield place
    for part in parts(place):
        yield from everything(part)


def put(whole: Any, steps: tuple[Any, ...], new: object) -> Any:
    """A copy of `whole` with `new` at the end of `steps`; `GONE` takes the part away."""
    if not steps:
        return new
    first, rest = steps[0], steps[1:]
    if isinstance(whole, dict):
        if not rest and isinstance(new, Gone):
            return {key: value for key, value in whole.items() if key != first}
        return {key: put(v, rest, new) if key == first else v for key, v in whole.items()}
    if isinstance(whole, tuple):
        if not rest and isinstance(new, Gone):
            return (*whole[:first], *whole[first + 1 :])
        return (*whole[:first], put(whole[first], rest, new), *whole[first + 1 :])
    if not rest and isinstance(new, Gone):
        new = _default(whole, first)
    return dataclasses.replace(whole, **{first: put(getattr(whole, first), rest, new)})


def put_key(whole: Any, steps: tuple[Any, ...], new: Range) -> Any:
    """A copy of `whole` where the last step, a key of a mapping, is `new`."""
    mapping = whole
    for step in steps[:-1]:
        mapping = _into(mapping, step)
    renamed = {new if key == steps[-1] else key: value for key, value in mapping.items()}
    return put(whole, steps[:-1], renamed)


def _into(value: Any, step: Any) -> Any:
    return value[step] if isinstance(value, (dict, tuple)) else getattr(value, step)


def _default(whole: Any, name: str) -> Any:
    field = next(field for field in dataclasses.fields(whole) if field.name == name)
    if field.default is not dataclasses.MISSING:
        return field.default
    assert field.default_factory is not dataclasses.MISSING, f"{name} is not optional"
    return field.default_factory()


def is_optional(whole: Any, name: str) -> bool:
    """Whether a part may be left out of its construct."""
    field = next(field for field in dataclasses.fields(whole) if field.name == name)
    return (
        field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
    )
