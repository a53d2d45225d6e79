"""One scheme on one row: through the gates, the parts, the uplift and the cap, in the written order."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.facts import read_facts
from rules.engine.rewarding.deciding import decided
from rules.engine.rewarding.desk import Desk
from rules.engine.rewarding.finishing import finished
from rules.engine.rewarding.gates import barred, exchange
from rules.engine.rewarding.names import data_and_others
from rules.engine.rewarding.sums import sum_of_parts
from rules.engine.rows import Row
from rules.engine.use import Use
from rules.model.rewards import Scheme
from rules.results import Refusal, Result


def worked_out(use: Use, rule: Scheme, row: Row) -> Result:
    """The amount of one scheme; 0 with the reason where a condition fails."""
    desk = desk_for(use, rule, rule.unit.dimension, row)
    return desk if isinstance(desk, Refusal) else _result(desk, rule)


def desk_for(use: Use, construct: object, dimension: str, row: Row) -> Desk | Refusal:
    """A desk with all that a construct names: data of the row, and other rewards worked out on it."""
    names, others = data_and_others(use.policy, construct)
    facts = read_facts(use, row, names)
    if isinstance(facts, Refusal):
        return facts
    desk = Desk(use, facts, dimension)
    for name, rule in others:
        desk.lay_out(name, worked_out(use, rule, row), rule.unit.dimension)
    return desk


def _result(desk: Desk, rule: Scheme) -> Result:
    """Goes through a scheme in the order of the document."""
    refusal = desk.in_time() or exchange(desk, rule.exchange)
    if refusal is not None:
        return refusal
    bar = barred(desk, rule)
    if isinstance(bar, Refusal):
        return bar
    if bar is not None:
        return desk.answer(Fraction(0), bar.clause or rule.clause)
    amount = _amount(desk, rule)
    if isinstance(amount, Refusal):
        return amount
    return desk.answer(desk.rounded(amount, rule.rounding, rule), rule.clause)


def _amount(desk: Desk, rule: Scheme) -> Fraction | Refusal:
    """What is earned before rounding: as a person decided it, or as the parts come to it."""
    if rule.by_person is not None:
        for_a_person = desk.truth(rule.by_person.when)
        if isinstance(for_a_person, Refusal):
            return for_a_person
        if for_a_person:
            return decided(desk, rule, rule.by_person)
    amount = sum_of_parts(desk, rule)
    return amount if isinstance(amount, Refusal) else finished(desk, rule, amount)
