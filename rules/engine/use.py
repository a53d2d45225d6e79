"""A policy as it is being used: the file, and the day if one was named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules import wording
from rules.exact import round_to
from rules.model.common import InForce, Reads, Round
from rules.model.keys import told_words
from rules.model.policy import Policy
from rules.nearest import nearest
from rules.results import Reason, Refusal, Working

#: More names than this are not advice any more.
_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Use:
    """A loaded policy; `day` is the date of `id@date`, None where none was named."""

    policy: Policy
    day: date | None = None

    def cite(self, clause: str) -> str:
        """A clause reference of the file (文件/条款名) as it is cited in a sentence."""
        short, _, name = clause.partition("/")
        source = self.policy.sources.get(short)
        if source is None:
            return clause
        return source.cited + (f"“{name}”" if name else "")

    def quote(self, clause: str) -> str:
        """The citation with the clause's own text, where the file holds it."""
        short, _, name = clause.partition("/")
        source = self.policy.sources.get(short)
        text = source.clauses.get(name, "") if source else ""
        return self.cite(clause) + (f"：{text}" if text else "")

    def outside(self, day: date | None) -> Refusal | None:
        """The refusal for a day on which the policy is not in force; None within, or unknown."""
        when = self.policy.in_force
        if day is None or when.covers(day):
            return None
        return Refusal(
            Reason.OUT_OF_FORCE,
            f"{wording.day(day)}不在《{self.policy.title}》的施行期内：{in_words(when)}",
            "请核对日期，或改用当时有效的政策",
            Working((), "", (*_told_end(when, day), *reading(when, "按"))),
        )


def _told_end(when: InForce, day: date) -> tuple[str, ...]:
    """How the end that was passed was read; that of 起 often speaks about both."""
    late = reading(when, "止") if day >= when.since else ()
    return late or reading(when, "起")


def in_words(when: InForce) -> str:
    """`2023-04-01 起施行`, with the end where there is one."""
    return f"{when.since} 起施行" + (f"，至 {when.until} 止" if when.until else "")


def rounded(value: Fraction, to: Round) -> Fraction:
    """The value after a declared rounding."""
    rounding = to.how.rounding
    return value if rounding is None or to.to is None else round_to(value, to.to.value, rounding)


def reading(of: Reads, word: str) -> tuple[str, ...]:
    """A construct's reading on a keyword, as an explanation prints it; empty where none is declared.

    What can be told at all is what the model says of the construct's 口径.
    """
    assert word in told_words(type(of)), (type(of).__name__, word)
    text = of.readings.get(word)
    return (told_reading(word, text),) if text else ()


def told_reading(word: str, text: str) -> str:
    """A reading in the words of an explanation."""
    return f"{word}：{text}"


def not_here(use: Use, kind: str, name: str, known: list[str]) -> Refusal:
    """The refusal for a name that the policy does not have."""
    if not known:
        return Refusal(
            Reason.UNKNOWN_NAME, f"政策“{use.policy.id}”没有规定{kind}", "请换用有此规定的政策"
        )
    few = list(dict.fromkeys(known))
    listed = "、".join(few[:_MOST_LISTED]) + ("等" if len(few) > _MOST_LISTED else "")
    if not name.strip():
        return Refusal(Reason.MISSING_VALUE, f"没有写明是哪一项{kind}", f"可用：{listed}")
    advice = nearest(name, few) or f"可用：{listed}"
    return Refusal(Reason.UNKNOWN_NAME, f"政策“{use.policy.id}”没有名为“{name}”的{kind}", advice)
