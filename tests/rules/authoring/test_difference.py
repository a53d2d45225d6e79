"""What changed between two policies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.authoring.difference import Kind, difference, differences
from tests.rules.samples import Change, policy_of

DATED: Change = ("给定: {投资额: 1亿元,", "给定: {认定日期: 2023-06-30, 投资额: 1亿元,")


def changes(*made: Change) -> list[str]:
    return [str(change) for change in difference(policy_of(), policy_of(*made))]


def test_the_same_policy() -> None:
    assert changes() == []
    # Another order of the file's lines is no difference either.
    moved = "  甲类: {类型: 是否, 未填: 否}\n"
    assert changes((moved, ""), ("数据:\n", f"数据:\n{moved}")) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ("金额: 100万元", "金额: 200万元"),
            "奖励 › 奖金 › 封顶 › 金额：100万元 → 200万元（增加 100万元，即 100%）",
        ),
        (
            ("乙类: 10%", "乙类: 5%"),
            "奖励 › 奖金 › 上浮 › 择一 › 乙类：10% → 5%（减少 5 个百分点，即 50%）",
        ),
        (
            ("次序: 先上浮后封顶", "次序: 先封顶后上浮"),
            "奖励 › 奖金 › 封顶 › 次序：先上浮后封顶 → 先封顶后上浮",
        ),
        (
            ("起: 2023-01-01", "起: 2023-01-31"),
            "施行 › 起：2023-01-01 → 2023-01-31（推迟 30 天）",
        ),
        (("良: 60,", "良: 70,"), "等级 › 等次 › 下限 › 良：60 → 70（增加 10，即 16.67%）"),
        (("甲类: 20%, 乙类: 10%", "甲类: 20%"), "奖励 › 奖金 › 上浮 › 择一 › 乙类：删去 10%"),
        (
            ("    封顶: {金额: 100万元, 次序: 先上浮后封顶, 范围: 单个项目}\n", ""),
            "奖励 › 奖金 › 封顶：删去 金额：100万元；范围：单个项目；次序：先上浮后封顶",
        ),
        (
            ("金额: 100万元", "金额: {2023-01-01: 100万元, 2024-01-01: 200万元}"),
            "奖励 › 奖金 › 封顶 › 金额：100万元 → 自 2023-01-01 起 100万元；自 2024-01-01 起 200万元",
        ),
        (("容差: 不容差", "容差: 按显示位数"), "审核 › 完成数核对 › 容差：不容差 → 按显示位数"),
    ],
)
def test_one_change(change: Change, told: str) -> None:
    # The example has a day, so that values by date can be computed.
    old, new = policy_of(DATED), policy_of(DATED, change)
    assert [str(change) for change in difference(old, new)] == [told]


def test_what_was_added_in_one_is_removed_in_the_other() -> None:
    old, new = policy_of(), policy_of(("择一: {甲类: 20%, 乙类: 10%}", "择一: {甲类: 20%}"))
    assert [change.kind for change in difference(old, new)] == [Kind.REMOVED]
    assert [change.kind for change in difference(new, old)] == [Kind.ADDED]


def test_examples_are_told_apart_and_counted() -> None:
    # One example gets another input and another result (two changes), one is new, the cap is a rule.
    old = policy_of(DATED)
    first = old.examples[0]
    given = dict.fromkeys(first.given, "1")
    changed = replace(first, given=given, expect=dict.fromkeys(first.expect, "1"))
    new = replace(
        policy_of(DATED, ("金额: 100万元", "金额: 200万元")),
        examples=(changed, *old.examples[1:], replace(first, title="新的")),
    )
    found = differences(old, new)
    assert [change.path[0] for change in found.rules] == ["奖励"]
    assert len(found.examples) > 2
    assert str(found) == "示例：新增 1 个，改动 1 个"
    assert str(differences(new, old)) == "示例：改动 1 个，删去 1 个"
    assert str(differences(old, old)) == "示例没有变"
