"""Who takes part in a ranking: units of rows, groups, conditions, totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from rules.engine.rows import Row
from rules.engine.scorecards import (
    Outcome,
    Peers,
    Place,
    Sheet,
    Unit,
    names_used,
    outcome,
    read_sheet,
    together,
)
from rules.engine.use import Use
from rules.model.rankings import Ranking
from rules.model.scorecards import Scorecard
from rules.results import Refusal


@dataclass(slots=True)
class Contestant:
    """One unit on its way through a ranking; `at` is the first of its rows in the data."""

    at: int
    unit: Unit | None = None
    name: str = ""
    group: str = ""
    refusal: Refusal | None = None
    #: Why the unit takes no part, and the clause (文件/条款名) that says so.
    out: str = ""
    out_by: str = ""
    outcome: Outcome | None = None
    keys: tuple[Fraction, ...] = field(default=())

    @property
    def competes(self) -> bool:
        """Whether the unit can have a place."""
        return self.refusal is None and not self.out

    @property
    def total(self) -> Fraction:
        """The total of a unit that has one."""
        assert self.outcome is not None
        return self.outcome.total


def contestants(
    use: Use, rule: Ranking, card: Scorecard, rows: Sequence[Row | None]
) -> list[Contestant]:
    """Every unit with its total, or why it has none or takes no part."""
    names = names_used(use, card, rule)
    found = _units(use, card, rows, names)
    for one in found:
        _entered(use, rule, one)
        _reckoned(use, card, one, None)
    everyone = tuple(c.unit for c in found if c.competes and c.unit is not None)
    # Whoever takes no part is beside the others, not among them.
    taking_part = [one for one in found if one.competes and one.unit is not None]
    groups: dict[str, list[Unit]] = {}
    for one in taking_part:
        assert one.unit is not None
        groups.setdefault(one.group, []).append(one.unit)
    peers = {group: Peers(tuple(units), everyone) for group, units in groups.items()}
    for one in taking_part:
        _reckoned(use, card, one, peers[one.group])
    for one in found:
        if one.competes and one.unit is not None:
            one.keys = _keys(use, rule, one)
    return found


def _units(
    use: Use, card: Scorecard, rows: Sequence[Row | None], names: Sequence[str]
) -> list[Contestant]:
    """The units in the order of their first rows; blank rows belong to none."""
    several = card.several
    order: list[tuple[int, str, list[Sheet], Refusal | None]] = []
    by_name: dict[str, int] = {}
    for number, row in enumerate(rows):
        if row is None:
            continue
        sheet = read_sheet(use, row, names)
        if isinstance(sheet, Refusal):
            order.append((number, "", [], sheet))
            continue
        called = sheet.text(use, several.unit) if several else ""
        if isinstance(called, Refusal):
            order.append((number, "", [], called))
        elif several and called in by_name:
            order[by_name[called]][2].append(sheet)
        else:
            by_name[called] = len(order)
            order.append((number, called, [sheet], None))
    found = []
    for number, called, sheets, refusal in order:
        unit = refusal or together(sheets, several)
        if isinstance(unit, Refusal):
            found.append(Contestant(number, name=called, refusal=unit))
        else:
            found.append(Contestant(number, unit, called))
    return found


def _entered(use: Use, rule: Ranking, one: Contestant) -> None:
    """Time in force, group and conditions."""
    if one.unit is None:
        return
    one.refusal = use.outside(one.unit.day(use))
    if one.refusal is None and rule.group:
        group = one.unit.whole.text(use, rule.group)
        if isinstance(group, Refusal):
            one.refusal = group
            return
        one.group = group
    for condition in rule.conditions if one.refusal is None else ():
        holds = one.unit.whole.holds(use, condition.holds)
        if isinstance(holds, Refusal):
            one.refusal = holds
            return
        if not holds:
            one.out, one.out_by = condition.otherwise, condition.clause
            return


def _reckoned(use: Use, card: Scorecard, one: Contestant, peers: Peers | None) -> None:
    """The total; without `peers` only to see who has one and who is kept out by a veto."""
    if one.refusal is not None or one.unit is None or one.out:
        return
    found = outcome(Place(use, card, one.unit, one.unit.whole, peers))
    if isinstance(found, Refusal):
        one.refusal = found
        return
    one.outcome = found
    one.out, one.out_by = found.out, found.out_by


def _keys(use: Use, rule: Ranking, one: Contestant) -> tuple[Fraction, ...]:
    """The total and what decides between equal ones."""
    assert one.unit is not None
    keys = [one.total]
    for formula in rule.ties.then:
        value = one.unit.whole.number(use, formula)
        if isinstance(value, Refusal):
            one.refusal = value
            return ()
        keys.append(value)
    return tuple(keys)
