"""Scored rows: missing inputs, points lost without a reason, far overshoots, deductions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from rules.exact import plain
from rules.explain import explain
from rules.notation import NOT_APPLICABLE, read_actual, read_yes_no
from rules.results import Reason, Refusal, Result, Scalar, Step, Value
from rules.wording import percent
from udfs import CARRIED, CellError
from workbook_templates.addresses import row_part
from workbook_templates.checking import days, indicators
from workbook_templates.checking.catalogue import inputs, rules
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.explanations import Need, Reasons
from workbook_templates.checking.findings import Finding, Scored
from workbook_templates.checking.scored_rows import ScoredRow, is_nothing
from workbook_templates.reading.cells import Cell

#: Functions that only gather what other cells came to: their refusals repeat what is told there.
GATHERING = ("PE_TOTAL", "PE_GRADE", "PE_EXPLAIN")


def findings_in(
    row: ScoredRow, reasons: Reasons, year: int | None = None, more: Sequence[Need] = ()
) -> Iterator[Finding]:
    """All that is wrong with one scored row; `year` is that of the form, if it names one.

    `more` are findings from elsewhere that the row's own explanation clears too.
    """
    check = row.check
    score = row.value(check.score)
    points = row.value(check.points) if check.points else None
    if row.not_applicable:
        yield from reasons.unexplained(row, tuple(_still_counted(row, points)))
        return
    lacking = [role for role in check.given if not row.filled(role)]
    if check.score in row.own and not check.points and score in (None, ""):
        lacking = []  # nothing is there that money could be computed from: told of the row
    for role in lacking:
        yield _lacking(row, role)
    if not lacking and check.score:
        yield from _unscored(row, score, year)
    needs: list[Need] = []
    if isinstance(score, Fraction) and isinstance(points, Fraction) and score >= 0:
        # A score below 0 is told where it comes from: a typed figure, a deduction.
        if score > points:
            got, full = plain(score), plain(points)
            yield rules.ABOVE_POINTS.at(
                row.cells.get(check.score), row.title, found=got, expected=full
            )
        needs += _lost(row, score, points)
    flags = [flag for _, result in row.answers for flag in result.working.flags]
    if check.deduction and row.filled(check.deduction):
        yield from _deducted(row, "超额须说明" in flags or "超额" in flags)
    more = (*more, *indicators.needs_in(row), *_asked(row))
    slipped = any(need.finding.code == inputs.UNIT_SLIP.code for need in more)
    if "超额须说明" in flags and not slipped:  # ten thousand times the target is the same thing
        needs = [_overshot(row)]  # points taken off for it need no reason of their own
    yield from reasons.unexplained(row, (*needs, *more))


def _asked(row: ScoredRow) -> Iterator[Need]:
    """Columns in which an entry needs a reason: a cause ticked, a target that may be missed."""
    told: dict[str, str] = {}
    for role, free in row.check.asks.items():
        said = in_words(row.cells[role].value).strip() if row.filled(role) else ""
        if free and isinstance(read_yes_no(said), bool):
            continue  # a tick where a word is asked for is told as such
        if said and said not in free and not _denied(said):
            told[role] = f"“{role}”填“{said}”"
    if told:
        why = "，".join(told.values())
        yield Need(
            rules.ENTRY_WITHOUT_REASON.at(
                row.cells[next(iter(told))], row.title, found=why, reason=row.reason
            ),
            why,
        )


def _denied(said: str) -> bool:
    """Whether a tick column says that there is nothing: 否, 无, ×, /."""
    return read_yes_no(said) is False or read_actual(said) is NOT_APPLICABLE


def _lacking(row: ScoredRow, role: str) -> Finding:
    """What a row needs and has not; worse where it has a score all the same."""
    check, score = row.check, row.cells.get(row.check.score)
    typed = score is not None and score.formula is None and score.value not in (None, "")
    if role == check.actual and check.score in row.own and score is not None and typed:
        return inputs.SCORED_UNFILLED.at(
            row.cells.get(role), row.title, found=in_words(score.value), actual=role
        )
    return inputs.MISSING.at(
        row.cells.get(role), f"{row.title}·{role}", what_to_do="请填写；本行不适用的填 /"
    )


def _overshot(row: ScoredRow) -> Need:
    step, clause = next(
        (step, result.working.clause)
        for _, result in row.answers
        for step in result.working.steps
        if step.kind == "overshoot"
    )
    why = in_short(step)
    finding = rules.FAR_OVER.at(
        row.cells.get(row.check.score),
        row.title,
        why=why,
        reason=row.reason,
        clause=clause,
    )
    return Need(finding, why)


def _unscored(row: ScoredRow, score: Scalar | CellError, year: int | None) -> Iterator[Finding]:
    """Why a row has no score, though what it needs is filled in."""
    cell, name = row.cells.get(row.check.score), f"{row.title}·{row.check.score}"
    of_year = days.without_year(row, year)
    for finding in refused(cell, name, row.answers, row=_row_of(row)):
        # A year missing on one side is that of the form: the advice says so.
        yield replace(finding, advice=of_year) if of_year else finding
    if row.check.score not in row.own:
        if not isinstance(score, Fraction) or score < 0:
            yield inputs.NOT_UNDERSTOOD.at(
                cell,
                name,
                found=in_words(score),
                why=f"“{in_words(score)}”不是 0 或正数",
                what_to_do="请填 0 到分值之间的数字；不适用的填 /",
            )
    elif row.check.table and is_nothing(score):
        yield inputs.MISSING.at(
            cell, row.title, what_to_do="本行没有填计算所需的数据；不用的行请整行删去"
        )


def _still_counted(row: ScoredRow, points: Scalar | CellError) -> Iterator[Need]:
    """A row that does not count, whose points still do."""
    if isinstance(points, Fraction) and points > 0:
        cell, worth = row.cells.get(row.check.points), plain(points)
        finding = rules.STILL_COUNTED.at(cell, row.title, found=worth, reason=row.reason)
        yield Need(finding, f"标为不适用而占 {worth} 分")


def in_short(step: Step) -> str:
    """How far a target was overshot."""
    share, reach = step.figures["share"], step.figures["reach"]
    assert isinstance(share, Fraction)
    assert isinstance(reach, Fraction)
    return f"完成值为指标值的 {percent(share, 2)}，达到 {percent(reach)}"


def _lost(row: ScoredRow, score: Fraction, points: Fraction) -> Iterator[Need]:
    """Points lost, where the form has a column for the reason."""
    if score < points and row.check.reason:
        got, full = plain(score), plain(points)
        finding = rules.LOST_WITHOUT_REASON.at(
            row.cells.get(row.check.score),
            row.title,
            found=got,
            expected=full,
            reason=row.reason,
            clause=next((result.working.clause for _, result in row.answers), ""),
        )
        yield Need(finding, f"分值 {full}，得分 {got}")


def _deducted(row: ScoredRow, overshot: bool) -> Iterator[Finding]:
    """A person's deduction needs a far overshoot, and cannot be more than the row earned."""
    check = row.check
    off = row.cells[check.deduction].value  # as it stands: the formula takes a number cell only
    score = row.value(check.score)
    if off == 0:
        return
    if isinstance(off, Fraction):
        if off > 0 and overshot and isinstance(score, Fraction) and score >= 0:
            return
        why = "只有完成值高于指标值较多时才能调减，且不能超过本行得分"
    else:
        why = f"“{in_words(off)}”不是数字，没有调减"
    yield inputs.NOT_UNDERSTOOD.at(
        row.cells.get(check.deduction),
        f"{row.title}·{check.deduction}",
        found=in_words(off),
        why=why,
        what_to_do="请删去调减分值，或改填数字并核对",
    )


