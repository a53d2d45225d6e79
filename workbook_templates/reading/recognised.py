"""Reads a form that was not built here, by its headings (power 19: column maps per layout).

Which headings a layout has stands in the forms' descriptions (识别, 标题, 又名), never here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbook_templates.addresses import letters
from workbook_templates.description import describe, forms
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.filled import Filled, FoundColumn
from workbook_templates.reading.grid import Grid, key
from workbook_templates.reading.headings import Found, find_form, words_of
from workbook_templates.reading.taken import take
from workbook_templates.shape import Form

#: A title that fits tells as much as this many headings.
_TITLE = 2
#: How many rows at the top may hold the title.
_TOP = 6
#: Headings of one form in another's table have less than this in common.
_ALIKE = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form that a sheet might be: what was found, which needed columns were not, how well it fits.

    `titled` where one of its titles stands at the top.
    """

    form: Form
    found: Found
    lacking: tuple[str, ...]
    fit: int
    titled: bool = False


def candidates(grid: Grid) -> list[Candidate]:
    """The forms that have anything in common with a sheet, best first."""
    if grid.large:
        return []
    told = [_candidate(grid, form) for form in map(describe, forms()) if form.recognition]
    return sorted((one for one in told if one.fit > 0), key=lambda one: -one.fit)


def _candidate(grid: Grid, form: Form) -> Candidate:
    assert form.recognition is not None
    found = find_form(grid, form.recognition, form.tables())
    roles = {role for _, at in found.tables for role in at.headings}
    never = words_of("", form.recognition.never)
    if any(key(text) in never for _, at in found.tables for text in at.strange.values()):
        return Candidate(form, found, (), 0)
    lacking = tuple(role for role in form.recognition.needed if role not in roles)
    fit = sum(len(at.headings) - len(at.strange) for _, at in found.tables)
    fit += sum(len(at.headings) + len(at.rows) - len(at.strange) for at in found.crossings)
    fit += len(found.beside) + len(found.below)
    titles = words_of("", form.recognition.titles)
    top = [word for row in range(_TOP) for word in grid.keys.get(row, {}).values()]
    titled = any(title in word for title in titles for word in top)
    fit += _TITLE * titled
    return Candidate(form, found, lacking, fit if found.tables else 0, titled)


def recognise(grid: Grid) -> Filled | str:
    """The filled form in a sheet; or why it is none: "" where it is like no form at all."""
    told = candidates(grid)
    fitting = [one for one in told if not one.lacking]
    # A form that fits better but for a column is what was meant, not a smaller one that fits.
    meant = max(told, key=lambda one: one.fit, default=None)
    if not fitting or (meant is not None and meant.fit > fitting[0].fit):
        if meant is None or (len(_columns(meant)) < _ALIKE and not meant.titled):
            return ""
        seen = "、".join(column.heading for column in _columns(meant))
        return f"像是《{meant.form.title}》，找到的列：{seen}；缺少：{'、'.join(meant.lacking)}"
    if len(fitting) > 1 and fitting[0].fit == fitting[1].fit:
        return f"分不清是《{fitting[0].form.title}》还是《{fitting[1].form.title}》"
    best = fitting[0]
    filled = take(grid, best.form, best.found, _columns(best))
    return replace(filled, further=tuple(_further(grid, best.found)))


def _further(grid: Grid, found: Found) -> Iterator[tuple[Cell, str]]:
    """Where another form begins above or below the one that was found in a sheet."""
    top = min(span.top for _, at in found.tables for span in at.headings.values())
    end = max(at.end for _, at in found.tables)
    for rows in (range(top), range(end + 1, grid.rows)):
        rest = grid.only(rows)
        other = next((one for one in candidates(rest) if not one.lacking), None)
        if other is not None:
            start = _start(rest, other)
            yield grid.cell(*start), other.form.title


def _start(grid: Grid, candidate: Candidate) -> tuple[int, int]:
    """The first cell of a form: its title, or the first of its headings."""
    assert candidate.form.recognition is not None
    titles = words_of("", candidate.form.recognition.titles)
    heads = (span for _, at in candidate.found.tables for span in at.headings.values())
    first = min((span.top, span.left) for span in heads)
    titled = (
        (row, column)
        for row, words in grid.keys.items()
        for column, word in words.items()
        if row < first[0] and any(title in word for title in titles)
    )
    return min(titled, default=first)


def _columns(candidate: Candidate) -> tuple[FoundColumn, ...]:
    return tuple(
        FoundColumn(" ".join(at.texts[role].split()), letters(span.left), role)
        for _, at in candidate.found.tables
        for role, span in sorted(at.headings.items(), key=lambda one: one[1].left)
    )
