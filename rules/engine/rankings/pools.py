"""按得分分摊: one amount shared out over a group by the totals, to the last 分."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rules.engine.rankings.figures import figure_of
from rules.engine.rankings.places import Standing
from rules.engine.use import Use, rounded
from rules.model.rankings import Pool, Prizes, Remainder
from rules.model.scalars import Figure
from rules.results import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Share:
    """A unit's share: exact, after rounding, and what it takes of the remainder."""

    exact: Fraction
    amount: Fraction
    takes: Fraction


@dataclass(frozen=True, slots=True)
class Shared:
    """A whole pool: its amount, the sum of the totals, what rounding left, each unit's share."""

    pool: Figure
    whole: Fraction
    left: Fraction
    shares: dict[int, Share]


def shared_out(use: Use, rule: Prizes, placed: Sequence[Standing]) -> Shared | Refusal | None:
    """The pool of a group, by the row of each unit; None where prizes come otherwise."""
    if rule.pool is None or not placed:
        return None
    pool = _one_amount(use, rule.pool, placed)
    if isinstance(pool, Refusal):
        return pool
    totals = [found.of.total for found in placed]
    if any(total < 0 for total in totals):
        return Refusal(Reason.BREAKS_RULE, "有单位总分是负数，不能按得分分摊", "请核对")
    whole = sum(totals, Fraction(0))
    if not whole:
        return Refusal(Reason.DIVIDES_BY_ZERO, "各单位总分合计为 0，不能按得分分摊", "请核对")
    exact = [pool.value * total / whole for total in totals]
    amounts = [rounded(value, rule.rounding) for value in exact]
    left = pool.value - sum(amounts, Fraction(0))
    taker = _taker(rule.pool.left, placed) if left else None
    if isinstance(taker, Refusal):
        return taker
    shares = {
        found.of.at: Share(value, amount, left if found is taker else Fraction(0))
        for found, value, amount in zip(placed, exact, amounts, strict=True)
    }
    return Shared(pool, whole, left, shares)


def _one_amount(use: Use, pool: Pool, placed: Sequence[Standing]) -> Figure | Refusal:
    """The amount of the pool: where units fill it in, all the same."""
    first: Figure | None = None
    for found in placed if pool.amount.name else placed[:1]:
        figure = figure_of(use, found.of, pool.amount)
        if isinstance(figure, Refusal):
            return figure
        if first is not None and figure.value != first.value:
            name = pool.amount.name
            return Refusal(Reason.AMBIGUOUS, f"各单位的“{name}”填得不同", "同一笔总额请填成相同的")
        first = figure
    assert first is not None
    return first


def _taker(left: Remainder, placed: Sequence[Standing]) -> Standing | Refusal | None:
    """Who takes the remainder; None where it is kept."""
    if left is Remainder.KEPT:
        return None
    places = [found.place for found in placed]
    wanted = min(places) if left is Remainder.FIRST else max(places)
    there = [found for found in placed if found.place == wanted]
    if len(there) == 1:
        return there[0]
    return Refusal(
        Reason.AMBIGUOUS,
        f"有 {len(there)} 个单位同为第{wanted}名，尾差不知给谁",
        "请由制定文件的单位确定",
    )
