"""合计 and 封顶: each part says in one way what it earns, in units that fit."""

from __future__ import annotations

from rules.expression import Kind
from rules.model.bands import Bands
from rules.model.granting import (
    Ceiling,
    Classes,
    Component,
    Factor,
    Grant,
    Part,
    Taking,
    Threshold,
    Tiering,
    Tiers,
    Uplift,
)
from rules.model.policy import Policy
from rules.model.scalars import Dated, Figure
from rules.proof.declared import Naming
from rules.proof.report import Path, Report

RATE = "比例应写成 1‰、0.5‰、2% 的样子"


class Granting:
    """Proves the parts of one policy's schemes; `dimension` is what a scheme pays in."""

    def __init__(self, policy: Policy, naming: Naming, report: Report) -> None:
        self.policy, self.naming, self.report = policy, naming, report

    # --- single figures -----------------------------------------------------------------------

    def figures(self, path: Path, dated: Dated[Figure] | None, dimension: str, advice: str) -> None:
        """Figures of one dimension, 0 or above, from the first day of the policy on."""
        if dated is None:
            return
        for _, figure in dated.values:
            self.figure(path, figure, dimension, advice)
        since, start = dated.values[0][0], self.policy.in_force.since
        if since is not None and since > start:
            self.report(path, f"从 {start} 施行，{since} 以前没有值", "请补上施行之日起的值")
        if since is not None and not self.policy.in_force.dated_by:
            self.report(path, "按日期分段，但没有写以哪项日期判断", "请写 施行: {按: 日期数据}")

    def figure(self, path: Path, figure: Figure, dimension: str, advice: str) -> None:
        """A figure of one dimension, 0 or above; 0 needs no unit, nor do points."""
        if figure.value < 0:
            self.report(path, f"“{figure}”是负数", advice)
        elif figure.value and figure.dimension != dimension and not _bare_points(figure, dimension):
            self.report(path, f"“{figure}”的单位不对", advice)

    # --- parts --------------------------------------------------------------------------------

    def component(self, path: Path, component: Component, dimension: str) -> None:
        """One entry of 合计."""
        if component.in_order is None:
            self.part(path, component, dimension)
            return
        if component.base is not None or _ways(component) or component.fixed is not None:
            self.report(path, "写了“依次”又写了基数或比例", "请把基数和比例写在“依次”的各项里")
        parts = component.in_order.parts
        for name, part in parts.items():
            inside: Path = (*path, "依次", "各项", name)
            if part.base is None:
                self.report(inside, f"“{name}”没有写基数", "如 基数: 年固定资产投资")
            by_threshold = component.in_order.take is Taking.FIRST_REACHED
            if by_threshold and not part.thresholds and name != list(parts)[-1]:
                advice = "请写门槛，或改为 取用: 第一个有数的"
                self.report(inside, f"按门槛取用，但“{name}”没有门槛", advice)
            self.part(inside, part, dimension)

    def part(self, path: Path, part: Part, dimension: str) -> None:
        """One base with what it earns on it."""
        ways = _ways(part)
        if len(ways) > 1:
            self.report(path, f"“{'”“'.join(ways)}”只能写一种", "请分成几部分写，或删去一种")
        if part.by_kind is not None:
            self._by_kind(path, part, dimension)
        elif not ways and part.fixed is None:
            advice = "请写 比例、分档、分类、每满、定额 或 分类计算 中的一种"
            self.report(path, f"“{path[-1]}”缺少“比例”", advice)
        self._base(path, part, dimension)
        if part.factor is not None:
            self.factor((*path, "系数"), part.factor)
        self.thresholds((*path, "门槛"), part.thresholds)
        self.figures((*path, "比例"), part.rate, "比率", RATE)
        if part.tiers is not None:
            self._tiers((*path, "分档"), part.tiers, part, dimension)
        if part.by_class is not None:
            for word, grant in part.by_class.each.items():
                self._grant((*path, "分类", "各类", word), grant, part, dimension)
        if part.per_step is not None:
            step, here = part.per_step, (*path, "每满")
            if step.per.value <= 0:
                self.report((*here, "每"), f"“{step.per}”应大于 0", "如 1亿元")
            self.figure((*here, "奖"), step.pays, dimension, _sample(dimension))
            if step.above is not None:
                advice = "请与“每”用同一类单位"
                self.figure((*here, "超过"), step.above, step.per.dimension, advice)
        self.figures((*path, "定额"), part.fixed, dimension, _sample(dimension))
        if part.ceiling is not None:
            self.ceiling((*path, "封顶"), part.ceiling, dimension)

    def _by_kind(self, path: Path, part: Part, dimension: str) -> None:
        """分类计算: each class is a part by itself; the base and the factor may be shared."""
        assert part.by_kind is not None
        if part.fixed is not None:
            said = "“分类计算”旁边不写“定额”"
            self.report(path, said, "请写在各类里面，或另写一部分")
        for word, own in part.by_kind.each.items():
            inside: Path = (*path, "分类计算", "各类", word)
            if own.by_kind is not None:
                said = "“分类计算”里面不再分类计算"
                self.report((*inside, "分类计算"), said, "请把两种类别合成一项文本数据")
                continue
            self.part(inside, part.inherited(own), dimension)

    def _base(self, path: Path, part: Part, dimension: str) -> None:
        if part.by_kind is not None:
            if part.base is not None:
                self.naming.formula((*path, "基数"), part.base, None)
            return
        tiers, classes = part.tiers, part.by_class
        rated = part.rate is not None
        rated = rated or (tiers is not None and any(g.is_rate for g in tiers.bands.values()))
        rated = rated or (classes is not None and any(g.is_rate for g in classes.each.values()))
        own_figure = tiers is not None and tiers.by is None
        if part.base is None:
            if rated or own_figure or part.per_step is not None:
                self.report(path, "没有写“基数”", "写数据名称或公式，如 基数: 入库计划投资额")
            if part.factor is not None:
                self.report((*path, "系数"), "没有基数，系数无从乘起", "请写基数，或删去系数")
            return
        wanted = dimension if rated else None
        if not rated and part.per_step is not None:
            wanted = part.per_step.per.dimension
        elif not rated and tiers is not None and own_figure:
            wanted = tiers.dimension
        kind = None if wanted is None else Kind("数", _pure(wanted))
        self.naming.formula((*path, "基数"), part.base, kind)
        if rated and own_figure and tiers is not None and tiers.dimension != dimension:
            self.report((*path, "分档"), "各档的单位与基数不同", "请按基数的单位写各档")

    def _tiers(self, path: Path, tiers: Tiers, part: Part, dimension: str) -> None:
        rates = [grant.is_rate for grant in tiers.bands.values()]
        if any(rates) and tiers.how is None:
            self.report(path, "各档是比例，没有写“方式”", "请写 方式: 全额 或 方式: 超额累进")
        if tiers.how is Tiering.PROGRESSIVE:
            if not all(rates) or any(grant.upto for grant in tiers.bands.values()):
                self.report((*path, "方式"), "超额累进的各档都应是单一比例", "如 3‰")
            if tiers.by is not None:
                self.report((*path, "按"), "超额累进只能按基数分档", "请删去“按”，或改为 全额")
        for place, grant in tiers.bands.items():
            here: Path = (*path, "各档", str(place))
            self._grant(here, grant, part, dimension)
            if grant.upto is not None and (place.low is None or place.high is None):
                self.report(here, "比例随档内位置变动，这一档须有两端", "如 1亿元..5亿元")

    def _grant(self, path: Path, grant: Grant, part: Part, dimension: str) -> None:
        if grant.is_rate:
            for figure in filter(None, (grant.figure, grant.upto)):
                self.figure(path, figure, "比率", RATE)
            if grant.upto is not None and path[-2] == "各类":
                self.report(path, "分类没有上下限，比例不能变动", "请写单一比例")
        else:
            self.figure(path, grant.figure, dimension, f"请写比例，或{_sample(dimension)}")

    def factor(self, path: Path, rule: Factor) -> None:
        """系数: multiples of the base, also below 1."""
        for flag, figure in rule.one_of.items():
            if figure.dimension not in ("", "比率", "倍") or figure.value < 0:
                advice = "系数应写成 1.5倍 或 80% 的样子"
                self.report((*path, "择一", flag), f"“{figure}”不是倍数", advice)

    def uplift(self, path: Path, rule: Uplift) -> None:
        """上浮: shares or multiples that never lower, by facts or by a class."""
        if not rule.one_of and rule.by_class is None:
            self.report(path, "上浮没有写“择一”或“分类”", "如 择一: {世界500强: 20%}")
        if rule.one_of and rule.if_both is None:
            advice = "同时符合几项时：就高、相加、连乘或不允许"
            self.report(path, "“上浮”缺少“同时符合”", advice)
        classes = rule.by_class.each if rule.by_class else {}
        figures = {(*path, "择一", flag): figure for flag, figure in rule.one_of.items()}
        figures |= {(*path, "分类", "各类", word): figure for word, figure in classes.items()}
        for here, figure in figures.items():
            if figure.dimension not in ("比率", "倍") and figure.value:
                advice = "上浮比例应写成 20% 或 1.5倍 的样子"
                self.report(here, f"“{figure}”的单位不对", advice)
            elif figure.value < (1 if figure.dimension == "倍" else 0):
                self.report(here, f"“{figure}”是负数或不到 1 倍", "上浮比例应写成 20% 的样子")
        for word in set(classes).intersection(rule.one_of):
            self.report((*path, "分类"), f"“{word}”也是“择一”里的名称", "请改用不同的名称")

    def thresholds(self, path: Path, thresholds: tuple[Threshold, ...]) -> None:
        """门槛: a figure or classes of figures, in the unit of what must reach it."""
        for number, threshold in enumerate(thresholds):
            here: Path = (*path, number)
            if (threshold.reach is None) == (threshold.by_class is None):
                self.report(here, "门槛应在“达到”和“分类”中写一种", "如 达到: 1亿元")
                continue
            classes = threshold.by_class.each if threshold.by_class is not None else {}
            places = {(*here, "分类", "各类", word): dated for word, dated in classes.items()}
            if threshold.reach is not None:
                places = {(*here, "达到"): threshold.reach}
            dated_figures = [f for dated in places.values() for _, f in dated.values]
            dimension = next((f.dimension for f in dated_figures if f.dimension), "")
            for place, dated in places.items():
                self.figures(place, dated, dimension, "各门槛应是同一类单位")
            self.naming.formula((*here, "按"), threshold.of, Kind("数", _pure(dimension)))

    # --- ceilings -----------------------------------------------------------------------------

    def ceiling(self, path: Path, ceiling: Ceiling, dimension: str) -> None:
        """封顶: said in exactly one way, in what the scheme pays in."""
        ways: dict[str, Dated[Figure] | Bands[Figure] | Classes[Figure] | object] = {
            "金额": ceiling.amount,
            "分档": ceiling.by_band,
            "分类": ceiling.by_class,
            "公式": ceiling.formula,
        }
        written = [word for word, way in ways.items() if way is not None]
        if len(written) != 1:
            said = f"“{'”“'.join(written)}”只能写一种" if written else "封顶没有写多少"
            self.report(path, said, "请写 金额、分档、分类 或 公式 中的一种")
        advice = f"封顶{_sample(dimension)}"
        self.figures((*path, "金额"), ceiling.amount, dimension, advice)
        if ceiling.by_band is not None:
            if ceiling.by_band.by is None:
                self.report((*path, "分档"), "封顶分档没有写“按”", "请写按哪个数分档")
            for place, figure in ceiling.by_band.bands.items():
                self.figure((*path, "分档", "各档", str(place)), figure, dimension, advice)
        for word, figure in (ceiling.by_class.each if ceiling.by_class else {}).items():
            self.figure((*path, "分类", "各类", word), figure, dimension, advice)
        if ceiling.formula is not None:
            self.naming.formula((*path, "公式"), ceiling.formula, Kind("数", dimension))


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


def _pure(dimension: str) -> str:
    return "" if dimension in ("比率", "倍", "数") else dimension


def _bare_points(figure: Figure, dimension: str) -> bool:
    return dimension == "分" and not figure.dimension


def _sample(dimension: str) -> str:
    return "应写成 5分 的样子" if dimension == "分" else "应写成 100万元 的样子"
