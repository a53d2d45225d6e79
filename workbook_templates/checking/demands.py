"""What a form asks for as a whole: rows of each kind, a period in order, targets to be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.notation import Misread, StateTarget, tidy
from workbook_templates.addresses import relative
from workbook_templates.checking.catalogue import inputs, rules
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.explanations import Need
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.scored_rows import ScoredRow
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Form

#: A direction in which something goes, and no state that is reached or not.
_DIRECTION = re.compile(
    "(?:进一步|逐步|逐年|不断|持续|稳步|有效|明显|显著|大力|积极|努力|全面|切实|有所|较大幅度)*"
    "(?:提高|提升|增强|加强|促进|推动|推进|改善|优化|扩大|加大|保障|强化|深化|缓解|带动|落实|维护)"
)
#: Words that do tell a state, whatever stands before them (保障到位).
_STATE = re.compile(
    "(?:到位|达标|合格|完成|及时|良好|优良|健全|齐全|完备|有力|规范|安全|完整|准确)$"
)
#: Two figures with a sign each: ≥80%，≤60%.
_TWO_BOUNDS = re.compile(r"[≥≤<>=＞＜＝]+ *[0-9].*[≥≤<>=＞＜＝]+ *[0-9]")
_MOMENT = re.compile(
    r"((?:19|20)[0-9]{2})(?:年([0-9]{1,2})月|[./-]([0-9]{1,2})(?![0-9])|(0[1-9]|1[0-2])(?![0-9年]))?"
)


def findings_in(form: Form, filled: Filled, year: int | None) -> Iterator[Finding]:
    """Kinds of rows of which there is none, a period that ends before it begins."""
    for table in form.tables():
        for section in table.sections:
            missing = section.name in form.demands.sections and not filled.strays
            if missing and not filled.sections.get(section.area):
                yield rules.NO_ROW_OF_KIND.at(_top(filled, section.area), section.name)
    cell = filled.fields.get(form.demands.period)
    if cell is not None and isinstance(cell.value, str):
        yield from _period(cell, form.demands.period, year)


def _top(filled: Filled, area: str) -> Cell:
    place = filled.places.get(area)
    return Cell(filled.sheet, relative(place.top, place.left) if place else "", None, None)


def _period(cell: Cell, name: str, year: int | None) -> Iterator[Finding]:
    moments = [
        (int(found[1]), int(found[2] or found[3] or found[4] or 0))
        for found in _MOMENT.finditer(tidy(str(cell.value)))
    ]
    if len(moments) != 2:
        return  # 3年, or a form of words that only a person reads
    first, last = moments
    told = in_words(cell.value).strip()
    if last[0] < first[0] or (last[0] == first[0] and 0 < last[1] < first[1]):
        yield inputs.PERIOD_REVERSED.at(cell, name, found=told)
    elif year is not None and not first[0] <= year <= last[0]:
        yield inputs.YEAR_OUTSIDE_PERIOD.at(cell, name, found=told, expected=str(year))


def unmeasurable(row: ScoredRow, form: Form) -> Iterator[Finding]:
    """A target of which nobody could tell at the end of the year whether it was reached."""
    target = row.target if form.demands.measurable and row.check.target else None
    if isinstance(target, StateTarget):
        said = tidy(target.text)
        if _DIRECTION.match(said) and not _STATE.search(said):
            yield inputs.NOT_MEASURABLE.at(row.stated, row.title, found=target.text)


def unread(row: ScoredRow, form: Form) -> Iterator[Need]:
    """A target that cannot be read as a figure, a deadline or a state, where no score tells so."""
    held = form.demands.measurable or bool(row.check.forecast)
    target = row.target if held and row.check.target else None
    if isinstance(target, Misread):
        why, what_to_do = target.message.rstrip("。"), target.advice
    elif isinstance(target, StateTarget) and _TWO_BOUNDS.search(tidy(target.text)):
        why, what_to_do = "写了两个界限", "请只写一个，如 ≥80%；"
    else:
        return
    found = in_words(row.stated.value) if row.stated else ""
    finding = inputs.TARGET_NOT_READ.at(
        row.stated, row.title, found=found, why=why, what_to_do=what_to_do, reason=row.reason
    )
    yield Need(finding, "指标值看不懂")
