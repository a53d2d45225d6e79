"""What a rule answers: a value or a refusal, each with the working that led there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

#: What a figure or a cell can hold once it is inside the engine; None is a blank.
Scalar: TypeAlias = Fraction | str | bool | date | None


class Fault(Enum):
    """Whose mistake a refusal is; one is never shown as another."""

    FILLER = "填报"
    POLICY = "政策文件"
    PRODUCT = "本软件"


class Reason(Enum):
    """The closed list of reasons to refuse."""

    NOT_UNDERSTOOD = "看不懂"
    AMBIGUOUS = "有两种读法"
    BREAKS_RULE = "不符合规定"
    UNKNOWN_NAME = "没有这个名称"
    MISSING_FIELD = "缺少这一列"
    MISSING_VALUE = "还没有填"
    WAITS_FOR_PERSON = "待人工核定"
    RULE_SILENT = "文件未作规定"
    OUT_OF_FORCE = "不在施行期内"
    NO_BAND = "不在任何一档"
    DIVIDES_BY_ZERO = "除数为零"
    POLICY_BROKEN = "政策文件有误"
    DEFECT = "软件内部错误"

    @property
    def fault(self) -> Fault:
        """Whose mistake it is."""
        return {
            Reason.RULE_SILENT: Fault.POLICY,
            Reason.POLICY_BROKEN: Fault.POLICY,
            Reason.DEFECT: Fault.PRODUCT,
        }.get(self, Fault.FILLER)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a working: which sentence of `rules.explain` tells it, with which figures.

    `clause` is the citation of the clause that this step rests on, where it has one of its own.
    """

    kind: str
    figures: Mapping[str, object]
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Working:
    """How a result came about: its steps, the clause it rests on, the readings that mattered."""

    steps: tuple[Step, ...] = ()
    clause: str = ""
    readings: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that the result rests on, once each: its own, then those of its steps."""
        found = (self.clause, *(step.clause for step in self.steps))
        return tuple(dict.fromkeys(clause for clause in found if clause))


NOTHING = Working()


@dataclass(frozen=True, slots=True)
class Value:
    """An answer: `value` with its working."""

    value: Scalar
    working: Working = NOTHING


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer: the reason, the sentence (where and what), and what to do."""

    reason: Reason
    message: str
    advice: str = ""
    working: Working = field(default=NOTHING)


Result: TypeAlias = Value | Refusal
