"""So many points for each piece: of evidence, of breach, of a step beyond."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rules.engine.bands import band_of
from rules.engine.scorecards.reckoning import Place, of_line
from rules.engine.use import reading
from rules.exact import Rounding, plain, round_to
from rules.model.earning import Broken, PerPiece
from rules.results import Reason, Refusal

_ROUNDED = {Broken.NOTHING: Rounding.DOWN, Broken.WHOLE: Rounding.UP}


@dataclass(frozen=True, slots=True)
class Pieces:
    """Several kinds of pieces together; `told` has name, count, points each and points."""

    points: Fraction
    told: tuple[tuple[str, Fraction, Fraction, Fraction], ...]
    readings: tuple[str, ...]


def pieces(at: Place, several: Mapping[str, PerPiece]) -> Pieces | Refusal:
    """What all pieces come to; those of which there is none are not told."""
    total = Fraction(0)
    told: list[tuple[str, Fraction, Fraction, Fraction]] = []
    readings: tuple[str, ...] = ()
    for name, piece in several.items():
        found = _one(at, name, piece)
        if isinstance(found, Refusal):
            return of_line(name, found)
        count, each, points, read = found
        total += points
        readings += read
        if count:
            told.append((name, count, each, points))
    return Pieces(total, tuple(told), readings)


def _one(
    at: Place, name: str, piece: PerPiece
) -> tuple[Fraction, Fraction, Fraction, tuple[str, ...]] | Refusal:
    count = at.sheet.number(at.use, piece.count)
    if isinstance(count, Refusal):
        return count
    readings = reading(piece, "个数") if count else ()
    if count < 0:
        return Refusal(Reason.BREAKS_RULE, f"个数 {plain(count)} 是负数", "请核对所填的数")
    if count.denominator != 1:
        if piece.part is None:
            return Refusal(
                Reason.BREAKS_RULE, f"个数 {plain(count)} 不是整数", "请核对所填的数，应为整数"
            )
        readings += reading(piece, "不足一个")
        if piece.part in _ROUNDED:
            count = round_to(count, Fraction(1), _ROUNDED[piece.part])
    each = piece.each.value if piece.each else Fraction(0)
    if piece.bands is not None and count:
        assert piece.bands.by is not None
        value = at.sheet.number(at.use, piece.bands.by)
        if isinstance(value, Refusal):
            return value
        band = band_of(piece.bands, value, piece.bands.by.text.lstrip("="))
        if isinstance(band, Refusal):
            return band
        each = band.value.value
        readings += (*band.readings, *reading(piece, "分档"))
    points = count * each
    if piece.most is not None and piece.most.figure and points > piece.most.figure.value:
        points = piece.most.figure.value
        readings += reading(piece, "最多")
    return count, each, points, readings
