"""分期 and 分担: the share of a reward that one instalment pays, or one level of government."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.rewarding.desk import Desk
from rules.engine.rewarding.names import names_in
from rules.engine.rows import Row, read_facts
from rules.engine.use import Use, reading, rounded
from rules.model.common import Readings, Round
from rules.model.rewards import Scheme
from rules.model.scalars import Dated, Figure
from rules.results import Reason, Refusal, Result, Step, Value, Working
from rules.wording import percent


def share_of(use: Use, rule: Scheme, whole: Value, parts: list[str], row: Row) -> Result:
    """What of a whole reward is paid in the instalment, by the level, or both that `parts` name."""
    names = (use.policy.in_force.dated_by, *names_in(rule))
    facts = read_facts(use, row, filter(None, names))
    if isinstance(facts, Refusal):
        return facts
    desk = Desk(use, facts, rule.unit.dimension)
    desk.in_time()
    desk.steps, desk.readings = list(whole.working.steps), whole.working.readings
    amount, clause = whole.value, whole.working.clause
    assert isinstance(amount, Fraction)
    for part in parts:
        if rule.instalments is not None and part in rule.instalments.each:
            paid = _instalment(desk, rule, amount, part)
            cited = rule.instalments.each[part].clause or rule.instalments.clause
        else:
            assert rule.sharing is not None
            sharing = rule.sharing
            shares = dict(sharing.each)
            desk.reading(sharing.readings, "各级")
            paid = _split(
                desk, amount, part, shares, sharing.rest, sharing.rounding, sharing.readings
            )
            cited = sharing.clause
        if isinstance(paid, Refusal):
            return paid
        amount, clause = paid, use.cite(cited) if cited else clause
    return Value(amount, Working(tuple(desk.steps), clause, desk.readings))


def _instalment(desk: Desk, rule: Scheme, amount: Fraction, name: str) -> Fraction | Refusal:
    instalments = rule.instalments
    assert instalments is not None
    one = instalments.each[name]
    if one.when is not None and amount:
        due = desk.truth(one.when)
        if isinstance(due, Refusal):
            return due
        if not due:
            desk.add(Step("not_due", {"name": name, "why": one.otherwise}))
            return Fraction(0)
    shares = {period: each.share for period, each in instalments.each.items()}
    last = list(shares)[-1]
    desk.reading(instalments.readings, "各期")
    return _split(desk, amount, name, shares, last, instalments.rounding, instalments.readings)


def _split(
    desk: Desk,
    amount: Fraction,
    name: str,
    shares: dict[str, Dated[Figure]],
    rest: str,
    to: Round,
    readings: Readings,
) -> Fraction | Refusal:
    """One share of an amount, rounded; `rest` takes what rounding leaves, so that all sum up."""
    rates: dict[str, Figure] = {}
    for part, dated in shares.items():
        rate = desk.on_day(dated, f"{part}的比例")
        if isinstance(rate, Refusal):
            return rate
        rates[part] = rate
    each = {part: rounded(amount * rate.value, to) for part, rate in rates.items()}
    left = amount - sum((each[part] for part in each if part != rest), Fraction(0))
    if left < 0:
        return Refusal(
            Reason.BREAKS_RULE,
            f"取整以后各份之和超过奖励额，{rest}已没有余额",
            "取整的单位对这样小的奖励额太大，请人工分配",
        )
    mattered = left != amount * rates[rest].value
    if mattered:
        desk.readings += reading(readings, "取整")
        desk.readings += reading(readings, "尾差归")
    paid = left if name == rest else each[name]
    figures: dict[str, object] = {"name": name, "share": percent(rates[name].value), "paid": paid}
    figures |= {"rest": name == rest and mattered, "dimension": desk.dimension}
    desk.add(Step("share", figures))
    return paid
