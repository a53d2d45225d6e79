"""分期 and 分担: the share of a reward that one instalment pays, or one level of government."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from rules.engine.rewarding.desk import Desk
from rules.engine.rewarding.scheme import desk_for
from rules.engine.rows import Row
from rules.engine.use import Use, rounded
from rules.model.payment import Instalments, Sharing
from rules.model.rewards import Scheme
from rules.model.scalars import Dated, Figure
from rules.results import Reason, Refusal, Result, Step, Value


def share_of(use: Use, rule: Scheme, whole: Value, parts: list[str], row: Row) -> Result:
    """What of a whole reward is paid in the instalment, by the level, or both that `parts` name."""
    desk = desk_for(use, rule, rule.unit.dimension, row)
    if isinstance(desk, Refusal):
        return desk
    desk.in_time()
    desk.steps, desk.readings = list(whole.working.steps), whole.working.readings
    amount = whole.value
    assert isinstance(amount, Fraction)
    for part in parts:
        cited = ""
        paid: Fraction | Refusal
        if rule.instalments is not None and part in rule.instalments.names:
            paid, cited = _instalment(desk, rule.instalments, amount, part)
        else:
            assert rule.sharing is not None
            paid, cited = _level(desk, rule.sharing, amount, part)
        if isinstance(paid, Refusal):
            return paid
        desk.steps[-1] = replace(desk.steps[-1], clause=desk.cited(cited))
        amount = paid
    return Value(amount, replace(whole.working, steps=tuple(desk.steps), readings=desk.readings))


def _instalment(
    desk: Desk, rule: Instalments, amount: Fraction, name: str
) -> tuple[Fraction | Refusal, str]:
    """What one instalment pays, and the clause that says so."""
    each = rule.each
    if rule.by_class is not None:
        found = desk.of_class(rule.by_class)
        if isinstance(found, Refusal):
            return found, ""
        word, each = found[0], found[1].each
        if name not in each:
            return _not_this_class(desk, name, rule.by_class.by, word), rule.clause
    one = each[name]
    cited = one.clause or rule.clause
    if one.when is not None and amount:
        due = desk.truth(one.when)
        if isinstance(due, Refusal):
            return due, cited
        if not due:
            desk.add(Step("not_due", {"name": name, "why": one.otherwise}))
            return Fraction(0), cited
    shares = {period: period_rule.share for period, period_rule in each.items()}
    desk.reading(rule, "各期")
    last = list(shares)[-1]
    return _split(desk, amount, name, shares, last, rule), cited


def _level(
    desk: Desk, rule: Sharing, amount: Fraction, name: str
) -> tuple[Fraction | Refusal, str]:
    """What one level of government pays, and the clause that says so."""
    each, rest = rule.each, rule.rest
    if rule.by_class is not None:
        found = desk.of_class(rule.by_class)
        if isinstance(found, Refusal):
            return found, ""
        word, levels = found
        each, rest = levels.each, levels.rest
        if name not in each:
            return _not_this_class(desk, name, rule.by_class.by, word), rule.clause
    desk.reading(rule, "各级")
    paid = _split(desk, amount, name, dict(each), rest, rule)
    return paid, rule.clause


def _not_this_class(desk: Desk, name: str, by: str, word: str) -> Fraction:
    """Nothing: this class has no such instalment, or no such level pays for it."""
    desk.add(Step("no_share", {"name": name, "by": by, "class": word}))
    return Fraction(0)


def _split(
    desk: Desk,
    amount: Fraction,
    name: str,
    shares: dict[str, Dated[Figure]],
    rest: str,
    of: Instalments | Sharing,
) -> Fraction | Refusal:
    """One share of an amount, rounded; `rest` takes what rounding leaves, so that all sum up."""
    rates: dict[str, Figure] = {}
    for part, dated in shares.items():
        rate = desk.on_day(dated, f"{part}的比例")
        if isinstance(rate, Refusal):
            return rate
        rates[part] = rate
    each = {part: rounded(amount * rate.value, of.rounding) for part, rate in rates.items()}
    left = amount - sum((each[part] for part in each if part != rest), Fraction(0))
    if left < 0:
        return Refusal(
            Reason.BREAKS_RULE,
            f"取整以后各份之和超过奖励额，{rest}已没有余额",
            "取整的单位对这样小的奖励额太大，请人工分配",
        )
    paid = left if name == rest else each[name]
    if paid != amount * rates[name].value:
        desk.reading(of, "取整")
    takes_rest = name == rest and paid != each[rest]
    if takes_rest and isinstance(of, Sharing):
        desk.reading(of, "尾差归")
    figures: dict[str, object] = {"name": name, "share": rates[name].text, "paid": paid}
    figures |= {"rest": takes_rest, "dimension": desk.dimension}
    desk.add(Step("share", figures))
    return paid
