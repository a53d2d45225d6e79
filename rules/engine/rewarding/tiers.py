"""分档, 分类, 每满: what a band, a class or each full unit gives."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.bands import band_of
from rules.engine.rewarding.desk import Desk
from rules.model.bands import Range
from rules.model.earning import Broken
from rules.model.granting import Grant, Part, Tiering, Tiers
from rules.results import Refusal, Step


def rated(desk: Desk, part: Part, base: Fraction, rate: Fraction, text: str) -> Fraction:
    """A base times a rate, noted."""
    assert part.base is not None
    formula, why = desk.as_told(part.base)
    figures: dict[str, object] = {"base": base, "rate": text, "part": base * rate}
    desk.add(
        Step(
            "component",
            {
                **figures,
                "formula": formula,
                "why": why,
                "shown": desk.facts.shown(),
                "multiplied": part.factor is not None,
                "dimension": desk.dimension,
            },
        )
    )
    return base * rate


def by_tier(desk: Desk, name: str, part: Part, base: Fraction | None) -> Fraction | Refusal:
    """分档: by the band of the base, or of another figure."""
    tiers = part.tiers
    if tiers is None:
        return Fraction(0)
    formula = tiers.by or part.base
    assert formula is not None
    value = desk.number(formula) if tiers.by is not None else base
    assert value is not None
    if isinstance(value, Refusal):
        return value
    band = band_of(tiers, value, formula.text.lstrip("="))
    if isinstance(band, Refusal):
        return band
    desk.readings += band.readings
    if tiers.how is not None and base is not None and _how_matters(tiers, band.value, base):
        desk.reading(tiers, "方式")
    if tiers.how is Tiering.PROGRESSIVE and base is not None:
        return _progressive(desk, part, tiers, base)
    told = desk.told(formula, value, tiers.dimension, tiers.edges)
    if tiers.by is None and part.factor is not None:
        told = f"折算后{desk.figure(formula, value, tiers.dimension, tiers.edges)}"
    figures = {"told": told, "range": band.range.shown}
    desk.add(Step("band", figures, desk.cited(tiers.clause)))
    return _granted(desk, name, part, band.value, base, (band.range, value))


def by_class(desk: Desk, name: str, part: Part, base: Fraction | None) -> Fraction | Refusal:
    """分类: by the class that a text names."""
    if part.by_class is None:
        return Fraction(0)
    found = desk.of_class(part.by_class)
    if isinstance(found, Refusal):
        return found
    word, grant = found
    figures = {"name": part.by_class.by, "class": word}
    desk.add(Step("class", figures, desk.cited(part.by_class.clause)))
    return _granted(desk, name, part, grant, base, None)


def _granted(
    desk: Desk,
    name: str,
    part: Part,
    grant: Grant,
    base: Fraction | None,
    within: tuple[Range, Fraction] | None,
) -> Fraction:
    """What a grant gives: the sum itself, or its rate of the base."""
    if not grant.is_rate:
        figures = {"name": name, "part": grant.figure.value, "dimension": desk.dimension}
        desk.add(Step("fixed", figures))
        return grant.figure.value
    assert base is not None
    rate, text = grant.figure.value, grant.text
    if grant.upto is not None and within is not None:
        place, value = within
        assert place.low is not None
        assert place.high is not None
        gone = (value - place.low) / (place.high - place.low)
        rate += (grant.upto.value - rate) * gone
        desk.add(Step("moving", {"low": grant.figure.text, "high": grant.upto.text, "rate": rate}))
        text = ""
    return rated(desk, part, base, rate, text)


def _how_matters(tiers: Tiers, found: Grant, base: Fraction) -> bool:
    """Whether 全额 and 超额累进 come to different sums: not in the lowest band, nor of other figures."""
    if tiers.by is not None or found.upto is not None:
        return tiers.how is not None
    by_stretches = sum((part * grant.figure.value for part, grant in _stretches(tiers, base)), 0)
    return by_stretches != base * found.figure.value


def _stretches(tiers: Tiers, base: Fraction) -> list[tuple[Fraction, Grant]]:
    """The parts of the base that lie in each band, from the lowest on."""
    stretches: list[tuple[Fraction, Grant]] = []
    ordered = sorted(tiers.bands.items(), key=lambda pair: pair[0].low or Fraction(0))
    for place, grant in ordered:
        low = place.low or Fraction(0)
        high = base if place.high is None else min(base, place.high)
        if high > low:
            stretches.append((high - low, grant))
    return stretches


def _progressive(desk: Desk, part: Part, tiers: Tiers, base: Fraction) -> Fraction:
    """超额累进: each stretch of the base at its own rate."""
    stretches = _stretches(tiers, base)
    amount = sum((length * grant.figure.value for length, grant in stretches), Fraction(0))
    assert part.base is not None
    told = desk.told(part.base, base, "人民币")
    by_rate = tuple((length, grant.text) for length, grant in stretches)
    figures: dict[str, object] = {"told": told, "stretches": by_rate, "part": amount}
    desk.add(Step("progressive", figures, desk.cited(tiers.clause)))
    return amount


def per_step(desk: Desk, name: str, part: Part, base: Fraction | None) -> Fraction | Refusal:
    """每满: so much for each full unit of the base."""
    rule = part.per_step
    if rule is None or base is None:
        return Fraction(0)
    above = rule.above.value if rule.above is not None else Fraction(0)
    units = max(base - above, Fraction(0)) / rule.per.value
    desk.reading(part, "每满")
    if units.denominator != 1:
        desk.reading(part, "不足")
    if units.denominator != 1 and rule.part is not Broken.SHARE:
        units = Fraction(units.numerator // units.denominator + (rule.part is Broken.WHOLE))
    assert part.base is not None
    figures: dict[str, object] = {
        "told": desk.told(part.base, base, rule.per.dimension),
        "above": rule.above.text if rule.above is not None else "",
        "per": rule.per.text,
        "pays": rule.pays.text,
        "units": units,
        "part": units * rule.pays.value,
        "dimension": desk.dimension,
    }
    desk.add(Step("per_step", figures))
    return units * rule.pays.value
