"""PE_REWARD: an amount of money, by conditions, bases × rates, uplift, cap and rounding."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rules import expression
from rules.engine.rows import Facts, Row, read_facts
from rules.engine.use import Use, in_words, not_here, reading, rounded
from rules.model.rewards import Cap, CapOrder, IfBoth, Scheme, Uplift
from rules.results import Reason, Refusal, Result, Step, Value, Working


def reward(use: Use, scheme: str, row: Row) -> Result:
    """The amount in 元; 0 with the reason where a condition fails.

    Refuses outside the time in force, while a person has to decide, and where a value that
    matters is missing. Source: the policy's 奖励.
    """
    known = use.policy.rewards
    if scheme not in known:
        return not_here(use, "奖励", scheme, list(known))
    rule = known[scheme]
    facts = read_facts(use, row, _names(use, rule))
    if isinstance(facts, Refusal):
        return facts
    return _Reckoning(use, rule, facts).result()


def _names(use: Use, rule: Scheme) -> list[str]:
    """Every quantity that the scheme reads."""
    names = [use.policy.in_force.dated_by] if use.policy.in_force.dated_by else []
    for condition in rule.conditions:
        names += condition.holds.names
    if rule.by_person:
        names += [*rule.by_person.when.names, rule.by_person.takes]
    for component in rule.components.values():
        names += component.base.names
    return names + (list(rule.uplift.one_of) if rule.uplift else [])


class _Reckoning:
    """One reckoning: goes through the scheme in the order of the document, noting each step."""

    def __init__(self, use: Use, rule: Scheme, facts: Facts) -> None:
        self.use, self.rule, self.facts = use, rule, facts
        self.steps: list[Step] = []
        self.readings: tuple[str, ...] = ()
        self.day: date | None = use.day

    def result(self) -> Result:
        refusal = self._in_time()
        if refusal is not None:
            return refusal
        for condition in self.rule.conditions:
            holds = self._evaluate(condition.holds)
            if isinstance(holds, Refusal):
                return holds
            if not holds:
                self.steps.append(Step("not_eligible", {"why": condition.otherwise}))
                return self._value(Fraction(0), condition.clause)
        if self.rule.by_person:
            decided = self._evaluate(self.rule.by_person.when)
            if isinstance(decided, Refusal):
                return decided
            if decided:
                return self._by_person()
        return self._reckoned()

    def _in_time(self) -> Refusal | None:
        dated_by = self.use.policy.in_force.dated_by
        fact = self.facts.by_name.get(dated_by)
        if fact is not None and isinstance(fact.value, date):
            self.day = fact.value
            return self.use.outside(self.day)
        if fact is not None and self.use.day is None:
            self.steps.append(
                Step(
                    "day_not_given", {"name": dated_by, "when": in_words(self.use.policy.in_force)}
                )
            )
        return self.use.outside(self.use.day)

    def _evaluate(self, formula: expression.Expression) -> Fraction | bool | Refusal:
        value = expression.evaluate(formula, self.facts.values())
        if isinstance(value, Refusal):
            return self.facts.missing(value, self.use)
        if isinstance(value, (bool, Fraction)):
            return value
        return Refusal(
            Reason.POLICY_BROKEN, f"公式“{formula.text}”得出的不是数", "请政策维护人检查公式"
        )

    def _by_person(self) -> Result:
        by_person = self.rule.by_person
        assert by_person is not None
        decided = self.facts.by_name[by_person.takes]
        readings = reading(self.rule.readings, "人工核定")
        if not isinstance(decided.value, Fraction):
            return Refusal(
                Reason.WAITS_FOR_PERSON,
                by_person.says,
                f"核定后请填写“{by_person.takes}”",
                Working((), self.use.cite(self.rule.clause), readings),
            )
        if decided.value < 0:
            return Refusal(Reason.BREAKS_RULE, f"“{by_person.takes}”是负数", "请核对核定的金额")
        self.readings += readings
        self.steps.append(Step("by_person", {"name": by_person.takes, "amount": decided.value}))
        return self._value(self._rounded(decided.value))

    def _reckoned(self) -> Result:
        amount = Fraction(0)
        paid: list[Step] = []
        blank: list[str] = []
        for name, component in self.rule.components.items():
            if all(not self.facts.by_name[n].given for n in component.base.names):
                blank.extend(component.base.names)
                continue
            base = self._evaluate(component.base)
            if isinstance(base, Refusal):
                return base
            if base < 0:
                return Refusal(Reason.BREAKS_RULE, f"{name}的基数是负数", "请核对所填金额")
            share = component.rate.on(self.day)
            if share is None:
                return self._no_rate(name)
            part = Fraction(base) * share.value
            amount += part
            if base:
                figures: dict[str, object] = {
                    "name": name,
                    "base": Fraction(base),
                    "rate": share.text,
                }
                paid.append(Step("component", {**figures, "part": part, "formula": component.base}))
                self.readings += reading(component.readings, "基数")
        if blank and not paid and len(blank) >= len(self.rule.components):
            return self._nothing_given(blank)
        if len(paid) > 1:
            paid.append(Step("sum", {"amount": amount}))
        self.steps += paid
        if paid:
            self.readings += reading(self.rule.readings, "基数")
        return self._uplifted_and_capped(amount)

    def _nothing_given(self, blank: list[str]) -> Refusal:
        gone = [name for name in blank if name in self.facts.absent]
        names = "、".join(f"“{name}”" for name in blank)
        if len(gone) == len(blank):
            return Refusal(
                Reason.MISSING_FIELD,
                f"数据里没有{names}，无法计算奖励",
                "请在表头加上要用的一项并填写" if len(blank) > 1 else "请在表头加上这一项并填写",
            )
        told = f"{names}都没有填" if len(blank) > 1 else f"没有填{names}"
        advice = "请至少填写其中一项" if len(blank) > 1 else "请填写"
        return Refusal(Reason.MISSING_VALUE, f"{told}，无法计算奖励", advice)

    def _no_rate(self, name: str) -> Refusal:
        if self.day is None:
            dated_by = self.use.policy.in_force.dated_by
            return Refusal(
                Reason.MISSING_VALUE,
                f"{name}的比例因日期而不同，没有填“{dated_by}”",
                f"请填写“{dated_by}”",
            )
        return Refusal(Reason.OUT_OF_FORCE, f"{name}在{self.day}没有适用的比例", "请核对日期")

    def _uplifted_and_capped(self, amount: Fraction) -> Result:
        lift = self._lift(self.rule.uplift)
        if isinstance(lift, Refusal):
            return lift
        cap = self.rule.cap
        if cap is None:
            return self._value(self._rounded(self._lifted(amount, lift)))
        limit = cap.amount.on(self.day)
        if limit is None:
            return self._no_rate("封顶金额")
        first = cap.order is CapOrder.AFTER_UPLIFT
        if first:
            value = self._capped(self._lifted(amount, lift), limit.value, cap)
        else:
            value = self._lifted(self._capped(amount, limit.value, cap), lift)
        after, before = min(amount * lift, limit.value), min(amount, limit.value) * lift
        if after != before:
            self.readings += reading(self.rule.readings, "封顶")
        return self._value(self._rounded(value))

    def _lift(self, uplift: Uplift | None) -> Fraction | Refusal:
        """The factor of the uplifts that apply."""
        if uplift is None:
            return Fraction(1)
        values = self.facts.by_name
        unknown = [name for name in uplift.one_of if values[name].value is None]
        if unknown:
            reason = (
                Reason.MISSING_FIELD if unknown[0] in self.facts.absent else Reason.MISSING_VALUE
            )
            return Refusal(reason, f"没有填“{unknown[0]}”", "请填 是 或 否")
        shares = {name: f.value for name, f in uplift.one_of.items() if values[name].value is True}
        if not shares:
            return Fraction(1)
        if len(shares) > 1:
            self.readings += reading(self.rule.readings, "同时符合")
            if uplift.if_both is IfBoth.REFUSE:
                both = "”“".join(shares)
                return Refusal(Reason.BREAKS_RULE, f"“{both}”不能同时为是", "请核对后只保留一项")
        if uplift.if_both is IfBoth.PRODUCT:
            factor = Fraction(1)
            for share in shares.values():
                factor *= 1 + share
        elif uplift.if_both is IfBoth.SUM:
            factor = 1 + sum(shares.values(), Fraction(0))
        else:
            highest = max(shares.values())
            shares = {name: share for name, share in shares.items() if share == highest}
            factor = 1 + highest
        self._uplift_names = "、".join(shares)
        return factor

    _uplift_names = ""

    def _lifted(self, amount: Fraction, factor: Fraction) -> Fraction:
        if factor != 1 and amount:
            figures = {"names": self._uplift_names, "share": factor - 1, "amount": amount * factor}
            self.steps.append(Step("uplift", figures))
        return amount * factor

    def _capped(self, amount: Fraction, limit: Fraction, cap: Cap) -> Fraction:
        if amount <= limit:
            return amount
        self.steps.append(Step("cap", {"scope": cap.scope, "limit": limit}))
        return limit

    def _rounded(self, amount: Fraction) -> Fraction:
        to = self.rule.rounding
        value = rounded(amount, to)
        if value != amount:
            self.readings += reading(self.rule.readings, "取整")
            figures = {"how": to.how.value, "to": str(to.to), "value": value, "unit": "元"}
            self.steps.append(Step("rounded", figures))
        return value

    def _value(self, amount: Fraction, clause: str = "") -> Value:
        self.steps.append(Step("amount", {"amount": amount}))
        cited = self.use.cite(clause or self.rule.clause)
        return Value(amount, Working(tuple(self.steps), cited, self.readings))
