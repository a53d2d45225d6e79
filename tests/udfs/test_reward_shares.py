"""PE_REWARD over several rows of one year, and for one level of government or one instalment."""

from __future__ import annotations

from pathlib import Path

from rules.library import Library
from udfs import CATALOGUE, CellError, policies

PE_REWARD, PE_EXPLAIN = (CATALOGUE[name] for name in ("PE_REWARD", "PE_EXPLAIN"))
NAMES = (("认定日期", "投资额"),)

POOLED = """\
政策: pooled
名称: 总额试样
依据: {办法: {标题: 试样办法, 条款: {奖励: 奖励办法}}}
施行: {起: 2020-01-01}
数据: {投资额: {类型: 金额, 单位: 万元}}
奖励:
  奖金:
    条款: 办法/奖励
    合计: {投资: {基数: 投资额, 比例: 1%}}
    取整: {到: 1元, 方式: 四舍五入}
    年度总额: {金额: 100万元, 尾差: 归最后一项, 取整: {到: 1元, 方式: 舍去}}
"""


def test_a_level_of_government() -> None:
    """RW15: 3.3亿 × 1% = 330万, half of it 165万."""
    values = (("2019-06-30", "3.3亿元"),)
    for level, paid in (("", 3_300_000), (".市级", 1_650_000), (".县级", 1_650_000)):
        assert PE_REWARD("yangquan-2019", f"招商奖励{level}", NAMES, values) == paid


def test_a_level_that_is_none_is_told_with_those_that_are() -> None:
    values = (("2019-06-30", "3.3亿元"),)
    assert PE_REWARD("yangquan-2019", "招商奖励.乡级", NAMES, values) == CellError.VALUE
    told = PE_EXPLAIN("PE_REWARD", "yangquan-2019", "招商奖励.乡级", NAMES, values)
    assert "没有名为“乡级”的一份；分担有市级、县级；写成“招商奖励.市级”的样子" in str(told)


def test_a_yearly_pool_over_the_rows_of_one_formula(
    tmp_path: Path,
) -> None:
    """Two projects of 100万 each share 100万; the blank row between them stays blank."""
    (tmp_path / "pooled.yaml").write_text(POOLED, encoding="utf-8")
    rows = (("1亿元",), ("",), ("1亿元",))
    with policies.using(Library(tmp_path)):
        shown = PE_REWARD("pooled", "奖金", (("投资额",),), rows)
        alone = PE_REWARD("pooled", "奖金", (("投资额",),), (("1亿元",),))
    assert shown == ((500_000,), (None,), (500_000,))
    assert alone == CellError.NA
