"""Columns are found by the headers of the policy and its 表头; every other column is left alone."""

from fractions import Fraction

from rules.engine import Row, Use, rate
from rules.language.load import examine_text
from rules.results import Reason, Refusal, Value

POLICY = """\
政策: p
名称: 试样
依据: {办法: {标题: 试样办法, 条款: {计分: 计分办法}}}
施行: {起: 2020-01-01}
数据:
  预算数: {类型: 金额, 单位: 万元, 表头: [全年预算数（A）, 调整后预算数]}
  执行数: {类型: 金额, 单位: 万元, 表头: [全年执行数（B）]}
  上年结转: {类型: 金额, 单位: 万元, 未填: 0万元, 表头: [结转资金]}
比率:
  执行率: {公式: =执行数/(预算数+上年结转), 取整: {方式: 不取整}, 条款: 办法/计分}
"""


def executed(headers: list[str], *values: int | str) -> Value | Refusal:
    policy, faults = examine_text(POLICY, "p.yaml", "p")
    assert policy is not None
    assert not faults
    cells = tuple(Fraction(value) if isinstance(value, int) else value for value in values)
    return rate(Use(policy), "执行率", Row(tuple(headers), cells))


def test_columns_that_no_policy_knows_are_left_alone() -> None:
    # 80 ÷ 100, wherever the two columns stand; the national form has these headers around them.
    headers = ["资金来源", "年初预算数", "全年预算数 (A)", "全年执行数 (B)", "分值", "得分"]
    found = executed(headers, "年度资金总额", 90, 100, 80, 10, 8)
    assert isinstance(found, Value)
    assert found.value == Fraction(4, 5)


def test_a_header_like_one_of_the_other_headers_is_refused() -> None:
    """结转资金数 is most likely 结转资金, which would count as 0 without a word."""
    refused = executed(["全年预算数（A）", "全年执行数（B）", "结转资金数"], 100, 80, 50)
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.AMBIGUOUS
    assert "结转资金数" in refused.message


def test_another_header_never_takes_the_place_of_a_declared_one() -> None:
    refused = executed(["预算数", "调整后预算数", "执行数"], 100, 90, 80)
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.AMBIGUOUS
    assert "“预算数”和“调整后预算数”" in refused.message


def test_one_header_cannot_stand_for_two_quantities() -> None:
    twice = POLICY.replace("表头: [全年执行数（B）]", "表头: [调整后预算数（万元）]")
    assert twice != POLICY
    _, faults = examine_text(twice, "p.yaml", "p")
    assert ["也是“预算数”的表头" in str(fault) for fault in faults] == [True]
    # Nor may it be the name of another quantity.
    name = POLICY.replace("表头: [全年执行数（B）]", "表头: [预算数]")
    _, faults = examine_text(name, "p.yaml", "p")
    assert ["也是“预算数”的表头" in str(fault) for fault in faults] == [True]
