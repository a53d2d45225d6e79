"""奖励: what the explanation says where a formula branches and where several conditions fail."""

from __future__ import annotations

from rules import explain
from rules.engine import reward
from rules.engine.rows import Raw, Row
from tests.rules.samples import Change, use_of

PART = "投资: {基数: 投资额, 比例: 1‰}"
EXAMPLE = "- {名称: 一, 给定: {投资额: 1亿元, 签约: 是}, 应得: {奖金: 10万元}}"
NO_EXAMPLE = (EXAMPLE, "- {名称: 一, 给定: {投资额: 1亿元, 签约: 否}, 应得: {奖金: 0元}}")
DAY: dict[str, Raw] = {"认定日期": "2024-01-01", "签约": "是", "投资额": "2亿元"}


def told(given: dict[str, Raw], *changes: Change) -> str:
    return explain.explain(reward(use_of(NO_EXAMPLE, *changes), "奖金", Row.of({**DAY, **given})))


def part(written: str) -> Change:
    return (PART, f"投资: {{{written}}}")


# 乙类 takes 核定额, whoever is not takes 投资额: 2亿元×1‰＝20万元.
BRANCHING = '基数: "=IF(乙类,核定额*2,投资额)"'


def test_a_base_tells_the_branch_that_was_taken() -> None:
    found = told({}, part(f"{BRANCHING}, 比例: 1‰"))
    assert found.startswith("乙类为否，投资额2亿元×1‰=20万元；奖励额20万元。")
    # 1.5亿元×2×1‰＝30万元, 上浮10%＝33万元
    found = told({"乙类": "是", "核定额": "1.5亿元"}, part(f"{BRANCHING}, 比例: 1‰"))
    assert found.startswith("乙类为是，基数1.5亿元×2=3亿元，3亿元×1‰=30万元；")


def test_a_branch_is_told_once() -> None:
    tiers = "分档: {方式: 全额, 含: 下限, 各档: {<1亿元: 1‰, ≥1亿元: 2‰}}"
    found = told({}, part(f"{BRANCHING}, {tiers}"))
    assert found.startswith("乙类为否，投资额2亿元在≥1亿元一档；投资额2亿元×2‰=40万元；")


def test_a_threshold_tells_the_branch_that_was_taken() -> None:
    gate = '门槛: [{按: "=IF(乙类,核定额*2,投资额)", 达到: 3亿元}]'
    found = told({}, part(f"基数: 投资额, 比例: 1‰, {gate}"))
    assert "不符合条件：乙类为否，投资额2亿元未达到门槛3亿元" in found


CONDITIONS = (
    "      - {当: =签约, 否则: 尚未签约}",
    "      - {当: =签约, 否则: 尚未签约, 条款: 办法/计分}\n"
    "      - {当: =核定额>0, 否则: 没有核定}\n"
    "      - {当: =乙类, 否则: 不是乙类, 条款: 办法/等级}",
)


def test_every_condition_that_fails_is_told() -> None:
    found = told({"签约": "否"}, CONDITIONS)
    # 核定额 is blank: nobody knows whether that one fails.
    assert found.startswith(
        "不符合条件：尚未签约；不符合条件：不是乙类（依据“等级”）；奖励额0元。依据：《样例办法》“计分”。"
    )
    found = told({"签约": "否", "乙类": "是", "核定额": "0元"}, CONDITIONS)
    assert "尚未签约；不符合条件：没有核定" in found
    assert "不是乙类" not in found


def test_a_condition_before_it_that_is_not_known_is_asked_for_first() -> None:
    assert "核定额" in told({"乙类": "否"}, CONDITIONS)
