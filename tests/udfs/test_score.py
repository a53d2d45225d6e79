"""PE_SCORE, PE_GRADE and PE_TOTAL as a cell calls them.

Expected points are worked out by hand from 财预〔2020〕10号: points × actual ÷ target, half-up to 0.01.
"""

from datetime import date, datetime

import pytest

from rules.results import Reason, Refusal
from udfs import CATALOGUE, CellError

PE_SCORE, PE_GRADE, PE_TOTAL = (CATALOGUE[n] for n in ("PE_SCORE", "PE_GRADE", "PE_TOTAL"))


def refused(name: str, *given: object) -> Refusal:
    answer = CATALOGUE[name].answer(*given)
    assert isinstance(answer, Refusal)
    return answer


@pytest.mark.parametrize(
    ("points", "target", "actual", "shown"),
    [
        (10, "≥80%", "64.71%", 8.09),  # 8.08875
        (2, "≥200", 100.5, 1.01),  # 1.005, a tie
        (100, "≥95%", 0.872, 91.79),  # 91.789…
        (8, "≥50个", 50, 8),
        (8, "≥50个", "25个", 4),
        (10.0, "≥８０％", "４０％", 5),
        ("10分", "98%以上", 0.98, 10),
        (10, 0.8, 0.4, 5),
        (5, "=0", 0, 5),
        (5, "=0", 1, 0),
        (10, "效果明显", "达成 95%", 9.5),
        (5, "2023年12月31日前", date(2023, 12, 20), 5),
        (5, "2023年12月31日前", datetime(2023, 12, 31, 17, 30), 5),
        (20, "及时", "及时", 20),
    ],
)
def test_single_cells(points: object, target: object, actual: object, shown: float) -> None:
    assert PE_SCORE(points, target, actual) == shown


def test_whole_points_are_whole_numbers() -> None:
    assert type(PE_SCORE(8, "≥50个", 50)) is int


@pytest.mark.parametrize("blank", [None, "", "  ", "　"])
def test_a_blank_actual_gives_a_blank(blank: object) -> None:
    assert PE_SCORE(10, "≥80%", blank) is None


@pytest.mark.parametrize("skipped", ["/", "—", "／", "不适用"])
def test_not_applicable_is_skipped(skipped: str) -> None:
    assert PE_SCORE(10, "≥80%", skipped) == "/"
    assert PE_SCORE(10, skipped, "64.71%") == "/"
    assert PE_SCORE(skipped, "≥80%", "64.71%") == "/"


@pytest.mark.parametrize(
    ("came", "goes"),
    [
        (CellError.NA, CellError.NA),
        (CellError.NUM, CellError.NUM),
        (CellError.VALUE, CellError.VALUE),
        (CellError.DIV0, CellError.VALUE),
        (CellError.NAME, CellError.VALUE),
        (CellError.REF, CellError.VALUE),
        (CellError.NULL, CellError.VALUE),
    ],
)
@pytest.mark.parametrize("place", range(5))
def test_an_error_cell_is_an_error_wherever_it_stands(
    place: int, came: CellError, goes: CellError
) -> None:
    given: list[object] = [10, "≥80%", "64.71%", "正向", "national-2020"]
    given[place] = came
    assert PE_SCORE(*given) is goes
    assert came.value in refused("PE_SCORE", *given).message


@pytest.mark.parametrize("omitted", [None, "", " "])
def test_an_omitted_middle_argument_is_as_none_given(omitted: object) -> None:
    assert PE_SCORE(10, "≥80%", "64.71%", omitted, "honghe-2023") == 8.09
    assert PE_SCORE(10, "≥80%", "64.71%", omitted, omitted) == 8.09


def test_a_method_by_name() -> None:
    # Target 10, actual 15, 10 points: the three ways that places use (framework.md section 2).
    assert PE_SCORE(10, "≤10", 15, "反向比例") == 6.67
    assert PE_SCORE(10, "≤10", 15, "反向递减") == 5
    assert PE_SCORE(10, "≤10", 15, "反向不得分") == 0
    assert PE_SCORE(10, "≤10", 15, " 反向递减 ") == 5
    assert PE_SCORE(10, "≤10", 15) is CellError.VALUE
    assert "反向比例" in refused("PE_SCORE", 10, "≤10", 15, "反向比列").advice


