"""Examples that a check offers: usable as they stand, about what the rule is about, told once."""

from __future__ import annotations

from rules.authoring.advice import Advice, advise_text
from rules.language.load import examine_text

CHECKS = """\
政策: p
名称: 试样
依据: {办法: {标题: 试样办法, 条款: {审核: 审核办法}}}
施行: {起: 2020-01-01}
数据:
  总分: {类型: 分值}
  违规: {类型: 是否}
  别的: {类型: 金额, 单位: 万元}
审核:
  违规总分:
    须满足: "=OR(NOT(违规), 总分<=59分)"
    容差: 不容差
    缺值: 提示缺值
    级别: 必须修改
    提示: "填的是 {总分}"
示例:
  - {名称: 通过, 给定: {违规: 否, 总分: 90}, 应得: {违规总分: 通过}}
"""
CARD = """\
政策: p
名称: 试样
依据: {办法: {标题: 试样办法, 条款: {计分: 计分办法}}}
施行: {起: 2020-01-01}
数据:
  得分: {类型: 分值, 未填: 10}
  别的: {类型: 金额, 单位: 万元}
计分表:
  考核:
    条款: 办法/计分
    不适用: 不折算
    各项取整: {方式: 不取整}
    取整: {方式: 不取整}
    各项: {得分: {分值: 100, 评分人填写: 得分}}
示例:
  - {名称: 二十, 给定: {得分: 20}, 应得: {考核: 20}}
"""
SHARED = """\
政策: p
名称: 试样
依据: {办法: {标题: 试样办法, 条款: {奖励: 奖励办法}}}
施行: {起: 2020-01-01}
数据:
  投资额: {类型: 金额, 单位: 万元}
  类型: {类型: 文本}
奖励:
  奖金:
    条款: 办法/奖励
    合计: {投资: {基数: 投资额, 比例: 1%}}
    取整: {到: 1元, 方式: 四舍五入}
    分担:
      分类:
        按: 类型
        各类:
          单位: {各级: {引荐单位: 70%, 个人团队: 30%}, 尾差归: 引荐单位}
          个人: {各级: {引荐个人: 100%}, 尾差归: 引荐个人}
      取整: {到: 1元, 方式: 舍去}
示例:
  - {名称: 个人, 给定: {投资额: 1万元, 类型: 个人}, 应得: {奖金.引荐个人: 100元}}
"""


def told(text: str) -> tuple[Advice, ...]:
    policy, faults = examine_text(text, "p.yaml")
    assert policy is not None
    assert not faults, [str(fault) for fault in faults]
    return advise_text(policy, text, "p.yaml")


def test_all_data_of_a_check_are_given() -> None:
    offered = [one.example for one in told(CHECKS) if "须满足" in one.message and one.example]
    assert len(offered) >= 2
    assert all("总分: " in line and "违规: " in line for line in offered), offered


def test_an_offered_example_gives_something() -> None:
    """得分 is all that the scorecard reads: with it left blank, something else is given."""
    text = CARD
    (blank,) = [one for one in told(text) if "未填" in one.message]
    assert "给定: {别的: " in blank.example
    pasted = f"{text}  {blank.example}\n"
    assert not [one for one in told(pasted) if "未填" in one.message]


def test_an_example_offered_elsewhere_is_told_by_its_line() -> None:
    found = [one for one in told(CHECKS) if "也能检验它" in one.advice]
    assert found
    lines = {one.line for one in told(CHECKS) if one.example}
    assert all(any(f"第 {line} 行" in one.advice for line in lines) for one in found)


def test_shares_by_class_are_looked_for() -> None:
    """70/30 could as well be 20/80: nothing here shows it."""
    assert "各类 › 单位" in " ".join(one.message for one in told(SHARED))


def test_who_takes_the_remainder_is_looked_for() -> None:
    """100 元 in 70 and 30 leave nothing over; 101 元 leave 0.7 元 and 0.3 元 (1 元 together)."""
    even = "  - {名称: 单位, 给定: {投资额: 1万元, 类型: 单位}, 应得: {奖金.引荐单位: 70元}}\n"
    odd = "  - {名称: 尾差, 给定: {投资额: 1.01万元, 类型: 单位}, 应得: {奖金.引荐单位: 71元}}\n"
    place = "各类 › 单位 › 尾差归"
    assert place in " ".join(one.message for one in told(SHARED + even))
    assert place not in " ".join(one.message for one in told(SHARED + even + odd))
