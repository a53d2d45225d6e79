"""A target that was overshot: asked about, and taken off by a person or by the document's table."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from rules import expression
from rules.engine.bands import band_of
from rules.engine.scoring.pair import Pair
from rules.engine.scoring.slopes import descend
from rules.engine.scoring.worth import worth
from rules.model.scoring import Deduction, Direction, Overshoot
from rules.results import Reason, Refusal, Step, Value, Working


def overshot(pair: Pair, met: Value) -> Value | Refusal:
    """The points of a met target, and what follows where it was overshot far enough."""
    row, over = pair.row, pair.row.method.overshoot
    if over is None or row.method.direction is Direction.LOWER or pair.wanted <= 0:
        return met
    share = pair.reached / pair.wanted
    if share < over.reach.value:
        return met
    by_table = over.deduction is Deduction.BY_TABLE
    told = {"share": share, "reach": over.reach.value, "explain": over.explain}
    steps = (*met.working.steps, Step("overshoot", {**told, "by_table": by_table}))
    flags = ("超额须说明",) if over.explain else ("超额",)
    readings = (*met.working.readings, *row.reading("超额"))
    value = Value(row.full, Working(steps, row.clause, readings, flags))
    return _by_table(pair, over, share, value) if by_table else value


def _by_table(pair: Pair, over: Overshoot, share: Fraction, met: Value) -> Value | Refusal:
    row = pair.row
    off = _taken_off(over, share, row.full)
    if isinstance(off, Refusal):
        return replace(off, working=Working((), row.clause, row.reading("超额")))
    points, told = off
    left = max(Fraction(0), row.full - points)
    step = Step("deducted_by_rule", {"off": points, "left": left})
    readings = (*met.working.readings, *told, *(row.reading("扣减") if points else ()))
    return Value(left, replace(met.working, steps=(*met.working.steps, step), readings=readings))


def _taken_off(
    over: Overshoot, share: Fraction, full: Fraction
) -> tuple[Fraction, tuple[str, ...]] | Refusal:
    """What comes off, with the readings of the bands that say so."""
    if over.bands is not None:
        band = band_of(over.bands, share, "完成比例")
        return band if isinstance(band, Refusal) else (worth(band.value, full), band.readings)
    assert over.slope is not None
    start = expression.evaluate(over.slope.start, {})
    if not isinstance(start, Fraction):
        return Refusal(Reason.POLICY_BROKEN, "超额扣减的“起”不是数", "请政策维护人检查")
    if share <= start:
        return Fraction(0), ()
    found = descend(over.slope, share - start, full, None)
    return found if isinstance(found, Refusal) else (found.off, found.told)
