"""A policy as a page for people: what applies from when, clause by clause, with worked examples.

Made by a generic walk: a construct becomes a table of its keywords, several of a kind become one
table, and what has parts of its own becomes a section. How a page looks is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from rules.authoring.places import Place, is_construct, parts
from rules.authoring.telling import is_said, range_shown, shown
from rules.authoring.trials import Trial, result
from rules.engine.use import Use, in_words
from rules.explain import explain
from rules.model.bands import Bands, Range
from rules.model.common import Round
from rules.model.policy import Example, Policy
from rules.model.quantities import Quantity
from rules.proof.several import BETWEEN, Several
from rules.results import Refusal, Value

#: Sections of the file that the page tells in its own way.
_TOLD_APART = ("政策", "名称", "依据", "施行", "取代", "数据", "口径", "示例")
_ASIDE = ("条款", "口径")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the page's own."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or two."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The text of a clause, and where it stands."""

    cited: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of sentences under a word."""

    word: str
    items: tuple[str, ...]


Block: TypeAlias = Heading | Paragraph | Quote | Table | Listed


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page."""

    title: str
    blocks: tuple[Block, ...]


def document(policy: Policy) -> Page:
    """The page of a policy that has no faults."""
    return Page(policy.title, tuple(_Writer(policy).blocks()))


class _Writer:
    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.use = Use(policy)
        self.quoted: set[str] = set()

    def blocks(self) -> Iterator[Block]:
        policy = self.policy
        yield from self._head()
        for part in parts(Place((), (), policy)):
            word = str(part.path[-1])
            if word in _TOLD_APART or not is_said(part.value):
                continue
            yield Heading(2, word)
            yield from self._inside(part.value, 3)
        yield from self._data()
        yield from self._examples()

    def _head(self) -> Iterator[Block]:
        policy, when = self.policy, self.policy.in_force
        by = f"，以“{when.dated_by}”判断" if when.dated_by else ""
        rows = [("代号", policy.id), ("施行", in_words(when) + by)]
        if policy.replaces:
            rows.append(("取代", policy.replaces))
        yield Table(("", ""), tuple(rows))
        yield Heading(2, "依据")
        yield Table(
            ("简称", "文件", "文号", "日期", "机关"),
            tuple(
                (short, f"《{source.title}》", source.number, shown(source.day), source.issuer)
                for short, source in policy.sources.items()
            ),
        )
        readings = {**{f"施行·{word}": text for word, text in when.readings.items()}}
        yield from _readings({**readings, **policy.readings})

    def _inside(self, value: object, level: int, above: str = "") -> Iterator[Block]:
        """What a construct or a mapping says, with its clause and readings.

        `above` is the heading that it stands under, for those too deep to show it by their level.
        """
        if isinstance(value, Bands):
            yield from self._bands(value)
        elif is_construct(value):
            yield from self._construct(value, level, above)
        elif isinstance(value, dict) and value:
            members = {shown(key): member for key, member in value.items()}
            yield from self._members(members, level, above)
        elif isinstance(value, tuple) and value:
            members = {str(number): member for number, member in enumerate(value, start=1)}
            yield from self._members(members, level, above)

    def _construct(self, value: object, level: int, above: str) -> Iterator[Block]:
        rows: list[tuple[str, str]] = []
        below: list[tuple[str, object]] = []
        told: list[Block] = []
        for part in parts(Place((), (), value)):
            word = str(part.path[-1])
            if word in _ASIDE or not is_said(part.value):
                continue
            if _fits_a_cell(part.value):
                rows.append((word, shown(part.value)))
                told += self._clause(getattr(part.value, "clause", ""))
                readings = getattr(part.value, "readings", {})
                told += _readings({f"{word}·{about}": text for about, text in readings.items()})
            else:
                below.append((word, part.value))
        if rows:
            yield Table(("项目", "规定"), tuple(rows))
        yield from self._clause(getattr(value, "clause", ""))
        yield from _readings(getattr(value, "readings", {}))
        yield from told
        for word, inside in below:
            heading = _heading(level, above, word)
            yield heading
            yield from self._inside(inside, level + 1, heading.text)

    def _members(self, members: dict[str, object], level: int, above: str) -> Iterator[Block]:
        if all(_fits_a_row(member) for member in members.values()):
            yield from self._as_table(members)
            return
        for name, member in members.items():
            heading = _heading(level, above, name)
            yield heading
            yield from self._inside(member, level + 1, heading.text)

    def _as_table(self, members: dict[str, object]) -> Iterator[Block]:
        """Small members as the rows of one table; their clauses and readings after it."""
        if not any(is_construct(member) for member in members.values()):
            rows = tuple((name, shown(member)) for name, member in members.items())
            yield Table(("", "规定"), rows)
            return
        said: dict[str, dict[str, str]] = {name: {} for name in members}
        for name, member in members.items():
            if not is_construct(member):
                said[name]["规定"] = shown(member)
                continue
            for part in parts(Place((), (), member)):
                if is_said(part.value) and part.path[-1] != "口径":
                    said[name][str(part.path[-1])] = shown(part.value)
        words = tuple(dict.fromkeys(word for row in said.values() for word in row))
        yield Table(
            ("", *words), tuple((n, *(row.get(w, "") for w in words)) for n, row in said.items())
        )
        for name, member in members.items():
            yield from self._clause(getattr(member, "clause", ""))
            readings = getattr(member, "readings", {})
            yield from _readings({f"{name}·{word}": text for word, text in readings.items()})

    def _bands(self, bands: Bands[object]) -> Iterator[Block]:
        said = [f"按 {bands.by.text.lstrip('=')} 分档"] if bands.by is not None else []
        for part in parts(Place((), (), bands)):
            # How the bands work together decides as much as their figures.
            if isinstance(part.value, Enum):
                said.append(f"{part.path[-1]}：{shown(part.value)}")
        if said:
            yield Paragraph("；".join(said) + "。")
        rows = [
            (range_shown(found.with_ends(bands.ends)), shown(value))
            for found, value in bands.bands.items()
        ]
        rows += [(range_shown(gap), "文件没有规定，不计算") for gap in bands.gaps]
        yield Table(("范围", "规定"), tuple(rows))
        yield from self._clause(bands.clause)
        yield from _readings(bands.readings)

    def _clause(self, clause: str) -> Iterator[Block]:
        if not clause:
            return
        cited = self.use.cite(clause)
        if clause in self.quoted:
            yield Paragraph(f"依据：{cited}，原文见上。")
            return
        self.quoted.add(clause)
        yield Quote(cited, self.use.quote(clause).removeprefix(cited).removeprefix("："))

    def _data(self) -> Iterator[Block]:
        if not self.policy.quantities:
            return
        yield Heading(2, "数据")
        yield Table(
            ("名称", "类型", "单位", "没有填时", "说明"),
            tuple(
                (name, shown(q.type), q.unit, q.if_blank and f"按 {q.if_blank}", _about(q))
                for name, q in self.policy.quantities.items()
            ),
        )

    def _examples(self) -> Iterator[Block]:
        if not self.policy.examples:
            return
        yield Heading(2, "示例")
        yield Paragraph("以下各例每次装载时都重算一遍，算不出所写的结果，这项政策就不能使用。")
        for number, example in enumerate(self.policy.examples, start=1):
            yield Heading(3, f"{number}. {example.title}")
            given = "；".join(f"{name} {text}" for name, text in example.given.items())
            shared = "各行都给定" if example.rows else "给定"
            if given or not example.rows:
                yield Paragraph(f"{shared}：{given}。" if given else "没有给定数据。")
            yield from _rows(example)
            for item, wanted in example.expect.items():
                yield Listed(f"{item}：{wanted}", self._told(item, example))
            for item in example.refusal:
                yield Listed(f"{item}：不能计算", self._told(item, example))

    def _told(self, item: str, example: Example) -> tuple[str, ...]:
        found = result(self.policy, Trial(item, example))
        if isinstance(found, Several):
            return tuple(map(explain, found.results))
        return (explain(found),) if isinstance(found, (Value, Refusal)) else ()


