"""Explanations: whether what a person wrote tells a reason of its own.

A finding that asks for an explanation is cleared by the text in the row's own column. Nothing
written, a stock phrase, a word or two, or the sentence of another row does not clear it. Where a
finding is about no shortfall (another figure, a name, points), the text has to speak of that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rules.notation import tidy
from workbook_templates.checking.catalogue import between, inputs, rules
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.scored_rows import ScoredRow
from workbook_templates.checking.spoken import spoken
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
    "|(?:[详参请]?见)?(?:年度|项目|工作|绩效|自评|评价|情况|总结)*(?:附件|备注|报告|说明|总结)|(?:全部|按计划|已|未)?完成|正常(?:完成)?"
    "|待(?:补充|填写|定|完善|核实)|(?:偏差|客观|主观|其他|历史|特殊|实际|工作)?原因|实际情况"
    "|原因(?:说明|分析)|(?:偏差原因分析及)?改进措施|说明|不适用|na|nil|none|null|test|测试"
)
#: Clauses that would fit any row: they name neither what happened nor what is done about it.
_EMPTY = re.compile(
    "(?:下一?步|今后|以后|我单位|将|要|需|应|继续|进一步|切实|不断)*"
    "(?:加强|强化|提高|提升|改进|完善|优化)"
    "(?:项目|预算|绩效|资金|内部)?(?:工作|管理|力度|效率|质量|水平|监督|监管|统筹|协调|认识|重视|和|与|及)*"
    "|(?:因为?|由于|受)?(?:各种|多种|一些|种种)?(?:客观|主观|其他|历史|特殊|实际|工作)"
    "(?:原因|因素|情况)(?:影响|导致|造成|所致)?(?:未能?|没有?|不能|无法)?"
    "(?:按时|按期|如期|全部|按计划)?(?:完成|实现|达到|达成)?(?:任务|目标|指标|计划)?"
    # What everybody was hit by, and not how it hit this indicator.
    "|(?:主要)?(?:是|因为?|由于|受到?)*"
    "(?:新冠|肺炎|疫情|天气|气候|季节|市场|经济|行业|行情|下行|大?环境|形势|国际|国内|内外部?|外部|政策|等|和|及|与)+"
    "的?(?:影响|原因|因素|压力)+(?:导致|造成|所致)?"
    "(?:未能?|没有?|不能|无法)?(?:按时|按期|如期|全部|按计划)?(?:完成|实现|达到|达成)?(?:任务|目标|指标|计划)?"
)
#: Keys struck at random: no Chinese at all, and no words.
_KEYS = re.compile(r"[a-z0-9]+")
_CLAUSES = re.compile(r"[,，.。;；、!！?？\s]+")
_SIGNS = re.compile(r"[\W_]+")
_FIGURES = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿]+")
_CROSSES = re.compile(r"x{2,}|×+|✕+")


#: What is no shortfall, so that a reason for a shortfall says nothing of it, and the words that do.
_CHANGED = "调整|批复|批准|变更|核[减增定]|追加|修[订改正]|更正|目标|指标值|口径|笔误"
_SPOKEN = {
    between.TARGET_CHANGED.code: re.compile(f"{_CHANGED}|申报"),
    inputs.TOLD_OTHERWISE.code: re.compile(f"{_CHANGED}|统计|文字|包括|[含另]"),
    inputs.NUMBER_IN_NAME.code: re.compile(f"{_CHANGED}|名称"),
    inputs.MONEY_IN_PERCENT.code: re.compile(f"{_CHANGED}|比例|比率|百分|占"),
    inputs.UNIT_SLIP.code: re.compile(f"{_CHANGED}|单位"),
    inputs.SAME_NAME.code: re.compile(f"{_CHANGED}|同名|名称|另一|两[项个类]|分别"),
    rules.OTHER_POINTS.code: re.compile(f"{_CHANGED}|分值|权重"),
}
_SPENDING = re.compile("支出|支付|执行|到位|资金|拨付")
_MISSED = re.compile("(?:达到?|完成|实现)(?:年度|年初|预期|绩效|既定|了|的)*(?:目标|指标值)")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")

#: So long a sentence that differs in so few characters is the same one, written over.
_LONG, _FEW = 12, 2


@dataclass(frozen=True, slots=True)
class Need:
    """A finding that an explanation clears, and what it says of the row in a few words."""

    finding: Finding
    why: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons given in the rows of one table, to tell a sentence pasted into several.

    `shared` is the text of the cell that serves rows of a layout without a column for reasons,
    `alone` are the reasons of scores outside of the table: why so little was spent.
    """

    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    shared: str = ""
    alone: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, rows: Iterable[ScoredRow], shared: str = "", alone: Iterable[ScoredRow] = ()
    ) -> Reasons:
        """The reasons of these rows: who else says the same."""
        return cls(_by_core(row for row in rows if row.check.table), shared, _by_core(alone))

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
        # Why a target was changed is told in many words; with nothing else to explain it is that.
        sure = {between.TARGET_CHANGED.code} if len(needs) == 1 else ()
        apart = [
            need for need in needs if need.finding.code not in sure and not _speaks(text, row, need)
        ]
        yield from (_unspoken(need.finding) for need in apart)
        needs = [need for need in needs if need not in apart]
        if not needs:
            return
        weak = weakness(cell, row.title, needs[0], row.reason)
        if weak is not None:
            yield weak
            return
        others = self._saying(_core(text, row.title), row.title) if check.table else []
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

    def _saying(self, core: str, own: str) -> list[str]:
        """The rows that give this reason, a character or two left aside."""
        # Why little was spent is also why little was spent by June.
        alone = () if _SPENDING.search(own) else self.alone.items()
        given = (*self.rows.items(), *alone)
        return [title for other, titles in given if _same(core, other) for title in titles]


