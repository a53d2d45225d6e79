"""Inputs made from the declarations of a policy alone, for what has few examples or none."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules import expression
from rules.authoring.asked import Asked
from rules.authoring.candidates import Candidates
from rules.authoring.neighbours import figure_text
from rules.authoring.trials import Trial
from rules.engine.facts import Facts, read_facts
from rules.engine.rows import Row
from rules.engine.use import Use
from rules.exact import plain
from rules.model.checks import Check
from rules.model.policy import Example, Policy
from rules.model.quantities import QuantityType
from rules.model.rankings import Ranking
from rules.model.scoring import Method
from rules.proof.examples import SCORE, SCORE_INPUTS

_TARGETS = ("≥80%", ">80%", "≤80%", "<80%", "=80%", "80%", "≥50个", "≤50个", "=0", "50个±5个")
_STATES = ("2023年12月31日前", "及时")
_ACTUALS = ("80%", "64%", "90%", "120%", "50个", "40个", "60个", "150个", "0")
_STATE_ACTUALS = ("2023年12月20日", "2024年1月5日", "及时", "不及时")
_POINTS = "10"
#: What the units of an invented ranking have: full, more and less, no two of them in step.
_AMOUNTS = tuple(map(Fraction, (100, 90, 80, 60, 120, 40, 70)))
_FEWEST_UNITS, _MOST_UNITS = 4, 12
#: Marks that a person gives: small enough for most lines.
_MARK = Fraction(1, 20)


class Inventions:
    """Made-up inputs for the results of one policy."""

    def __init__(self, policy: Policy, asked: Asked, candidates: Candidates) -> None:
        self.policy = policy
        self.asked = asked
        self.candidates = candidates

    def of(self, item: str) -> Iterator[Trial]:
        """Inputs for one result."""
        if item == SCORE:
            yield from self._scored()
            return
        ranking = self.policy.rankings.get(item)
        if ranking is not None:
            yield from self._ranked(item, ranking)
        card = self.policy.scorecards.get(item)
        if card is not None and card.several is not None:
            yield from self._several(item, card.several.unit)
        bare = Trial(item, Example(title=item, given={}))
        names = self.asked.names(item)
        for truth in ("是", "否"):
            for amount in (Fraction(90), Fraction(100)):
                given = {name: self.sample(name, truth, amount) for name in names}
                yield bare.with_given(given)
                check = self.policy.checks.get(item)
                if check is not None:
                    yield from self._equal(bare.with_given(given), check)

    def sample(self, name: str, truth: str = "否", amount: Fraction = _AMOUNTS[0]) -> str:
        """A plain value for one quantity."""
        quantity = self.policy.quantities.get(name)
        if quantity is None:
            return plain(amount)
        if quantity.type is QuantityType.TRUTH:
            return truth
        if quantity.type is QuantityType.DATE:
            return str(self.policy.in_force.since)
        if quantity.type is QuantityType.TEXT:
            return next(iter(quantity.allowed or self.candidates.words), "其他")
        if quantity.type is QuantityType.RATIO:
            return plain(amount) + "%"
        return plain(amount) + (quantity.unit or "")

    def _equal(self, trial: Trial, check: Check) -> Iterator[Trial]:
        """An equation that comes out, exactly and to the last digit printed."""
        facts = read_facts(Use(self.policy), Row.of(dict(trial.given)), check.that.names)
        wanted = (
            expression.expected(check.that, facts.values()) if isinstance(facts, Facts) else None
        )
        if wanted is None or not isinstance(facts, Facts):
            return
        name, value = wanted
        quantity = self.policy.quantities[name]
        dimension = facts.by_name[name].dimension
        for near in (value, value + Fraction(1, 250), value - Fraction(1, 250)):
            text = figure_text(near, dimension)
            if quantity.type is QuantityType.POINTS:
                text = plain(near, 2)
            yield trial.with_given({**trial.given, name: text})

    # --- rankings -----------------------------------------------------------------------------

    def _ranked(self, item: str, ranking: Ranking) -> Iterator[Trial]:
        """Several units that differ; two of them alike; one of which nothing is known."""
        for truth in ("否", "是"):
            units = [self._unit(item, ranking, number, truth) for number in range(_size(ranking))]
            kinds = [units]
            if ranking.group:
                # So far they are all in one group: the same once more in two.
                groups = self.policy.quantities[ranking.group].allowed or ("甲组", "乙组")
                kinds.append(
                    [
                        {**unit, ranking.group: groups[n % len(groups)]}
                        for n, unit in enumerate(units)
                    ]
                )
            for rows in kinds:
                yield self._contest(item, rows)
                yield self._contest(item, [rows[0], *rows[:-1]])
                yield self._contest(item, [rows[0], *rows[:2], {}, *rows[2:]])

    def _several(self, item: str, unit: str) -> Iterator[Trial]:
        """One unit with several rows: once they differ, once they are alike."""
        rows = tuple(self._row(item, number, "否") | {unit: "单位1"} for number in range(3))
        yield Trial(item, Example(title=item, rows=rows))
        yield Trial(item, Example(title=item, rows=(rows[0], rows[0])))

    def _contest(self, item: str, rows: list[dict[str, str]]) -> Trial:
        told = Example(title=item, rows=tuple(rows), ranked={item: ()})
        return Trial(item, told)

    def _unit(self, item: str, ranking: Ranking, number: int, truth: str) -> dict[str, str]:
        """One unit: each of its figures at a place of its own in the same list."""
        row = self._row(item, number, truth)
        card = self.policy.scorecards.get(ranking.scorecard)
        if card is not None and card.several is not None:
            row[card.several.unit] = f"单位{number + 1}"
        return row

    def _row(self, item: str, number: int, truth: str) -> dict[str, str]:
        row: dict[str, str] = {}
        for turn, name in enumerate(self.asked.names(item), start=1):
            quantity = self.policy.quantities[name]
            amount = _AMOUNTS[number * turn % len(_AMOUNTS)]
            if quantity.type is QuantityType.POINTS:
                amount *= _MARK
            # What is mostly left blank is left blank: a veto, an exclusion.
            plainly = quantity.type is QuantityType.TRUTH and quantity.if_blank
            sample = "" if plainly else self.sample(name, truth, amount)
            row[name] = sample
        return {name: text for name, text in row.items() if text}

    # --- scores -------------------------------------------------------------------------------

    def _scored(self) -> Iterator[Trial]:
        scoring = self.policy.scoring
        methods = scoring.methods if scoring else {}
        levels = [
            f"{level} {figure_text((span.low + span.high) / 2, '比率')}"
            for method in methods.values()
            for level, span in method.levels.items()
        ]
        for name in ("", *methods):
            stated, points = _printed(methods.get(name))
            for target, actuals in (
                *((target, (*_ACTUALS, *_STATE_ACTUALS, *levels)) for target in stated),
                *((target, _ACTUALS) for target in _TARGETS),
                *((target, (*_STATE_ACTUALS, *levels)) for target in _STATES),
            ):
                for actual in actuals:
                    given = dict(zip(SCORE_INPUTS, (points, target, actual, name), strict=False))
                    yield Trial(SCORE, Example(title=SCORE, given={})).with_given(given)


def _size(ranking: Ranking) -> int:
    """So many units that each place with a prize is taken, and one without."""
    places = ranking.prizes.by_place if ranking.prizes else {}
    last = max((int(place.high or place.low or 0) for place in places), default=0)
    return min(max(last + 1, _FEWEST_UNITS), _MOST_UNITS)


def _printed(method: Method | None) -> tuple[tuple[str, ...], str]:
    """The target and the points that the document itself prints for a method."""
    if method is None:
        return (), _POINTS
    points = method.stated_points
    return method.stated_target[:1], plain(points.value) if points is not None else _POINTS
