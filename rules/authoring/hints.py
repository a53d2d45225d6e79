"""What an author should look at: no fault, but something untested, unused or contradictory."""

from __future__ import annotations

from dataclasses import dataclass

from rules.proof.report import Path


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at: the place by its keywords, the sentence, what to do.

    `example` is a line for 示例 that would show it, as YAML; empty where there is none.
    """

    path: Path
    message: str
    advice: str = ""
    example: str = ""
