# ruff: noqa: E501 - the lines are those of a policy
"""Edges that no example tests: each is found, with an input that shows it and comes out when pasted."""

from __future__ import annotations

import pytest

from rules.authoring.edges import untested
from rules.authoring.probes import Probes
from rules.authoring.readings import unexercised
from rules.language.load import examine_text
from rules.library import Library
from rules.model.policy import Policy
from tests.rules.samples import Change, policy_of, varied

#: Examples that show every edge of the sample's 奖励 (1‰ of 投资额, 20% or 10% on top, 100万元 at most).
WHOLE = """\
示例:
  - {名称: 按比例, 给定: {认定日期: 2023-01-01, 投资额: 1亿元, 签约: 是}, 应得: {奖金: 10万元}}
  - {名称: 施行前, 给定: {认定日期: 2022-12-31, 投资额: 1亿元, 签约: 是}, 应拒: {奖金: 起施行}}
  - {名称: 没有日期, 给定: {投资额: 1亿元, 签约: 是}, 应得: {奖金: 10万元}}
  - {名称: 没有签约, 给定: {认定日期: 2023-01-01, 投资额: 1亿元, 签约: 否}, 应得: {奖金: 0元}}
  - {名称: 甲类, 给定: {认定日期: 2023-01-01, 投资额: 1亿元, 签约: 是, 甲类: 是}, 应得: {奖金: 12万元}}
  - {名称: 乙类, 给定: {认定日期: 2023-01-01, 投资额: 1亿元, 签约: 是, 乙类: 是}, 应得: {奖金: 11万元}}
  - {名称: 两类, 给定: {认定日期: 2023-01-01, 投资额: 1亿元, 签约: 是, 甲类: 是, 乙类: 是}, 应得: {奖金: 12万元}}
  - {名称: 封顶, 给定: {认定日期: 2023-01-01, 投资额: 9亿元, 签约: 是, 甲类: 是}, 应得: {奖金: 100万元}}
  - {名称: 取到分, 给定: {认定日期: 2023-01-01, 投资额: 12345元, 签约: 是}, 应得: {奖金: 12.35元}}
  - {名称: 舍去, 给定: {认定日期: 2023-01-01, 投资额: 12344元, 签约: 是}, 应得: {奖金: 12.34元}}
  - {名称: 待核定, 给定: {认定日期: 2023-01-01, 投资额: 1亿元, 签约: 是, 特批: 是}, 应拒: {奖金: 由人核定}}
  - {名称: 已核定, 给定: {认定日期: 2023-01-01, 投资额: 1亿元, 签约: 是, 特批: 是, 核定额: 7万元}, 应得: {奖金: 7万元}}
"""
ALL: Change = (varied()[varied().index("示例:") :], WHOLE)


def told(*changes: Change, under: str = "奖励") -> list[str]:
    """The places under a section that no example tests, as the author reads them."""
    return [
        hint.message
        for hint in untested(policy_of(*changes))
        if hint.path and hint.path[0] == under
    ]


def test_a_scheme_with_an_example_of_every_edge_has_nothing_to_tell() -> None:
    assert told(ALL) == []
    assert told(ALL, under="施行") == []


@pytest.mark.parametrize(
    ("example", "place"),
    [
        ("施行前", "施行 › 起"),
        ("没有签约", "条件"),
        ("乙类", "上浮 › 择一 › 乙类"),
        ("两类", "同时符合"),
        ("封顶", "封顶"),
        ("取到分", "取整"),
        ("舍去", "取整"),
        ("待核定", "人工核定 › 取"),
        ("已核定", "人工核定"),
    ],
)
def test_without_its_example_an_edge_is_told(example: str, place: str) -> None:
    line = next(line for line in WHOLE.splitlines(keepends=True) if f"名称: {example}," in line)
    changes = [ALL, (line, "")]
    hints = untested(policy_of(*changes))
    assert any(place in hint.message for hint in hints), [hint.message for hint in hints]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        # A cap that changes in 2024: no example of that day nor of the day before.
        (
            ("金额: 100万元", "金额: {2023-01-01: 100万元, 2024-01-01: 2百万元}"),
            "金额 › 2024-01-01",
        ),
        (("施行: {起: 2023-01-01,", "施行: {起: 2023-01-01, 止: 2024-12-31,"), "施行 › 止"),
        (("当: =签约,", "当: '=AND(签约, 投资额>=1万元)',"), "条件 › 第 1 项 › 当"),
    ],
)
def test_dates_and_thresholds(change: Change, place: str) -> None:
    no_day = next(line for line in WHOLE.splitlines(keepends=True) if "没有日期" in line)
    hints = untested(policy_of(ALL, (no_day, ""), change))
    found = [hint for hint in hints if place in hint.message]
    assert found, [hint.message for hint in hints]


