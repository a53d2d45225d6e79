"""PE_PARAM and PE_CLAUSE: paths, short paths, what is ambiguous, unknown, or has parts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from rules.engine import Use, clause, parameter
from rules.explain import explain
from rules.library import Library
from rules.results import Reason, Refusal, Result, Value
from tests.rules.samples import use_of


def _honghe() -> Use:
    found = Library().find("honghe-2023")
    assert isinstance(found, Use)
    return found


HONGHE = _honghe()


def refused(result: Result, reason: Reason) -> str:
    assert isinstance(result, Refusal), result
    assert result.reason is reason
    return explain(result)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("招商奖励.封顶", 1_000_000),
        ("奖励.招商奖励.封顶", 1_000_000),
        ("招商奖励.封顶.金额", 1_000_000),
        ("招商奖励．封顶", 1_000_000),
        (" 招商奖励 . 封顶 ", 1_000_000),
        ("封顶", 1_000_000),
        ("招商奖励.封顶.次序", "先上浮后封顶"),
        ("招商奖励.固定资产投资", Fraction(1, 1000)),
        ("外贸.比例", Fraction(1, 2000)),
        ("世界500强", Fraction(1, 5)),
        ("绩效等级.优", 90),
        ("等级.绩效等级.下限.良", 80),
        ("权重.产出", 50),
        ("正向.超额", Fraction(13, 10)),
        ("施行", date(2023, 4, 1)),
        ("施行.按", "认定日期"),
        ("名称", "红河州市场化招商奖励与项目支出绩效自评"),
        ("预算执行率.公式", "=全年执行数/全年预算数"),
        ("定性.达成", "80%～100%"),
        ("执行率核对.级别", "必须修改"),
    ],
)
def test_a_single_value(path: str, value: object) -> None:
    result = parameter(HONGHE, path)
    assert isinstance(result, Value), result
    assert result.value == value
    assert "(" not in explain(result), "a sentence and not the inside of a program"


@pytest.mark.parametrize(
    ("path", "like"),
    [
        ("招商奖励", "招商奖励.固定资产投资"),
        ("奖励", "招商奖励.固定资产投资"),
        ("定性.档次", "定性.达成"),
        ("评分.取整", "取整.方式"),
        ("绩效等级", "绩效等级.满分"),
    ],
)
def test_what_has_parts_names_one_that_works(path: str, like: str) -> None:
    says = refused(parameter(HONGHE, path), Reason.UNKNOWN_NAME)
    assert says == f"“{path}”下面还有分项；请写到具体一项，如 {like}。"
    assert isinstance(parameter(HONGHE, like), Value)


def test_ambiguous() -> None:
    says = refused(parameter(HONGHE, "超额"), Reason.AMBIGUOUS)
    assert says == "“超额”有 2 处；请写全，如 正向.超额、等于.超额。"


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("招商奖励.封丁", "是不是“招商奖励.封顶”？"),
        ("封丁", "是不是“封顶”？"),
        ("等极", "是不是“等级”？"),
    ],
)
def test_unknown_with_the_nearest(path: str, advice: str) -> None:
    assert refused(parameter(HONGHE, path), Reason.UNKNOWN_NAME).endswith(advice)


@pytest.mark.parametrize("path", ["", " ", "完全没有", "条件", "施行.止"])
def test_an_answer_stays_short(path: str) -> None:
    result = parameter(HONGHE, path)
    assert isinstance(result, Refusal)
    assert len(explain(result)) < 200


class TestDays:
    dated = use_of(
        ("比例: 1‰", "比例: {2023-01-01: 1‰, 2024-01-01: 0.8‰}"),
        ("给定: {投资额", "给定: {认定日期: 2023-05-01, 投资额"),
    )

    @pytest.mark.parametrize(
        ("day", "rate"),
        [(date(2023, 12, 31), Fraction(1, 1000)), (date(2024, 1, 1), Fraction(8, 10000))],
    )
    def test_on_a_day(self, day: date, rate: Fraction) -> None:
        result = parameter(self.dated, "奖金.投资", day)
        assert isinstance(result, Value)
        assert result.value == rate

    def test_no_day(self) -> None:
        assert "因日期而不同" in refused(parameter(self.dated, "奖金.投资"), Reason.MISSING_VALUE)

    def test_the_day_of_the_use(self) -> None:
        result = parameter(Use(self.dated.policy, date(2024, 6, 1)), "奖金.投资")
        assert isinstance(result, Value)
        assert result.value == Fraction(8, 10000)

    def test_out_of_force(self) -> None:
        says = refused(parameter(HONGHE, "封顶", date(2023, 3, 31)), Reason.OUT_OF_FORCE)
        assert "所据材料没有印出施行日期" in says, "the reading of the first day decides here"


class TestClause:
    def test_its_own(self) -> None:
        result = clause(HONGHE, "招商奖励.封顶")
        assert isinstance(result, Value)
        assert str(result.value).startswith(
            "《红河州市场化招商奖励办法（试行）》（红政办发〔2023〕12号）“最高额度”：给予"
        )

    def test_of_what_stands_around_it(self) -> None:
        result = clause(HONGHE, "绩效等级.优")
        assert isinstance(result, Value)
        assert "“等级”：综合得分在90-100分" in str(result.value)

    def test_none(self) -> None:
        assert "没有注明条款" in refused(clause(HONGHE, "名称"), Reason.UNKNOWN_NAME)
