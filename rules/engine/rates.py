"""PE_RATE: a named ratio of the policy."""

from __future__ import annotations

from fractions import Fraction

from rules import expression
from rules.engine.facts import read_facts
from rules.engine.rows import Row
from rules.engine.use import Use, not_here, reading, rounded
from rules.results import Reason, Refusal, Result, Step, Value, Working


def rate(use: Use, name: str, row: Row) -> Result:
    """The rate (a fraction: 0.6654 is 66.54%), rounded as the policy says.

    A row whose quantities are all blank gives a blank. Source: the policy's 比率.
    """
    known = use.policy.rates
    if name not in known:
        return not_here(use, "比率", name, list(known))
    rule = known[name]
    outside = use.outside(use.day)
    if outside is not None:
        return outside
    facts = read_facts(use, row, rule.formula.names)
    if isinstance(facts, Refusal):
        return facts
    if not facts.absent and not any(fact.given for fact in facts.by_name.values()):
        return Value(None, Working((Step("not_filled", {}),)))
    exact = expression.evaluate(rule.formula, facts.values())
    if isinstance(exact, Refusal):
        return facts.missing(exact, use)
    if not isinstance(exact, Fraction):
        return Refusal(
            Reason.POLICY_BROKEN, f"比率“{name}”的公式得出的不是数", "请政策维护人检查公式"
        )
    value = rounded(exact, rule.rounding)
    figures: dict[str, object] = {
        "name": name,
        "formula": rule.formula,
        "shown": facts.shown(),
        "exact": exact,
        "value": value,
    }
    readings = reading(rule, "公式")
    # Unrounded is a choice too where the figure shown is not all of it.
    if value != exact or 10**4 % exact.denominator:
        readings = (*readings, *reading(rule, "取整"))
    return Value(value, Working((Step("rate", figures),), use.cite(rule.clause), readings))