def refused(
    cell: Cell | None,
    name: str,
    answers: tuple[tuple[str, Result], ...],
    *,
    gathering: bool = False,
    row: str = "",
) -> Iterator[Finding]:
    """Why a cell could not be computed, told once; what another cell already tells is left out.

    `row` is put before a reason that begins with the figures of that row (“80%”与“40个”…).
    """
    told = set()
    for function, result in answers:
        if not isinstance(result, Refusal) or CARRIED in result.working.flags:
            continue
        if (function in GATHERING) is not gathering or result.message in told:
            continue
        told.add(result.message)
        waiting = result.reason is Reason.WAITS_FOR_PERSON
        entry = inputs.WAITING if waiting else inputs.NOT_UNDERSTOOD
        yield entry.at(
            cell,
            name,
            found=in_words(cell.value) if cell else "",
            clause=result.working.clause,
            why=(row if result.message.startswith("“") else "") + result.message.rstrip("。"),
            what_to_do=result.advice,
        )


def _row_of(row: ScoredRow) -> str:
    """Which row of the sheet it is, in words; "" for a score outside of a table."""
    cell = row.cells.get(row.check.actual) if row.check.table else None
    return f"第 {row_part(cell.address)} 行的" if cell is not None else ""


def told(row: ScoredRow) -> Scored:
    """The row for a report: what it came to, and why."""
    score = row.value(row.check.score)
    points = row.value(row.check.points) if row.check.points else None
    shown = in_words(score) + (f" / {in_words(points)}" if isinstance(points, Fraction) else "")
    answers = row.answers or tuple(
        answer for own in row.own.values() for answer in own.answers if answer[0] == "PE_RATE"
    )
    # What the cell beside it tells need not be put into words again.
    put = {
        id(result.working): str(result.value)
        for own in row.own.values()
        for function, result in own.answers
        if function == "PE_EXPLAIN" and isinstance(result, Value) and result.value
    }
    said = [
        (isinstance(result, Value) and put.get(id(result.working))) or explain(result)
        for function, result in answers
        if function not in GATHERING and not (isinstance(result, Value) and result.value is None)
    ]
    cell = row.cells.get(row.check.score)
    return Scored(row.title, cell.address if cell else "", shown, "".join(dict.fromkeys(said)))