def test_bands_need_both_sides_of_every_end() -> None:
    bands = (
        "比例: 1‰}",
        "分档: {方式: 全额, 含: 下限, 各档: {<1亿元: 1‰, 1亿元..5亿元: 2‰, ≥5亿元: 3‰}}}",
    )
    text = next(line for line in WHOLE.splitlines(keepends=True) if "按比例" in line)
    one = "示例:\n" + text.replace("10万元", "20万元")
    policy, faults = examine_text(varied((ALL[0], one), bands), "s.yaml", "sample")
    assert policy is not None
    assert not faults, [str(fault) for fault in faults]
    messages = " ".join(hint.message for hint in untested(policy))
    assert "1亿元..5亿元" in messages
    assert "≥5亿元" in messages
    assert "<1亿元" in messages


def test_the_offered_example_comes_out_when_it_is_pasted_and_ends_the_hint() -> None:
    line = next(line for line in WHOLE.splitlines(keepends=True) if "名称: 两类," in line)
    text = varied(ALL, (line, ""))
    policy, _ = examine_text(text, "s.yaml", "sample")
    assert policy is not None
    hint = next(hint for hint in untested(policy) if "同时符合" in hint.message)
    # 1亿元 × 1‰ × 120%, by hand.
    assert "甲类: 是" in hint.example
    assert "乙类: 是" in hint.example
    pasted, faults = examine_text(f"{text}  {hint.example}\n", "s.yaml", "sample")
    assert pasted is not None
    assert not faults, [str(fault) for fault in faults]
    assert not any("同时符合" in hint.message for hint in untested(pasted))


def test_a_rule_that_never_applies_is_told() -> None:
    second = "      - {当: =签约, 否则: 尚未签约}\n"
    twice = (second, second + "      - {当: '=OR(签约, 甲类, NOT(甲类))', 否则: 不会有}\n")
    assert any("条件 › 第 2 项”可能永远用不到" in message for message in told(ALL, twice))


SHARES: Change = (
    "    取整: {到: 0.01元, 方式: 四舍五入}\n等级",
    """\
    取整: {到: 0.01元, 方式: 四舍五入}
    分期:
      各期: {第一期: {比例: 40%}, 第二期: {比例: 60%}}
      取整: {到: 0.01元, 方式: 舍去}
    分担: {各级: {县级: 70%, 园区: 30%}, 尾差归: 县级, 取整: {到: 0.01元, 方式: 舍去}}
等级""",
)


def test_instalments_and_levels_that_no_example_asks_for_are_untested_not_unused() -> None:
    """The reward as a whole does not show them: its shares do (10万元 × 40%, × 70%)."""
    messages = told(ALL, SHARES)
    assert not any("永远用不到" in message for message in messages)
    hints = {hint.path[-1]: hint for hint in untested(policy_of(ALL, SHARES)) if hint.path}
    assert "奖金.第一期: 4万元" in hints["分期"].example
    assert "奖金.县级: 7万元" in hints["分担"].example


