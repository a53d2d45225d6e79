"""Explanations: whether what a person wrote tells a reason of its own.

A finding that asks for an explanation is cleared by the text in the row's own column. Nothing
written, a stock phrase, a word or two, or the sentence of another row does not clear it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from workbook_templates.checking.catalogue import rules
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.scored_rows import ScoredRow
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.filled import Filled
from workbook_templates.shape import Form, ScoreCheck

#: The fewest characters of a reason. The shortest real ones say in four what and why (结余收回,
#: 资金未到); fewer name a thing and no reason. A policy may want more, in a check of its own on
#: “<格名>_字数”.
LEAST = 4

#: In a form's 说明处: where everything is explained that has no place of its own.
OTHERS = "其他"

#: Texts that say nothing, punctuation and spaces left out.
_STOCK = re.compile(
    "无|没有|暂无|无(?:偏差|原因|说明)|略|是|否|同上|同前|如上|见上"
    "|(?:详?见)?(?:附件|备注|报告|说明)|(?:全部|按计划|已|未)?完成|正常(?:完成)?"
    "|待(?:补充|填写|定|完善|核实)|(?:偏差|客观|主观|其他|历史|特殊|实际|工作)?原因|实际情况"
    "|原因(?:说明|分析)|(?:偏差原因分析及)?改进措施|说明|不适用|na|nil|none|null|test|测试"
)
_SIGNS = re.compile(r"[\W_]+")
_FIGURES = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿]+")
_CROSSES = re.compile(r"x{2,}|×+|✕+")


@dataclass(frozen=True, slots=True)
class Need:
    """A finding that an explanation clears, and what it says of the row in a few words."""

    finding: Finding
    why: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons given in the rows of one table, to tell a sentence pasted into several.

    `shared` is the text of the cell that serves rows of a layout without a column for reasons.
    """

    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    shared: str = ""

    @classmethod
    def of(cls, rows: Iterable[ScoredRow], shared: str = "") -> Reasons:
        """The reasons of these rows: who else says the same."""
        same: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            text = written(row.cells.get(row.check.reason))
            if text and row.check.table:
                same[_core(text, row.title)].append(row.title)
        return cls(same, shared)

    def unexplained(self, row: ScoredRow, needs: Sequence[Need]) -> Iterator[Finding]:
        """What still stands of the findings on a row: all, or what is wrong with its reason."""
        if not needs:
            return
        check: ScoreCheck = row.check
        if not check.reason and row.title in self.shared:
            return
        cell = row.cells.get(check.reason)
        text = written(cell)
        if not text:
            yield from (need.finding for need in needs)
            return
        weak = weakness(cell, row.title, needs[0], row.reason)
        if weak is not None:
            yield weak
            return
        others = list(self.rows.get(_core(text, row.title), ())) if check.table else []
        if row.title in others:
            others.remove(row.title)
        if others:
            more = f"等 {len(others)} 项" if len(others) > 3 else ""
            yield rules.PASTED.at(
                cell,
                row.title,
                found=text,
                why=needs[0].why,
                reason=row.reason,
                others="、".join(f"“{other}”" for other in others[:3]) + more,
                clause=needs[0].finding.clause,
            )


def weakness(cell: Cell | None, name: str, need: Need, where: str) -> Finding | None:
    """What is wrong with an explanation by itself: a stock phrase, or too short."""
    text = written(cell)
    letters = _SIGNS.sub("", text)
    if says_nothing(text):
        return rules.BOILERPLATE.at(
            cell, name, found=text, why=need.why, reason=where, clause=need.finding.clause
        )
    if len(letters) < LEAST:
        return rules.TOO_SHORT.at(
            cell,
            name,
            found=str(len(letters)),
            expected=str(LEAST),
            why=need.why,
            reason=where,
            text=text,
            clause=need.finding.clause,
        )
    return None


def explained_in(form: Form, name: str) -> str:
    """The cell in which a finding about a single cell is explained; "" where the form has none."""
    return form.explained_in.get(name, form.explained_in.get(OTHERS, ""))


def unexplained(
    form: Form, filled: Filled, name: str, need: Need, *, named: bool = False
) -> Iterator[Finding]:
    """What still stands of a finding about a single cell.

    A cell that many findings share (备注) clears only those that its text names; with `named` any
    other too.
    """
    where = explained_in(form, name)
    cell = filled.fields.get(where)
    text = written(cell)
    by_name = named or name not in form.explained_in
    if not text or (by_name and not _mentions(text, name)):
        yield need.finding
        return
    weak = weakness(cell, name, need, where)
    if weak is not None:
        yield weak


def how_to_explain(form: Form, name: str) -> str:
    """Where and how to explain a finding about a single cell; "" where the form has no place."""
    where = explained_in(form, name)
    if not where:
        return ""
    named = "" if name in form.explained_in else f"，并写出“{name}”"
    return f"确有依据的，请在“{where}”写明原因{named}"


def _mentions(text: str, name: str) -> bool:
    """Whether a text is about a cell: 产出分值, 产出."""
    short = (name.removesuffix("分值"), name.removesuffix("值"), name)
    return any(one in text for one in short if len(one) > 1)


def written(cell: Cell | None) -> str:
    """The text of a cell of explanations; "" for a blank one."""
    value = cell.value if cell else None
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Whether a text is a stock phrase, a placeholder or signs only."""
    bare = _CROSSES.sub("", _SIGNS.sub("", text.lower()))
    return not bare or _STOCK.fullmatch(bare) is not None or bare.isdecimal()


@lru_cache(maxsize=4096)
def _core(text: str, title: str) -> str:
    """A sentence without what differs when it is pasted: the row's name, figures, signs."""
    text, title = _SIGNS.sub("", text.lower()), _SIGNS.sub("", title.lower())
    return _FIGURES.sub("", text.replace(title, "") if title else text)