@pytest.mark.parametrize(
    ("actual", "both"), [(95, ("95%", "9500%")), ("95", ("95%", "9500%")), (100, ("100%",))]
)
def test_a_bare_number_against_a_percentage_names_both_readings(
    actual: object, both: tuple[str, ...]
) -> None:
    refusal = refused("PE_SCORE", 10, "≥80%", actual)
    assert refusal.reason is Reason.AMBIGUOUS
    assert all(reading in refusal.message for reading in both)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ((10, "≥80万元", "50个"), CellError.VALUE),  # two kinds of unit
        ((10, "≥80%", "完成得不错"), CellError.VALUE),
        ((10, "效果明显", "部分达成 80%"), CellError.VALUE),  # out of its interval
        ((10, "效果明显", "达成预期指标"), CellError.NA),  # a person picks the share
        ((5, "2023年12月31日前", "2024年1月5日"), CellError.NA),  # late: a person decides
        ((10, None, "64.71%"), CellError.NA),  # no target yet
        ((-1, "≥80%", "64.71%"), CellError.VALUE),
        ((True, "≥80%", "64.71%"), CellError.VALUE),  # TRUE is not 1 point
        ((10, "≥80", True), CellError.VALUE),
        ((10, "≥80%", "64.71%", None, "honghe-2023@2023-03-31"), CellError.NUM),
        ((10, "≥80%", "64.71%", None, "yiyang-2024"), CellError.VALUE),  # prints no scoring
    ],
)
def test_refusals_are_errors_in_the_cell(given: tuple[object, ...], error: CellError) -> None:
    assert PE_SCORE(*given) is error
    assert refused("PE_SCORE", *given).message


# Columns at once -----------------------------------------------------------------------------

POINTS = ((10,), (2,), (None,), (5,), (10,))
TARGETS = (("≥80%",), ("≥200",), (None,), ("≥1",), ("≤10",))
ACTUALS = (("64.71%",), (100.5,), (None,), ("/",), (15,))
SCORES = (8.09, 1.01, None, "/", CellError.VALUE)


def test_a_column_gives_a_column() -> None:
    assert PE_SCORE(POINTS, TARGETS, ACTUALS) == tuple((score,) for score in SCORES)


def test_a_row_gives_a_row() -> None:
    turned = [tuple(zip(*column, strict=True)) for column in (POINTS, TARGETS, ACTUALS)]
    assert PE_SCORE(*turned) == (SCORES,)


def test_a_block_gives_a_block() -> None:
    assert PE_SCORE(((10, 20), (30, 40)), "≥80%", (("40%", "80%"), ("20%", "/"))) == (
        (5, 20),
        (7.5, "/"),
    )


def test_single_cells_go_along_with_every_row() -> None:
    assert PE_SCORE(10, "≥80%", (("40%",), ("80%",))) == ((5,), (10,))
    assert PE_SCORE(((10,), (20,)), (("≥80%",),), "40%", None, "honghe-2023") == ((5,), (10,))


def test_methods_and_policies_may_be_columns_too() -> None:
    scores = PE_SCORE(10, "≤10", 15, (("反向比例",), ("反向递减",), (None,)))
    assert scores == ((6.67,), (5,), (CellError.VALUE,))
    policies = (("national-2020",), ("yiyang-2024",), (None,))
    assert PE_SCORE(10, "≥80%", "40%", None, policies) == ((5,), (CellError.VALUE,), (5,))


def test_a_range_of_one_cell_is_a_single_cell() -> None:
    assert PE_SCORE(((10,),), (("≥80%",),), (("64.71%",),)) == 8.09


def test_equal_ranges_in_two_arguments_are_both_used_row_by_row() -> None:
    same = ((10,), (20,))
    assert PE_SCORE(same, same, same) == ((10,), (20,))


@pytest.mark.parametrize(
    "actual",
    [(("40%",), ("80%",), ("80%",)), (("40%", "80%"),), (("40%", "80%"), ("40%", "80%"))],
)
def test_ranges_of_different_shapes_are_refused_with_their_shapes(
    actual: tuple[tuple[str, ...], ...],
) -> None:
    refusal = refused("PE_SCORE", ((10,), (20,)), "≥80%", actual)
    assert refusal.reason is Reason.NOT_UNDERSTOOD
    assert "2行1列" in refusal.message
    assert f"{len(actual)}行{len(actual[0])}列" in refusal.message


