"""示例 with several rows: amounts are compared as amounts, and told in the units of the example."""

from __future__ import annotations

import pytest

from rules.language.load import examine_text

POLICY = """\
政策: p
名称: 试样
依据: {办法: {标题: 试样办法, 条款: {奖励: 奖励办法}}}
施行: {起: 2020-01-01}
数据:
  投资额: {类型: 金额, 单位: 元}
奖励:
  奖金:
    条款: 办法/奖励
    合计: {投资: {基数: 投资额, 比例: 1%}}
    取整: {到: 1元, 方式: 四舍五入}
    年度总额: {金额: 500万元, 尾差: 不分配, 取整: {到: 1元, 方式: 舍去}}
示例:
  - {名称: 两个, 各行: [{投资额: 12000100元}, {投资额: 4亿元}], 应得: {奖金: WANTED}}
  - {名称: 全年只有一个, 各行: [{投资额: 6亿元}], 应得: {奖金: 500万元}}
"""


def faults(wanted: str) -> list[str]:
    return [str(fault) for fault in examine_text(POLICY.replace("WANTED", wanted), "p.yaml")[1]]


@pytest.mark.parametrize("wanted", ["120001元、400万元", "12.0001万元、400万元", "120001、4000000"])
def test_equal_amounts_are_equal_however_written(wanted: str) -> None:
    """1200.01万元 × 1% = 12.0001万元 and 4亿元 × 1% = 400万元, together below 500万元."""
    assert faults(wanted) == []


@pytest.mark.parametrize(
    "wanted", ["120002元、400万元", "400万元、120001元", "120001元", "120001分、400万元"]
)
def test_other_amounts_are_not(wanted: str) -> None:
    (fault,) = faults(wanted)
    assert f"应得 {wanted}，实得 12.0001万元、400万元" in fault


def test_a_single_project_that_is_not_listed_is_refused() -> None:
    text = POLICY.replace("WANTED", "120001元、400万元").replace(
        "各行: [{投资额: 6亿元}]", "给定: {投资额: 6亿元}"
    )
    (fault,) = examine_text(text, "p.yaml")[1]
    assert "要全年的项目一起才能算" in str(fault)