def _by_core(rows: Iterable[ScoredRow]) -> Mapping[str, Sequence[str]]:
    same: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if text := written(row.cells.get(row.check.reason)):
            same[_core(text, row.title)].append(row.title)
    return same


def _speaks(text: str, row: ScoredRow, need: Need) -> bool:
    """Whether a reason speaks of what was found: by a figure that is not the row's own, or a word."""
    words = _SPOKEN.get(need.finding.code)
    if words is None:
        return True
    bare = _MISSED.sub("", tidy(text))
    if words.search(bare):
        return True
    cells = (row.cells.get(role) for role in (*row.check.target, row.check.actual))
    own = {figure for cell in cells if cell for figure in _NUMBER.findall(in_words(cell.value))}
    of_it = {*_NUMBER.findall(need.finding.found), *_NUMBER.findall(need.finding.expected)}
    return bool((of_it - own) & set(_NUMBER.findall(bare)))


def _unspoken(finding: Finding) -> Finding:
    return replace(finding, advice=f"{finding.advice}（本行已写的说明没有说到这一点）")


@lru_cache(maxsize=4096)
def _same(one: str, other: str) -> bool:
    """Whether two sentences are one, up to a few characters of a long one."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG or len(long) - len(short) > _FEW:
        return False
    row = list(range(len(short) + 1))
    for number, sign in enumerate(long, start=1):  # the edit distance, a row at a time
        left, row[0] = row[0], number
        for at, beside in enumerate(short, start=1):
            left, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, left + (sign != beside))
    return row[-1] <= _FEW


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
    text, name = text.replace("_", "·"), spoken(name)
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
    if not bare or _STOCK.fullmatch(bare) or bare.isdecimal():
        return True
    if _KEYS.fullmatch(bare):
        return len(text.split()) < 3
    clauses = [clause for part in _CLAUSES.split(text) if (clause := _SIGNS.sub("", part))]
    return all(_EMPTY.fullmatch(one) or _STOCK.fullmatch(one) for one in clauses)


@lru_cache(maxsize=4096)
def _core(text: str, title: str) -> str:
    """A sentence without what differs when it is pasted: the row's name, figures, signs."""
    text, title = _SIGNS.sub("", text.lower()), _SIGNS.sub("", title.lower())
    return _FIGURES.sub("", text.replace(title, "") if title else text)
