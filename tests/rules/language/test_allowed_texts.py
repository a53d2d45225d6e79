"""可取: only for texts, each once, and no rule asks for a word that cannot be filled in."""

from __future__ import annotations

import pytest

from rules.language.load import examine_text

POLICY = """\
政策: p
名称: 试样
依据: {办法: {标题: 试样办法, 条款: {奖励: 奖励办法}}}
施行: {起: 2020-01-01}
数据:
  投资额: {类型: 金额, 单位: 万元}
  地区: {类型: 文本, 可取: [重点县, 一般县]}
奖励:
  奖金:
    条款: 办法/奖励
    条件: [{当: '=OR(地区="重点县", 投资额>=1亿元)', 否则: 投资额不足}]
    合计: {奖: {分类: {按: 地区, 各类: {重点县: 10万元, 一般县: 5万元}}}}
    取整: {方式: 不取整}
"""


def faults(text: str) -> list[str]:
    return [str(fault) for fault in examine_text(text, "p.yaml")[1]]


def test_words_of_the_list_are_sound() -> None:
    assert faults(POLICY) == []


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('地区="重点县"', '地区="重点"', "“地区”不会填“重点”"),
        ('地区="重点县"', '"山区"<>地区', "“地区”不会填“山区”"),
        ("一般县: 5万元", "其他县: 5万元", "“地区”不会填“其他县”"),
        ("可取: [重点县, 一般县]", "可取: [重点县, 一般县, 一般县]", "“一般县”写了两次"),
        ("可取: [重点县, 一般县]", "可取: [重点县, 一般县], 未填: 省会", "“省会”不是可以填的一种"),
        ("投资额: {类型: 金额", "投资额: {可取: [甲], 类型: 金额", "只有文本才写“可取”"),
    ],
)
def test_what_does_not_fit_is_told(was: str, now: str, told: str) -> None:
    assert was in POLICY
    found = faults(POLICY.replace(was, now))
    assert any(told in line for line in found), found
