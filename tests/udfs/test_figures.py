"""PE_AMOUNT, PE_PARAM, PE_CLAUSE, PE_POLICIES, PE_VERSION; and numbers at the door."""

import tomllib
from datetime import date, datetime
from fractions import Fraction
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.results import Reason, Refusal
from udfs import CATALOGUE, Cell, CellError
from udfs.cells import raw

PE_AMOUNT, PE_PARAM, PE_CLAUSE = (CATALOGUE[n] for n in ("PE_AMOUNT", "PE_PARAM", "PE_CLAUSE"))
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("written", "unit", "number"),
    [
        ("12.83亿元", "万元", 128_300),  # functions.md
        ("12.83亿元", None, 1_283_000_000),
        ("12.83亿元", "亿元", 12.83),
        ("１２．８３亿元", " 万元 ", 128_300),
        ("1,234.5元", None, 1234.5),
        ("80%", None, 0.8),
        ("80%", "‰", 800),
        ("50个", None, 50),
        ("50个", "个", 50),
        (12.5, None, 12.5),
        (None, "万元", None),
        ("  ", None, None),
    ],
)
def test_amounts(written: Cell, unit: Cell, number: float | None) -> None:
    assert PE_AMOUNT(written, unit) == number


@pytest.mark.parametrize(
    ("written", "unit", "reason"),
    [
        (12.83, "万元", Reason.AMBIGUOUS),  # 12.83 of what?
        ("5家", "元", Reason.NOT_UNDERSTOOD),
        ("100万元", "万美元", Reason.NOT_UNDERSTOOD),
        ("12.83亿元", "万圆圆", Reason.UNKNOWN_NAME),
        ("12.83亿元", 5, Reason.NOT_UNDERSTOOD),
        ("12.83亿元", True, Reason.NOT_UNDERSTOOD),
        ("12.83亿元", CellError.NA, Reason.MISSING_VALUE),
        (CellError.NUM, "万元", Reason.OUT_OF_FORCE),
        ("/", None, Reason.NOT_UNDERSTOOD),
        ("很多钱", None, Reason.NOT_UNDERSTOOD),
        (True, None, Reason.NOT_UNDERSTOOD),
        (date(2023, 1, 1), None, Reason.NOT_UNDERSTOOD),
    ],
)
def test_amounts_refused(written: Cell, unit: Cell, reason: Reason) -> None:
    answer = PE_AMOUNT.answer(written, unit)
    assert isinstance(answer, Refusal)
    assert answer.reason is reason
    assert isinstance(PE_AMOUNT(written, unit), CellError)


def test_a_column_of_amounts() -> None:
    column = (("1亿元",), (None,), ("5家",))
    assert PE_AMOUNT(column, "万元") == ((10_000,), (None,), (CellError.VALUE,))


@pytest.mark.parametrize("on", [None, "2023-06-30", date(2023, 6, 30), 45107, 45107.5])
def test_a_parameter_on_a_day(on: Cell) -> None:
    assert PE_PARAM("honghe-2023", "招商奖励.封顶", on) == 1_000_000


@pytest.mark.parametrize(
    ("policy", "item", "value"),
    [
        ("honghe-2023", "招商奖励.封顶", 1_000_000),
        ("honghe-2023", "奖励.招商奖励.封顶.金额", 1_000_000),
        ("honghe-2023", "招商奖励.上浮.世界500强", 0.2),
        ("honghe-2023", "招商奖励.固定资产投资", 0.001),
        ("honghe-2023@2023-06-30", "招商奖励.外贸", 0.0005),
        ("honghe-2023", "招商奖励.上浮.同时符合", "就高"),
        ("national-2020", "绩效等级.优", 90),
        ("national-2020", "权重.产出", 50),
    ],
)
def test_parameters(policy: str, item: str, value: object) -> None:
    assert PE_PARAM(policy, item) == value


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("honghe-2023", "招商奖励.封顶", "2023-03-31"), CellError.NUM),
        (("honghe-2023@2023-03-31", "招商奖励.封顶"), CellError.NUM),
        (("honghe-2023", "招商奖励.封顶", "去年"), CellError.VALUE),
        (("honghe-2023", "招商奖励.封顶", CellError.NA), CellError.NA),
        (("honghe-2023", "招商奖励.封项"), CellError.VALUE),
        (("honghe-2023", None), CellError.NA),
        (("honghe-2023", CellError.NA), CellError.NA),
        ((None, "招商奖励.封顶"), CellError.NA),
        (("honghe-2023", (("a",), ("b",))), CellError.VALUE),
        (("honghe-2023", "招商奖励.封顶", ((1,), (2,))), CellError.VALUE),
    ],
)
def test_parameters_refused(arguments: tuple[object, ...], error: CellError) -> None:
    assert PE_PARAM(*arguments) is error