def _about(quantity: Quantity) -> str:
    """What is said of a piece of data, with the texts that may be filled in."""
    listed = f"可填：{'、'.join(quantity.allowed)}" if quantity.allowed else ""
    return "；".join(filter(None, (quantity.says, listed)))


def _rows(example: Example) -> Iterator[Block]:
    """The rows of an example with what its rankings give each of them."""
    if not example.rows and not example.ranked:
        return
    rows = example.rows or ({},)
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    headers = ("行", *names, *(f"{item}应得" for item in example.ranked))
    told = []
    for number, row in enumerate(rows):
        ranked = (BETWEEN.join(wanted[number]) for wanted in example.ranked.values())
        told.append((str(number + 1), *(row.get(name, "") for name in names), *ranked))
    yield Table(headers, tuple(told))


def _heading(level: int, above: str, word: str) -> Heading:
    """A heading; below the deepest level it says itself what it belongs to."""
    return Heading(level, word) if level <= _DEEPEST else Heading(_DEEPEST, f"{above} › {word}")


def _fits_a_cell(value: object) -> bool:
    """Whether a part is told well in one line of a table."""
    if isinstance(value, Bands):
        return False
    if is_construct(value):
        return _fits_a_row(value)
    if isinstance(value, dict):
        few = len(value) <= 3 and not any(isinstance(key, Range) for key in value)
        return few and not any(is_construct(inside) for inside in value.values())
    if isinstance(value, tuple):
        return not any(is_construct(inside) for inside in value)
    return True


def _fits_a_row(value: object) -> bool:
    """Whether all parts of a construct are single values."""
    if not is_construct(value):
        return _fits_a_cell(value)
    if isinstance(value, Bands):
        return False
    inside = [p.value for p in parts(Place((), (), value)) if p.path[-1] != "口径"]
    deep = any((isinstance(part, dict) and part) or _has_constructs(part) for part in inside)
    return not deep and sum(map(is_said, inside)) <= _DEEPEST


def _has_constructs(value: object) -> bool:
    members = value if isinstance(value, tuple) else (value,)
    return any(is_construct(member) and not isinstance(member, Round) for member in members)


def _readings(readings: dict[str, str]) -> Iterator[Block]:
    if readings:
        items = tuple(f"{word}：{text}" for word, text in readings.items())
        yield Listed("口径（文件没有写明，这样理解）", items)
