"""What can be wrong with a policy file: one fault, with its place and its remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A mistake of the policy's author: where it stands, what is wrong, what to write instead."""

    file: str
    line: int
    column: int
    message: str
    advice: str = ""

    def __str__(self) -> str:
        """One line, as `pe policies check` prints it."""
        advice = f"（{self.advice.rstrip('。')}）" if self.advice else ""
        return f"{self.file}:{self.line}: {self.message.rstrip('。')}{advice}"


class PolicyBrokenError(Exception):
    """A policy file that cannot be used, with all of its faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("；".join(map(str, self.faults[:3])))
