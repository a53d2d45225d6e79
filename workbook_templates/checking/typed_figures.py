"""Forms found by their headings: what people typed against what their inputs come to.

A typed figure is right if the inputs give it, within the digits that are printed; or if the other
typed figures do: where one row is wrong, the row is told and not also the total that it entered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from rules import engine
from rules.engine import Use
from rules.exact import plain
from rules.results import Scalar
from udfs import CellError
from workbook_templates.addresses import column_part, row_part
from workbook_templates.checking import formulas_compared
from workbook_templates.checking.catalogue import inputs, typed
from workbook_templates.checking.cells_compared import exact, in_words
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.open_form import Place, computed_with
from workbook_templates.checking.recomputing import Canonical, Recomputed
from workbook_templates.checking.scored_rows import ScoredRow, called
from workbook_templates.checking.settling import Settled, figure_in, typed_rows
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Form, Kind, Table

#: Columns that tell how, why and by whom: nothing in them could be checked.
_BESIDE_THE_POINT = re.compile(
    "序号|编号|备注|附注|附件|责任|负责|联系|经办|(?:说明|解释|标准|方法|办法|依据|细则|规则|来源|材料|公式)$"
)


def findings_in(
    form: Form, filled: Filled, settled: Settled, policy: str, use: Use
) -> Iterator[Finding]:
    """What is wrong with the figures that people typed where a template would compute."""
    yield from _outside(form, filled)
    yield from _unread(form, filled)
    yield from _formulas(form, filled)
    scores = {check.score for check in form.score_checks}
    rows = dict(typed_rows(form, settled.given, settled.own))
    for place, name, cell, own in _computed(form, filled, settled.own):
        role = place if isinstance(place, str) else place[2]
        if isinstance(place, str) and filled.strays:
            continue  # totals cannot be right while a row counts nowhere
        if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
            # A formula that was never calculated is none of the filler's doing.
            if cell.formula is None and (role in scores or role in form.results):
                yield inputs.MISSING.at(cell, name, what_to_do="请填写")
        elif not _right(cell.value, own) and not _follows(
            form, filled, settled, policy, place, cell
        ):
            expected = exact(own.value)
            if _comparable(cell.value, expected):
                share = _is_share(form, role)
                yield typed.TYPED_WRONG.at(
                    cell,
                    name,
                    found=in_words(cell.value, share),
                    expected=in_words(expected, share),
                )
    for place, row in rows.items():
        held = row.cells.get(row.check.score)
        if place in settled.by_hand and held is not None:
            yield typed.BY_HAND.at(
                held, row.title, found=in_words(held.value), why=settled.by_hand[place]
            )


def _outside(form: Form, filled: Filled) -> Iterator[Finding]:
    for cell in filled.strays:
        table = form.tables()[0]
        names = "、".join(section.name for section in table.sections)
        yield typed.NO_SECTION.at(
            cell,
            cell.address,
            found=row_part(cell.address),
            role=table.section_by,
            sections=names,
        )


def _unread(form: Form, filled: Filled) -> Iterator[Finding]:
    """What nobody has checked: another form on the same sheet, a total that is not there."""
    for cell, title in filled.further:
        row = row_part(cell.address)
        yield typed.FURTHER_FORM.at(cell, title, found=row)
    for cell in filled.unread:
        heading = " ".join(str(cell.value).split())
        if not _BESIDE_THE_POINT.search(heading):
            column = column_part(cell.address)
            what = _lacking(form, filled)
            yield typed.COLUMN_UNREAD.at(
                cell, heading, found=heading, column=column, what_to_do=what
            )
    totals = form.recognition.totals if form.recognition is not None else {}
    for name in form.results:
        if name in totals and name not in filled.computed:
            yield typed.NO_TOTAL.at(None, name)


def _lacking(form: Form, filled: Filled) -> str:
    """What a column that was not recognised may be, and what to do then."""
    found = {one.role for one in filled.columns}
    columns = (column for table in form.tables() for column in table.columns)
    lacking = [one.heading for one in columns if one.kind is Kind.INPUT and one.name not in found]
    if not lacking:
        return "与填报无关的，不用改"
    words = "".join(f"“{word}”" for word in lacking[:4])
    return f"是{words}的，请把列名改成这样，再校验；都不是的，不用改"


def _formulas(form: Form, filled: Filled) -> Iterator[Finding]:
    """Formulas in what a person fills in; where a template computes, any formula is welcome."""
    markup = filled.markup[filled.sheet]
    for name, cell in filled.fields.items():
        yield from formulas_compared.in_input(cell, name, markup)
    kinds = {c.name: c.kind for table in form.tables() for c in table.columns}
    for rows in filled.sections.values():
        for row in rows:
            for role, cell in row.items():
                if cell.formula is not None and kinds[role] is not Kind.COMPUTED:
                    yield from formulas_compared.in_input(cell, called(form, row, role), markup)


def _computed(
    form: Form, filled: Filled, own: Canonical
) -> Iterator[tuple[Place, str, Cell, Recomputed]]:
    for name, cell in filled.computed.items():
        yield name, name, cell, own.fields[name]
    for area, rows in filled.sections.items():
        for number, (row, computed) in enumerate(zip(rows, own.sections[area], strict=True)):
            for role, recomputed in computed.items():
                if role in row:
                    yield (area, number, role), called(form, row, role), row[role], recomputed


def _right(shown: Scalar | CellError, own: Recomputed) -> bool:
    expected = exact(own.value)
    if isinstance(expected, Fraction) and not isinstance(shown, CellError):
        # A rate with more digits than the policy keeps (66.54%, kept as 67%) is still right.
        return any(
            engine.agrees(one, figure)
            for one in (shown, _as_share(shown))
            for figure in (expected, *_unrounded(own))
        )
    return isinstance(shown, str) and isinstance(expected, str) and shown.strip() == expected


def _unrounded(own: Recomputed) -> Iterator[Fraction]:
    """What a rate was before its policy rounded it."""
    for _, result in own.answers:
        for step in result.working.steps:
            figure = step.figures.get("exact") if step.kind == "rate" else None
            if isinstance(figure, Fraction):
                yield figure


def _right_as_printed(row: ScoredRow, shown: Scalar | CellError, use: Use) -> bool:
    """Whether a score is right beside what its printed actual was rounded from (86.2%)."""
    told = [
        row.cells[role].value for role in (*row.check.target, row.check.actual) if role in row.cells
    ]
    if (
        not row.check.points
        or len(told) != 2
        or any(isinstance(v, CellError) for v in (*told, shown))
    ):
        return False
    target, actual = told
    points = row.value(row.check.points)
    agrees = engine.score_agrees(use, shown, points, target, actual)  # type: ignore[arg-type]
    return agrees is True


def _as_share(shown: Scalar) -> Scalar:
    """96.95 under a heading of percent is 96.95%."""
    bare = isinstance(shown, Fraction) and abs(shown) > 1
    return f"{plain(shown)}%" if bare and isinstance(shown, Fraction) else None


def _comparable(shown: Scalar | CellError, expected: Scalar | CellError) -> bool:
    """Whether there is something to compare: no dash where nothing is to compute."""
    if isinstance(expected, CellError) or expected in (None, ""):
        return False
    return not isinstance(shown, str) or any(char.isalnum() for char in shown)


def _follows(
    form: Form, filled: Filled, settled: Settled, policy: str, place: Place, cell: Cell
) -> bool:
    """Whether a typed figure follows from the other typed figures."""
    others: dict[Place, Scalar] = {}
    for other, _, held, _ in _computed(form, filled, settled.own):
        role = other if isinstance(other, str) else other[2]
        value = held.value
        if other == place or isinstance(value, CellError) or value in (None, ""):
            continue
        figure = figure_in(held)
        if _is_share(form, role) and figure is not None:
            figure = figure / 100 if figure > 1 else figure
        text = value if isinstance(value, str) and any(map(str.isalpha, value)) else None
        if figure is not None or text is not None:
            others[other] = figure if figure is not None else text
    own = computed_with(settled.given, policy, others)
    if isinstance(place, str):
        return _right(cell.value, own.fields[place])
    area, number, role = place
    return _right(cell.value, own.sections[area][number][role])


def _is_share(form: Form, role: str) -> bool:
    spots = (
        spot
        for block in form.blocks
        for spot in (block.columns if isinstance(block, Table) else block.spots)
    )
    return any(spot.name == role and spot.number_format == "百分比" for spot in spots)
