"""Where one reward is worked out: the data, the day, other rewards, and formulas over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from rules import expression
from rules.engine.cells import Fact
from rules.engine.facts import Facts
from rules.engine.rewarding.notes import Notes
from rules.engine.use import Use, in_words, rounded
from rules.expression import Expression, Name
from rules.model.common import Reads, Round
from rules.model.granting import Classes
from rules.model.scalars import Dated
from rules.nearest import nearest
from rules.results import Reason, Refusal, Result, Scalar, Step, Value, Working
from rules.wording import CURRENCIES, own_name, scalar

T = TypeVar("T")


class NothingGiven(Refusal):
    """The refusal of a scheme for which not one base was filled in."""

    __slots__ = ()


class Desk(Notes):
    """One reckoning: goes through the scheme in the order of the document, noting each step."""

    def __init__(self, use: Use, facts: Facts, dimension: str) -> None:
        super().__init__(use)
        self.facts, self.dimension = facts, dimension
        self.day: date | None = use.day
        self.others: dict[str, Value] = {}
        self.refused: dict[str, Refusal] = {}
        self.whys: list[str] = []

    def lay_out(self, name: str, found: Result, dimension: str) -> None:
        """Put another reward, which a formula calls `name`, beside the data of the row."""
        amount: Scalar = None
        if isinstance(found, Refusal):
            said = f"{own_name(name)}：{found.message}"
            self.refused[name] = replace(found, message=said)
        else:
            self.others[name], amount = found, found.value
        fact = Fact(
            amount,
            scalar(amount, dimension) if amount is not None else "",
            given=not isinstance(found, NothingGiven),
            dimension=dimension,
        )
        self.facts = replace(self.facts, by_name={**self.facts.by_name, name: fact})

    def aside(self) -> Desk:
        """A desk with the same data, for a reckoning that is only tried out."""
        other = Desk(self.use, self.facts, self.dimension)
        other.day, other.others, other.refused = self.day, dict(self.others), self.refused
        other.whys = list(self.whys)
        return other

    def evaluate(self, formula: Expression) -> Scalar | Refusal:
        """What a formula gives; a name without a column is told as such."""
        for name in formula.names:
            if name in self.refused:
                return self.refused[name]
            if name in self.others:
                self._told_once(name, self.others.pop(name))
        value = expression.evaluate(formula, self.facts.values())
        return self.facts.missing(value, self.use) if isinstance(value, Refusal) else value

    def _told_once(self, name: str, other: Value) -> None:
        """How another reward came about, told before it is first used."""
        self.take_over(other.working)
        fact = self.facts.by_name[name]
        figures = {"name": own_name(name), "amount": fact.value, "dimension": fact.dimension}
        self.add(Step("scheme", {**figures, "taken": True}, other.working.clause))

    def number(self, formula: Expression) -> Fraction | Refusal:
        """A formula that gives a number."""
        value = self.evaluate(formula)
        return value if isinstance(value, Fraction | Refusal) else _broken(formula)

    def truth(self, formula: Expression) -> bool | Refusal:
        """A formula that gives 是 or 否."""
        value = self.evaluate(formula)
        return value if isinstance(value, bool | Refusal) else _broken(formula)

    def given(self, formula: Expression) -> bool:
        """Whether any of the data of a formula was filled in."""
        return any(self.facts.by_name[name].given for name in formula.names)

    def value(self, name: str, advice: str = "请填写") -> Scalar | Refusal:
        """A quantity that must be there."""
        found = self.facts.by_name[name].value
        if found is None:
            absent = name in self.facts.absent
            reason = Reason.MISSING_FIELD if absent else Reason.MISSING_VALUE
            return Refusal(reason, f"没有填“{name}”", advice)
        return found

    def amount(self, name: str) -> Fraction | Refusal:
        """An amount that must be there, and not below 0."""
        found = self.value(name)
        if isinstance(found, Fraction) and found < 0:
            return Refusal(Reason.BREAKS_RULE, f"“{name}”是负数", "请核对所填金额")
        return found if isinstance(found, Fraction | Refusal) else Fraction(0)

    def of_class(self, classes: Classes[T]) -> tuple[str, T] | Refusal:
        """The class that the row names, with its value; one that is not listed is refused."""
        listed = "、".join(classes.each)
        found = self.value(classes.by, f"可填：{listed}")
        if isinstance(found, Refusal):
            return found
        word = str(found).strip()
        if word not in classes.each:
            advice = nearest(word, classes.each) or f"可填：{listed}"
            return Refusal(Reason.NO_BAND, f"“{classes.by}”填的“{word}”不在所列类别内", advice)
        self.reading(classes, "各类")
        return word, classes.each[word]

    def on_day(self, dated: Dated[T], what: str) -> T | Refusal:
        """What applies on the day of this reckoning."""
        found = dated.on(self.day)
        if found is not None:
            return found
        if self.day is None:
            dated_by = self.use.policy.in_force.dated_by
            return Refusal(
                Reason.MISSING_VALUE,
                f"{what}因日期而不同，没有填“{dated_by}”",
                f"请填写“{dated_by}”",
            )
        return Refusal(Reason.OUT_OF_FORCE, f"{what}在{self.day}没有适用的值", "请核对日期")

    def in_time(self) -> Refusal | None:
        """Take the day from the row; a refusal outside the time in force."""
        dated_by = self.use.policy.in_force.dated_by
        fact = self.facts.by_name.get(dated_by)
        if fact is not None and isinstance(fact.value, date):
            self.day = fact.value
        elif fact is not None and self.use.day is None:
            when = in_words(self.use.policy.in_force)
            self.add(Step("day_not_given", {"name": dated_by, "when": when}))
        return self.use.outside(self.day)

    def as_told(self, formula: Expression) -> tuple[Expression, str]:
        """A formula as it is told, and what is said before it: why its IF took the branch it took.

        It goes without amounts that are 0 because nobody filled them in.
        """
        values = self.facts.values()
        formula, reasons = expression.taken(formula, values)
        blank = [n for n in formula.names if not self.facts.by_name[n].given and values[n] == 0]
        news = [why for why in reasons if why not in self.whys]
        self.whys += news
        return formula.without(blank) if blank else formula, "".join(f"{why}，" for why in news)

    def told(
        self,
        formula: Expression,
        value: Fraction,
        dimension: str,
        beside: Iterable[Fraction] = (),
    ) -> str:
        """A formula with its figures and what it gives: `总投资12亿元`, `6亿元－1亿元=5亿元`.

        `beside` are the edges that the sentence compares it with.
        """
        formula, why = self.as_told(formula)
        if isinstance(formula.root, Name):
            named = own_name(formula.root.name)
            return why + named + self.figure(formula, value, dimension, beside)
        words = expression.in_words(formula, self.facts.shown())
        return f"{why}{words}={scalar(value, dimension, beside)}"

    def figure(
        self,
        formula: Expression,
        value: Fraction,
        dimension: str,
        beside: Iterable[Fraction] = (),
    ) -> str:
        """What a formula gives, as its data write it."""
        written = dimension in ("人民币", "比率", *CURRENCIES)
        if isinstance(formula.root, Name) and not written:
            return self.facts.by_name[formula.root.name].shown
        return scalar(value, dimension, beside)

    def rounded(self, amount: Fraction, to: Round, of: Reads) -> Fraction:
        """The amount after a declared rounding, noted where it changed something."""
        value = rounded(amount, to)
        if value != amount:
            self.reading(of, "取整")
            figures = {"how": to.how.value, "to": str(to.to), "value": value}
            self.add(Step("rounded", {**figures, "unit": _unit(self.dimension)}))
        return value

    def answer(self, amount: Fraction, clause: str) -> Value:
        """The amount with its working."""
        self.add(Step("amount", {"amount": amount, "dimension": self.dimension}))
        return Value(amount, Working(tuple(self.steps), self.use.cite(clause), self.readings))


def _unit(dimension: str) -> str:
    return "元" if dimension == "人民币" else "分"


def _broken(formula: Expression) -> Refusal:
    return Refusal(
        Reason.POLICY_BROKEN, f"公式“{formula.text}”得出的不是数", "请政策维护人检查公式"
    )
