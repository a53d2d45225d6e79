"""A target that was overshot: asked about, and taken off by a person or by the document's table."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from rules import expression
from rules.engine.bands import band_of
from rules.engine.scoring.pair import Pair, pair_of
from rules.engine.scoring.scored_row import ScoredRow
from rules.engine.scoring.slopes import descend
from rules.engine.scoring.worth import worth
from rules.model.overshoot import Deduction, Overshoot
from rules.model.scoring import Direction
from rules.notation import NumericTarget, Relation
from rules.results import Reason, Refusal, Step, Value, Working

#: How a target is spelt that is to be reached, so that it can be overshot.
_TO_REACH = (Relation.AT_LEAST, Relation.ABOVE, Relation.EQUAL, Relation.NONE)


def overshot(pair: Pair, met: Value) -> Value | Refusal:
    """The points of a met target, and what follows where it was overshot far enough."""
    over = pair.row.method.overshoot
    if over is None or pair.row.method.direction is Direction.LOWER:
        return met
    share = _far_over(pair, over)
    if share is None:
        return met
    value = replace(_asked(pair.row, over, share, met), value=pair.row.full)
    return _by_table(pair, over, share, value) if over.deduction is Deduction.BY_TABLE else value


def asked_about(row: ScoredRow, earned: Value) -> Value:
    """Points of bands or steps, asked about where the actual lies far over its target.

    They say by themselves what it earns; a target that is no figure to be reached is never overshot.
    """
    over, target = row.method.overshoot, row.target
    if over is None or not isinstance(target, NumericTarget) or target.relation not in _TO_REACH:
        return earned
    pair = pair_of(row)
    share = None if isinstance(pair, Refusal) else _far_over(pair, over)
    return earned if share is None else _asked(row, over, share, earned)


def _far_over(pair: Pair, over: Overshoot) -> Fraction | None:
    """The share of the target that was reached, where it is far enough over it."""
    share = pair.reached / pair.wanted if pair.wanted > 0 else Fraction(0)
    return share if over.holds(share) else None


def _asked(row: ScoredRow, over: Overshoot, share: Fraction, was: Value) -> Value:
    figures = {"share": share, "reach": over.bound.value, "above": over.above is not None}
    figures |= {"explain": over.explain, "by_table": over.deduction is Deduction.BY_TABLE}
    figures |= {"by_person": over.deduction is Deduction.BY_PERSON}
    working = was.working
    steps = (*working.steps, Step("overshoot", figures))
    readings = (*working.readings, *row.reading("超额"))
    flags = ("超额须说明",) if over.explain else ("超额",)
    return Value(was.value, Working(steps, working.clause, readings, flags))


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
