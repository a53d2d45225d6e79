"""另加: fixed sums on top, and those that a person chooses within a range."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.engine.rewarding.desk import Desk
from rules.model.bands import Ends
from rules.model.rewards import Addition, AdditionOrder
from rules.results import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Added:
    """An addition that applies: from `low` to `high` until a person has chosen, else the same."""

    name: str
    rule: Addition
    low: Fraction
    high: Fraction

    @property
    def waits(self) -> bool:
        """Whether a person has still to choose."""
        return self.low != self.high

    @property
    def order(self) -> AdditionOrder:
        """Where in the reckoning it comes in."""
        return self.rule.order


def additions(desk: Desk, rules: dict[str, Addition]) -> tuple[Added, ...] | Refusal:
    """The additions whose condition holds."""
    found: list[Added] = []
    for name, rule in rules.items():
        applies = desk.truth(rule.when)
        if isinstance(applies, Refusal):
            return applies
        if applies:
            added = _added(desk, name, rule)
            if isinstance(added, Refusal):
                return added
            found.append(added)
    return tuple(found)


def _added(desk: Desk, name: str, rule: Addition) -> Added | Refusal:
    if rule.amount is not None:
        fixed = desk.on_day(rule.amount, f"{name}的金额")
        if isinstance(fixed, Refusal):
            return fixed
        return Added(name, rule, fixed.value, fixed.value)
    assert rule.between is not None
    assert rule.between.high is not None
    chosen = desk.facts.by_name[rule.takes].value
    if not isinstance(chosen, Fraction):
        return Added(name, rule, rule.between.low or Fraction(0), rule.between.high)
    if chosen < 0 or not rule.between.with_ends(Ends.BOTH).holds(chosen):
        shown = desk.facts.by_name[rule.takes].shown
        return Refusal(
            Reason.BREAKS_RULE,
            f"“{rule.takes}”填的{shown}不在{rule.between.shown}之间",
            f"{name}由人在这个范围内核定，请核对",
        )
    return Added(name, rule, chosen, chosen)
