"""What several kinds share: rounding, readings, sources, time in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Protocol

from rules.exact import Rounding
from rules.model.keys import key
from rules.model.scalars import Figure

#: 口径: a keyword of the construct → how its author read what the document leaves open.
Readings = dict[str, str]


def readings_on(*words: str) -> Any:
    """The field 口径 of a construct; `words` are the keywords on which its explanations tell one."""
    says = f"文件没有写明时怎样理解；左边可写：{'、'.join(words)}"
    return key("口径", says, default_factory=dict, tells=words)


class Reads(Protocol):
    """A construct that can have readings."""

    @property
    def readings(self) -> Readings:
        """Its own, by the keyword that they are about."""
        ...


class RoundingWord(Enum):
    """The ways to round that a policy can name."""

    HALF_UP = "四舍五入"
    HALF_EVEN = "四舍六入五成双"
    DOWN = "舍去"
    UP = "进位"
    NONE = "不取整"

    @property
    def rounding(self) -> Rounding | None:
        """The arithmetic behind the word; None for 不取整."""
        return _ARITHMETIC[self]


_ARITHMETIC = {
    word: None if word is RoundingWord.NONE else Rounding(word.value) for word in RoundingWord
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """To what, and how, a result is rounded."""

    how: RoundingWord = key("方式", "怎样取整：四舍五入、四舍六入五成双、舍去、进位或不取整")
    to: Figure | None = key("到", "取到哪一位，如 0.01、0.01元、0.01%；不取整时不写", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """印出: a sum as the document prints it, where it is not that of its parts."""

    figure: Figure = key("数", "文件印出的数，如 80")
    says: str = key("说明", "怎样理解，按哪个数计分，写给填报人看")

    @property
    def told(self) -> tuple[str, ...]:
        """As an explanation tells it among the readings."""
        return (f"印出：文件印的是 {self.figure}，{self.says}",)


#: What the keyword 印出 says of itself wherever it stands.
PRINTED = "文件印出的数与各项之和不同时，照印的写在这里，并说明怎样理解；相同的不写"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A published document that the policy rests on."""

    title: str = key("标题", "文件全称，不写书名号")
    number: str = key("文号", "发文字号，如 财预〔2020〕10号", default="")
    day: date | None = key("日期", "发文或公布日期，如 2020-02-25", default=None)
    issuer: str = key("机关", "发文机关", default="")
    clauses: dict[str, str] = key(
        "条款", "条款名称和原文摘录；其他地方的“条款: 文件/条款名”指到这里", default_factory=dict
    )

    @property
    def cited(self) -> str:
        """The document as it is cited in a sentence."""
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """From when until when the policy applies, and which quantity's date decides."""

    since: date = key("起", "从哪一天起施行")
    until: date | None = key("止", "到哪一天为止（含当日）；仍有效的不写", default=None)
    dated_by: str = key("按", "以哪一项日期数据判断，须是“数据”里的日期", default="")
    readings: Readings = readings_on("起", "止", "按")

    def covers(self, day: date) -> bool:
        """Whether the policy is in force on that day."""
        return self.since <= day and (self.until is None or day <= self.until)
