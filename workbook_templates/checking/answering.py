"""What a PE_ function answers, remembered: its explanation, and the next file, ask the same again."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import Any

from rules.library import Library
from rules.results import Refusal
from udfs import CATALOGUE, Cells, explaining, shapes

#: Answers kept, with their workings some kilobytes each: those of the last few files. More of them
#: are seldom asked for again, and cost more in memory that is no longer at hand than they spare.
_KEPT = 512
#: A call with more cells than this (a long column) is not kept.
_MOST_CELLS = 100


def answer(library: Library, name: str, given: tuple[Cells, ...]) -> shapes.Answer:
    """The answer of a function of the catalogue; the same call is computed once.

    `library` are the policies in use: what one answers is never given for another.
    """
    kinds: tuple[type, ...] = ()
    if tuple in map(type, given):
        # 1 and TRUE are equal, and not the same cell.
        rows = [row for argument in given if isinstance(argument, tuple) for row in argument]
        kinds = tuple([type(cell) for row in rows for cell in row])
        if len(kinds) > _MOST_CELLS:
            return _answer(library, name, given)
    return _kept(library, kinds, name, *given)


@lru_cache(maxsize=_KEPT, typed=True)
def _kept(library: Library, kinds: tuple[type, ...], name: str, *given: Any) -> shapes.Answer:
    return _answer(library, name, given)


def _answer(library: Library, name: str, given: tuple[Cells, ...]) -> shapes.Answer:
    if name == "PE_EXPLAIN" and given and isinstance(given[0], str):
        function = explaining.named(given[0])
        if not isinstance(function, Refusal):
            with suppress(Exception):  # what fails is told, and logged, by the function itself
                return explaining.in_words(function, answer(library, function.name, given[1:]))
    return CATALOGUE[name].answer(*given)
