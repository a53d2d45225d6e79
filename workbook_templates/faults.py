"""Mistakes in a description or in the data given to a form: where, what, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: the place, the sentence, and what to do."""

    where: str
    message: str
    advice: str = ""

    def __str__(self) -> str:
        """The fault as one Chinese sentence."""
        return f"{self.where}：{self.message}{'。' + self.advice if self.advice else ''}"


class FormError(Exception):
    """Raised with every fault found, so that all can be mended at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults; the text of the exception is all of them, one a line."""
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def nearest(word: str, known: Iterable[str]) -> str:
    """Advice naming the known words nearest to `word`, or some of those there are."""
    words = list(dict.fromkeys(known))
    close = get_close_matches(word, words, n=3, cutoff=0.4)
    if close:
        return "是不是" + "、".join(f"“{w}”" for w in close) + "？"
    return "可用的有：" + "、".join(words[:12]) + ("……" if len(words) > 12 else "") if words else ""
