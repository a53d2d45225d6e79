"""PE_CHECK: what a filled form must satisfy, and the findings where it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules import expression
from rules.engine.cells import Fact
from rules.engine.facts import Facts, read_facts
from rules.engine.printing import shown_like
from rules.engine.rows import Row
from rules.engine.use import Use, reading
from rules.exact import Interval, printed
from rules.model.checks import Check, IfMissing, Severity, Tolerance
from rules.results import Reason, Refusal, Scalar
from rules.wording import joined

PLACE_HOLDER = re.compile(r"\{([^{}]{1,80})\}")


HELD, SKIPPED = "通过", "跳过"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a form must mend or explain.

    `unread` where a value could not be understood, `lacks` where one is not there.
    """

    check: str
    severity: Severity
    field: str
    message: str
    found: str = ""
    expected: str = ""
    clause: str = ""
    readings: tuple[str, ...] = ()
    unread: bool = False
    lacks: bool = False


def check(use: Use, row: Row) -> tuple[Finding, ...] | Refusal:
    """All findings of the policy's 审核 on one row; none means 通过.

    A value that cannot be understood is itself a finding (必须修改), told once.
    """
    checks = use.policy.checks
    if not checks:
        return Refusal(
            Reason.UNKNOWN_NAME, f"政策“{use.policy.id}”没有规定审核", "请换用有“审核”的政策"
        )
    outside = use.outside(_day(use, row))
    if outside is not None:
        return outside
    outcomes = [one(use, name, rule, row) for name, rule in checks.items()]
    if all(outcome is SKIPPED for outcome in outcomes):
        names = "、".join(dict.fromkeys(n for rule in checks.values() for n in rule.that.names))
        return Refusal(
            Reason.MISSING_VALUE,
            "没有可以核对的数据，一项审核也没有做",
            f"审核用到的数据有：{names}",
        )
    findings = {found.message: found for found in outcomes if isinstance(found, Finding)}
    return tuple(findings.values())


def _day(use: Use, row: Row) -> date | None:
    """The day that decides whether the policy is in force: the row's own, or that of id@date."""
    dated_by = use.policy.in_force.dated_by
    facts = read_facts(use, row, (dated_by,)) if dated_by else None
    value = facts.by_name[dated_by].value if isinstance(facts, Facts) else None
    return value if isinstance(value, date) else use.day


def one(use: Use, name: str, rule: Check, row: Row) -> Finding | str:
    """What one check finds on a row; HELD where it holds, SKIPPED where it could not be made."""
    clause = use.cite(rule.clause) if rule.clause else ""
    facts = read_facts(use, row, rule.that.names)
    if isinstance(facts, Refusal):
        field = next((n for n in rule.that.names if f"“{n}”" in facts.message), rule.that.names[0])
        message = joined(facts.message, facts.advice)
        return Finding(name, Severity.REJECT, field, message, clause=clause, unread=True)
    if not any(fact.given for fact in facts.by_name.values()):
        return SKIPPED
    holds = _holds(rule, facts)
    if isinstance(holds, Refusal):
        return _missing(use, name, rule, facts, facts.missing(holds, use), clause)
    if holds:
        return HELD
    field, expected = _expected(rule, facts)
    return Finding(
        name,
        rule.severity,
        field,
        _told(rule.says, facts, expected),
        facts.by_name[field].shown,
        expected,
        clause,
        reading(rule, "须满足"),
    )


def _holds(rule: Check, facts: Facts) -> bool | Refusal:
    if rule.within is Tolerance.NONE:
        value = expression.evaluate(rule.that, facts.values())
        return value if isinstance(value, Refusal) else bool(value)
    return expression.possible(
        rule.that, {name: _shown_range(fact) for name, fact in facts.by_name.items()}
    )


def _shown_range(fact: Fact) -> Interval | Scalar:
    """Every value that would have been printed so.

    A printed 0 is taken as none at all: otherwise nothing divided by it could ever be wrong.
    """
    if isinstance(fact.value, Fraction) and fact.value != 0 and fact.step is not None:
        return printed(fact.value, fact.step)
    return fact.value


def _missing(
    use: Use, name: str, rule: Check, facts: Facts, refusal: Refusal, clause: str
) -> Finding | str:
    """A check that could not be made: skipped, or told, as the policy says."""
    lacking = refusal.reason in (Reason.MISSING_VALUE, Reason.MISSING_FIELD)
    if lacking and rule.if_missing is IfMissing.SKIP:
        return SKIPPED
    field = facts.named_in(refusal.message) or rule.that.names[0]
    message = f"{name}无法核对：{joined(refusal.message, refusal.advice)}"
    return Finding(name, rule.severity, field, message, clause=clause, lacks=True)


def _expected(rule: Check, facts: Facts) -> tuple[str, str]:
    """Which field to mend, and the figure that should stand there, where the check is an equation."""
    wanted = expression.expected(rule.that, facts.values())
    if wanted is None:
        return rule.that.names[0], ""
    name, value = wanted
    fact = facts.by_name[name]
    return name, shown_like(value, fact.step, fact.dimension)


def _told(says: str, facts: Facts, expected: str) -> str:
    shown = {**facts.shown(), "应为": expected}
    return PLACE_HOLDER.sub(lambda found: shown.get(found[1], found[0]) or "（空）", says)
