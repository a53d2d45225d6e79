"""All that inputs, rules and the policy's own checks say of one form as filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from rules.engine import Use
from rules.notation import NOT_APPLICABLE, Quantity, read_actual
from rules.results import Refusal
from workbook_templates.checking import (
    between,
    costs,
    days,
    demands,
    error_values,
    funds,
    indicators,
    narratives,
    policy_checks,
    same_rows,
    scores,
    slips,
    weights,
    wording,
)
from workbook_templates.checking.catalogue import inputs
from workbook_templates.checking.explanations import (
    Need,
    Reasons,
    explained_in,
    unexplained,
    written,
)
from workbook_templates.checking.findings import Finding, Severity
from workbook_templates.checking.recomputing import Canonical
from workbook_templates.checking.scored_rows import ScoredRow, called
from workbook_templates.checking.spoken import spoken
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Form

#: The form's sums of money by name.
Sums: TypeAlias = Mapping[str, Quantity]

_ALONE = between.Beside()


def findings_in(
    form: Form,
    filled: Filled,
    own: Canonical,
    rows: tuple[ScoredRow, ...],
    use: Use,
    beside: between.Beside = _ALONE,
) -> Iterator[Finding]:
    """Every finding on what was filled in; the computed cells themselves are compared elsewhere.

    `rows` are all the `scored_rows` of the form, `beside` are the other forms of the project.
    """
    by_policy = tuple(policy_checks.findings_in(form, filled, own, use))
    yield from _required(form, filled)
    yield from _expected(form, filled)
    yield from wording.findings_in(form, filled)
    yield from error_values.findings_in(form, filled, own)
    sums = funds.amounts(form, filled, use)
    compared = between.compare(form, filled, rows, beside)
    of_rows = tuple(_rows(form, filled, use, rows, sums, compared))
    yield from of_rows
    # One explanation is asked for once: a low rate is also points lost.
    told = {one.name for one in of_rows if one.severity is Severity.EXPLAIN}
    by_policy = tuple(
        one for one in by_policy if one.severity is not Severity.EXPLAIN or one.name not in told
    )
    by_policy = tuple(one for one in by_policy if one not in of_rows)
    yield from _computed(form, filled, own, by_policy)
    yield from by_policy
    yield from _whole(form, filled, use, rows, sums)
    for name, need in compared.names:
        yield from unexplained(form, filled, name, need)
    yield from compared.findings


def _required(form: Form, filled: Filled) -> Iterator[Finding]:
    """What the form must have and has not; a mark of “不适用” is no name and no sum."""
    for name in form.required:
        cell = filled.fields.get(name)
        if cell is None:
            continue
        blank = _is_blank(cell)
        if blank or (isinstance(cell.value, str) and read_actual(cell.value) is NOT_APPLICABLE):
            found = "" if blank else str(cell.value)
            yield inputs.MISSING.at(cell, name, found=found, what_to_do="请填写")


def _expected(form: Form, filled: Filled) -> Iterator[Finding]:
    """What the published form asks for and is blank, all told at once."""
    asked = {name: filled.fields[name] for name in form.expected if name in filled.fields}
    blank = [name for name, cell in asked.items() if _is_blank(cell)]
    if blank:
        names = "、".join(map(spoken, blank))
        yield inputs.LEFT_BLANK.at(asked[blank[0]], blank[0], names=names)


def _is_blank(cell: Cell) -> bool:
    return cell.value is None or not str(cell.value).strip()


def _rows(
    form: Form,
    filled: Filled,
    use: Use,
    rows: tuple[ScoredRow, ...],
    sums: Sums,
    compared: between.Compared,
) -> Iterator[Finding]:
    year, filed = days.year_of(filled), days.filled_on(filled)
    points = weights.published(use)
    shared = written(filled.fields.get(explained_in(form, "")))
    tables: dict[str, list[ScoredRow]] = defaultdict(list)
    for row in rows:
        tables[row.check.table].append(row)
    for name, of_table in tables.items():
        reasons = Reasons.of(of_table, shared, tables.get("", ()))
        by_row = policy_checks.for_rows(form, name, use) if name else None
        twice = [(id(row), need) for row, need in indicators.named_twice(of_table)]
        for row in of_table:
            if row.not_applicable:
                yield from scores.findings_in(row, reasons)
                yield from reasons.unexplained(row, compared.rows.get(id(row), ()))
                continue
            needs: list[Need] = [need for which, need in twice if which == id(row)]
            if name:
                needs += days.too_late(row, filed)
                needs += narratives.needs_in(row, filled)
                needs += costs.needs_in(row, form, sums)
                needs += demands.unread(row, form)
                needs += demands.mid_term(row, form)
                yield from demands.unmeasurable(row, form)
                yield from demands.ticked(row, form)
                yield from days.other_year(row, year)
                if filled.stamp is not None:
                    yield from days.in_a_date_cell(row)
                if by_row is not None:
                    yield from policy_checks.row_findings(row, form, by_row, reasons)
            needs += weights.row_needs(row, use, points)
            needs += compared.rows.get(id(row), ())
            for one in scores.findings_in(row, reasons, year, needs):
                beyond = name == "" and policy_checks.beyond_sense(row.own, row.cells, one.message)
                yield beyond or one
        yield from indicators.findings_in(of_table)


def _computed(
    form: Form, filled: Filled, own: Canonical, by_policy: tuple[Finding, ...]
) -> Iterator[Finding]:
    """Why computed cells other than scores could not be computed, unless that is told already."""
    scored = {check.score for check in form.score_checks}
    unread = tuple(one.message for one in by_policy if one.code == inputs.NOT_READ.code)
    for name, recomputed in own.fields.items():
        if name not in scored:
            answers = tuple(
                (function, result)
                for function, result in recomputed.answers
                if not (isinstance(result, Refusal) and _tells(unread, result.message))
            )
            yield from scores.refused(filled.computed.get(name), name, answers)
    for area, rows in filled.sections.items():
        for row, computed in zip(rows, own.sections[area], strict=True):
            for role in computed.keys() - scored:
                name = called(form, row, role)
                yield from scores.refused(row.get(role), name, computed[role].answers)


def _tells(told: tuple[str, ...], message: str) -> bool:
    return any(message.rstrip("。") in one for one in told)


def _whole(
    form: Form, filled: Filled, use: Use, rows: tuple[ScoredRow, ...], sums: Sums
) -> Iterator[Finding]:
    """What has to be explained of the form as a whole, each in the place the form has for it."""
    yield from funds.totals(form, filled, sums, use)
    yield from funds.unread(form, filled, use)
    # Why so little was spent says nothing of a slip in the unit, or of a sum below zero.
    in_question = dict(slips.needs_in(form, filled, sums))
    for name, need in in_question.items():
        if slips.tells_size(form, filled, name):
            yield from unexplained(form, filled, name, need, named=True)
        else:
            yield need.finding
    for name, need in (
        *funds.negative(form, filled, sums),
        *slips.column_needs(form, filled),
        *same_rows.needs_in(form, filled),
        *days.of_columns(form, filled),
    ):
        yield from unexplained(form, filled, name, need, named=True)
    # A sum in another unit is out of order for that reason, which is told.
    sound = {name: one for name, one in sums.items() if name not in in_question}
    for name, need in funds.order_needs(form, filled, sound):
        yield from unexplained(form, filled, name, need)
    year = days.year_of(filled)
    yield from demands.findings_in(form, filled, year)
    if any(check.actual or check.score for check in form.score_checks):
        # What only declares is filled in before its year.
        day = days.day_cell(filled)
        for need in days.filled_too_early(filled, year, explained_in(form, day)):
            yield from unexplained(form, filled, day, need)
    for need in weights.total_needs(rows, use, explained_in(form, weights.POINTS)):
        yield from unexplained(form, filled, weights.POINTS, need)
