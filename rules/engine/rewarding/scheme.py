"""One scheme on one row: through the gates, the parts, the uplift and the cap, in the written order."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from rules.engine.rewarding.additions import Added, additions
from rules.engine.rewarding.ceilings import Decided, Top, capped, top_of
from rules.engine.rewarding.desk import Desk, NothingGiven
from rules.engine.rewarding.gates import barred, exchange
from rules.engine.rewarding.names import names_in
from rules.engine.rewarding.parts import earned
from rules.engine.rewarding.uplifts import Multiple, multiple
from rules.engine.rows import Row, read_facts
from rules.engine.use import Use, reading
from rules.model.granting import AdditionsThen
from rules.model.rewards import AdditionOrder, CapOrder, Scheme
from rules.results import Reason, Refusal, Result, Step, Working
from rules.wording import scalar


def worked_out(use: Use, rule: Scheme, row: Row) -> Result:
    """The amount of one scheme; 0 with the reason where a condition fails."""
    names = (use.policy.in_force.dated_by, *names_in(rule))
    facts = read_facts(use, row, filter(None, names))
    if isinstance(facts, Refusal):
        return facts
    return _Reckoning(Desk(use, facts, rule.unit.dimension), rule).result()


class _Reckoning:
    """Goes through a scheme in the order of the document."""

    def __init__(self, desk: Desk, rule: Scheme) -> None:
        self.desk, self.rule = desk, rule

    def result(self) -> Result:
        desk, rule = self.desk, self.rule
        refusal = desk.in_time() or exchange(desk, rule.exchange)
        if refusal is not None:
            return refusal
        bar = barred(desk, rule)
        if isinstance(bar, Refusal):
            return bar
        if bar is not None:
            return desk.answer(Fraction(0), bar.clause or rule.clause)
        if rule.by_person is not None:
            decided = desk.truth(rule.by_person.when)
            if isinstance(decided, Refusal):
                return decided
            if decided:
                return self._by_person()
        amount = self._sum()
        return amount if isinstance(amount, Refusal) else self._finished(amount)

    def _by_person(self) -> Result:
        desk, by_person = self.desk, self.rule.by_person
        assert by_person is not None
        decided = desk.facts.by_name[by_person.takes]
        readings = reading(self.rule, "人工核定")
        if not isinstance(decided.value, Fraction):
            return Refusal(
                Reason.WAITS_FOR_PERSON,
                by_person.says,
                f"核定后请填写“{by_person.takes}”",
                Working((), desk.use.cite(self.rule.clause), readings),
            )
        if decided.value < 0:
            return Refusal(Reason.BREAKS_RULE, f"“{by_person.takes}”是负数", "请核对核定的金额")
        desk.readings += readings
        figures = {"name": by_person.takes, "amount": decided.value}
        desk.add(Step("by_person", {**figures, "dimension": desk.dimension}))
        amount = decided.value
        if by_person.additions is AdditionsThen.EXTRA:
            added = additions(desk, self.rule.additions)
            if isinstance(added, Refusal):
                return added
            outside = [one for one in added if one.order is AdditionOrder.OUTSIDE_CAP]
            if any(one.waits for one in outside):
                names = "、".join(f"“{one.rule.takes}”" for one in outside if one.waits)
                return Refusal(
                    Reason.WAITS_FOR_PERSON, "另加的金额还没有核定", f"核定后请填写{names}"
                )
            amount = _plus(desk, amount, tuple(outside), AdditionOrder.OUTSIDE_CAP)
            for one in outside:
                desk.reading(one.rule, "次序")
        return self._rounded(amount)

    def _decided(self, desk: Desk, held: Decided, added: tuple[Added, ...]) -> Fraction:
        """What a person decided above the cap, with what comes on top of it."""
        over = self.rule.cap.over if self.rule.cap else None
        if over is None or over.additions is not AdditionsThen.EXTRA:
            return held.amount
        return _plus(desk, held.amount, added, AdditionOrder.OUTSIDE_CAP)

    def _sum(self) -> Fraction | Refusal:
        """All parts together."""
        desk = self.desk
        amount, paid, blank, before = Fraction(0), 0, 0, len(desk.steps)
        for name, component in self.rule.components.items():
            part = earned(desk, name, component)
            if isinstance(part, Refusal):
                return part
            if part is None:
                blank += 1
                continue
            amount, paid = amount + part, paid + bool(part)
        based = [c for c in self.rule.components.values() if c.base or c.in_order or c.by_kind]
        if blank and blank == len(based) and not paid:
            return self._nothing_given()
        if paid > 1:
            desk.add(Step("sum", {"amount": amount, "dimension": desk.dimension}))
        if len(desk.steps) > before:
            desk.reading(self.rule, "基数")
        return amount

    def _nothing_given(self) -> Refusal:
        absent = self.desk.facts.absent
        parts = [
            part
            for component in self.rule.components.values()
            for part in (
                component,
                *(component.in_order.parts.values() if component.in_order else ()),
                *(component.by_kind.each.values() if component.by_kind else ()),
            )
        ]
        blank = [name for part in parts if part.base for name in part.base.names]
        blank = list(dict.fromkeys(blank))
        names = "、".join(f"“{name}”" for name in blank)
        if all(name in absent for name in blank):
            advice = (
                "请在表头加上要用的一项并填写" if len(blank) > 1 else "请在表头加上这一项并填写"
            )
            said = f"数据里没有{names}，无法计算奖励"
            return NothingGiven(Reason.MISSING_FIELD, said, advice)
        told = f"{names}都没有填" if len(blank) > 1 else f"没有填{names}"
        advice = "请至少填写其中一项" if len(blank) > 1 else "请填写"
        return NothingGiven(Reason.MISSING_VALUE, f"{told}，无法计算奖励", advice)

    def _finished(self, amount: Fraction) -> Result:
        """After the parts: additions, uplift, cap, rounding."""
        desk, rule = self.desk, self.rule
        lift = multiple(desk, rule.uplift)
        if isinstance(lift, Refusal):
            return lift
        added = additions(desk, rule.additions)
        if isinstance(added, Refusal):
            return added
        top = None if rule.cap is None else top_of(desk, rule.cap)
        if isinstance(top, Refusal):
            return top
        if any(one.waits for one in added):
            return self._waits(amount, lift, added, top)
        before = len(desk.steps)
        value = self._through(desk, amount, lift, added, top)
        if isinstance(value, Refusal):
            return value
        for one in added:
            if self._addition_order_matters(one, amount, lift, added, top, value):
                desk.reading(one.rule, "次序")
        if amount and lift.several:
            desk.reading(rule, "同时符合")
        if amount and lift.times != 1:
            desk.reading(rule, "上浮")
        cut = any(step.kind in ("cap", "over_cap") for step in desk.steps[before:])
        if self._cap_order_matters(amount, lift, added, top, value) if rule.uplift else cut:
            desk.reading(rule, "封顶")
        return self._rounded(value)

    def _cap_order_matters(
        self,
        amount: Fraction,
        lift: Multiple,
        added: tuple[Added, ...],
        top: Top | None,
        value: Fraction,
    ) -> bool:
        """Whether the other order of uplift and cap would pay another sum."""
        cap = self.rule.cap
        if cap is None or "封顶" not in self.rule.readings:
            return False
        after = cap.order is CapOrder.AFTER_UPLIFT
        order = CapOrder.BEFORE_UPLIFT if after else CapOrder.AFTER_UPLIFT
        other = _Reckoning(self.desk, replace(self.rule, cap=replace(cap, order=order)))
        return other._through(self.desk.aside(), amount, lift, added, top) != value

    def _addition_order_matters(
        self,
        one: Added,
        amount: Fraction,
        lift: Multiple,
        added: tuple[Added, ...],
        top: Top | None,
        value: Fraction,
    ) -> bool:
        """Whether an addition that came in elsewhere would pay another sum."""
        if "次序" not in one.rule.readings:
            return False
        for order in AdditionOrder:
            moved = replace(one, rule=replace(one.rule, order=order))
            others = tuple(moved if other is one else other for other in added)
            if self._through(self.desk.aside(), amount, lift, others, top) != value:
                return True
        return False

    def _through(
        self,
        desk: Desk,
        amount: Fraction,
        lift: Multiple,
        added: tuple[Added, ...],
        top: Top | None,
        *,
        highest: bool = False,
    ) -> Fraction | Refusal:
        """Additions, uplift and cap in their order; the highest choice where a person still has one."""

        def plus(amount: Fraction, order: AdditionOrder) -> Fraction:
            return _plus(desk, amount, added, order, highest=highest)

        def lifted(amount: Fraction) -> Fraction:
            if lift.times != 1 and amount:
                figures = {"names": lift.names, "share": lift.times - 1}
                figures |= {"amount": amount * lift.times, "dimension": desk.dimension}
                desk.add(Step("uplift", figures, self._uplift_clause()))
            return amount * lift.times

        cap = self.rule.cap
        amount = plus(amount, AdditionOrder.BEFORE_UPLIFT)
        uplift_first = cap is None or cap.order is CapOrder.AFTER_UPLIFT
        if uplift_first:
            amount = lifted(amount)
        amount = plus(amount, AdditionOrder.INSIDE_CAP)
        if cap is not None and top is not None:
            held = capped(desk, cap, amount, top)
            if isinstance(held, Decided | Refusal):
                return self._decided(desk, held, added) if isinstance(held, Decided) else held
            amount = held
        if not uplift_first:
            amount = lifted(amount)
        return plus(amount, AdditionOrder.OUTSIDE_CAP)

    def _uplift_clause(self) -> str:
        return self.desk.cited(self.rule.uplift.clause) if self.rule.uplift else ""

    def _waits(
        self, amount: Fraction, lift: Multiple, added: tuple[Added, ...], top: Top | None
    ) -> Refusal:
        """Between what and what the reward lies until a person has chosen."""
        desk = self.desk
        ends = [
            self._through(desk.aside(), amount, lift, added, top, highest=highest)
            for highest in (False, True)
        ]
        refused = next((end for end in ends if isinstance(end, Refusal)), None)
        if refused is not None:
            return refused
        low, high = (scalar(end, desk.dimension) for end in ends if isinstance(end, Fraction))
        waiting = [one for one in added if one.waits]
        told = "，".join(f"{o.name}在{o.rule.between.shown}之间" for o in waiting if o.rule.between)
        what = f"奖励额在{low}～{high}之间" if low != high else f"无论核定多少，奖励额都是{low}"
        readings: tuple[str, ...] = ()
        for one in waiting:
            readings += reading(one.rule, "区间")
        return Refusal(
            Reason.WAITS_FOR_PERSON,
            f"{told}由人核定，核定前{what}",
            f"核定后请填写{'、'.join(f'“{one.rule.takes}”' for one in waiting)}",
            Working((), desk.use.cite(self.rule.clause), readings),
        )

    def _rounded(self, amount: Fraction) -> Result:
        value = self.desk.rounded(amount, self.rule.rounding, self.rule)
        return self.desk.answer(value, self.rule.clause)


def _plus(
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
            _note(desk, one)
            figures = {"name": one.name, "extra": extra, "amount": amount}
            clause = desk.cited(one.rule.clause)
            desk.add(Step("addition", {**figures, "dimension": desk.dimension}, clause))
    return amount


def _note(desk: Desk, one: Added) -> None:
    """The readings of an addition that is paid."""
    desk.reading(one.rule, "当")
    desk.reading(one.rule, "金额")
    desk.reading(one.rule, "区间")
