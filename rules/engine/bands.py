"""分档: the one band that a figure falls into, or the refusal that none does."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from rules.engine.use import reading
from rules.model.bands import Bands, Ends, Range
from rules.results import NOTHING, Reason, Refusal, Working
from rules.wording import scalar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Band(Generic[T]):
    """The band that was found: its range (ends answered), its value, the readings that mattered."""

    range: Range
    value: T
    readings: tuple[str, ...]


def band_of(bands: Bands[T], value: Fraction, what: str) -> Band[T] | Refusal:
    """The band in which `value` lies; `what` names the figure in the refusal.

    The reading of 含 is told where the figure stands exactly on an end, that of 按 where the bands
    are those of a figure of their own.
    """
    on_an_end = False
    found: Band[T] | None = None
    for written, inside in bands.bands.items():
        on_an_end = on_an_end or (written.asks_ends and value in (written.low, written.high))
        answered = written.with_ends(bands.ends)
        if answered.holds(value):
            found = found or Band(answered, inside, ())
    readings = reading(bands, "按") if bands.by is not None else ()
    readings += reading(bands, "含") if on_an_end else ()
    if found is not None:
        return Band(found.range, found.value, readings)
    return _no_band(bands, value, what, readings)


def _no_band(bands: Bands[T], value: Fraction, what: str, readings: tuple[str, ...]) -> Refusal:
    shown = scalar(value, bands.dimension, bands.edges)
    gap = next((g for g in bands.gaps if g.with_ends(Ends.BOTH).holds(value)), None)
    between = f"文件没有规定{gap.shown}怎样计算" if gap else "文件没有规定"
    listed = "、".join(found.shown for found in list(bands.bands)[:12])
    readings += reading(bands, "空档")
    return Refusal(
        Reason.NO_BAND,
        f"{what}{shown}不在任何一档：{between}",
        f"印出的各档是 {listed}；请核对所填的数，或请制定文件的单位解释",
        Working((), "", readings) if readings else NOTHING,
    )
