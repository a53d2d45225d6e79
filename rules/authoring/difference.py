"""What changed between two policies, in words and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from rules.authoring.neighbours import figure_text
from rules.authoring.places import Place, in_words, is_construct, parts
from rules.authoring.telling import is_said, shown
from rules.exact import plain
from rules.model.bands import Range
from rules.model.policy import Policy
from rules.model.scalars import Dated, Figure
from rules.proof.report import Path


class Kind(Enum):
    """What happened to a place."""

    CHANGED = "改"
    ADDED = "新增"
    REMOVED = "删去"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the place, what stood there, what stands there now, by how much it moved."""

    path: Path
    kind: Kind
    before: str = ""
    after: str = ""
    by: str = ""

    @property
    def place(self) -> str:
        """The place in words."""
        return in_words(self.path)

    def __str__(self) -> str:
        """奖励 › 招商奖励 › 封顶 › 金额：100万元 → 200万元（增加 100万元，即 100%）."""
        if self.kind is Kind.CHANGED:
            told = f"{self.before} → {self.after}" + (f"（{self.by}）" if self.by else "")
        else:
            told = f"{self.kind.value} {self.before or self.after}"
        return f"{self.place}：{told}"


@dataclass(frozen=True, slots=True)
class Differences:
    """The changes of the rules, and apart from them those of the examples."""

    rules: tuple[Change, ...]
    examples: tuple[Change, ...]
    counted: str

    def __str__(self) -> str:
        """示例：新增 3 个，改动 2 个，删去 1 个."""
        return f"示例：{self.counted}" if self.counted else "示例没有变"


def differences(old: Policy, new: Policy) -> Differences:
    """As `difference`, with what only the examples differ in told apart and counted."""
    found = difference(old, new)
    about = tuple(change for change in found if change.path[:1] == ("示例",))
    return Differences(tuple(c for c in found if c not in about), about, _counted(old, new))


def _counted(old: Policy, new: Policy) -> str:
    """How many examples were added, changed and removed: the same title is the same example."""
    before, after = ({one.title: one for one in policy.examples} for policy in (old, new))
    counts = {
        "新增": sum(1 for title in after if title not in before),
        "改动": sum(1 for title, one in after.items() if before.get(title, one) != one),
        "删去": sum(1 for title in before if title not in after),
    }
    return "，".join(f"{word} {count} 个" for word, count in counts.items() if count)


def difference(old: Policy, new: Policy) -> tuple[Change, ...]:
    """All changes from `old` to `new`, in the order of the language's keywords."""
    return tuple(_compared(Place((), (), old), Place((), (), new)))


def _compared(old: Place, new: Place) -> Iterator[Change]:
    a, b, path = old.value, new.value, new.path
    if a == b:
        return
    if not is_said(a) or not is_said(b):
        kind = Kind.REMOVED if is_said(a) else Kind.ADDED
        yield Change(path, kind, shown(a), shown(b))
    elif _is_taken_apart(a, b):
        yield from _inside(old, new)
    else:
        yield Change(path, Kind.CHANGED, shown(a), shown(b), _by(a, b))


def _is_taken_apart(a: object, b: object) -> bool:
    """Whether two values are compared part by part."""
    if isinstance(a, Dated) and isinstance(b, Dated):
        return a.needs_a_day is b.needs_a_day
    return type(a) is type(b) and (isinstance(a, (dict, tuple)) or is_construct(a))


def _inside(old: Place, new: Place) -> Iterator[Change]:
    """The parts side by side: by keyword or name, items of a list by what they are called."""
    before, after = _named(old), _named(new)
    _pair_ranges(before, after)
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        if one is not None and other is not None:
            if one.path[-1] != other.path[-1] and isinstance(other.path[-1], str):
                yield Change(other.path, Kind.CHANGED, str(one.path[-1]), str(other.path[-1]))
            yield from _compared(one, other)
        elif one is not None and is_said(one.value):
            yield Change(one.path, Kind.REMOVED, shown(one.value))
        elif other is not None and is_said(other.value):
            yield Change(other.path, Kind.ADDED, "", shown(other.value))


def _named(place: Place) -> dict[Any, Place]:
    """The parts of a value by what makes them the same part in another policy."""
    found: dict[Any, Place] = {}
    for part in parts(place):
        name: Any = part.path[-1] if len(part.path) > len(place.path) else ""
        if isinstance(place.value, tuple):
            name = getattr(part.value, "title", None) or part.value
            name = str(shown(name)) if not isinstance(name, str) else name
            while name in found:
                name += "′"
        found[name] = part
    return found


def _pair_ranges(before: dict[Any, Place], after: dict[Any, Place]) -> None:
    """Bands whose range itself changed are the same band by their order, where none was added."""
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    if len(gone) != len(come):
        return
    for old, new in zip(gone, come, strict=True):
        if isinstance(before[old].steps[-1], (Range, int)):
            before[new] = before.pop(old)


def _by(a: object, b: object) -> str:
    """By how much a figure or a date moved."""
    if isinstance(a, Figure) and isinstance(b, Figure) and a.dimension == b.dimension:
        moved = b.value - a.value
        word = "增加" if moved > 0 else "减少"
        text = _moved(abs(moved), a.dimension)
        share = f"，即 {plain(abs(moved) / abs(a.value) * 100, 2)}%" if a.value else ""
        return f"{word} {text}{share}" if moved else "数值相同，写法不同"
    if isinstance(a, date) and isinstance(b, date):
        days = (b - a).days
        return f"{'推迟' if days > 0 else '提前'} {abs(days)} 天"
    return ""


def _moved(value: Fraction, dimension: str) -> str:
    """A difference: of two shares in percentage points."""
    if dimension == "比率" and value >= Fraction(1, 100):
        return f"{plain(value * 100)} 个百分点"
    return figure_text(value, dimension)
