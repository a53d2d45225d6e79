"""The known word nearest to a mistyped one, as advice."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """`是不是“…”？` for the known word nearest to `word`; empty where none is near."""
    word = word[:100]
    words = [w for w in known if w]
    found = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    if not found:
        found = [w for w in words if word and (word in w or w in word)][:1]
    return f"是不是“{found[0]}”？" if found else ""
