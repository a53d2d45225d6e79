"""The same cases under two policies: who gains, who loses, what is no longer eligible or computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from rules.authoring.candidates import names_in
from rules.engine import Raw, Row, Use, grade, rate, reward, score
from rules.explain import explain
from rules.model.policy import Policy
from rules.notation import with_unit
from rules.proof.examples import SCORE, SCORE_INPUTS
from rules.results import Reason, Refusal, Result, Scalar, Value

TOTAL = "总分"
#: Sections whose results are asked for row by row.
_BY_ROW = {"rewards": reward, "rates": rate}


class Effect(Enum):
    """What the new policy does to one result of one case."""

    GAINS = "增加"
    LOSES = "减少"
    SAME = "不变"
    OTHER = "改变"
    NO_LONGER_ELIGIBLE = "不再符合条件"
    NEWLY_ELIGIBLE = "新符合条件"
    NO_LONGER_COMPUTED = "不再能计算"
    NEWLY_COMPUTED = "变为能计算"
    NEITHER = "都不能计算"


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what it is called, and its data by header."""

    name: str
    data: Mapping[str, Raw]


@dataclass(frozen=True, slots=True)
class Affected:
    """One result of one case under both policies."""

    case: str
    item: str
    before: Result
    after: Result

    @property
    def effect(self) -> Effect:
        """What changed."""
        old, new = self.before, self.after
        if isinstance(old, Refusal) or isinstance(new, Refusal):
            if isinstance(new, Value):
                return Effect.NEWLY_COMPUTED
            return Effect.NO_LONGER_COMPUTED if isinstance(old, Value) else Effect.NEITHER
        if _turned_away(old) != _turned_away(new):
            return Effect.NO_LONGER_ELIGIBLE if _turned_away(new) else Effect.NEWLY_ELIGIBLE
        if old.value == new.value:
            return Effect.SAME
        difference = self.difference
        if difference is None:
            return Effect.OTHER
        return Effect.GAINS if difference > 0 else Effect.LOSES

    @property
    def difference(self) -> Fraction | None:
        """By how much the figure moved; None where one of the two is none."""
        old, new = _figure(self.before), _figure(self.after)
        return None if old is None or new is None else new - old

    @property
    def why(self) -> str:
        """Why a result is not there, or is nothing, under the new policy (or, failing it, the old)."""
        for found in (self.after, self.before):
            if isinstance(found, Refusal) or _turned_away(found):
                return explain(found)
        return ""


@dataclass(frozen=True, slots=True)
class Sums:
    """One result over all cases that both policies compute."""

    item: str
    before: Fraction
    after: Fraction
    effects: Mapping[Effect, int]


def results(use: Use, case: Case, items: Sequence[str] = ()) -> dict[str, Result]:
    """All that a policy says of a case: every reward and rate whose data is there, score, grade.

    `items` limits it to those named.
    """
    found: dict[str, Result] = {}
    row = Row(tuple(case.data), tuple(case.data.values()))
    headers = {with_unit(header)[0] for header in case.data}
    for section, ask in _BY_ROW.items():
        members = getattr(use.policy, section)
        for name in members:
            wanted = name in items if items else _concerns(use.policy, members[name], headers)
            if wanted:
                found[name] = ask(use, name, row)
    if use.policy.scoring and {"指标值", "实际完成值"} <= headers and (not items or SCORE in items):
        found[SCORE] = _scored(use, case.data)
    if TOTAL in headers:
        for name in use.policy.grades:
            if not items or name in items:
                total = case.data[TOTAL]
                found[name] = total if isinstance(total, Refusal) else grade(use, total, name)
    return found


def _concerns(policy: Policy, rule: object, headers: set[str]) -> bool:
    """Whether the data holds something that a rule is computed from."""
    return bool(headers.intersection(names_in(policy, rule)))


def _scored(use: Use, data: Mapping[str, Raw]) -> Result:
    cells: list[Scalar] = []
    for name in SCORE_INPUTS:
        cell = data.get(name)
        if isinstance(cell, Refusal):
            return cell
        cells.append(cell)
    points, target, actual, method, deduction = cells
    return score(use, points, target, actual, str(method) if method else None, deduction)


def compared(
    old: Use, new: Use, cases: Iterable[Case], items: Sequence[str] = ()
) -> tuple[Affected, ...]:
    """Every result of every case under both policies, in the order of the cases."""
    affected = []
    for case in cases:
        before, after = results(old, case, items), results(new, case, items)
        for item in dict.fromkeys((*before, *after)):
            affected.append(
                Affected(
                    case.name,
                    item,
                    before.get(item) or _not_said(old, item),
                    after.get(item) or _not_said(new, item),
                )
            )
    return tuple(affected)


def _not_said(use: Use, item: str) -> Refusal:
    return Refusal(Reason.UNKNOWN_NAME, f"政策“{use.policy.id}”没有“{item}”这一项")


def sums(affected: Iterable[Affected]) -> tuple[Sums, ...]:
    """Totals by result: both sums over the figures that are there, and how many gain or lose."""
    by_item: dict[str, list[Affected]] = {}
    for one in affected:
        by_item.setdefault(one.item, []).append(one)
    told = []
    for item, members in by_item.items():
        counts = {effect: sum(m.effect is effect for m in members) for effect in Effect}
        before = sum((_figure(m.before) or Fraction(0) for m in members), Fraction(0))
        after = sum((_figure(m.after) or Fraction(0) for m in members), Fraction(0))
        told.append(Sums(item, before, after, {e: n for e, n in counts.items() if n}))
    return tuple(told)


def known_items(policy: Policy) -> tuple[str, ...]:
    """What can be asked for with `items`."""
    named = (*policy.rewards, *policy.rates, *policy.grades)
    return (*named, *([SCORE] if policy.scoring else []))


def _figure(result: Result) -> Fraction | None:
    value = result.value if isinstance(result, Value) else None
    return value if isinstance(value, Fraction) else None


def _turned_away(result: Result) -> bool:
    """Whether a result is nothing because a condition was not met."""
    return any(step.kind == "not_eligible" for step in result.working.steps)
