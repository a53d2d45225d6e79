"""计分表: what one unit earns; `rules.engine.rankings` asks the same for many at once."""

from __future__ import annotations

from collections.abc import Sequence

from rules.engine.rows import Row
from rules.engine.scorecards.card import Outcome, outcome
from rules.engine.scorecards.reckoning import Peers, Place
from rules.engine.scorecards.units import Sheet, Unit, names_used, read_sheet, together
from rules.engine.use import Use, not_here
from rules.model.scorecards import Line, Scorecard
from rules.results import Reason, Refusal, Result, Value, Working


def scorecard(use: Use, name: str, rows: Sequence[Row]) -> Result:
    """The total of one unit, from its row or (where the scorecard has 多行) its rows.

    A scorecard with lines that compare units is refused here: only a ranking knows the others.
    Source: the policy's 计分表.
    """
    known = use.policy.scorecards
    if name not in known:
        return not_here(use, "计分表", name, list(known))
    card = known[name]
    compared = comparing_line(card)
    if compared:
        return Refusal(
            Reason.MISSING_VALUE, f"{compared}要与其他单位比较", "请用 PE_RANK 计算全部单位"
        )
    if len(rows) > 1 and card.several is None:
        return Refusal(Reason.BREAKS_RULE, "这张计分表一个单位只有一行", "请只选一行")
    names = names_used(use, card)
    sheets: list[Sheet] = []
    for row in rows:
        sheet = read_sheet(use, row, names)
        if isinstance(sheet, Refusal):
            return sheet
        sheets.append(sheet)
    unit = together(sheets, card.several)
    if isinstance(unit, Refusal):
        return unit
    outside = use.outside(unit.day(use))
    if outside is not None:
        return outside
    found = outcome(Place(use, card, unit, unit.whole, Peers((), ())))
    return found if isinstance(found, Refusal) else total_of(use, card, found)


def total_of(use: Use, card: Scorecard, found: Outcome) -> Value:
    """A total as a result with its working."""
    readings = tuple(dict.fromkeys(found.readings))
    return Value(found.total, Working(found.steps, use.cite(card.clause), readings))


def comparing_line(card: Scorecard) -> str:
    """The first line that compares units; empty where none does."""
    return next((name for name, line in _lines(card) if _compares(line)), "")


def _lines(card: Scorecard) -> list[tuple[str, Line]]:
    waiting = list(card.lines.items()) + (list(card.extras.lines.items()) if card.extras else [])
    found = []
    while waiting:
        name, line = waiting.pop(0)
        found.append((name, line))
        waiting += [*line.parts.items(), *line.best_of.items()]
    return found


def _compares(line: Line) -> bool:
    return bool(line.coefficient or line.decay or line.by_place)


__all__ = [
    "Outcome",
    "Peers",
    "Place",
    "Sheet",
    "Unit",
    "comparing_line",
    "names_used",
    "outcome",
    "read_sheet",
    "scorecard",
    "together",
    "total_of",
]
