"""After the parts: additions, uplift and cap in their written order, and whether the order mattered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from rules.engine.rewarding.additions import Added, additions
from rules.engine.rewarding.ceilings import Decided, Top, capped, top_of
from rules.engine.rewarding.desk import Desk
from rules.engine.rewarding.uplifts import Multiple, multiple
from rules.engine.use import reading
from rules.model.granting import AdditionsThen
from rules.model.rewards import AdditionOrder, CapOrder, Scheme
from rules.results import Reason, Refusal, Step, Working
from rules.wording import scalar


def finished(desk: Desk, rule: Scheme, amount: Fraction) -> Fraction | Refusal:
    """What the sum of the parts comes to, before rounding; refused while a person has to choose."""
    lift = multiple(desk, rule.uplift)
    if isinstance(lift, Refusal):
        return lift
    added = additions(desk, rule.additions)
    if isinstance(added, Refusal):
        return added
    top = None if rule.cap is None else top_of(desk, rule.cap)
    if isinstance(top, Refusal):
        return top
    finish = _Finish(rule, amount, lift, added, top)
    if any(one.waits for one in added):
        return _waits(desk, finish)
    before = len(desk.steps)
    value = finish.through(desk)
    if isinstance(value, Refusal):
        return value
    for one in added:
        if _addition_order_matters(desk, finish, one, value):
            desk.reading(one.rule, "次序")
    if amount and lift.several:
        desk.reading(rule, "同时符合")
    if amount and lift.times != 1:
        desk.reading(rule, "上浮")
    cut = any(step.kind in ("cap", "over_cap") for step in desk.steps[before:])
    if _cap_order_matters(desk, finish, value) if rule.uplift else cut:
        desk.reading(rule, "封顶")
    return value


def plus(
    desk: Desk,
    amount: Fraction,
    added: tuple[Added, ...],
    order: AdditionOrder,
    *,
    highest: bool = False,
) -> Fraction:
    """The amount with the additions that come in at this point."""
    for one in added:
        if one.order is order:
            extra = one.high if highest else one.low
            amount += extra
            for word in ("当", "金额", "区间"):
                desk.reading(one.rule, word)
            figures = {"name": one.name, "extra": extra, "amount": amount}
            clause = desk.cited(one.rule.clause)
            desk.add(Step("addition", {**figures, "dimension": desk.dimension}, clause))
    return amount


@dataclass(frozen=True, slots=True)
class _Finish:
    """The sum of the parts with what is done to it."""

    rule: Scheme
    amount: Fraction
    lift: Multiple
    added: tuple[Added, ...]
    top: Top | None

    def through(
        self, desk: Desk, *, highest: bool = False, order: CapOrder | None = None
    ) -> Fraction | Refusal:
        """Additions, uplift and cap in order; the highest choice where a person still has one.

        `order` is another order of the cap than its own, to be tried out.
        """

        def with_additions(amount: Fraction, order: AdditionOrder) -> Fraction:
            return plus(desk, amount, self.added, order, highest=highest)

        cap = self.rule.cap
        uplift_first = cap is None or (order or cap.order) is CapOrder.AFTER_UPLIFT
        amount = with_additions(self.amount, AdditionOrder.BEFORE_UPLIFT)
        if uplift_first:
            amount = self._lifted(desk, amount)
        amount = with_additions(amount, AdditionOrder.INSIDE_CAP)
        if cap is not None and self.top is not None:
            held = capped(desk, cap, amount, self.top)
            if isinstance(held, Decided | Refusal):
                return self._decided(desk, held) if isinstance(held, Decided) else held
            amount = held
        if not uplift_first:
            amount = self._lifted(desk, amount)
        return with_additions(amount, AdditionOrder.OUTSIDE_CAP)

    def _lifted(self, desk: Desk, amount: Fraction) -> Fraction:
        lift = self.lift
        if lift.times != 1 and amount:
            assert self.rule.uplift is not None
            figures: dict[str, object] = {"names": lift.names, "share": lift.times - 1}
            figures |= {"aside": lift.aside}
            figures |= {"amount": amount * lift.times, "dimension": desk.dimension}
            desk.add(Step("uplift", figures, desk.cited(self.rule.uplift.clause)))
        return amount * lift.times

    def _decided(self, desk: Desk, held: Decided) -> Fraction:
        """What a person decided above the cap, with what comes on top of it."""
        over = self.rule.cap.over if self.rule.cap else None
        if over is None or over.additions is not AdditionsThen.EXTRA:
            return held.amount
        return plus(desk, held.amount, self.added, AdditionOrder.OUTSIDE_CAP)


def _cap_order_matters(desk: Desk, finish: _Finish, value: Fraction) -> bool:
    """Whether the other order of uplift and cap would pay another sum."""
    rule = finish.rule
    if rule.cap is None or "封顶" not in rule.readings:
        return False
    after = rule.cap.order is CapOrder.AFTER_UPLIFT
    order = CapOrder.BEFORE_UPLIFT if after else CapOrder.AFTER_UPLIFT
    return finish.through(desk.aside(), order=order) != value


def _addition_order_matters(desk: Desk, finish: _Finish, one: Added, value: Fraction) -> bool:
    """Whether an addition that came in elsewhere would pay another sum."""
    if "次序" not in one.rule.readings:
        return False
    for order in AdditionOrder:
        moved = replace(one, rule=replace(one.rule, order=order))
        others = tuple(moved if other is one else other for other in finish.added)
        if replace(finish, added=others).through(desk.aside()) != value:
            return True
    return False


def _waits(desk: Desk, finish: _Finish) -> Refusal:
    """Between what and what the reward lies until a person has chosen."""
    ends = [finish.through(desk.aside(), highest=highest) for highest in (False, True)]
    refused = next((end for end in ends if isinstance(end, Refusal)), None)
    if refused is not None:
        return refused
    low, high = (scalar(end, desk.dimension) for end in ends if isinstance(end, Fraction))
    waiting = [one for one in finish.added if one.waits]
    told = "，".join(f"{o.name}在{o.rule.between.shown}之间" for o in waiting if o.rule.between)
    what = f"奖励额在{low}～{high}之间" if low != high else f"无论核定多少，奖励额都是{low}"
    readings = tuple(text for one in waiting for text in reading(one.rule, "区间"))
    return Refusal(
        Reason.WAITS_FOR_PERSON,
        f"{told}由人核定，核定前{what}",
        f"核定后请填写{'、'.join(f'“{one.rule.takes}”' for one in waiting)}",
        Working((), desk.use.cite(finish.rule.clause), readings),
    )
