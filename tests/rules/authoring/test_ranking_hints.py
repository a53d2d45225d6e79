"""What hangs on totals and places is looked for, and an example tests only the cells it names."""

from __future__ import annotations

import pytest

from rules.authoring.advice import Advice, advise_text
from rules.language.load import examine_text
from rules.model.policy import Policy

POLICY = """\
政策: p
名称: 试样
依据: {办法: {标题: 试样办法, 条款: {计分: 计分办法, 约谈: 末位且低于60分的约谈。}}}
施行: {起: 2020-01-01}
数据:
  甲项: {类型: 分值}
  乙项: {类型: 分值}
计分表:
  考核:
    条款: 办法/计分
    不适用: 不折算
    各项取整: {方式: 不取整}
    取整: {方式: 不取整}
    各项:
      甲: {分值: 60, 评分人填写: 甲项}
      乙: {分值: 40, 评分人填写: 乙项}
排名:
  考核:
    条款: 办法/计分
    计分表: 考核
    次序: 高者在前
    并列: {仍相同: 同名次后空位}
    缺数: 整体拒绝
    奖项: {按名次: {1: 30万元, 2: 20万元}, 同名次: 平分, 得分达到: 70, 取整: {到: 1元, 方式: 舍去}}
    后果:
      约谈: {总分低于: 60, 后几名: 1, 说明: 约谈负责人, 条款: 办法/约谈}
示例:
  - 名称: 四个单位
    各行: [{甲项: 55, 乙项: 35}, {甲项: 40, 乙项: 29}, {甲项: 30, 乙项: 28}, {甲项: 30, 乙项: 25}]
    应排: {考核: WANTED}
  - 名称: 末位不低于60
    各行: [{甲项: 55, 乙项: 35}, {甲项: 45, 乙项: 30}]
    应排: {考核: BESIDE}
"""
THREE = "[[90, 1, 30万元], [69, 2, 0元], [58, 3, 0元], [55, 4, 0元]]"
BESIDE = "[[90, 1, 30万元, 无], [75, 2, 20万元, 无]]"
FOUR = "[[90, 1, 30万元, 无], [69, 2, 0元, 无], [58, 3, 0元, 无], [55, 4, 0元, 约谈]]"


def policy_of(text: str) -> Policy:
    policy, faults = examine_text(text, "p.yaml")
    assert policy is not None
    assert not faults, [str(fault) for fault in faults]
    return policy


def shown(wanted: str) -> str:
    """The policy with its first example so, the second with as many cells."""
    beside = BESIDE if wanted == FOUR else BESIDE.replace(", 无", "")
    return POLICY.replace("WANTED", wanted).replace("BESIDE", beside)


def told(text: str) -> tuple[Advice, ...]:
    return advise_text(policy_of(text), text, "p.yaml")


def about(text: str, place: str) -> list[Advice]:
    return [one for one in told(text) if f"“{place}" in one.message]


PRIZE, TALK = "排名 › 考核 › 奖项 › 得分达到", "排名 › 考核 › 后果 › 约谈"


def test_a_row_that_does_not_name_the_consequence_does_not_test_it() -> None:
    assert about(shown(THREE), TALK)
    assert not about(shown(FOUR), f"{TALK}”")


def test_what_follows_is_offered_in_the_units_of_an_example() -> None:
    offered = " ".join(one.example for one in told(shown(THREE)))
    assert "约谈]" in offered
    assert "30万元" in offered
    assert "300000" not in offered


@pytest.mark.parametrize("place", [PRIZE, f"{TALK} › 总分低于"])
def test_a_figure_that_totals_are_compared_with_is_met_from_both_sides(place: str) -> None:
    """No example is at 70 or at 60: two are offered, and with them the edge is tested."""
    text = shown(FOUR)
    found = about(text, place)
    assert len(found) == 2
    pasted = text + "".join(f"  {one.example}\n" for one in found)
    assert not about(pasted, place)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("总分低于: 60", "总分低于: 54"),
        ("后几名: 1", "后几名: 2"),
        ("得分达到: 70", "得分达到: 69"),
    ],
)
def test_a_wrong_figure_is_a_fault_with_the_row_that_shows_it(was: str, now: str) -> None:
    _, faults = examine_text(shown(FOUR).replace(was, now), "p.yaml")
    assert any("行应得" in str(fault) for fault in faults)


def test_more_cells_than_there_are_is_a_fault() -> None:
    text = shown(FOUR)
    start, end = text.index("    后果:"), text.index("示例:")
    _, faults = examine_text(text[:start] + text[end:], "p.yaml")
    assert any("一行只有 3 格" in str(fault) for fault in faults)


def test_the_reading_of_a_ranking_is_looked_for_too() -> None:
    reading = "后几名: 1, 口径: {后几名: 并列的都算}, 说明"
    assert about(shown(FOUR).replace("后几名: 1, 说明", reading), f"{TALK} › 口径 › 后几名")
