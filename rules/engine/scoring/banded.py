"""分档得分: the band that the figure falls into says what the row earns."""

from __future__ import annotations

from dataclasses import replace

from rules.engine.bands import band_of
from rules.engine.scoring.looked_at import look
from rules.engine.scoring.scored_row import ScoredRow
from rules.engine.scoring.worth import worth
from rules.model.scoring import Measured
from rules.results import Reason, Refusal, Step, Value, Working


def earned(row: ScoredRow) -> Value | Refusal:
    """Points of the band; a figure in a gap that the document leaves is refused."""
    bands = row.method.bands
    assert bands is not None
    looked = look(row, map(str, bands.bands), needs_target=False)
    if isinstance(looked, Refusal):
        return looked
    on_an_end = any(
        found.asks_ends and looked.value in (found.low, found.high) for found in bands.bands
    )
    readings = row.readings("分档", "按", *looked.read, *(("含",) if on_an_end else ()))
    band = band_of(bands, looked.value, looked.what)
    if isinstance(band, Refusal):
        readings = (*row.reading("空档"), *band.working.readings)
        return replace(band, working=Working((), row.clause, readings))
    value = worth(band.value, row.full)
    if value > row.full:
        return Refusal(
            Reason.BREAKS_RULE,
            f"文件规定这一档得 {band.value}，超过本行分值",
            "请核对分值和计分方法",
            Working((), row.clause),
        )
    step = Step(
        "banded",
        {"what": looked.what, "shown": looked.beside(bands.edges), "range": band.range, "worth": band.value,
         "points": row.full},
    )  # fmt: skip
    unread = _unread_target(row)
    return Value(value, Working((step, *unread), row.clause, (*readings, *band.readings)))


def _unread_target(row: ScoredRow) -> tuple[Step, ...]:
    """Bands of the actual do not look at the target: told, so that nobody thinks it counted."""
    if row.method.measured is not Measured.ACTUAL or row.method.stated_target:
        return ()
    return (Step("target_unread", {"target": row.target.text}),) if row.target.text else ()
