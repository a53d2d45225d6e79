"""等级: what a total is called."""

from __future__ import annotations

from dataclasses import dataclass

from rules.model.common import Readings, Round, readings_on
from rules.model.keys import key
from rules.model.scalars import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One scale of grades; each grade from its lower bound (included) to the next one's."""

    clause: str = key("条款", "依据，写成 文件/条款名")
    full: Figure = key("满分", "满分，如 100")
    round_first: Round = key("先取整", "定级前总分怎样取整；不取整也要写明")
    lower_bounds: dict[str, Figure] = key("下限", "等级: 下限（含），从高到低，如 优: 90")
    readings: Readings = readings_on("先取整", "下限")
