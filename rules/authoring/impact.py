"""The same cases under two policies: who gains, who loses, what is no longer eligible or computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from rules.authoring.candidates import names_in
from rules.engine import Raw, Row, Use, grade, ranking, rate, rewards, score, scorecard
from rules.exact import plain
from rules.explain import explain
from rules.notation import with_unit
from rules.proof.examples import SCORE, SCORE_INPUTS
from rules.results import Reason, Refusal, Result, Scalar, Value

TOTAL = "总分"


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


def results(
    use: Use, cases: Sequence[Case], items: Sequence[str] = ()
) -> dict[str, Sequence[Result]]:
    """All that a policy says of the cases together, by result, each in the order of the cases.

    Every reward, ranking, scorecard and rate whose data is there, scores and grades; `items` limits
    it to those named. Together, because a ranking and a yearly pool depend on all rows.
    """
    rows = [Row(tuple(case.data), tuple(case.data.values())) for case in cases]
    given = {
        with_unit(header)[0]
        for case in cases
        for header, cell in case.data.items()
        if _filled(cell)
    }
    policy = use.policy
    for name, quantity in policy.quantities.items():
        if given.intersection(with_unit(header)[0] for header in quantity.headers):
            given.add(name)
    found: dict[str, Sequence[Result]] = {}

    def wanted(name: str, rule: object) -> bool:
        named = bool(given.intersection(names_in(policy, rule)))
        return name in items if items else named

    for name, reward in (policy.rewards | policy.combinations).items():
        if wanted(name, reward):
            found[name] = rewards(use, name, rows)
    for name, rule in policy.rankings.items():
        if wanted(name, (rule, policy.scorecards[rule.scorecard])):
            found |= _placed(use, name, rows)
    ranked = {rule.scorecard for rule in policy.rankings.values()}
    for name, card in policy.scorecards.items():
        if wanted(name, card) and name not in ranked:
            found[name] = [scorecard(use, name, [row]) for row in rows]
    for name, formula in policy.rates.items():
        if wanted(name, formula):
            found[name] = [rate(use, name, row) for row in rows]
    if policy.scoring and {"指标值", "实际完成值"} <= given and (not items or SCORE in items):
        found[SCORE] = [_scored(use, case.data) for case in cases]
    if TOTAL in given:
        for name in policy.grades:
            if not items or name in items:
                found[name] = [_graded(use, name, case.data.get(TOTAL)) for case in cases]
    return found


def _filled(cell: Raw) -> bool:
    return cell is not None and cell != ""


def _placed(use: Use, name: str, rows: Sequence[Row]) -> dict[str, Sequence[Result]]:
    """Total, place and award; a place as words, for a higher one is no bigger amount."""
    found = ranking(use, name, rows)
    if isinstance(found, Refusal):
        return {f"{name}·{word}": [found] * len(rows) for word in ("总分", "名次", "奖项")}
    placed = {
        f"{name}·总分": [total for total, _, _ in found],
        f"{name}·名次": [_as_words(place) for _, place, _ in found],
    }
    awards = [award for _, _, award in found]
    if any(isinstance(award, Value) and award.value is not None for award in awards):
        placed[f"{name}·奖项"] = awards
    return dict(placed)


def _as_words(place: Result) -> Result:
    if isinstance(place, Value) and isinstance(place.value, Fraction):
        return replace(place, value=f"第{plain(place.value)}名")
    return place


def _graded(use: Use, name: str, total: Raw) -> Result:
    return total if isinstance(total, Refusal) else grade(use, total, name)


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
    old: Use, new: Use, cases: Sequence[Case], items: Sequence[str] = ()
) -> tuple[Affected, ...]:
    """Every result of every case under both policies, in the order of the cases."""
    before, after = results(old, cases, items), results(new, cases, items)
    affected = []
    for number, case in enumerate(cases):
        for item in dict.fromkeys((*before, *after)):
            was = before[item][number] if item in before else _not_said(old, item)
            now = after[item][number] if item in after else _not_said(new, item)
            if not (_is_blank(was) and _is_blank(now)):
                affected.append(Affected(case.name, item, was, now))
    return tuple(affected)


def _is_blank(found: Result) -> bool:
    return isinstance(found, Value) and found.value is None


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


def _figure(result: Result) -> Fraction | None:
    value = result.value if isinstance(result, Value) else None
    return value if isinstance(value, Fraction) else None


def _turned_away(result: Result) -> bool:
    """Whether a result is nothing because a condition was not met."""
    return any(step.kind == "not_eligible" for step in result.working.steps)
