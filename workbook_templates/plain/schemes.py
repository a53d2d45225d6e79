"""What a reward scheme reads, and what of it plain formulas cannot say."""

from __future__ import annotations

from rules.engine import Use
from rules.parts import Scheme
from workbook_templates.plain.amounts import unsayable_in
from workbook_templates.plain.exactly import KNOWN


def unsayable_of(rule: Scheme) -> list[str]:
    """What of a scheme formulas cannot say."""
    cap, rounding = rule.cap, rule.rounding
    words = {
        "汇率": rule.exchange,
        "另加": rule.additions,
        "上浮按分类": rule.uplift and rule.uplift.by_class,
        "年度总额": rule.pool,
        "封顶按公式、分档、分类或累计，或转人工": cap
        and (cap.formula or cap.by_band or cap.by_class or cap.paid or cap.over),
        f"取整“{rounding.how.value}{rounding.to or ''}”": rounding.how not in KNOWN
        or rounding.to is None,
    }
    found = [word for word, there in words.items() if there]
    for name, part in rule.components.items():
        found += unsayable_in(name, part)
    return found


def names_of(use: Use, rule: Scheme) -> list[str]:
    """Every quantity that the scheme reads, each once, in the order of the document."""
    names = [use.policy.in_force.dated_by]
    names += [window.by for window in rule.windows]
    expressions = [condition.holds for condition in rule.conditions]
    if rule.by_person:
        expressions.append(rule.by_person.when)
        names.append(rule.by_person.takes)
    expressions += [threshold.of for threshold in rule.thresholds]
    expressions += [t.when for t in rule.thresholds if t.when]
    for part in rule.components.values():
        expressions += [one for one in (part.base, part.when) if one]
        expressions += [threshold.of for threshold in part.thresholds]
    names += list(rule.uplift.one_of) if rule.uplift else []
    found = [*names, *(name for one in expressions for name in one.names)]
    return list(dict.fromkeys(filter(None, found)))