# Policies ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "policy",
    [
        "honghe-2023",
        " honghe-2023 ",
        "红河州市场化招商奖励与项目支出绩效自评",
        "honghe-2023@2023-04-01",
        "红河州市场化招商奖励与项目支出绩效自评@2024-03-12",
    ],
)
def test_a_policy_by_id_by_title_and_on_a_day(policy: str) -> None:
    assert PE_SCORE(10, "≥80%", "64.71%", None, policy) == 8.09
    assert PE_GRADE(99.54, policy) == "优"


def test_a_mistyped_policy_names_the_nearest() -> None:
    refusal = refused("PE_SCORE", 10, "≥80%", "64.71%", None, "honghe-2032")
    assert refusal.reason is Reason.UNKNOWN_NAME
    assert "honghe-2032" in refusal.message
    assert "honghe-2023" in refusal.advice


@pytest.mark.parametrize("policy", ["honghe-2023@2023-02-30", "honghe-2023@明天"])
def test_a_day_that_is_none_is_refused(policy: str) -> None:
    assert policy in refused("PE_GRADE", 90, policy).message


def test_a_policy_must_be_text() -> None:
    assert "文字" in refused("PE_GRADE", 90, 2023).message


# PE_GRADE and PE_TOTAL -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        (100, "优"),
        (90, "优"),
        (89.99, "良"),
        (80, "良"),
        (79.99, "中"),
        (60, "中"),
        (59.99, "差"),
        (0, "差"),
        ("92.5分", "优"),
        ("９９．５４", "优"),
        (None, None),
        ("", None),
    ],
)
def test_grades(total: object, grade: str | None) -> None:
    assert PE_GRADE(total) == grade


@pytest.mark.parametrize("total", [100.01, -0.01, "/", "优", True, date(2023, 1, 1), "90%"])
def test_what_is_no_total_has_no_grade(total: object) -> None:
    assert PE_GRADE(total) is CellError.VALUE


def test_a_column_of_totals() -> None:
    assert PE_GRADE(((90,), (None,), (CellError.NA,)), "honghe-2023") == (
        ("优",),
        (None,),
        (CellError.NA,),
    )


def column(*cells: object) -> tuple[tuple[object, ...], ...]:
    return tuple((cell,) for cell in cells)


def test_the_total_is_exact() -> None:
    # 红河: 9.77 + 49.77 + 30 + 10 = 99.54
    assert PE_TOTAL(column(10, 50, 30, 10), column(9.77, 49.77, 30, 10)) == 99.54
    # Ten times 0.1 is 1, not 0.9999999999999999.
    assert PE_TOTAL(column(*[1] * 10), column(*[0.1] * 10)) == 1


def test_the_total_waits_for_a_score() -> None:
    assert PE_TOTAL(column(10, 5), column(8, None)) is CellError.NA
    assert "第 2 行" in refused("PE_TOTAL", column(10, 5), column(8, None)).message


@pytest.mark.parametrize(
    ("points", "scores", "row"),
    [
        ((10, 5), (8, 5.01), "第 2 行"),  # above its points
        ((10, 5), (-1, 5), "第 1 行"),
        ((None, 5), (1, 5), "第 1 行"),  # a score without points
        ((10, 5), (8, "好"), "第 2 行"),
        ((10, 5), (8, True), "第 2 行"),
        ((10, 5), (CellError.VALUE, 5), "第 1 行"),
        ((CellError.DIV0, 5), (1, 5), "第 1 行"),
    ],
)
def test_the_total_refuses_and_names_the_row(
    points: tuple[object, ...], scores: tuple[object, ...], row: str
) -> None:
    given = column(*points), column(*scores)
    assert PE_TOTAL(*given) is CellError.VALUE
    assert row in refused("PE_TOTAL", *given).message


def test_a_score_that_waits_makes_the_total_wait() -> None:
    assert PE_TOTAL(column(10, 5), column(8, CellError.NA)) is CellError.NA


def test_the_total_skips_what_does_not_apply_and_blank_rows() -> None:
    assert PE_TOTAL(column(10, 5, None), column(8, "/", None)) == 8
    assert PE_TOTAL(column(None, None), column(None, "")) is None


def test_the_total_of_columns_of_different_length_is_refused() -> None:
    assert PE_TOTAL(column(10, 5), column(8)) is CellError.VALUE
    assert PE_TOTAL(10, 8) == 8
