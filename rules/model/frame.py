"""权重, 指标体系: the points of a form by section, and the published rows of an indicator system."""

from __future__ import annotations

from dataclasses import dataclass

from rules.model.common import PRINTED, Printed
from rules.model.keys import key
from rules.model.scalars import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """权重: the frame's points by section."""

    clause: str = key("条款", "依据，写成 文件/条款名")
    total: Figure = key("合计", "各项之和，如 100")
    printed: Printed | None = key("印出", PRINTED, default=None)
    parts: dict[str, Figure] = key("分项", "各部分分值，如 产出: 50")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """指标: one published row of an indicator system."""

    level1: str = key("一级", "一级指标")
    level2: str = key("二级", "二级指标")
    level3: str = key("三级", "三级指标")
    points: Figure = key("分值", "分值")
    explained: str = key("解释", "指标解释，照原文")
    described: str = key("说明", "指标说明（评价要点或公式），照原文")
    rate: str = key("比率", "由哪一项比率反映，须是“比率”里的名称", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators:
    """指标体系: all published rows with their total."""

    clause: str = key("条款", "依据，写成 文件/条款名")
    total: Figure = key("合计", "各行分值之和，如 100")
    printed: Printed | None = key("印出", PRINTED, default=None)
    rows: tuple[Indicator, ...] = key("各行", "逐行列出")
