"""Laws of rewards: progressive tiers never jump, shares sum up to the whole, a pool is never exceeded."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rules.engine import Row, Use, reward, rewards
from rules.language.load import examine_text
from rules.results import Value

TEXT = (
    """\
政策: p
名称: 试样
依据: {办法: {标题: 试样办法, 条款: {奖励: 奖励办法}}}
施行: {起: 2020-01-01}
数据:
  投资额: {类型: 金额, 单位: 元}
奖励:
  累进: &s
""".replace(" &s", "")
    + """\
    条款: 办法/奖励
    合计:
      投资:
        基数: 投资额
        分档: {方式: 超额累进, 含: 上限, 各档: {≤1000万元: 3‰, 1000万元..1亿元: 4‰, ">1亿元": 5‰}}
    取整: {方式: 不取整}
  全额:
    条款: 办法/奖励
    合计:
      投资:
        基数: 投资额
        分档: {方式: 全额, 含: 上限, 各档: {≤1000万元: 3‰, 1000万元..1亿元: 4‰, ">1亿元": 5‰}}
    取整: {方式: 不取整}
  分付:
    条款: 办法/奖励
    合计: {投资: {基数: 投资额, 比例: 1%}}
    取整: {到: 0.01元, 方式: 四舍五入}
    分期: {各期: {甲: {比例: 30%}, 乙: {比例: 30%}, 丙: {比例: 40%}}, 取整: {到: 0.01元, 方式: 四舍五入}}
    分担: {各级: {省级: 40%, 市级: 30%, 县级: 30%}, 尾差归: 县级, 取整: {到: 0.01元, 方式: 舍去}}
  总额:
    条款: 办法/奖励
    合计: {投资: {基数: 投资额, 比例: 1%}}
    取整: {到: 0.01元, 方式: 四舍五入}
    年度总额: {金额: 100万元, 尾差: 归最大的一项, 取整: {到: 1元, 方式: 舍去}}
"""
)
POLICY, FAULTS = examine_text(TEXT, "p.yaml")
assert POLICY is not None
assert not FAULTS, [str(fault) for fault in FAULTS]
USE = Use(POLICY)
YUAN = st.integers(min_value=0, max_value=10**11).map(lambda fen: Fraction(fen, 100))


def paid(item: str, amount: Fraction) -> Fraction:
    result = reward(USE, item, Row.of({"投资额": amount}))
    assert isinstance(result, Value), result
    assert isinstance(result.value, Fraction)
    return result.value


@given(YUAN, YUAN)
def test_progressive_tiers_grow_and_never_jump(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    grown = paid("累进", high) - paid("累进", low)
    assert Fraction(3, 1000) * (high - low) <= grown <= Fraction(5, 1000) * (high - low)


@given(YUAN)
def test_progressive_is_never_more_than_whole_amount(amount: Fraction) -> None:
    """Rates rise here, so the whole at the last rate is at least the stretches at theirs."""
    assert paid("累进", amount) <= paid("全额", amount)


@given(YUAN)
def test_instalments_and_levels_sum_up(amount: Fraction) -> None:
    whole = paid("分付", amount)
    assert sum(paid(f"分付.{one}", amount) for one in "甲乙丙") == whole
    levels = ("省级", "市级", "县级")
    assert sum(paid(f"分付.{level}", amount) for level in levels) == whole
    third = paid("分付.丙", amount)
    assert sum(paid(f"分付.丙.{level}", amount) for level in levels) == third


@given(st.lists(YUAN, min_size=2, max_size=6))
def test_a_pool_is_paid_out_and_never_exceeded(amounts: list[Fraction]) -> None:
    results = rewards(USE, "总额", [Row.of({"投资额": amount}) for amount in amounts])
    shares = [result.value for result in results if isinstance(result, Value)]
    assert len(shares) == len(amounts)
    whole = sum((paid("分付", amount) for amount in amounts), Fraction(0))
    assert sum(share for share in shares if isinstance(share, Fraction)) == min(whole, 10**6)
