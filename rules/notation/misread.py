"""What a reading gives when it gives no value: a misreading, or 不适用."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from rules.results import Reason


@dataclass(frozen=True, slots=True)
class Misread:
    """Something written that could not be read as one exact thing.

    `message` names what was written (“95”) and why it was not understood; `advice` says what to
    write instead, with an example.
    """

    reason: Reason
    message: str
    advice: str


class NotApplicable(Enum):
    """The type of `NOT_APPLICABLE`."""

    NOT_APPLICABLE = "不适用"


#: The row does not apply (`/`, `—`, 不适用): it is skipped, which is not the same as a blank.
NOT_APPLICABLE: Final = NotApplicable.NOT_APPLICABLE

_LONGEST_SHOWN = 30


def shown(written: str) -> str:
    """`written` in the quotation marks of a sentence, cut short, safe to print anywhere."""
    text = written.encode("utf-8", "replace").decode().strip()
    text = "".join(sign if sign.isprintable() else " " for sign in text[: _LONGEST_SHOWN + 1])
    return f"“{text[:_LONGEST_SHOWN]}…”" if len(text) > _LONGEST_SHOWN else f"“{text}”"


def unread(written: str, why: str, advice: str) -> Misread:
    """`written` cannot be understood: `why` continues the sentence that starts with it."""
    return Misread(Reason.NOT_UNDERSTOOD, shown(written) + why, advice)


def two_readings(written: str, why: str, advice: str) -> Misread:
    """`written` can be understood in two ways, both of which `why` names."""
    return Misread(Reason.AMBIGUOUS, shown(written) + why, advice)
