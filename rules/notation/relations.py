"""Relations: the operator that a target is written with, in signs or in words."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Relation(Enum):
    """How the actual is to stand to the target's figure; the value is the sign shown."""

    AT_LEAST = "≥"
    ABOVE = ">"
    AT_MOST = "≤"
    BELOW = "<"
    EQUAL = "="
    AROUND = "±"
    NONE = ""


_AT_LEAST = "≥ ≧ ⩾ ≮ >= => 大于或等于 大于等于 不小于 不少于 不低于 至少 最少 达到 达"
_AT_MOST = "≤ ≦ ⩽ ≯ <= =< 小于或等于 小于等于 不超过 不高于 不大于 不多于 至多 最多 控制在"
_ABOVE = "> 大于 高于 超过 多于"
_BELOW = "< 小于 少于 低于 不足"
_EQUAL = "= 等于"
_AROUND = "± 正负"


def _longest_first(words: dict[str, Relation]) -> tuple[tuple[str, Relation], ...]:
    return tuple(sorted(words.items(), key=lambda entry: -len(entry[0])))


#: The words and signs before a figure, longest first.
OPERATORS_BEFORE: Final = _longest_first(
    {
        word: relation
        for relation, words in (
            (Relation.AT_LEAST, _AT_LEAST),
            (Relation.AT_MOST, _AT_MOST),
            (Relation.ABOVE, _ABOVE),
            (Relation.BELOW, _BELOW),
            (Relation.EQUAL, _EQUAL),
            (Relation.AROUND, _AROUND),
        )
        for word in words.split()
    }
)
# 以上, 以下, 以内 include the figure itself (本数), as Chinese law has it.
_UP = [
    (word + tail, Relation.AT_LEAST)
    for word in ("及以上", "以上", "(含)以上")
    for tail in ("", "(含)")
]
_DOWN = [
    (word + tail, Relation.AT_MOST)
    for word in ("及以下", "以下", "(含)以下", "以内", "之内", "内")
    for tail in ("", "(含)")
]
_STRICT = [("以上(不含)", Relation.ABOVE), ("以下(不含)", Relation.BELOW)]
#: The words after a figure, longest first.
OPERATORS_AFTER: Final = _longest_first(dict(_UP + _DOWN + _STRICT))
#: By the sign that they begin or end with, longest first: most figures need none of them tried.
_BY_FIRST = {
    sign: tuple(entry for entry in OPERATORS_BEFORE if entry[0][0] == sign)
    for sign in {word[0] for word, _ in OPERATORS_BEFORE}
}
_BY_LAST = {
    sign: tuple(entry for entry in OPERATORS_AFTER if entry[0][-1] == sign)
    for sign in {word[-1] for word, _ in OPERATORS_AFTER}
}
#: Verbs that only say that the figure is reached: fit for an actual, and no operator there.
REACHED: Final = ("已达到", "达到", "已达", "达")
DONE: Final = ("已完成", "完成")


def peel(text: str) -> tuple[Relation, str, str] | None:
    """Take the operator off a tidied text: the relation, what is left, the operator as written.

    None where two operators stand that do not say the same (≥80%以下).
    """
    body, before, after = text.replace("不得", "不", 1) if text.startswith("不得") else text, "", ""
    first = last = Relation.NONE
    for word, relation in _BY_FIRST.get(body[:1], ()):
        if body.startswith(word):
            first, before, body = relation, word, body[len(word) :].lstrip()
            break
    for word, relation in _BY_LAST.get(body[-1:], ()):
        if body.endswith(word):
            last, after, body = relation, word, body[: -len(word)]
            break
    if first is not Relation.NONE and last is not Relation.NONE and first is not last:
        return None
    return (last if first is Relation.NONE else first), body, before or after


def after_verb(text: str, verbs: tuple[str, ...]) -> str | None:
    """What follows one of `verbs` at the start, where that begins a figure; else None."""
    for verb in verbs:
        if text.startswith(verb) and text[len(verb) : len(verb) + 1] in tuple("0123456789+-"):
            return text[len(verb) :]
    return None
