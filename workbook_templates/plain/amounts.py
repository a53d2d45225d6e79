"""What the parts of a reward come to, in whole numbers: hundredths over one common denominator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from rules.parts import (
    Broken,
    Component,
    Figure,
    Grant,
    IfBoth,
    Part,
    Range,
    Tiering,
    Uplift,
)
from workbook_templates.plain.conditions import number, truth
from workbook_templates.plain.facts import HUNDREDTHS, Fact, hundredths
from workbook_templates.plain.refusing import CannotSayError
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.texts import both, iff
from workbook_templates.plain.totals import within


@dataclass(frozen=True, slots=True)
class Earned:
    """One part: its amount over the common denominator, and what keeps it from being one.

    `given` says whether data of its base are there ("TRUE" where it has no base); `base` is its base
    ("" for none), `waits` is "" or when data are missing, `gap` "" or when no band holds the base.
    """

    name: str
    amount: str
    given: str
    base: str
    waits: str
    gap: str


def common_denominator(parts: Mapping[str, Component]) -> int:
    """The least number over which every rate of the parts is a whole number."""
    return lcm(*(rate.denominator for part in parts.values() for rate in _rates(part)), 1)


def unsayable_in(name: str, part: Component) -> list[str]:
    """The ways of earning that formulas cannot say."""
    tiers, steps = part.tiers, part.per_step
    moving = tiers is not None and any(grant.upto is not None for grant in tiers.bands.values())
    words = {
        "系数": part.factor,
        "分类": part.by_class,
        "分类计算": part.by_kind,
        "依次": part.in_order,
        "本部分的封顶": part.ceiling,
        "分档按另一个数": tiers is not None and tiers.by is not None,
        "比例在档内变动": moving,
        "每满，不足部分按比例": steps is not None and steps.part is Broken.SHARE,
        "门槛因情形而不同": any(t.when or t.by_class or t.reach is None for t in part.thresholds),
    }
    return [f"{name}的{word}" for word, there in words.items() if there]


def earned(
    scratch: Scratch, name: str, part: Component, facts: Mapping[str, Fact], over: int
) -> Earned:
    """What one part earns. Raises `CannotSayError` for ways that formulas cannot say."""
    given, base, waits, gap = "TRUE", "", [], ""
    conditions = []
    if part.when is not None:
        applies = truth(scratch, part.when.root, facts)
        conditions.append(f"{applies}=1")
        waits.append(f"{applies}<0")
    if part.base is not None:
        base = number(scratch, part.base.root, facts)
        if not base.startswith("【"):
            raise CannotSayError(f"{name}的基数不是数据")
        filled = [facts[one].given for one in part.base.names]
        given = f"OR({','.join(filled)})"
        waits.append(f'AND({given},{base}="")')
        conditions.append(f'IF({base}="",FALSE,{base}<>0)')
    for threshold in part.thresholds:
        assert threshold.reach is not None
        least = _fixed(threshold.reach.values, name)
        figure = number(scratch, threshold.of.root, facts)
        conditions.append(f'IF({figure}="",FALSE,{figure}>={hundredths(least)})')
        waits.append(f'{figure}=""')
    pieces = list(_pieces(name, part, base, over))
    if part.tiers is not None:
        piece, gap = _tiers(name, part, base, over)
        pieces.append(piece)
    amount = scratch.keep(iff(both(given, *conditions), "+".join(pieces) or "0", "0"))
    missing = scratch.keep(f"OR({','.join(waits)})") if waits else ""
    held = both(given, *conditions)
    return Earned(name, amount, given, base, missing, scratch.keep(both(held, gap)) if gap else "")


def _pieces(name: str, part: Part, base: str, over: int) -> list[str]:
    found = []
    if part.rate is not None:
        found.append(f"{base}*{(_fixed(part.rate.values, name) * over).numerator}")
    if part.fixed is not None:
        found.append(str(hundredths(_fixed(part.fixed.values, name)) * over))
    if part.per_step is not None:
        found.append(_per_step(name, part, base, over))
    return found


def _per_step(name: str, part: Part, base: str, over: int) -> str:
    rule = part.per_step
    assert rule is not None
    above = hundredths(rule.above.value) if rule.above else 0
    per, pays = hundredths(rule.per.value), hundredths(rule.pays.value) * over
    left = f"MAX({base}-{above},0)"
    units = f"INT({left}/{per})"
    if rule.part is Broken.WHOLE:
        units = f"INT(({left}+{per - 1})/{per})"
    return f"{units}*{pays}"


def _tiers(name: str, part: Part, base: str, over: int) -> tuple[str, str]:
    """The amount by band, and when the base lies in none."""
    tiers = part.tiers
    assert tiers is not None
    step = Fraction(1, HUNDREDTHS)
    holds = [within(base, place, step) for place in tiers.ranges]
    if not all(holds):
        raise CannotSayError(f"{name}的分档小数多于两位")
    gap = f"NOT(OR({','.join(holds)}))"
    if tiers.how is Tiering.PROGRESSIVE:
        stretches = [
            _stretch(base, place, grant, over)
            for place, grant in zip(tiers.ranges, tiers.bands.values(), strict=True)
        ]
        return f"({'+'.join(stretches)})", gap
    answer = "0"
    for hold, grant in reversed(list(zip(holds, tiers.bands.values(), strict=True))):
        worth = (
            f"{base}*{(grant.figure.value * over).numerator}"
            if grant.is_rate
            else str(hundredths(grant.figure.value) * over)
        )
        answer = iff(hold, worth, answer)
    return answer, gap


def _stretch(base: str, place: Range, grant: Grant, over: int) -> str:
    low = hundredths(place.low or Fraction(0))
    high = base if place.high is None else f"MIN({base},{hundredths(place.high)})"
    return f"MAX({high}-{low},0)*{(grant.figure.value * over).numerator}"


def _rates(part: Part) -> list[Fraction]:
    found = [] if part.rate is None else [figure.value for _, figure in part.rate.values]
    if part.tiers is not None:
        found += [g.figure.value for g in part.tiers.bands.values() if g.is_rate]
    return found


def _fixed(values: tuple[tuple[object, Figure], ...], name: str) -> Fraction:
    """The one value of a figure that could change by date."""
    if len(values) > 1 or values[0][0] is not None:
        raise CannotSayError(f"{name}因日期而不同")
    return values[0][1].value


@dataclass(frozen=True, slots=True)
class Lift:
    """By what the sum is multiplied, as a whole number over `over`; when it waits or is refused."""

    times: str
    over: int
    waits: str
    refused: str


def lift(scratch: Scratch, rule: Uplift | None, facts: Mapping[str, Fact]) -> Lift:
    """上浮 of those facts that hold."""
    if rule is None:
        return Lift("1", 1, "", "")
    shares = {
        name: (1 + figure.value if figure.dimension == "比率" else figure.value)
        for name, figure in rule.one_of.items()
    }
    values = [facts[name].value for name in shares]
    waits = scratch.keep(f"MIN({','.join(values)})<0")
    held = "+".join(f"({value}=1)" for value in values)
    refused = scratch.keep(f"({held})>1") if rule.if_both is IfBoth.REFUSE else ""
    if rule.if_both is IfBoth.PRODUCT:
        over = 1
        factors = []
        for name, share in shares.items():
            over *= share.denominator
            factors.append(f"IF({facts[name].value}=1,{share.numerator},{share.denominator})")
        return Lift(scratch.keep("*".join(factors)), over, waits, refused)
    over = lcm(*(share.denominator for share in shares.values()))
    parts = {name: (share * over).numerator for name, share in shares.items()}
    if rule.if_both is IfBoth.SUM:
        more = "+".join(f"IF({facts[n].value}=1,{part - over},0)" for n, part in parts.items())
        return Lift(scratch.keep(f"{over}+{more}"), over, waits, refused)
    highest = ",".join(f"IF({facts[n].value}=1,{part},0)" for n, part in parts.items())
    return Lift(scratch.keep(f"IF(({held})=0,{over},MAX({highest}))"), over, waits, refused)
