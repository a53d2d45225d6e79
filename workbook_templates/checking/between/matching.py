"""Which indicator of one form is which of another: by name, never by position."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from workbook_templates.checking.between.facts import Indicator, normal

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
#: Names as like as this may be one name, changed.
_ALIKE = 0.75


@dataclass(slots=True)
class Matched:
    """Pairs of positions (own, other); positions of own and of other without a partner.

    `unclear` are pairs that may be one indicator, with why that is not sure.
    """

    pairs: list[tuple[int, int]] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    unclear: list[tuple[int, int, str]] = field(default_factory=list)


def match(own: Sequence[str], others: Sequence[Indicator]) -> Matched:
    """Match indicators by name."""
    found = Matched()
    names, other_names = [normal(name) for name in own], [normal(one.name) for one in others]
    counts, other_counts = Counter(names), Counter(other_names)
    free = set(range(len(others)))
    left = []
    for number, name in enumerate(names):
        there = [other for other, told in enumerate(other_names) if told == name]
        free.difference_update(there)
        if not there:
            left.append(number)
        elif counts[name] == other_counts[name] == 1:
            found.pairs.append((number, there[0]))
        else:
            found.unclear.append((number, there[0], "有几行同名"))
    for number in left:
        near = [(_likeness(own[number], others[other].name), other) for other in sorted(free)]
        likeness, other = max(near, key=lambda one: (one[0], -one[1]), default=(0.0, -1))
        if likeness >= _ALIKE:
            free.discard(other)
            found.unclear.append((number, other, "名称不完全一样"))
        else:
            found.new.append(number)
    found.gone = sorted(free)
    return found


def _likeness(one: str, other: str) -> float:
    """How like two names are; alike without what stands in brackets is alike."""
    first, second = _bare(one), _bare(other)
    if first and first == second:
        return 1.0
    one, other = normal(one), normal(other)
    if _figures(one) != _figures(other):
        return 0.0  # 9月30日前… and 11月30日前… are two
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _bare(name: str) -> str:
    return normal(_BRACKETED.sub("", unicodedata.normalize("NFKC", name)))


def _figures(name: str) -> list[str]:
    return re.findall(r"[0-9]+|[一二三四五六七八九十]+", name)
