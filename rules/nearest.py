"""The known word nearest to a mistyped one, as advice."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LONGEST = 100
#: Only so many words are compared letter by letter, those that share the most letters.
_MOST_COMPARED = 30
#: Words of so few characters share half of them by chance.
_SHORT = 2
_LIKENESS = 0.6
_MOST_LISTED = 12


def nearest(word: str, known: Iterable[str]) -> str:
    """`是不是“…”？` for the known word nearest to `word`; empty where none is really near."""
    word = word[:_LONGEST]
    words = [w for w in known if w]
    found = closest(word, [w for w in words if _could_be_a_slip(word, w)], 0.5)
    if found is None:
        found = next((w for w in words if _one_is_part(word, w)), None)
    return f"是不是“{found}”？" if found else ""


def nearest_or_known(word: str, known: Iterable[str]) -> str:
    """The advice of `nearest`; where nothing is near, `现有：…` with the known words (the first 12)."""
    words = list(dict.fromkeys(known))
    there_are = "现有：" + "、".join(words[:_MOST_LISTED]) + ("……" if words[_MOST_LISTED:] else "")
    return nearest(word, words) or (there_are if words else "")


def _could_be_a_slip(word: str, known: str) -> bool:
    """Whether so short a word can be the known one mistyped.

    Of two characters one is half of the word: 封项 is a slip for 封顶, as the first one leads the
    hand; 分档 is no slip for 空档 but another word. Longer words must share more than half.
    """
    if max(len(word), len(known)) <= _SHORT:
        return word[:1] == known[:1]
    return _likeness(word, known) >= _LIKENESS


def _one_is_part(word: str, known: str) -> bool:
    """Whether one of two words stands in the other; a single character stands in too many."""
    return min(len(word), len(known)) > 1 and (word in known or known in word)


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
    found = difflib.get_close_matches(word, words, n=5, cutoff=likeness)
    # Of words equally near, the one that begins alike: 名城 is a slip for 名称, not for 排名.
    return max(found, key=lambda w: (_likeness(word, w), _same_start(word, w)), default=None)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _same_start(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)


def alike(one: str, other: str) -> bool:
    """Whether two names are so like each other that one is probably a slip for the other."""
    if not one or not other or min(len(one), len(other)) < 2:
        return False
    return _likeness(one[:_LONGEST], other[:_LONGEST]) >= 0.74
