"""What is read once of an object and kept with it.

As `functools.cached_property`, without its lock: to take that takes longer than most of the readings
that are kept here, of which a form has hundreds. An object is read by one thread alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 (read as the decorator that it is)
    """A property that is computed when it is first asked for; its object must not have slots."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        """Take over the name and the meaning of what is decorated."""
        self._compute, self._name = compute, compute.__name__
        self.__doc__ = compute.__doc__

    def __get__(self, of: Any, owner: type) -> T:
        """The value, from now on found with the object itself."""
        value = of.__dict__[self._name] = self._compute(of)
        return value
