"""Amounts of prizes: printed in the document, or filled in by the place."""

from __future__ import annotations

from dataclasses import replace

from rules.engine.rankings.contest import Contestant
from rules.engine.use import Use
from rules.model.scalars import Figure, Parameter
from rules.results import Reason, Refusal


def figure_of(use: Use, one: Contestant, value: Parameter) -> Figure | Refusal:
    """A printed figure, or the one under a name in the unit's own data."""
    if value.figure is not None:
        return value.figure
    assert one.unit is not None
    found = one.unit.whole.figure(use, value.name)
    if isinstance(found, Refusal):
        return replace(found, advice=f"文件没有印出，请填写当地确定的“{value.name}”")
    if found < 0:
        return Refusal(Reason.BREAKS_RULE, f"“{value.name}”是负数", "请核对")
    fact = one.unit.whole.facts.by_name[value.name]
    return Figure(found, fact.dimension, fact.shown)


def unit_of(figure: Figure) -> str:
    """元 or 分."""
    return "元" if figure.dimension == "人民币" else "分"
