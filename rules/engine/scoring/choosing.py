"""Which of the policy's methods scores a row: the one that is named, or the one for its spelling."""

from __future__ import annotations

from rules.engine.scoring.scored_row import Actual, Target
from rules.engine.use import Use, not_here
from rules.model.scoring import Direction, Method, Scoring, Written
from rules.notation import DateActual, DeadlineTarget, NumericTarget, Relation
from rules.results import Reason, Refusal

WRITTEN = {
    Relation.AT_LEAST: Written.AT_LEAST,
    Relation.ABOVE: Written.ABOVE,
    Relation.AT_MOST: Written.AT_MOST,
    Relation.BELOW: Written.BELOW,
    Relation.EQUAL: Written.EQUAL,
    Relation.AROUND: Written.AROUND,
    Relation.NONE: Written.NO_SIGN,
}
#: The operators that contradict a direction named by hand.
CONTRADICTS = {
    Direction.HIGHER: (Relation.AT_MOST, Relation.BELOW, Relation.AROUND),
    Direction.LOWER: (Relation.AT_LEAST, Relation.ABOVE, Relation.AROUND),
    Direction.EQUAL: (Relation.AROUND,),
}


def named(use: Use, scoring: Scoring, name: str | None) -> Method | Refusal | None:
    """The method of that name; None where no name is given."""
    if not name or not (name := name.strip()):
        return None
    return scoring.methods.get(name) or not_here(use, "计分方法", name, list(scoring.methods))


def choose(use: Use, scoring: Scoring, target: Target, actual: Actual) -> Method | Refusal:
    """The method for this target; a spelling for which the policy has none is refused."""
    if isinstance(target, NumericTarget):
        written = WRITTEN[target.relation]
    elif isinstance(target, DeadlineTarget) and isinstance(actual, DateActual):
        written = Written.DEADLINE
    else:
        written = Written.WORDS
    for found in scoring.methods.values():
        if written in found.applies:
            return found
    others = _fitting(scoring, target)
    return Refusal(
        Reason.RULE_SILENT,
        f"政策“{use.policy.id}”没有规定指标值写成“{written.value}”（{target.text}）时怎样计分",
        "请核对指标值" + (f"，或指定计分方法：{'、'.join(others)}" if others else ""),
    )


def contradicts(method: Method, target: NumericTarget) -> Refusal | None:
    """Why a method named by hand cannot score a target with this operator."""
    if target.relation not in CONTRADICTS.get(method.direction, ()):
        return None
    return Refusal(
        Reason.BREAKS_RULE,
        f"年度指标值写成“{target.text}”，与所选的计分方法（{method.direction.value}）不符",
        "请核对指标值的符号，或换一种计分方法",
    )


def _fitting(scoring: Scoring, target: Target) -> list[str]:
    """The methods that a person could name for this target."""
    if not isinstance(target, NumericTarget):
        return list(scoring.methods)
    return [
        name
        for name, method in scoring.methods.items()
        if target.relation not in CONTRADICTS.get(method.direction, ())
        and method.direction not in (Direction.BY_DATE, Direction.QUALITATIVE)
    ]
