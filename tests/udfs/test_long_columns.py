"""Columns: rows alike are computed once, and nothing else changes by it."""

from __future__ import annotations

import gc

from hypothesis import given
from hypothesis import strategies as st

from rules.results import Refusal, Result, Value
from udfs import CATALOGUE, Cell, CellError, shapes

PE_SCORE, PE_AMOUNT = CATALOGUE["PE_SCORE"], CATALOGUE["PE_AMOUNT"]
ACTUALS = st.sampled_from(["64.71%", "80%", 0.8, 1, 1.0, True, None, "", "/", CellError.NA, "abc"])


@given(st.lists(ACTUALS, min_size=2, max_size=12))
def test_a_column_is_its_cells_one_by_one(actuals: list[Cell]) -> None:
    column = PE_SCORE(10, "≥80%", tuple((actual,) for actual in actuals))
    assert column == tuple((PE_SCORE(10, "≥80%", actual),) for actual in actuals)


def test_one_and_true_stand_apart_in_a_column() -> None:
    """1 == TRUE in Python; as an amount TRUE is none."""
    one, true, again = PE_AMOUNT.answer(((1,), (True,), (1,)))
    assert isinstance(one[0], Value)
    assert isinstance(true[0], Refusal)
    assert again[0] == one[0]


def test_rows_alike_are_computed_once_and_the_collector_goes_on() -> None:
    calls: list[Cell] = []

    def counted(cell: Cell) -> Result:
        calls.append(cell)
        assert not gc.isenabled()
        return Value(str(cell))

    answer = shapes.each(counted, tuple((number % 3,) for number in range(9)))
    assert calls == [0, 1, 2]
    assert [result.value for (result,) in answer] == ["0", "1", "2"] * 3  # type: ignore[misc, union-attr]
    assert gc.isenabled()


def test_a_block_keeps_its_shape() -> None:
    """2 rows of 3: each cell in its own place."""
    shown = PE_AMOUNT((("1元", "2元", "3元"), ("4元", "5元", "6元")), "元")
    assert shown == ((1, 2, 3), (4, 5, 6))


def test_a_whole_number_and_its_double_stand_apart_in_a_column() -> None:
    """2^60 has 19 digits; a double shows 15 of them: 1152921504606850000, as Excel does."""
    whole, double = PE_AMOUNT.answer(((2**60,), (2.0**60,)))
    assert isinstance(whole[0], Value)
    assert isinstance(double[0], Value)
    assert (whole[0].value, double[0].value) == (2**60, 1152921504606850000)
