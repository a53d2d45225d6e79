"""逐级: how many steps a figure lies beyond a start, and what they take off."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.engine.bands import band_of
from rules.engine.scoring.worth import worth
from rules.exact import Rounding, round_to
from rules.model.scalars import Figure
from rules.model.steps import Partial, Slope
from rules.results import Refusal

_WHOLE = {Partial.NOTHING: Rounding.DOWN, Partial.WHOLE: Rounding.UP}


@dataclass(frozen=True, slots=True)
class Descent:
    """What a slope takes off: `steps` of them, `each` so many points."""

    steps: Fraction
    each: Fraction
    off: Fraction
    beyond: Fraction
    #: What comes off at once, before the steps.
    first: Fraction
    #: The keywords whose readings mattered, and the readings of the bands that were looked up.
    read: tuple[str, ...]
    told: tuple[str, ...] = ()


def descend(
    slope: Slope, beyond: Fraction, full: Fraction, wanted: Fraction | None
) -> Descent | Refusal:
    """What comes off for a figure that lies `beyond` (above 0) the start of the slope."""
    exact = beyond / size(slope.per)
    rounding = _WHOLE.get(slope.partial)
    steps = exact if rounding is None else round_to(exact, Fraction(1), rounding)
    read = ["起", "每", "扣"]
    if exact.denominator != 1:
        read.append("不足一级")
    figure = slope.off
    told: tuple[str, ...] = ()
    if slope.off_by_target is not None:
        assert wanted is not None
        band = band_of(slope.off_by_target, wanted, "年度指标值")
        if isinstance(band, Refusal):
            return band
        figure = band.value
        read.append("按指标值扣")
        told = band.readings
    assert figure is not None
    each = worth(figure, full)
    first = Fraction(0)
    if slope.first is not None:
        first = worth(slope.first, full)
        read.append("先扣")
    return Descent(steps, each, first + steps * each, beyond, first, tuple(read), told)


def size(per: Figure) -> Fraction:
    """One step in the unit of what is looked at: a 百分点 is a hundredth of a ratio."""
    return per.value / 100 if per.dimension == "百分点" else per.value
