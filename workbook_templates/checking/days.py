"""Days of a form: its year, the day on which it was filled in, and what cannot lie after that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rules.notation import DateActual, DeadlineTarget, Misread, NumericTarget, read_date
from udfs import CellError
from workbook_templates.checking.catalogue import inputs
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.explanations import Need, explained_in
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.scored_rows import ScoredRow, called
from workbook_templates.reading import Filled
from workbook_templates.recalculation.numbers import serial_of
from workbook_templates.shape import Form

#: The names that every description gives to the form's year and to the day it was filled in.
YEAR = "年度"
FILLED_ON = ("填表日期", "填报日期")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def year_of(filled: Filled) -> int | None:
    """The year that the form is about, where it names exactly one."""
    cell = filled.fields.get(YEAR)
    found = set(_YEAR.findall(in_words(cell.value))) if cell else set()
    return int(found.pop()) if len(found) == 1 else None


def filled_on(filled: Filled) -> date | None:
    """The day on which the form was filled in, where it is a day."""
    cell = filled.fields.get(day_cell(filled))
    if cell is None or isinstance(cell.value, CellError):
        return None
    day = read_date(cell.value)
    return None if isinstance(day, Misread) else day


def day_cell(filled: Filled) -> str:
    """The name of the cell that says when the form was filled in."""
    return next((name for name in FILLED_ON if name in filled.fields), FILLED_ON[0])


def without_year(row: ScoredRow, year: int | None) -> str:
    """What to write where only one of deadline and day has a year, and the form has one too."""
    target, actual = row.target, row.actual
    if year is None or not isinstance(target, DeadlineTarget) or not isinstance(actual, DateActual):
        return ""
    lacks_target, lacks_actual = target.deadline.year is None, actual.day.year is None
    if lacks_target == lacks_actual:
        return ""
    role = row.check.target[0] if lacks_target else row.check.actual
    day = target.deadline if lacks_target else actual.day
    return f"本表是 {year} 年度的，请把“{role}”写成“{year}年{day}”"


def in_a_date_cell(row: ScoredRow) -> Iterator[Finding]:
    """A target that is a date cell: only Excel hands functions a date; elsewhere it is a number."""
    cell = row.stated
    if cell is not None and isinstance(cell.value, date):
        day = cell.value
        yield inputs.TARGET_IS_A_DATE.at(
            cell,
            row.title,
            found=day.isoformat(),
            expected=f"{day.year}年{day.month}月{day.day}日前",
            number=str(serial_of(day)),
        )


def too_late(row: ScoredRow, filed: date | None) -> Iterator[Need]:
    """A row that tells of a day after the one on which the form was filled in."""
    actual = row.actual if row.check.actual else None
    if filed is None or not isinstance(actual, DateActual) or actual.day.year is None:
        return
    done = actual.day
    if (done.year, done.month, done.day) <= (filed.year, filed.month, filed.day):
        return
    why = f"晚于填表日期 {filed}"
    finding = inputs.TOO_LATE.at(
        row.cells.get(row.check.actual),
        f"{row.title}·{row.check.actual}",
        found=str(done),
        why=why,
        reason=row.reason,
    )
    yield Need(finding, f"完成日期 {done} {why}")


def of_columns(form: Form, filled: Filled) -> Iterator[tuple[str, Need]]:
    """Days in a table's columns of dates (认定日期) after the one on which the form was filled in.

    Each by the name of its row.
    """
    filed = filled_on(filled)
    for table in form.tables() if filed is not None else ():
        dated = [one.name for one in table.columns if one.number_format == "日期"]
        rows = (row for one in table.sections for row in filled.sections.get(one.area, ()))
        for row, role in ((row, role) for row in rows for role in dated if role in row):
            cell, name = row[role], called(form, row, role)
            day = None if isinstance(cell.value, CellError) else read_date(cell.value)
            if not isinstance(day, date) or filed is None or day <= filed:
                continue
            title, why = name.removesuffix(f"·{role}"), f"晚于填表日期 {filed}"
            finding = inputs.TOO_LATE.at(
                cell, name, found=str(day), why=why, reason=explained_in(form, title)
            )
            yield title, Need(replace(finding, advice=f"{finding.advice}，并写出“{title}”"), why)


def other_year(row: ScoredRow, year: int | None) -> Iterator[Finding]:
    """A deadline that names another year than the form's."""
    target = row.target if row.check.target else None
    if year is None or not isinstance(target, DeadlineTarget | NumericTarget):
        return
    named = target.deadline.year if target.deadline else None
    if named is not None and named != year:
        yield inputs.OTHER_YEAR.at(row.stated, row.title, found=target.text, expected=str(year))


def filled_too_early(filled: Filled, year: int | None, reason: str) -> Iterator[Need]:
    """A form filled in before its year began."""
    filed, name = filled_on(filled), day_cell(filled)
    if filed is None or year is None or filed.year >= year:
        return
    why = f"早于本表年度（{year} 年）"
    finding = inputs.TOO_LATE.at(
        filled.fields.get(name), name, found=str(filed), why=why, reason=reason
    )
    yield Need(finding, why)
