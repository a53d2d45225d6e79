"""Which of the policy's methods scores a row: the one that is named, or the one for its spelling."""

from __future__ import annotations

from dataclasses import dataclass

from rules.engine.scoring.scored_row import Actual, Target
from rules.engine.use import Use, not_here
from rules.model.scoring import Direction, Method, Scoring, Written
from rules.notation import DateActual, DeadlineTarget, NumericTarget, Relation
from rules.results import Reason, Refusal, Step

WRITTEN = {
    Relation.AT_LEAST: Written.AT_LEAST,
    Relation.ABOVE: Written.ABOVE,
    Relation.AT_MOST: Written.AT_MOST,
    Relation.BELOW: Written.BELOW,
    Relation.EQUAL: Written.EQUAL,
    Relation.AROUND: Written.AROUND,
    Relation.NONE: Written.NO_SIGN,
}
_AS_WRITTEN = {
    Written.NO_SIGN: "没有写符号",
    Written.DEADLINE: "写的是期限",
    Written.WORDS: "写的是文字",
} | {sign: f"的“{sign.value}”" for sign in WRITTEN.values() if sign is not Written.NO_SIGN}
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


@dataclass(frozen=True, slots=True)
class Chosen:
    """A method; of one that nobody named, the step that tells which it is and why."""

    method: Method
    told: tuple[Step, ...] = ()


def choose(use: Use, scoring: Scoring, target: Target, actual: Actual) -> Chosen | Refusal:
    """The method for this target; a spelling for which the policy has none is refused."""
    if isinstance(target, NumericTarget):
        written = WRITTEN[target.relation]
    elif isinstance(target, DeadlineTarget) and isinstance(actual, DateActual):
        written = Written.DEADLINE
    else:
        written = Written.WORDS
    for name, found in scoring.methods.items():
        if written in found.applies:
            by_actual = written is Written.WORDS and isinstance(target, DeadlineTarget)
            why = f"由{'实际完成值' if by_actual else '指标值'}{_AS_WRITTEN[written]}判定"
            return Chosen(found, (Step("method_chosen", {"name": name, "why": why}),))
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
