"""The formulas read once and run for each file give what the form laid out as a workbook gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.results import Refusal, Value
from udfs import CellError, policies
from workbook_templates.building.given import Matched
from workbook_templates.building.layout import lay_out
from workbook_templates.checking import laid_out
from workbook_templates.checking.answering import answer
from workbook_templates.checking.formula_program import program_of
from workbook_templates.description import describe, forms
from workbook_templates.shape import Band, Form, Kind

#: What people write in a score sheet, and what goes wrong in it.
WRITTEN: tuple[Any, ...] = (
    None, "", " ", "/", "——", "0", "10", "１０", "5分", "abc", "≥80%", "64.71%", "≤90万元", "89.97万元",
    "达成", "部分达成 70%", "2023年12月31日前", "2023年12月20日", "反向比例", "资金到位率", "产出指标",
    Fraction(0), Fraction(1), Fraction(2), Fraction(10), Fraction(100), Fraction(-3),
    Fraction("0.8"), Fraction("100.5"), Fraction("98.67"), Fraction("1114.9"), Fraction(10**16),
    True, False, date(2023, 6, 30), CellError.NA, CellError.VALUE, CellError.DIV0, CellError.NAME,
)  # fmt: skip
CELLS = st.sampled_from(WRITTEN)


def inputs(form: Form, draw: Any) -> Matched:
    """A random fill: any input cell with anything in it, sections of 0 to 3 rows."""
    fields = {
        name: draw(CELLS)
        for name, kind in form.fields()
        if kind is Kind.INPUT and draw(st.booleans())
    }
    rows = {}
    for table in form.tables():
        roles = [column.name for column in table.columns if column.kind is not Kind.COMPUTED]
        for section in table.sections:
            rows[section.area] = tuple(
                {role: draw(CELLS) for role in roles} for _ in range(draw(st.integers(0, 3)))
            )
            words = [row[table.row_by] for row in table.fixed] if table.row_by else []
            for row in rows[section.area] if words else ():
                row[table.row_by] = draw(st.sampled_from(words))
    return Matched(fields, rows)


@pytest.mark.parametrize("form_id", forms())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_same_cells_and_same_answers(form_id: str, data: st.DataObject) -> None:
    form = describe(form_id)
    program = program_of(form, form.policy)
    assert program is not None, "a shipped form is laid out anew for each file"
    filled = inputs(form, data.draw)
    quick, slow = program.run(filled), laid_out.computed(form, filled, form.policy)
    assert list(quick.fields) == list(slow.fields)
    for name, cell in slow.fields.items():
        assert (quick.fields[name], type(quick.fields[name].value)) == (cell, type(cell.value)), (
            name
        )
    assert quick.sections == slow.sections
    assert [list(row) for rows in quick.sections.values() for row in rows] == [
        list(row) for rows in slow.sections.values() for row in rows
    ]


def test_one_and_true_are_remembered_apart() -> None:
    """1 == TRUE in Python; in a cell TRUE is no figure of a total."""
    asked = partial(answer, policies.library())
    one, true = asked("PE_TOTAL", (((10,),), ((1,),))), asked("PE_TOTAL", (((10,),), ((True,),)))
    assert isinstance(one, Value)
    assert one.value == 1
    assert isinstance(true, Refusal)
    assert isinstance(asked("PE_AMOUNT", (1,)), Value)
    assert isinstance(asked("PE_AMOUNT", (True,)), Refusal)


def test_a_formula_that_depends_on_its_place_is_laid_out() -> None:
    """`=ROW()` of the cell 总分: no program, and the number of the row it stands in."""
    form = describe("self-evaluation")
    blocks = tuple(
        replace(
            block,
            spots=tuple(
                replace(spot, content="=ROW()") if spot.name == "总分" else spot
                for spot in block.spots
            ),
        )
        if isinstance(block, Band)
        else block
        for block in form.blocks
    )
    changed = replace(form, blocks=blocks)
    assert program_of(changed, "national-2020") is None
    rows = {section.area: () for table in form.tables() for section in table.sections}
    inputs = Matched({}, rows)
    place = lay_out(changed, inputs, "national-2020").places["总分"]
    own = laid_out.computed(changed, inputs, "national-2020")
    assert own.fields["总分"].value == place[0] + 1
