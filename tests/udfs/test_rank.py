"""PE_RANK: one row per unit with total, place and award; figures by hand (see each policy)."""

from __future__ import annotations

import pytest

from rules.results import Refusal
from udfs import CATALOGUE, CellError

PE_RANK, PE_EXPLAIN = CATALOGUE["PE_RANK"], CATALOGUE["PE_EXPLAIN"]
PRIZES = "luohe-jiangli", "县区奖"
YEARLY = "mou-shi-kaohe-2023", "年度考核"
NAMES = (("到位资金", "到位资金任务", "项目数", "项目任务", "其他得分"),)


def test_one_row_per_unit() -> None:
    """100万, 50万 and 30万 for the first three; nothing for the fourth."""
    found = PE_RANK(*PRIZES, (("考核得分",),), ((80,), (95,), (88,), (70,)))
    assert found == ((80, 3, 300_000), (95, 1, 1_000_000), (88, 2, 500_000), (70, 4, 0))


def test_one_unit() -> None:
    """45 + 30 + 18, no prizes in this ranking."""
    assert PE_RANK(*YEARLY, NAMES, ((9, 10, 5, 5, 18),)) == ((93, 1, None),)


def test_a_refused_unit_is_an_error_in_its_row_and_the_others_are_ranked() -> None:
    rows = ((9, 10, 5, 5, 18), (9, 10, 5, 5, None), (None,) * 5, (9, "十", 5, 5, 18))
    error = CellError.VALUE
    assert PE_RANK(*YEARLY, NAMES, rows) == (
        (93, 1, None),
        (CellError.NA,) * 3,
        (None, None, None),
        (error, error, error),
    )
    told = PE_EXPLAIN("PE_RANK", *YEARLY, NAMES, rows)
    assert isinstance(told, tuple)
    assert "到位资金" in str(told[3][0])
    assert "还没有评定" in str(told[1][0])


def test_a_ranking_that_waits_for_all_is_one_error() -> None:
    """漯河's county prizes say 整体拒绝."""
    answer = PE_RANK.answer(*PRIZES, (("考核得分",),), ((80,), ("八十",)))
    assert isinstance(answer, Refusal)
    assert answer.message.startswith("第 2 行")


def test_the_explanation_has_the_shape_of_the_result() -> None:
    rows = ((80,), (95,))
    told = PE_EXPLAIN("PE_RANK", *PRIZES, (("考核得分",),), rows)
    assert isinstance(told, tuple)
    assert [len(row) for row in told] == [3, 3]
    assert "2个单位中第2名" in str(told[0][1])
    assert "第1名奖100万元" in str(told[1][2])
    assert all(str(cell).count("。") <= 3 for row in told for cell in row)


def test_records_side_by_side() -> None:
    found = PE_RANK(*PRIZES, (("考核得分",), ("档次",)), ((80, 95), (None, None)))
    assert found == ((80, 95), (2, 1), (500_000, 1_000_000))


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (("没有的政策", "县区奖", (("考核得分",),), ((80,),)), CellError.VALUE),
        (("luohe-jiangli", "县区", (("考核得分",),), ((80,),)), CellError.VALUE),
        (("luohe-jiangli", "", (("考核得分",),), ((80,),)), CellError.NA),
        (("honghe-2023", "县区奖", (("考核得分",),), ((80,),)), CellError.VALUE),
        ((*PRIZES, (("得分",),), ((80,),)), CellError.VALUE),
        ((*PRIZES, (("考核得分", "档次"),), ((80,),)), CellError.VALUE),
        ((*PRIZES, (("考核得分",),), ((None,),)), None),
    ],
)
def test_what_cannot_be_ranked(given: tuple[object, ...], error: object) -> None:
    assert PE_RANK(*given) is error
