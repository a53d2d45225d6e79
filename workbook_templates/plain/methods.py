"""The scoring methods of a policy as numbers that formulas can choose among.

Every fact of a method becomes a list in the order of the methods, and a formula takes its entry with
CHOOSE. Nothing of a policy is written here: another policy gives other lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from rules.engine import Use
from rules.parts import (
    Deduction,
    Direction,
    Figure,
    Method,
    RoundingWord,
    Scoring,
    Short,
    Written,
    ZeroTarget,
)
from workbook_templates.plain.exactly import KNOWN
from workbook_templates.plain.refusing import Unsayable

#: The directions that plain formulas know, by number.
DIRECTIONS = {
    Direction.HIGHER: 1,
    Direction.LOWER: 2,
    Direction.EQUAL: 3,
    Direction.BY_DATE: 4,
    Direction.QUALITATIVE: 5,
}
#: What a missed target earns, by number.
SHORTS = {
    None: 0,
    Short.SILENT: 0,
    Short.PROPORTIONAL: 1,
    Short.LINEAR_TO_DOUBLE: 2,
    Short.NOTHING: 3,
}
#: The number of a figure's operator, and the spelling of a target that it is.
SPELLINGS = (
    Written.NO_SIGN,
    Written.AT_LEAST,
    Written.ABOVE,
    Written.AT_MOST,
    Written.BELOW,
    Written.EQUAL,
    Written.AROUND,
)
#: Points are counted in millionths.
POINT_PARTS = 10**6


@dataclass(frozen=True, slots=True)
class Level:
    """A word for a level, and the level's ends as fractions; `bare` is its share without one."""

    word: str
    method: int
    low: Fraction
    high: Fraction
    closed: bool
    bare: Fraction | None


@dataclass(frozen=True, slots=True)
class Methods:
    """The methods of a policy that formulas can use, in the order of the file."""

    use: Use
    scoring: Scoring
    names: tuple[str, ...]
    all: tuple[Method, ...]

    def each(self, ask: Callable[[Method], object]) -> list[object]:
        """One answer for each method."""
        return [ask(method) for method in self.all]

    def for_spelling(self, spelling: Written) -> int:
        """The number of the method for a target written so, 0 where the policy has none."""
        return next((n for n, m in enumerate(self.all, 1) if spelling in m.applies), 0)

    @property
    def levels(self) -> tuple[Level, ...]:
        """Every word for a level, with the method that it belongs to."""
        found = []
        for number, method in enumerate(self.all, 1):
            highest = max((span.high for span in method.levels.values()), default=Fraction(0))
            for name, span in method.levels.items():
                bare = method.bare.get(name)
                for word in (name, *method.synonyms.get(name, ())):
                    found.append(
                        Level(
                            word,
                            number,
                            span.low,
                            span.high,
                            span.high == highest,
                            bare.value if bare else None,
                        )
                    )
        return tuple(found)


def methods_of(use: Use, unsayable: Unsayable) -> Methods | None:
    """The methods of a policy; None where it does not score, or with things that are unsayable."""
    scoring = use.policy.scoring
    if scoring is None:
        unsayable.lack("", "没有规定指标怎样计分")
        return None
    noted = len(unsayable.faults)
    for name, method in scoring.methods.items():
        for what in _unsayable(scoring, method):
            unsayable.say(f" › 评分 › {name}", what)
    if len(unsayable.faults) > noted:
        return None
    return Methods(use, scoring, tuple(scoring.methods), tuple(scoring.methods.values()))


def _unsayable(scoring: Scoring, method: Method) -> list[str]:
    found = []
    if method.direction not in DIRECTIONS:
        found.append(f"方向“{method.direction.value}”")
    rounding = method.rounding or scoring.rounding
    if method.rounding is not None and method.rounding != scoring.rounding:
        found.append("本方法单独的取整")
    elif rounding.how not in KNOWN or rounding.to is None or not _step(rounding.to):
        found.append(f"取整“{rounding.how.value}{rounding.to or ''}”")
    for word, there in (
        ("完成比例取整", _share_rounding(scoring, method) is None),
        ("实际低于不得分", method.least),
        ("月度指标", method.by_month),
        ("规定指标值", method.stated_target),
    ):
        if there:
            found.append(word)
    over = method.overshoot
    if over is not None and over.deduction is Deduction.BY_TABLE:
        found.append("超额按规定扣减")
    return found


def _share_rounding(scoring: Scoring, method: Method) -> tuple[RoundingWord, Fraction] | None:
    """How a method rounds the share first, (不取整, 0) where it does not.

    None where formulas cannot say it, as where two methods round it differently.
    """
    rounding = method.round_share
    if rounding is None or rounding.how is RoundingWord.NONE:
        return RoundingWord.NONE, Fraction(0)
    others = {m.round_share for m in scoring.methods.values() if m.round_share}
    if rounding.to is None or rounding.how not in KNOWN or len(others) > 1:
        return None
    return rounding.how, rounding.to.value


def share_rounding(methods: Methods) -> tuple[RoundingWord, Fraction, list[object]] | None:
    """How shares are rounded first and by which methods (1 or 0 each); None where none does."""
    each = [_share_rounding(methods.scoring, method) for method in methods.all]
    found = [one for one in each if one is not None and one[1]]
    if not found:
        return None
    return (*found[0], [int(bool(one and one[1])) for one in each])


def _step(to: Figure) -> int:
    """The rounding step in millionths of a point; 0 where it is none."""
    parts = to.value * POINT_PARTS
    return parts.numerator if parts.denominator == 1 else 0


def rounding_of(methods: Methods) -> tuple[RoundingWord, int]:
    """How points are rounded, and to how many millionths."""
    rounding = methods.scoring.rounding
    assert rounding.to is not None
    return rounding.how, _step(rounding.to)


def full_if_zero(method: Method) -> bool:
    """Whether a target of 0 earns all points where the actual is not above it."""
    return method.zero_target is ZeroTarget.FULL_IF_NOT_ABOVE
