"""How a field of the model names its keyword in the policy file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING
from functools import cache
from typing import Any, get_origin


def key(
    word: str,
    says: str,
    *,
    default: Any = MISSING,
    default_factory: Callable[[], Any] | Any = MISSING,
    names: tuple[str, ...] = (),
    gives: str = "",
    tells: tuple[str, ...] | None = None,
) -> Any:
    """A dataclass field that the policy file calls `word`; `says` explains it to its author.

    Of a text that names quantities, `names` are the types that they may have (金额, 文本 …); of a
    formula, `gives` is what it must give: 条件, 比率 (a pure number), 数, or 个数 (no money); of 口径,
    `tells` are the keywords on which an explanation tells the reading (None: any name will do).
    """
    metadata = {"word": word, "says": says, "names": names, "gives": gives, "tells": tells}
    return dataclasses.field(default=default, default_factory=default_factory, metadata=metadata)


@cache
def told_words(kind: type) -> tuple[str, ...]:
    """The keywords of which the explanations of a construct tell the reading."""
    field = words(kind).get("口径")
    return (field.metadata["tells"] or ()) if field else ()


@cache
def words(kind: type) -> dict[str, dataclasses.Field[Any]]:
    """The keywords of a model class (or of a generic one such as `Bands[Figure]`), in their order."""
    fields = dataclasses.fields(get_origin(kind) or kind)
    return {field.metadata["word"]: field for field in fields}