def test_a_day_given_wins_over_the_day_of_the_policy() -> None:
    assert PE_PARAM("honghe-2023@2023-03-31", "招商奖励.封顶", "2023-06-30") == 1_000_000


def test_a_clause_is_quoted_with_its_document() -> None:
    clause = PE_CLAUSE("honghe-2023", "招商奖励.封顶")
    assert isinstance(clause, str)
    assert "红政办发〔2023〕12号" in clause
    assert "最高不超过100万元" in clause
    assert PE_CLAUSE("honghe-2023", "招商奖励.封项") is CellError.VALUE
    assert PE_CLAUSE("honghe-2023", None) is CellError.NA


def test_the_policies_are_listed() -> None:
    rows = CATALOGUE["PE_POLICIES"]()
    assert isinstance(rows, tuple)
    assert [row[0] for row in rows] == sorted(str(row[0]) for row in rows)
    by_id = {row[0]: row[1:] for row in rows}
    assert {"honghe-2023", "national-2020", "yiyang-2024"} <= set(by_id)
    title, in_force = by_id["honghe-2023"]
    assert title == "红河州市场化招商奖励与项目支出绩效自评"
    assert "2023-04-01" in str(in_force)


def test_the_version_is_the_product_s(monkeypatch: pytest.MonkeyPatch) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked: list[str] = []
    monkeypatch.setattr(metadata, "version", lambda name: asked.append(name) or "1.2.3")
    assert CATALOGUE["PE_VERSION"]() == "1.2.3"
    assert asked == [project["name"]]


def test_no_version_without_an_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert CATALOGUE["PE_VERSION"]() is CellError.NA


# Numbers at the door -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "exact"),
    [
        (0.1 + 0.2, Fraction(3, 10)),  # 15 digits, as the spreadsheet shows it
        (1 / 3, Fraction(333333333333333, 10**15)),
        (123456789012345.6, Fraction(123456789012346)),
        (-0.0, Fraction(0)),
        (1.005, Fraction(1005, 1000)),
        (1e15, Fraction(10**15)),
        (10**400, Fraction(10**400)),  # an int is exact
        (1e-300, Fraction(1, 10**300)),
        (True, True),
        (False, False),
        (datetime(2023, 6, 30, 23, 59), date(2023, 6, 30)),
        (date(2023, 6, 30), date(2023, 6, 30)),
    ],
)
def test_a_cell_enters_once_and_exactly(cell: Cell, exact: object) -> None:
    entered = raw(cell)
    assert entered == exact
    assert type(entered) is type(exact)


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_finite_number_is_refused(cell: float) -> None:
    assert PE_AMOUNT(cell) is CellError.VALUE
    assert CATALOGUE["PE_SCORE"](10, "≥80%", cell) is CellError.VALUE


@pytest.mark.parametrize("cell", [10**400, -(10**400), 1e308])
def test_what_no_form_holds_is_refused(cell: float) -> None:
    assert PE_AMOUNT(cell) is CellError.VALUE


def test_a_number_too_small_for_any_form_is_no_crash() -> None:
    assert CATALOGUE["PE_SCORE"](10, "≥80%", 1e-320) == 0
    assert PE_AMOUNT(5e-324) == pytest.approx(0, abs=1e-323)


def test_a_float_s_noise_does_not_reach_the_result() -> None:
    assert PE_AMOUNT(0.1 + 0.2) == 0.3
    assert CATALOGUE["PE_SCORE"](10, 0.3, 0.1 + 0.2) == 10
    assert PE_AMOUNT(-0.0) == 0


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_two_decimals_pass_through_unchanged(decimal: object) -> None:
    cell = float(decimal)  # type: ignore[arg-type]
    assert PE_AMOUNT(cell) == cell
