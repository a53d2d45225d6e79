"""Whatever stands in whatever cell: no exception, the same answer twice, nothing changed."""

import copy
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.results import Reason, Refusal
from udfs import CATALOGUE, Cell, CellError, explaining
from udfs.shapes import results_in

#: What makes random text reach deep: notations, names, policies, items.
WORDS = [
    "≥80%",
    "64.71%",
    "≤10",
    "=0",
    "±10%",
    "<5",
    "/",
    "—",
    "#",
    "#N/A",
    "12.83亿元",
    "万元",
    "个",
    "5A",
    "2023年12月31日前",
    "12月底前",
    "及时",
    "是",
    "否",
    "达成",
    "部分达成",
    "反向比例",
    "正向",
    "honghe-2023",
    "national-2020@2023-06-30",
    "yiyang-2024",
    "@",
    "资金到位率",
    "招商奖励",
    "招商奖励.封顶",
    ".",
    "实际到位资金",
    "预算资金",
    "认定日期",
    "正式签约",
    "入库计划投资额（万元）",
    "年度进出口总额",
    "一事一议",
    "核定奖励额",
    "总分",
    "预算执行率",
    "全年执行数",
    "全年预算数",
    "PE_SCORE",
    "PE_CHECK",
]

cells: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**60), 10**60),
    st.floats(),
    st.sampled_from([0.1 + 0.2, 1e-320, -0.0, 1e308, float("nan"), 0.0900000762939453, 45107.0]),
    st.text(max_size=20),
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), max_size=3).map("".join),
    st.dates(),
    st.datetimes(),
    st.sampled_from(CellError),
)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[tuple[Cell, ...], ...]:
    height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    return tuple(tuple(draw(cells) for _ in range(width)) for _ in range(height))


arguments = st.one_of(cells, cells, ranges())


@pytest.mark.parametrize("name", CATALOGUE)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_cells(name: str, data: st.DataObject) -> None:
    function = CATALOGUE[name]
    count = data.draw(st.integers(0, len(function.arguments) + 2))
    given_ = [data.draw(arguments) for _ in range(count)]
    if name == "PE_EXPLAIN" and given_:
        given_[0] = data.draw(st.sampled_from([*CATALOGUE, given_[0]]))
    before = copy.deepcopy(given_)

    shown = function(*given_)
    answer = function.answer(*given_)

    for result in results_in(answer):
        assert not (isinstance(result, Refusal) and result.reason is Reason.DEFECT), result
        if isinstance(result, Refusal):
            assert result.message
    for row in shown if isinstance(shown, tuple) else ((shown,),):
        for cell in row:
            assert cell is None or isinstance(cell, (bool, int, float, str, CellError))
    assert repr(function(*given_)) == repr(shown)
    assert repr(given_) == repr(before)
    assert all(isinstance(text, str) for text in explaining.explanations(answer))


headers = st.one_of(st.sampled_from(WORDS), cells)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_rows_under_known_headers(data: st.DataObject) -> None:
    names = tuple(data.draw(st.lists(headers, min_size=1, max_size=8)))
    rows = tuple(
        tuple(data.draw(cells) for _ in names) for _ in range(data.draw(st.integers(1, 3)))
    )
    for name, *lead in (
        ("PE_RATE", "yiyang-2024", "资金到位率"),
        ("PE_REWARD", "honghe-2023", "招商奖励"),
        ("PE_CHECK", "honghe-2023"),
    ):
        answer = CATALOGUE[name].answer(*lead, (names,), rows)
        CATALOGUE[name](*lead, (names,), rows)
        for result in results_in(answer):
            assert not (isinstance(result, Refusal) and result.reason is Reason.DEFECT), result


def test_days_are_days() -> None:
    # A datetime is a date, whatever its time; both are cells.
    score = CATALOGUE["PE_SCORE"]
    for on in (date(2023, 12, 31), datetime(2023, 12, 31, 23, 59, 59)):
        assert score(5, "2023年12月31日前", on) == 5
