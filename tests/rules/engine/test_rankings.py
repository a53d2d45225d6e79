"""Rankings as a whole: order of rows, groups, ties and prizes hold whatever the figures are."""

from __future__ import annotations

from fractions import Fraction
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.engine import Row, Use, ranking
from rules.engine.rankings import Ranked
from rules.language.load import examine_text
from rules.results import Refusal, Value

POLICY = """\
政策: p
名称: 试样
依据: {办法: {标题: 试样办法, 条款: {计分: 计分办法}}}
施行: {起: 2020-01-01}
数据:
  组别: {类型: 文本, 未填: 一组}
  得分: {类型: 分值}
  增速: {类型: 数值, 未填: 0}
  总额: {类型: 金额, 单位: 元, 未填: 1000元}
计分表:
  人评:
    条款: 办法/计分
    不适用: 文件未规定
    各项取整: {方式: 不取整}
    取整: {方式: 不取整}
    各项: {得分: {评分人填写: 得分}}
  功效:
    条款: 办法/计分
    不适用: 文件未规定
    各项取整: {方式: 不取整}
    取整: {方式: 不取整}
    各项:
      增速:
        分值: 100
        功效系数: {指标: 增速, 次序: 高者在前, 系数: 60%..100%, 全部相同: 按最高, 范围: 同组}
排名:
  平分:
    条款: 办法/计分
    计分表: 人评
    次序: 高者在前
    并列: {仍相同: 同名次后空位}
    缺数: 单列
    分组: 组别
    奖项: {按名次: {1: 100元, 2: 50元, 3: 30元}, 同名次: 平分, 取整: {方式: 不取整}}
  分摊:
    条款: 办法/计分
    计分表: 人评
    次序: 高者在前
    并列: {仍相同: 同名次后空位}
    缺数: 单列
    奖项: {按得分分摊: {总额: 总额, 尾差: 不分配}, 取整: {到: 0.01元, 方式: 舍去}}
  功效:
    条款: 办法/计分
    计分表: 功效
    次序: 高者在前
    并列: {仍相同: 同名次不空位}
    缺数: 单列
示例:
  - {名称: 一, 给定: {得分: 10}, 应得: {人评: 10}}
"""


def use() -> Use:
    policy, faults = examine_text(POLICY, "p.yaml")
    assert policy is not None
    assert not faults, faults
    return Use(policy)


USE = use()
TENTHS = st.integers(0, 50).map(lambda n: Fraction(n, 10))


def ranked(name: str, *rows: dict[str, object]) -> tuple[Ranked, ...]:
    found = ranking(USE, name, [Row.of(row) for row in rows])  # type: ignore[arg-type]
    assert not isinstance(found, Refusal), found
    return found


def column(found: tuple[Ranked, ...], index: int) -> list[object]:
    values = []
    for row in found:
        result = row[index]
        assert isinstance(result, Value), result
        values.append(result.value)
    return values


@given(st.lists(TENTHS, min_size=1, max_size=8))
@settings(deadline=None)
def test_places_count_who_is_ahead(points: list[Fraction]) -> None:
    found = ranked("平分", *({"得分": p} for p in points))
    assert column(found, 0) == points
    assert column(found, 1) == [1 + sum(q > p for q in points) for p in points]


@given(st.lists(TENTHS, min_size=3, max_size=8))
@settings(deadline=None)
def test_shared_prizes_are_all_paid_and_no_more(points: list[Fraction]) -> None:
    """100 + 50 + 30, whoever is tied."""
    assert sum(column(ranked("平分", *({"得分": p} for p in points)), 2)) == 180  # type: ignore[arg-type]


@given(st.lists(TENTHS.filter(bool), min_size=1, max_size=8))
@settings(deadline=None)
def test_a_pool_is_never_exceeded_and_little_is_left(points: list[Fraction]) -> None:
    amounts = column(ranked("分摊", *({"得分": p} for p in points)), 2)
    paid = sum(amounts)  # type: ignore[arg-type]
    assert 1000 - Fraction(len(points), 100) < paid <= 1000


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=8))
@settings(deadline=None)
def test_coefficients_lie_in_their_span(speeds: list[int]) -> None:
    totals = column(ranked("功效", *({"增速": Fraction(s)} for s in speeds)), 0)
    assert all(60 <= t <= 100 for t in totals)  # type: ignore[operator]
    assert totals[speeds.index(max(speeds))] == 100
    if len(set(speeds)) > 1:
        assert totals[speeds.index(min(speeds))] == 60


@given(st.permutations(["1", "2", "2", "3", "5"]))
@settings(deadline=None)
def test_the_order_of_the_rows_does_not_matter(points: list[str]) -> None:
    found = ranked("平分", *({"得分": p} for p in points))
    assert dict(zip(points, column(found, 1), strict=True)) == {"5": 1, "3": 2, "2": 3, "1": 5}


def test_groups_do_not_see_each_other() -> None:
    rows = [{"组别": g, "得分": p} for g, p in (("甲", "1"), ("乙", "9"), ("甲", "2"), ("乙", "8"))]
    assert column(ranked("平分", *rows), 1) == [2, 1, 1, 2]


def test_exactly_ninety() -> None:
    """0.1 + 0.2 + … as binary floats would miss it; 89.7 + 0.3 is 90.00."""
    found = ranked("平分", {"得分": Fraction("89.7") + Fraction("0.3")}, {"得分": "90.00"})
    assert column(found, 1) == [1, 1]


def test_blank_rows_stay_blank_and_take_no_place() -> None:
    found = ranking(USE, "平分", [Row.of({"得分": "1"}), None, Row.of({"得分": "2"})])
    assert not isinstance(found, Refusal)
    assert column(found, 1) == [2, None, 1]


def test_an_unknown_ranking_is_refused_with_the_nearest() -> None:
    found = ranking(USE, "平分奖", [Row.of({"得分": "1"})])
    assert isinstance(found, Refusal)
    assert "平分" in found.advice


def test_five_hundred_units_are_quick() -> None:
    began = perf_counter()
    ranked("功效", *({"增速": Fraction(n % 97)} for n in range(500)))
    ranked("分摊", *({"得分": Fraction(n % 97 + 1)} for n in range(500)))
    assert perf_counter() - began < 10
