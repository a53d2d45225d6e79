"""等级: what a total is called."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.model.bands import Bands, Range
from rules.model.common import Readings, Round, readings_on
from rules.model.keys import key
from rules.model.scalars import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One scale of grades: each from its lower bound (included) to the next one's, or in bands.

    Bands are for what a document prints with gaps: 90..100, 80..89, and 89.5 in neither.
    """

    clause: str = key("条款", "依据，写成 文件/条款名")
    full: Figure = key("满分", "满分，如 100")
    round_first: Round = key("先取整", "定级前总分怎样取整；不取整也要写明")
    lower_bounds: dict[str, Figure] = key(
        "下限", "等级: 下限（含），从高到低，如 优: 90", default_factory=dict
    )
    bands: Bands[str] | None = key(
        "分档",
        "文件印的各等两头都有数、中间有空的（90～100、80～89），代替“下限”：各档写 范围: 等级",
        default=None,
    )
    readings: Readings = readings_on("先取整", "下限", "分档")

    @property
    def labels(self) -> tuple[str, ...]:
        """The grades, the highest first."""
        if self.bands is None:
            return tuple(self.lower_bounds)
        ordered = sorted(self.bands.bands.items(), key=_lower_end, reverse=True)
        return tuple(dict.fromkeys(label for _, label in ordered))


def _lower_end(band: tuple[Range, str]) -> Fraction:
    return band[0].low or Fraction(0)
