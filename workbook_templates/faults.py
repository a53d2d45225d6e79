"""Mistakes in a description or in the data given to a form: where, what, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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
