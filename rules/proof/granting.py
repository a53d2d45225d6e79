"""合计: each part says in one way what it earns, in units that fit."""

from __future__ import annotations

from rules.expression import Kind
from rules.model.granting import Component, Grant, Part, Taking, Tiering, Tiers
from rules.proof.amounts import Amounts, pure, sample
from rules.proof.limits import ceiling, thresholds
from rules.proof.multiples import factor
from rules.proof.report import Path

MIXED = "如 3‰；有的档是定额的，写成两部分，各写“当”：见编写指南“一张表里有定额也有比例”"
RATE = "比例应写成 1‰、0.5‰、2% 的样子"


def component(amounts: Amounts, path: Path, rule: Component, dimension: str) -> None:
    """One entry of 合计."""
    if rule.in_order is None:
        _one(amounts, path, rule, dimension)
        return
    if rule.base is not None or _ways(rule) or rule.fixed is not None:
        amounts.report(path, "写了“依次”又写了基数或比例", "请把基数和比例写在“依次”的各项里")
    parts = rule.in_order.parts
    for name, part in parts.items():
        inside: Path = (*path, "依次", "各项", name)
        if part.base is None:
            amounts.report(inside, f"“{name}”没有写基数", "如 基数: 年固定资产投资")
        by_threshold = rule.in_order.take is Taking.FIRST_REACHED
        if by_threshold and not part.thresholds and name != list(parts)[-1]:
            advice = "请写门槛，或改为 取用: 第一个有数的"
            amounts.report(inside, f"按门槛取用，但“{name}”没有门槛", advice)
        _one(amounts, inside, part, dimension)


def _one(amounts: Amounts, path: Path, part: Part, dimension: str) -> None:
    """One base with what it earns on it."""
    ways = _ways(part)
    if len(ways) > 1:
        amounts.report(path, f"“{'”“'.join(ways)}”只能写一种", "请分成几部分写，或删去一种")
    if part.by_kind is not None:
        _by_kind(amounts, path, part, dimension)
    elif not ways and part.fixed is None:
        advice = "请写 比例、分档、分类、每满、定额 或 分类计算 中的一种"
        amounts.report(path, f"“{path[-1]}”缺少“比例”", advice)
    _base(amounts, path, part, dimension)
    if part.factor is not None:
        factor(amounts, (*path, "系数"), part.factor)
    thresholds(amounts, (*path, "门槛"), part.thresholds)
    amounts.figures((*path, "比例"), part.rate, "比率", RATE)
    if part.tiers is not None:
        _tiers(amounts, (*path, "分档"), part.tiers, part, dimension)
    if part.by_class is not None:
        for word, grant in part.by_class.each.items():
            _grant(amounts, (*path, "分类", "各类", word), grant, part, dimension)
    if part.per_step is not None:
        step, here = part.per_step, (*path, "每满")
        if step.per.value <= 0:
            amounts.report((*here, "每"), f"“{step.per}”应大于 0", "如 1亿元")
        amounts.figure((*here, "奖"), step.pays, dimension, sample(dimension))
        if step.above is not None:
            advice = "请与“每”用同一类单位"
            amounts.figure((*here, "超过"), step.above, step.per.dimension, advice)
    amounts.figures((*path, "定额"), part.fixed, dimension, sample(dimension))
    if part.ceiling is not None:
        ceiling(amounts, (*path, "封顶"), part.ceiling, dimension)


def _by_kind(amounts: Amounts, path: Path, part: Part, dimension: str) -> None:
    """分类计算: each class is a part by itself; the base and the factor may be shared."""
    assert part.by_kind is not None
    if part.fixed is not None:
        said = "“分类计算”旁边不写“定额”"
        amounts.report(path, said, "请写在各类里面，或另写一部分")
    for word, own in part.by_kind.each.items():
        inside: Path = (*path, "分类计算", "各类", word)
        if own.by_kind is not None:
            said = "“分类计算”里面不再分类计算"
            amounts.report((*inside, "分类计算"), said, "请把两种类别合成一项文本数据")
            continue
        _one(amounts, inside, part.inherited(own), dimension)


def _base(amounts: Amounts, path: Path, part: Part, dimension: str) -> None:
    if part.by_kind is not None:
        if part.base is not None:
            amounts.naming.formula((*path, "基数"), part.base, None)
        return
    tiers, classes = part.tiers, part.by_class
    rated = part.rate is not None
    rated = rated or (tiers is not None and any(g.is_rate for g in tiers.bands.values()))
    rated = rated or (classes is not None and any(g.is_rate for g in classes.each.values()))
    own_figure = tiers is not None and tiers.by is None
    if part.base is None:
        if rated or own_figure or part.per_step is not None:
            amounts.report(path, "没有写“基数”", "写数据名称或公式，如 基数: 入库计划投资额")
        if part.factor is not None:
            amounts.report((*path, "系数"), "没有基数，系数无从乘起", "请写基数，或删去系数")
        return
    wanted = dimension if rated else None
    if not rated and part.per_step is not None:
        wanted = part.per_step.per.dimension
    elif not rated and tiers is not None and own_figure:
        wanted = tiers.dimension
    kind = None if wanted is None else Kind("数", pure(wanted))
    amounts.naming.formula((*path, "基数"), part.base, kind)
    if rated and own_figure and tiers is not None and tiers.dimension != dimension:
        amounts.report((*path, "分档"), "各档的单位与基数不同", "请按基数的单位写各档")


def _tiers(amounts: Amounts, path: Path, tiers: Tiers, part: Part, dimension: str) -> None:
    rates = [grant.is_rate for grant in tiers.bands.values()]
    if any(rates) and tiers.how is None:
        amounts.report(path, "各档是比例，没有写“方式”", "请写 方式: 全额 或 方式: 超额累进")
    if tiers.how is Tiering.PROGRESSIVE:
        if not all(rates) or any(grant.upto for grant in tiers.bands.values()):
            amounts.report((*path, "方式"), "超额累进的各档都应是单一比例", MIXED)
        if tiers.by is not None:
            amounts.report((*path, "按"), "超额累进只能按基数分档", "请删去“按”，或改为 全额")
    for place, grant in tiers.bands.items():
        here: Path = (*path, "各档", str(place))
        _grant(amounts, here, grant, part, dimension)
        if grant.upto is not None and (place.low is None or place.high is None):
            amounts.report(here, "比例随档内位置变动，这一档须有两端", "如 1亿元..5亿元")


def _grant(amounts: Amounts, path: Path, grant: Grant, part: Part, dimension: str) -> None:
    if grant.is_rate:
        for figure in filter(None, (grant.figure, grant.upto)):
            amounts.figure(path, figure, "比率", RATE)
        if grant.upto is not None and path[-2] == "各类":
            amounts.report(path, "分类没有上下限，比例不能变动", "请写单一比例")
    else:
        amounts.figure(path, grant.figure, dimension, f"请写比例，或{sample(dimension)}")


def _ways(part: Part) -> list[str]:
    """In which ways a part says what it earns, besides a fixed sum."""
    ways = {
        "比例": part.rate,
        "分档": part.tiers,
        "分类": part.by_class,
        "每满": part.per_step,
        "分类计算": part.by_kind,
    }
    return [word for word, way in ways.items() if way is not None]
