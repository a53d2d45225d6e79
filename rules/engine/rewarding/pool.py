"""年度总额: the rewards of a year, reduced alike where they come to more than there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from rules.engine.facts import read_facts
from rules.engine.rewarding.scheme import worked_out
from rules.engine.rows import Row
from rules.engine.use import Use, reading, rounded
from rules.model.payment import PoolRest, YearlyPool
from rules.model.rewards import Scheme
from rules.results import Reason, Refusal, Result, Step, Value
from rules.wording import scalar


def shared_out(
    use: Use, rule: Scheme, pool: YearlyPool, rows: Sequence[Row], *, listed: bool
) -> list[Result]:
    """The reward of each row of the year; all are refused while one of them is not known.

    One row is a whole year only where it was `listed` as such; else it is likely one of many.
    """
    if len(rows) < 2 and not listed:
        return [
            Refusal(
                Reason.MISSING_VALUE,
                "奖励受年度总额限制，要全年的项目一起才能算",
                "请把全年各项目的行一次选进公式；全年只有一个项目的，连同下面一个空行一起选",
            )
        ] * len(rows)
    results = [worked_out(use, rule, row) for row in rows]
    refused = next((n for n, r in enumerate(results) if isinstance(r, Refusal)), None)
    whole = _whole(use, rule, pool, rows)
    stopped = whole if isinstance(whole, Refusal) else None
    if refused is not None:
        first = results[refused]
        assert isinstance(first, Refusal)
        stopped = Refusal(
            first.reason, f"第 {refused + 1} 行还算不出奖励额，年度总额不能分摊", first.message
        )
    if stopped is not None:
        return [r if isinstance(r, Refusal) else stopped for r in results]
    assert isinstance(whole, Fraction)
    values = [result for result in results if isinstance(result, Value)]
    return list(_reduced(use, rule, pool, whole, values))


def _whole(use: Use, rule: Scheme, pool: YearlyPool, rows: Sequence[Row]) -> Fraction | Refusal:
    """The year's sum, which every row must name alike; the days must lie in one year."""
    dated_by = use.policy.in_force.dated_by
    names = [name for name in (dated_by, pool.amount.name) if name]
    years: set[int] = set()
    sums: set[Fraction] = {pool.amount.figure.value} if pool.amount.figure else set()
    for row in rows:
        facts = read_facts(use, row, names)
        if isinstance(facts, Refusal):
            return facts
        day = facts.by_name[dated_by].value if dated_by else None
        if isinstance(day, date):
            years.add(day.year)
        amount = facts.by_name[pool.amount.name].value if pool.amount.name else None
        if isinstance(amount, Fraction):
            sums.add(amount)
    if len(years) > 1:
        return Refusal(
            Reason.BREAKS_RULE,
            f"所选各行有 {min(years)} 年的，也有 {max(years)} 年的",
            "年度总额按年分摊，请只选一年的项目",
        )
    if not sums:
        return Refusal(Reason.MISSING_VALUE, f"没有填“{pool.amount.name}”", "请填写年度总额")
    if len(sums) > 1 or min(sums) < 0:
        said = f"“{pool.amount.name}”各行不同" if len(sums) > 1 else f"“{pool.amount.name}”是负数"
        return Refusal(Reason.BREAKS_RULE, said, "请核对年度总额")
    return sums.pop()


def _reduced(
    use: Use, rule: Scheme, pool: YearlyPool, whole: Fraction, values: list[Value]
) -> Sequence[Result]:
    amounts = [value.value for value in values if isinstance(value.value, Fraction)]
    total = sum(amounts, Fraction(0))
    if total <= whole:
        return values
    shares = [rounded(amount * whole / total, pool.rounding) for amount in amounts]
    left = whole - sum(shares, Fraction(0))
    takes: int | None = None
    if left and pool.rest is not PoolRest.KEPT:
        paid = [number for number, amount in enumerate(amounts) if amount]
        largest = max(paid, key=lambda number: amounts[number])
        takes = largest if pool.rest is PoolRest.LARGEST else paid[-1]
        shares[takes] += left
    if left < 0 and (takes is None or shares[takes] < 0):
        said = "分摊取整以后的合计超过年度总额"
        return [Refusal(Reason.BREAKS_RULE, said, "请政策维护人改用“舍去”")] * len(values)
    results: list[Result] = []
    for number, (value, amount, share) in enumerate(zip(values, amounts, shares, strict=True)):
        figures = {
            "total": scalar(total, rule.unit.dimension, (whole,)),
            "whole": scalar(whole, rule.unit.dimension),
            "amount": scalar(amount, rule.unit.dimension),
            "share": scalar(share, rule.unit.dimension),
            "rest": number == takes,
        }
        working = value.working
        clause = use.cite(pool.clause) if pool.clause else ""
        steps = (*working.steps, Step("pool", figures, clause))
        told = (*working.readings, *reading(pool, "金额"))
        if share != amount * whole / total:
            told += reading(pool, "取整")
        if left and (number == takes or pool.rest is PoolRest.KEPT):
            told += reading(pool, "尾差")
        working = replace(working, steps=steps, readings=told)
        results.append(Value(share, working) if amount else value)
    return results