def test_an_instalment_that_can_never_be_paid_is_told() -> None:
    """第二期 asks for what no project is; its example of the whole reward cannot show it."""
    text = SHARES[1].replace(
        "第二期: {比例: 60%}", '第二期: {比例: 60%, 当: "=AND(签约, NOT(签约))", 否则: 不会有}'
    )
    paid = ALL[1] + (
        "  - {名称: 一期, 给定: {投资额: 1亿元, 签约: 是}, 应得: {奖金.第一期: 4万元}}\n"
        "  - {名称: 县级, 给定: {投资额: 1亿元, 签约: 是}, 应得: {奖金.县级: 7万元}}\n"
    )
    hints = untested(policy_of((ALL[0], paid), (SHARES[0], text)))
    # Whatever is tried, 第二期 comes to 0: only a refusal to pay it can be shown.
    (found,) = [h for h in hints if h.path[-2:] == ("各期", "第二期") or "第二期" in h.path]
    assert "奖金.第二期: 0元" in found.example


STATED = """\
政策: sample
名称: 样例
依据: {办法: {标题: 样例办法, 条款: {计分: 计分办法}}}
施行: {起: 2020-01-01}
评分:
  取整: {方式: 不取整}
  方法:
    支出: {方向: 越低越好, 适用: [], 未完成: 不得分, 规定指标值: [≤95%], 规定分值: 10, 条款: 办法/计分}
示例:
  - {名称: 完成, 给定: {分值: 10, 指标值: ≤95%, 实际完成值: 95%, 计分方法: 支出}, 应得: {得分: 10}}
  - {名称: 没有完成, 给定: {分值: 10, 指标值: ≤95%, 实际完成值: 95.1%, 计分方法: 支出}, 应得: {得分: 0}}
"""


def test_points_that_a_method_states_are_tried_with_others() -> None:
    policy, faults = examine_text(STATED, "s.yaml", "sample")
    assert policy is not None
    assert not faults
    (hint,) = [hint for hint in untested(policy) if hint.path[-1] == "规定分值"]
    assert "没有示例检验" in hint.message
    assert "分值: 11" in hint.example
    assert "应拒" in hint.example
    other = STATED + f"  {hint.example}\n"
    pasted, faults = examine_text(other, "s.yaml", "sample")
    assert pasted is not None
    assert not faults
    assert not any(hint.path[-1] == "规定分值" for hint in untested(pasted))


RANKED = """\
政策: sample
名称: 样例
依据: {办法: {标题: 样例办法, 条款: {计分: 计分办法}}}
施行: {起: 2020-01-01}
数据:
  完成: {类型: 数值}
  任务: {类型: 数值}
  事故: {类型: 是否, 未填: 否}
计分表:
  得分表:
    条款: 办法/计分
    满分: 100
    不适用: 文件未规定
    各项取整: {方式: 不取整}
    取整: {到: 0.01, 方式: 四舍五入}
    各项: {个数: {分值: 100, 完成率: =完成/任务, 最高: 120%}}
    否决: [{当: =事故, 处理: 不参加排名, 说明: 发生事故}]
排名:
  考核:
    条款: 办法/计分
    计分表: 得分表
    次序: 高者在前
    并列: {仍相同: 同名次后空位}
    缺数: 单列
    奖项: {按名次: {1: 30万元, 2: 20万元}, 同名次: 平分, 取整: {到: 1元, 方式: 舍去}}
"""


def ranked(examples: str = "") -> Policy:
    policy, faults = examine_text(RANKED + examples, "s.yaml", "sample")
    assert policy is not None
    assert not faults, [str(fault) for fault in faults]
    return policy


def test_a_ranking_without_examples_is_untested_and_an_example_of_it_is_offered() -> None:
    hints = untested(ranked())
    assert not any("永远用不到" in hint.message for hint in hints)
    (whole,) = [hint for hint in hints if hint.path == ("排名", "考核")]
    assert "各行" in whole.example
    assert "应排" in whole.example
    # What is offered comes out when it is pasted, and shows the first two prizes.
    pasted = ranked(f"示例:\n  {whole.example}\n")
    assert pasted.examples[0].ranked
    assert not any("按名次" in hint.path for hint in untested(pasted))


def test_every_row_of_a_ranking_is_tried_not_only_the_first_ones() -> None:
    """Six units, the veto of the last alone: it is the only place where the search can begin."""
    rows = ", ".join(f"{{完成: {110 - 10 * n}, 任务: 100}}" for n in range(6))
    totals = ", ".join(
        f"[{110 - 10 * n}, {n + 1}, {('30万元', '20万元', *['0元'] * 4)[n]}]" for n in range(6)
    )
    policy = ranked(f"示例:\n  - {{名称: 六个, 各行: [{rows}], 应排: {{考核: [{totals}]}}}}\n")
    changed = {
        number
        for tried in Probes(policy).of("考核")
        for number, row in enumerate(tried.trial.example.rows)
        if row.get("事故") == "是"
    }
    assert changed == set(range(6))


