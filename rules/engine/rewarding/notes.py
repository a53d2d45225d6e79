"""The working of a reward as it grows: its steps, and the readings that mattered."""

from __future__ import annotations

from rules.engine.use import Use, reading
from rules.model.common import Reads
from rules.results import Step, Working


class Notes:
    """What is noted on the way through a scheme."""

    def __init__(self, use: Use) -> None:
        self.use = use
        self.steps: list[Step] = []
        self.readings: tuple[str, ...] = ()

    def add(self, step: Step) -> None:
        """Note a step of the working."""
        self.steps.append(step)

    def cited(self, clause: str) -> str:
        """A clause of the file as a step cites it; empty where there is none."""
        return self.use.cite(clause) if clause else ""

    def reading(self, of: Reads, word: str) -> None:
        """Note that a construct's reading mattered."""
        self.readings += reading(of, word)

    def take_over(self, working: Working) -> None:
        """The working of another reward, before its amount is told under the reward's own name."""
        rests_on_others = any(step.kind == "scheme" for step in working.steps)
        told = self.steps if rests_on_others else []
        self.steps += [
            step
            for step in working.steps
            if step.kind not in ("day_not_given", "amount") and step not in told
        ]
        self.readings += working.readings
