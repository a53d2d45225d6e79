"""门槛 and 封顶: said in one way, in the unit of what they hold."""

from __future__ import annotations

from rules.expression import Kind
from rules.model.bands import Bands
from rules.model.granting import Ceiling, Classes, Threshold
from rules.model.scalars import Dated, Figure
from rules.proof.amounts import Amounts, pure, sample
from rules.proof.report import Path


def thresholds(amounts: Amounts, path: Path, rules: tuple[Threshold, ...]) -> None:
    """门槛: a figure or classes of figures, in the unit of what must reach it."""
    for number, threshold in enumerate(rules):
        here: Path = (*path, number)
        if (threshold.reach is None) == (threshold.by_class is None):
            amounts.report(here, "门槛应在“达到”和“分类”中写一种", "如 达到: 1亿元")
            continue
        classes = threshold.by_class.each if threshold.by_class is not None else {}
        places = {(*here, "分类", "各类", word): dated for word, dated in classes.items()}
        if threshold.reach is not None:
            places = {(*here, "达到"): threshold.reach}
        dated_figures = [f for dated in places.values() for _, f in dated.values]
        dimension = next((f.dimension for f in dated_figures if f.dimension), "")
        for place, dated in places.items():
            amounts.figures(place, dated, dimension, "各门槛应是同一类单位")
        amounts.naming.formula((*here, "按"), threshold.of, Kind("数", pure(dimension)))


def ceiling(amounts: Amounts, path: Path, rule: Ceiling, dimension: str) -> None:
    """封顶: said in exactly one way, in what the scheme pays in."""
    ways: dict[str, Dated[Figure] | Bands[Figure] | Classes[Figure] | object] = {
        "金额": rule.amount,
        "分档": rule.by_band,
        "分类": rule.by_class,
        "公式": rule.formula,
    }
    written = [word for word, way in ways.items() if way is not None]
    if len(written) != 1:
        said = f"“{'”“'.join(written)}”只能写一种" if written else "封顶没有写多少"
        amounts.report(path, said, "请写 金额、分档、分类 或 公式 中的一种")
    advice = f"封顶{sample(dimension)}"
    amounts.figures((*path, "金额"), rule.amount, dimension, advice)
    if rule.by_band is not None:
        if rule.by_band.by is None:
            amounts.report((*path, "分档"), "封顶分档没有写“按”", "请写按哪个数分档")
        for place, figure in rule.by_band.bands.items():
            amounts.figure((*path, "分档", "各档", str(place)), figure, dimension, advice)
    for word, figure in (rule.by_class.each if rule.by_class else {}).items():
        amounts.figure((*path, "分类", "各类", word), figure, dimension, advice)
    if rule.formula is not None:
        amounts.naming.formula((*path, "公式"), rule.formula, Kind("数", dimension))
