"""The known word nearest to a mistyped one, as advice."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LONGEST = 100
#: Only so many words are compared letter by letter, those that share the most letters.
_MOST_COMPARED = 30


def nearest(word: str, known: Iterable[str]) -> str:
    """`是不是“…”？` for the known word nearest to `word`; empty where none is near."""
    word = word[:_LONGEST]
    words = [w for w in known if w]
    found = closest(word, words, 0.5)
    if found is None and word:
        found = next((w for w in words if word in w or w in word), None)
    return f"是不是“{found}”？" if found else ""


def closest(word: str, known: Iterable[str], likeness: float) -> str | None:
    """The known word most like `word`, if any is at least so like it (1 is the same)."""
    letters = set(word)
    words = list(known)
    if len(words) > _MOST_COMPARED:
        # Comparing all of some thousand names with each mistyped one would take minutes.
        words.sort(
            key=lambda w: len(letters.symmetric_difference(w)) - len(letters.intersection(w))
        )
        words = words[:_MOST_COMPARED]
    found = difflib.get_close_matches(word, words, n=3, cutoff=likeness)

    def alike(other: str) -> tuple[object, bool]:
        return difflib.SequenceMatcher(None, other, word).ratio(), other[:1] == word[:1]

    # Of two that are equally near, the one that begins alike: 名城 is rather 名称 than 排名.
    return max(found, key=alike, default=None)