def test_grades_scores_and_checks_are_searched_too() -> None:
    hints = untested(policy_of())
    places = " ".join(hint.message for hint in hints)
    for place in ("等级 › 等次", "评分", "审核 › 完成数核对", "比率 › 完成率"):
        assert place in places
    assert all(hint.example for hint in hints)


def test_grade_bounds_need_the_bound_and_what_is_just_below() -> None:
    one = ALL[1] + "  - {名称: 良, 给定: {总分: 75}, 应得: {等次: 良}}\n"
    hints = untested(policy_of((ALL[0], one)))
    given = {hint.path[-1]: [] for hint in hints if hint.path[:1] == ("等级",)}
    for hint in hints:
        if hint.path[:1] == ("等级",):
            given[hint.path[-1]].append(hint.example)
    # 良 is 60 (included) to 90: 60 itself, and a figure just below, which is 差.
    assert any("总分: 60}" in line for line in given["良"])
    assert any("总分: 59.9}" in line for line in given["良"])
    assert "优" in given
    assert "差" in given


def test_a_reading_that_no_example_tells() -> None:
    reading = ("方式: 四舍五入}\n等级", "方式: 四舍五入}\n    口径: {取整: 四舍五入到分}\n等级")
    assert unexercised(policy_of(ALL, reading)) == ()
    lines = [line for line in WHOLE.splitlines(keepends=True) if "取到分" in line or "舍去" in line]
    missing = unexercised(policy_of(ALL, reading, *((line, "") for line in lines)))
    assert [hint.path[-1] for hint in missing] == ["取整"]
    assert "应得" in missing[0].example


def test_the_search_ends_where_there_is_nothing_to_try() -> None:
    text = "政策: x\n名称: 甲\n依据: {办法: {标题: 乙}}\n施行: {起: 2024-01-01}\n"
    policy, faults = examine_text(text, "x.yaml", "x")
    assert isinstance(policy, Policy)
    assert faults == ()
    assert untested(policy) == ()


def test_no_edge_of_the_national_frame_is_untested() -> None:
    policy = Library().shelf["national-2020"].policy
    assert isinstance(policy, Policy)
    assert untested(policy) == ()


def test_what_must_be_there_anyway_is_never_called_unused() -> None:
    """Every class gives whole 万元: rounding to 元 never shows, but it has to be said."""
    fixed = ("投资: {基数: 投资额, 比例: 1‰}", "投资: {定额: 10万元}")
    whole = ("上浮: {择一: {甲类: 20%, 乙类: 10%}, 同时符合: 就高}\n    ", "")
    example = (ALL[0], "示例:\n  - {名称: 一, 给定: {签约: 是}, 应得: {奖金: 10万元}}\n")
    messages = told(example, fixed, whole)
    assert messages
    assert not any("取整 › 到”可能永远用不到" in message for message in messages)


def test_a_grade_that_only_the_explanation_tells_is_not_unused() -> None:
    """The total is the result of a scorecard; what it is called stands in its explanation."""
    text = RANKED.partition("排名:\n")[0].replace(
        "    否决: [{当: =事故, 处理: 不参加排名, 说明: 发生事故}]\n", "    定级: {按: 等次}\n"
    )
    text += (
        "等级:\n  等次: {条款: 办法/计分, 满分: 100, 先取整: {方式: 不取整}, 下限: {优: 90, 差: 0}}\n"
        "示例:\n  - {名称: 一, 给定: {完成: 80, 任务: 100}, 应得: {得分表: 80}}\n"
    )
    policy, faults = examine_text(text, "s.yaml", "sample")
    assert policy is not None
    assert not faults, [str(fault) for fault in faults]
    assert not any("定级”可能永远用不到" in hint.message for hint in untested(policy))
