"""Places: whole numbers from 1 on, none named twice."""

from __future__ import annotations

from collections.abc import Iterable

from rules.model.bands import Range
from rules.proof.report import Path, Report


def prove(path: Path, named: Iterable[Range], report: Report) -> None:
    """Check the places that something is given for."""
    taken: list[tuple[int, int, Range]] = []
    for place in named:
        low, high = place.low, place.high
        ends = [end for end in (low, high) if end is not None]
        if low is None or high is None or place.dimension or any(e.denominator != 1 for e in ends):
            report((*path, str(place)), f"“{place}”不是名次", "请写成 1 或 4..6")
            continue
        if low < 1:
            report((*path, str(place)), f"“{place}”不是名次", "名次从 1 算起")
        for first, last, other in taken:
            if low <= last and first <= high:
                report((*path, str(place)), f"名次“{place}”与“{other}”重叠", "一个名次只写一次")
        taken.append((int(low), int(high), place))
