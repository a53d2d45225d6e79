"""Rules that contradict each other, with the input that shows it."""

from __future__ import annotations

from rules.authoring.conflicts import conflicts
from tests.rules.samples import Change, policy_of


def told(*changes: Change) -> list[str]:
    return [hint.message for hint in conflicts(policy_of(*changes))]


def conditions(*formulas: str) -> Change:
    listed = "".join(f'\n      - {{当: "{formula}", 否则: 不符}}' for formula in formulas)
    return "\n      - {当: =签约, 否则: 尚未签约}", listed


#: Without its example, which a contradiction would make fail.
NO_EXAMPLE: Change = (
    "示例:\n  - {名称: 一, 给定: {投资额: 1亿元, 签约: 是}, 应得: {奖金: 10万元}}\n",
    "",
)


def test_rules_that_go_together() -> None:
    assert told() == []
    assert told(NO_EXAMPLE, conditions("=投资额>=100万元", "=投资额<5000万元")) == []
    assert told(NO_EXAMPLE, conditions("=OR(甲类, 乙类)", "=NOT(甲类)")) == []


def test_two_conditions_that_never_hold_together() -> None:
    (message,) = told(NO_EXAMPLE, conditions("=投资额>=5000万元", "=投资额<100万元"))
    assert "不能同时成立" in message
    assert "投资额" in message
    (message,) = told(NO_EXAMPLE, conditions("=甲类", "=NOT(甲类)"))
    assert "甲类 是" in message


def test_a_condition_that_never_holds_and_one_that_always_does() -> None:
    (message,) = told(NO_EXAMPLE, conditions("=投资额>投资额"))
    assert "总不成立" in message
    (message,) = told(NO_EXAMPLE, conditions("=OR(甲类, NOT(甲类))"))
    assert "总是成立" in message


def test_two_checks_that_no_form_passes_both() -> None:
    """实际数=计划数×2 and 实际数=计划数×2+1: whatever is planned."""
    second = (
        "示例:",
        "  再核对: {须满足: =实际数=计划数*2+1, 容差: 不容差, 缺值: 跳过, 级别: 提示, 提示: 不符}\n示例:",
    )
    (message,) = told(second)
    assert "完成数核对" in message
    assert "再核对" in message
    assert "不能同时成立" in message


def test_two_checks_that_meet_in_one_point() -> None:
    """实际数=计划数×2 and 实际数=计划数: both hold for 0."""
    second = (
        "示例:",
        "  再核对: {须满足: =实际数=计划数, 容差: 不容差, 缺值: 跳过, 级别: 提示, 提示: 不符}\n示例:",
    )
    assert told(second) == []


def thresholds(*lines: str) -> Change:
    listed = "".join(f"\n      - {{{line}}}" for line in lines)
    return "\n    人工核定:", f"\n    门槛:{listed}\n    人工核定:"


def test_thresholds_for_opposite_cases_are_no_contradiction() -> None:
    """Each 门槛 says by 当 for whom it stands: of two for opposite cases one stands at a time."""
    opposite = thresholds(
        "按: 投资额, 达到: 5000万元, 当: =甲类", "按: 投资额, 达到: 1000万元, 当: =NOT(甲类)"
    )
    assert told(NO_EXAMPLE, opposite) == []


def test_a_threshold_against_a_condition_is_a_contradiction() -> None:
    """投资额 below 100万元 and at least 5000万元: nobody ever earns anything."""
    changes = (NO_EXAMPLE, conditions("=投资额<100万元"))
    (message,) = told(*changes, thresholds("按: 投资额, 达到: 5000万元"))
    assert "门槛 › 第 1 项 › 达到" in message
    assert "不能同时成立" in message
    # Where it is asked of 甲类 only, the others earn something.
    assert told(*changes, thresholds("按: 投资额, 达到: 5000万元, 当: =甲类")) == []


def test_a_case_that_never_comes_makes_no_difference() -> None:
    """As for a condition that always holds, this is what its author should hear."""
    (message,) = told(NO_EXAMPLE, thresholds("按: 投资额, 达到: 1亿元, 当: =投资额<投资额"))
    assert "总不成立，这一项不起作用" in message
    (message,) = told(NO_EXAMPLE, thresholds("按: 投资额, 达到: 1亿元, 当: =投资额<=投资额"))
    assert message.endswith("总是成立")


def test_a_percentage_in_a_formula_is_tried_as_one() -> None:
    """90% in a formula is 0.9 of a ratio, not 90: both sides of it have to be tried."""
    check = (
        "示例:",
        "  低: {须满足: =占比>=90%, 容差: 不容差, 缺值: 跳过, 级别: 提示, 提示: 偏低}\n示例:",
    )
    ratio = ("  计划数: {类型: 数值}", "  占比: {类型: 比率}\n  计划数: {类型: 数值}")
    assert told(ratio, check) == []


def test_a_figure_among_many_others_is_tried_for_the_data_beside_it() -> None:
    """Of the many figures of a policy those in the formula itself come first."""
    grades = (
        "下限: {优: 90, 良: 60, 差: 0}",
        "下限: {甲: 95, 乙: 85, 丙: 75, 丁: 65, 戊: 55, 己: 45, 庚: 35, 辛: 0}",
    )
    condition = (
        "\n    人工核定:",
        "\n      - {当: =计划数>=12345, 否则: 计划太少}\n    人工核定:",
    )
    assert told(NO_EXAMPLE, grades, condition) == []
