"""组合: several schemes for one project, the highest once or all together."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.rewarding.ceilings import Decided, capped, top_of
from rules.engine.rewarding.desk import Desk, NothingGiven
from rules.engine.rewarding.scheme import desk_for, worked_out
from rules.engine.rows import Row
from rules.engine.use import Use
from rules.model.rewards import Combination, Exclusion, IfExclusive, Joining
from rules.results import Reason, Refusal, Result, Step, Value


def combined(use: Use, rule: Combination, row: Row) -> Result:
    """What the schemes come to together; a scheme for which nothing was filled in pays nothing."""
    dimension = use.policy.rewards[rule.schemes[0]].unit.dimension
    desk = desk_for(use, rule, dimension, row)
    if isinstance(desk, Refusal):
        return desk
    outside = desk.in_time()
    if outside is not None:
        return outside
    found: dict[str, Value] = {}
    blank: Refusal | None = None
    for name in rule.schemes:
        result = worked_out(use, use.policy.rewards[name], row)
        if isinstance(result, NothingGiven):
            blank = blank or result
        elif isinstance(result, Refusal):
            return Refusal(
                result.reason, f"{name}：{result.message}", result.advice, result.working
            )
        else:
            found[name] = result
    if not found:
        assert blank is not None
        return blank
    return _joined(desk, rule, found)


def _joined(desk: Desk, rule: Combination, found: dict[str, Value]) -> Result:
    amounts = {name: _amount(value) for name, value in found.items()}
    taken = _highest(amounts) if rule.how is Joining.HIGHEST else dict(amounts)
    if _several(amounts):
        desk.reading(rule, "方式")
    # The clause that keeps a scheme out; of one that is paid, its own.
    clauses = {name: value.working.clause for name, value in found.items()}
    for exclusion in rule.exclusive:
        kept = _exclude(desk, rule, exclusion, taken)
        if isinstance(kept, Refusal):
            return kept
        clauses |= dict.fromkeys(taken.keys() - kept.keys(), desk.cited(exclusion.clause))
        taken = kept
    for name, value in found.items():
        if name in taken:
            desk.take_over(value.working)
        figures = {"name": name, "amount": amounts[name], "dimension": desk.dimension}
        desk.add(Step("scheme", {**figures, "taken": name in taken}, clauses[name]))
    total = sum(taken.values(), Fraction(0))
    if rule.ceiling is not None:
        top = top_of(desk, rule.ceiling)
        if isinstance(top, Refusal):
            return top
        held = capped(desk, rule.ceiling, total, top)
        if isinstance(held, Refusal):
            return held
        if total > top.limit:
            desk.reading(rule, "封顶")
        total = held.amount if isinstance(held, Decided) else held
    return desk.answer(total, rule.clause)


def _amount(value: Value) -> Fraction:
    assert isinstance(value.value, Fraction)
    return value.value


def _several(amounts: dict[str, Fraction]) -> bool:
    return sum(1 for amount in amounts.values() if amount) > 1


def _highest(amounts: dict[str, Fraction]) -> dict[str, Fraction]:
    """The highest alone: of equal ones the first."""
    best = max(amounts, key=lambda name: amounts[name])
    return {best: amounts[best]}


def _exclude(
    desk: Desk, rule: Combination, exclusion: Exclusion, taken: dict[str, Fraction]
) -> dict[str, Fraction] | Refusal:
    """The amounts without those that a higher one of the same exclusion keeps out."""
    among = {name: taken[name] for name in exclusion.schemes if name in taken}
    if not _several(among):
        return taken
    desk.reading(rule, "互斥")
    if exclusion.if_both is IfExclusive.REFUSE:
        both = "”“".join(name for name, amount in among.items() if amount)
        return Refusal(Reason.BREAKS_RULE, f"“{both}”不能同时享受", "请核对后只保留一项的数据")
    best = _highest(among)
    return {name: amount for name, amount in taken.items() if name in best or name not in among}
