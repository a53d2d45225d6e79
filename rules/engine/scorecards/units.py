"""Units: the rows of data that belong to one unit, as one sheet and row by row."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from rules import expression, wording
from rules.engine.cells import Fact
from rules.engine.facts import Facts, read_facts
from rules.engine.rows import Row
from rules.engine.same import Same
from rules.engine.use import Use
from rules.expression import Expression
from rules.model.scalars import Parameter
from rules.model.scorecards import Gathering, Several
from rules.notation import NOT_APPLICABLE, read_actual
from rules.results import Reason, Refusal, Scalar


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of a unit, or of one of its rows.

    `slashed` are the quantities marked `/`; `differing` those whose rows differ and that no rule
    brings together.
    """

    facts: Facts
    slashed: frozenset[str]
    differing: frozenset[str] = frozenset()

    def evaluate(self, use: Use, formula: Expression) -> Scalar | Refusal:
        """What a formula gives, or why it gives nothing."""
        value = expression.evaluate(formula, self.facts.values())
        if not isinstance(value, Refusal) or value.reason is not Reason.MISSING_VALUE:
            return value
        gone = self.facts.named_in(value.message)
        return self._apart(gone) or self.facts.missing(value, use)

    def number(self, use: Use, formula: Expression) -> Fraction | Refusal:
        """As `evaluate`, for a formula that gives a number."""
        value = self.evaluate(use, formula)
        if isinstance(value, (Fraction, Refusal)):
            return value
        return Refusal(
            Reason.POLICY_BROKEN, f"公式“{formula.text}”得出的不是数", "请政策维护人检查公式"
        )

    def measure(self, formula: Expression) -> str:
        """What a formula that only names a quantity measures, for showing it."""
        bare = isinstance(formula.root, expression.Name)
        fact = self.facts.by_name.get(formula.names[0]) if bare else None
        return fact.dimension if fact is not None else ""

    def holds(self, use: Use, formula: Expression) -> bool | Refusal:
        """As `evaluate`, for a condition."""
        value = self.evaluate(use, formula)
        return value if isinstance(value, Refusal) else value is True

    def figure(self, use: Use, name: str) -> Fraction | Refusal:
        """The number under a name."""
        value = self.facts.by_name[name].value
        if isinstance(value, Fraction):
            return value
        return self._apart(name) or self._missing(use, name)

    def text(self, use: Use, name: str) -> str | Refusal:
        """The text under a name."""
        value = self.facts.by_name[name].value
        if isinstance(value, str):
            return value.strip()
        return self._apart(name) or self._missing(use, name)

    def given(self, names: Sequence[str]) -> bool:
        """Whether anything is filled in under the names."""
        return any(self.facts.by_name[name].given for name in names)

    def missing(self, use: Use, name: str) -> Refusal | None:
        """Why nothing can be done with a quantity: it is blank, or differs from row to row."""
        if self.facts.by_name[name].value is not None:
            return None
        return self._apart(name) or self._missing(use, name)

    def _missing(self, use: Use, name: str) -> Refusal:
        refusal = Refusal(Reason.MISSING_VALUE, f"没有填“{name}”", f"请填写“{name}”")
        return self.facts.missing(refusal, use)

    def _apart(self, name: str) -> Refusal | None:
        if name not in self.differing:
            return None
        return Refusal(
            Reason.AMBIGUOUS,
            f"“{name}”在同一单位的几行里不同",
            "请填成相同的，或请政策维护人在“多行”里写明怎样汇总",
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its whole sheet, and the sheets of its rows where it has several."""

    whole: Sheet
    rows: tuple[Sheet, ...]

    def day(self, use: Use) -> date | None:
        """The day that decides whether the policy is in force."""
        fact = self.whole.facts.by_name.get(use.policy.in_force.dated_by)
        return fact.value if fact is not None and isinstance(fact.value, date) else use.day


def names_used(use: Use, *constructs: object) -> tuple[str, ...]:
    """Every quantity that the constructs read, and the one that dates the policy."""
    dated_by = use.policy.in_force.dated_by
    found = [dated_by] if dated_by else []
    for construct in constructs:
        found += _names_in(Same(construct))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=512)
def _names_in(construct: Same[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_names(construct.of, False)))


def _names(value: object, naming: bool) -> Iterator[str]:
    """The names in a construct; `naming` tells that a bare text is one."""
    if isinstance(value, Expression):
        yield from value.names
    elif isinstance(value, Parameter):
        yield from [value.name] if value.name else []
    elif isinstance(value, str):
        yield from [value] if naming and value else []
    elif isinstance(value, dict):
        for inside in value.values():
            yield from _names(inside, naming)
    elif isinstance(value, tuple):
        for inside in value:
            yield from _names(inside, naming)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if "word" in field.metadata:
                inside = getattr(value, field.name)
                yield from _names(inside, bool(field.metadata.get("names")))


def read_sheet(use: Use, row: Row, names: Sequence[str]) -> Sheet | Refusal:
    """One row's quantities; one that cannot be understood is a refusal that names it."""
    facts = read_facts(use, row, names)
    if isinstance(facts, Refusal):
        return facts
    return Sheet(facts, frozenset(name for name in names if _is_slash(use, row, name)))


def _is_slash(use: Use, row: Row, name: str) -> bool:
    found = row.find(name, use.policy.quantities[name].headers)
    return (
        found is not None and isinstance(found[0], str) and read_actual(found[0]) is NOT_APPLICABLE
    )


def together(sheets: Sequence[Sheet], several: Several | None) -> Unit | Refusal:
    """One unit of its rows: each quantity gathered as declared, or the same in all of them."""
    if several is None or len(sheets) == 1:
        return Unit(sheets[0], tuple(sheets))
    by_name: dict[str, Fact] = {}
    slashed, differing = set(), set()
    for name in sheets[0].facts.by_name:
        own = [sheet for sheet in sheets if name not in sheet.slashed]
        facts = [sheet.facts.by_name[name] for sheet in own]
        how = several.gathered.get(name)
        if not facts:
            slashed.add(name)
            by_name[name] = sheets[0].facts.by_name[name]
        elif how is not None and all(isinstance(fact.value, Fraction) for fact in facts):
            gathered = _gathered(how, name, own, several.weight)
            if isinstance(gathered, Refusal):
                return gathered
            dimension = facts[0].dimension
            by_name[name] = Fact(
                gathered, wording.scalar(gathered, dimension), None, True, dimension
            )
        elif len({fact.value for fact in facts}) == 1:
            by_name[name] = facts[0]
        else:
            # Blank for whoever asks for it: a line that is scored row by row never does.
            by_name[name] = Fact(None, "", None, False)
            if how is None:
                differing.add(name)
    facts_ = Facts(by_name, sheets[0].facts.absent)
    return Unit(Sheet(facts_, frozenset(slashed), frozenset(differing)), tuple(sheets))


def _gathered(
    how: Gathering, name: str, sheets: Sequence[Sheet], weight: str
) -> Fraction | Refusal:
    values = [sheet.facts.by_name[name].value for sheet in sheets]
    weights = [sheet.facts.by_name[weight].value for sheet in sheets] if weight else []
    return combined(
        how, [v for v in values if isinstance(v, Fraction)], weights, f"“{name}”", weight
    )


def combined(
    how: Gathering,
    values: Sequence[Fraction],
    weights: Sequence[Scalar],
    what: str,
    weight: str,
) -> Fraction | Refusal:
    """Several figures as one; `what` and `weight` name them in a refusal."""
    if how is Gathering.HIGHEST:
        return max(values)
    if how is Gathering.LOWEST:
        return min(values)
    if how is Gathering.SUM:
        return sum(values, Fraction(0))
    if how is Gathering.MEAN:
        return sum(values, Fraction(0)) / len(values)
    known = [w for w in weights if isinstance(w, Fraction)]
    if len(known) < len(values):
        return Refusal(
            Reason.MISSING_VALUE, f"{what}按“{weight}”加权，有一行没有填“{weight}”", "请补填"
        )
    if any(w < 0 for w in known):
        return Refusal(Reason.BREAKS_RULE, f"“{weight}”有负数，不能作权数", "请核对")
    if not sum(known):
        return Refusal(Reason.DIVIDES_BY_ZERO, f"“{weight}”合计为 0，不能加权平均", "请核对")
    parts = (v * w for v, w in zip(values, known, strict=True))
    return sum(parts, Fraction(0)) / sum(known, Fraction(0))
