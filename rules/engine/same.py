"""A part of a policy as the key of a cache."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """A construct by its identity: constructs hold dictionaries, which have no hash."""

    __slots__ = ("of",)

    def __init__(self, of: T) -> None:
        self.of = of

    def __hash__(self) -> int:
        """By identity."""
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        """The very same construct."""
        return isinstance(other, Same) and self.of is other.of
