"""What a form asks for as a whole: rows of each kind, a period in order, targets to be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.notation import Misread, NumericTarget, StateTarget, read_target, read_yes_no, tidy
from udfs import CellError
from workbook_templates.addresses import relative
from workbook_templates.checking.catalogue import inputs, rules
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.explanations import Need
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.scored_rows import ScoredRow, called
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Form, Section, Table

#: A direction in which something goes, and no state that is reached or not.
_DIRECTION = re.compile(
    "(?:进一步|逐步|逐年|不断|持续|稳步|有效|明显|显著|大力|积极|努力|全面|切实|有所|较大幅度)*"
    "(?:提高|提升|增强|加强|促进|推动|推进|改善|优化|扩大|加大|保障|强化|深化|缓解|带动|落实|维护)"
)
#: A word of praise, of which nobody can say from when on it is deserved.
_PRAISE = re.compile("(?:较|很|更|比较|非常|十分)(?:好|高|强|大|多|快)")
#: Words that do tell a state, whatever stands before them (保障到位).
_STATE = re.compile(
    "(?:到位|达标|合格|完成|及时|良好|优良|健全|齐全|完备|有力|规范|安全|完整|准确)$"
)
#: Two figures with a sign each: ≥80%，≤60%.
_TWO_BOUNDS = re.compile(r"[≥≤<>=＞＜＝]+ *[0-9].*[≥≤<>=＞＜＝]+ *[0-9]")
_AT_LEAST = ("≥", ">")
#: Points written behind the name of a section: 产出指标（50分）.
_POINTS = re.compile(r"\s+|[（(][^（()）]*[)）]")
_MOMENT = re.compile(
    r"((?:19|20)[0-9]{2})(?:年([0-9]{1,2})月|[./-]([0-9]{1,2})(?![0-9])|(0[1-9]|1[0-2])(?![0-9年]))?"
)


def findings_in(form: Form, filled: Filled, year: int | None) -> Iterator[Finding]:
    """Kinds of rows of which there is none, rows in another's place, a period that ends before it begins."""
    for table in form.tables():
        for section in table.sections:
            missing = section.name in form.demands.sections and not filled.strays
            if missing and not filled.sections.get(section.area):
                yield rules.NO_ROW_OF_KIND.at(_top(filled, section.area), section.name)
            usual = section.name in form.demands.usual and not filled.strays
            others = any(filled.sections.get(one.area) for one in table.sections)
            if usual and others and not filled.sections.get(section.area):
                top = _top(filled, section.area)
                yield inputs.USUAL_SECTION.at(top, section.name)
        yield from _misplaced(table, form, filled)
    cell = filled.fields.get(form.demands.period)
    if cell is not None and isinstance(cell.value, str):
        yield from _period(cell, form.demands.period, year)


def _misplaced(table: Table, form: Form, filled: Filled) -> Iterator[Finding]:
    """Rows that name another section than the one they stand in, and count there."""
    kinds = {tidy(name): section for section in table.sections for name in _names(section)}
    for section in table.sections:
        for row in filled.sections.get(section.area, ()):
            cell = row.get(table.section_by)
            said = kinds.get(_POINTS.sub("", in_words(cell.value))) if cell else None
            if cell is not None and said is not None and said.area != section.area:
                yield rules.OTHER_SECTION.at(
                    cell,
                    called(form, row, "").removesuffix("·"),
                    found=said.name,
                    expected=section.name,
                    role=table.section_by,
                )


def _names(section: Section) -> tuple[str, ...]:
    return (section.name, *section.also)


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
        vague = _DIRECTION.match(said) and not _STATE.search(said)
        if vague or _PRAISE.fullmatch(said):
            yield inputs.NOT_MEASURABLE.at(row.stated, row.title, found=target.text)


def ticked(row: ScoredRow, form: Form) -> Iterator[Finding]:
    """A tick in a column that asks for one of several words: it does not say which."""
    table = next((one for one in form.tables() if one.name == row.check.table), None)
    for role, free in row.check.asks.items():
        column, cell = table.column(role) if table else None, row.cells.get(role)
        said = in_words(cell.value).strip() if cell and row.filled(role) else ""
        if column is not None and free and isinstance(read_yes_no(said), bool):
            words = "".join(f"“{option}”" for option in column.options)
            why = f"“{row.title}”的“{role}”填“{said}”，要填{words}中的一个"
            yield inputs.NOT_READ.at(cell, f"{row.title}·{role}", found=said, why=why)


def mid_term(row: ScoredRow, form: Form) -> Iterator[Need]:
    """A whole period of which less is wanted than of one of its years."""
    cell, year = row.cells.get(form.demands.mid_term), row.target if row.check.target else None
    if cell is None or isinstance(cell.value, CellError) or cell.value is None:
        return
    whole = read_target(cell.value)
    if not isinstance(whole, NumericTarget) or not isinstance(year, NumericTarget):
        return
    units = [one.quantity.unit for one in (whole, year)]
    # A share may go down from year to year; what is counted only grows.
    counted = [unit for unit in units if unit is not None and unit.dimension != "比率"]
    alike = len(counted) == 2 and counted[0].dimension == counted[1].dimension
    grows = tidy(whole.text)[:1] in _AT_LEAST and tidy(year.text)[:1] in _AT_LEAST
    if alike and grows and whole.quantity.value < year.quantity.value:
        finding = inputs.LESS_THAN_A_YEAR.at(
            cell, row.title, found=whole.text, expected=year.text, reason=row.reason
        )
        yield Need(finding, f"中期 {whole.text}，年度 {year.text}")


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
