"""A policy as a page for people: what applies from when, clause by clause, with worked examples.

Made by a generic walk: a construct becomes a table of its keywords, several of a kind become one
table, and what has parts of its own becomes a section. How a page looks is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from rules.authoring.fitting import fits_a_cell, fits_a_row, heading
from rules.authoring.page import Block, Heading, Listed, Page, Paragraph, Quote, Table
from rules.authoring.places import Place, is_construct, parts
from rules.authoring.telling import is_said, range_shown, shown
from rules.authoring.worked import worked
from rules.engine.use import Use, in_words
from rules.model.bands import Bands
from rules.model.policy import Policy
from rules.model.quantities import Quantity

#: Sections of the file that the page tells in its own way.
_TOLD_APART = ("政策", "名称", "依据", "施行", "取代", "数据", "口径", "示例")
_ASIDE = ("条款", "口径")


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
        yield from worked(policy)

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
            if fits_a_cell(part.value):
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
            under = heading(level, above, word)
            yield under
            yield from self._inside(inside, level + 1, under.text)

    def _members(self, members: dict[str, object], level: int, above: str) -> Iterator[Block]:
        if all(fits_a_row(member) for member in members.values()):
            yield from self._as_table(members)
            return
        for name, member in members.items():
            under = heading(level, above, name)
            yield under
            yield from self._inside(member, level + 1, under.text)

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


def _about(quantity: Quantity) -> str:
    """What is said of a piece of data, with the texts that may be filled in."""
    listed = f"可填：{'、'.join(quantity.allowed)}" if quantity.allowed else ""
    return "；".join(filter(None, (quantity.says, listed)))


def _readings(readings: dict[str, str]) -> Iterator[Block]:
    if readings:
        items = tuple(f"{word}：{text}" for word, text in readings.items())
        yield Listed("口径（文件没有写明，这样理解）", items)
