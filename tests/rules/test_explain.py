"""Explanations: every step has a sentence, every reason is used, a result is told in few sentences."""

from __future__ import annotations

import ast
from fractions import Fraction
from pathlib import Path

import pytest

import rules
from rules.engine import Row, Use, grade, reward, score
from rules.explain import SENTENCES, explain
from rules.library import Library
from rules.results import Reason, Refusal, Value

ROOT = Path(rules.__file__).parent


def calls(name: str) -> list[ast.Call]:
    return [
        node
        for folder in (ROOT, ROOT.parent / "udfs")
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name
    ]


def kinds() -> set[str]:
    """The kinds of every `Step("…")` of the engine and the functions, also of `Step("a" if … else "b")`."""
    found: set[str] = set()
    for call in calls("Step"):
        texts = [
            node.value
            for node in ast.walk(call.args[0])
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert texts, f"a Step without a written kind in line {call.lineno}"
        found.update(texts)
    return found


def test_every_step_has_a_sentence_and_every_sentence_a_step() -> None:
    assert kinds() == set(SENTENCES)


def test_every_reason_is_used() -> None:
    """A reason that no code gives is a promise that nobody keeps."""
    used = {
        node.attr
        for file in [*ROOT.rglob("*.py"), *(ROOT.parent / "udfs").rglob("*.py")]
        if file.name != "results.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Reason"
    }
    assert used == {reason.name for reason in Reason}


def test_whose_fault_a_reason_is() -> None:
    assert Reason.POLICY_BROKEN.fault.value == "政策文件"
    assert Reason.DEFECT.fault.value == "本软件"
    assert Reason.NOT_UNDERSTOOD.fault.value == "填报"


def use(name: str) -> Use:
    found = Library().find(name)
    assert isinstance(found, Use)
    return found


NATIONAL, HONGHE = use("national-2020"), use("honghe-2023")
MET = {"认定日期": "2023-06-30", "正式签约": "是", "实质性开工": "是", "纳入统计库": "是"}
RESULTS = [
    score(NATIONAL, Fraction(10), target, actual, method)
    for target, actual, method in [
        ("≥80%", "64.71%", None), ("≥80%", "90%", None), ("≥7个", "16个", None), ("≤10", "15", None),
        ("≤10", "15", "反向比例"), ("≤10", "15", "反向递减"), ("≤10", "15", "反向不得分"),
        ("=0", "0", None), ("=0", "1", None), ("≥1", "-1", None), ("及时", "及时", None),
        ("明显", "达成 80%", None), ("明显", "达成", None), ("≥80%", "95", None), ("/", "1", None),
        ("2023年12月31日前", "2024年1月5日", None), ("≥80%", "", None), ("±1", "1", None),
    ]
] + [
    reward(HONGHE, "招商奖励", Row.of({**MET, **given}))
    for given in [
        {"入库计划投资额": "9亿元", "世界500强": "是"}, {"入库计划投资额": "5亿元", "认定日期": ""},
        {"入库计划投资额": "5亿元", "年度进出口总额": "1亿元"}, {"正式签约": "否"}, {"一事一议": "是"},
        {"入库计划投资额": "5亿元", "认定日期": "2023-01-01"}, {"入库计划投资额": "不多"}, {},
    ]
] + [grade(NATIONAL, Fraction("89.995")), grade(NATIONAL, Fraction(101))]  # fmt: skip


@pytest.mark.parametrize("number", range(len(RESULTS)))
def test_one_to_three_sentences(number: int) -> None:
    says = explain(RESULTS[number])
    assert says.endswith(("。", "？", "！"))
    assert 1 <= says.count("。") <= 3, says
    assert "None" not in says
    assert not any(pair in says for pair in ("。；", "。。", "；；", "：；", "““", "””", "「")), (
        says
    )


def test_the_whole_sentence_of_a_ratio() -> None:
    assert explain(RESULTS[0]) == (
        "实际完成值64.71%未达到年度指标值≥80%，按完成比例计分：10×64.71%÷80%=8.08875；"
        "四舍五入到0.01，得8.09分；计分方法：正向（由指标值的“≥”判定）。"
        "依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）“定量指标”。"
        "口径：取整：文件没有规定得分取几位，每行得分四舍五入到 0.01 分。"
    )


def test_the_whole_sentence_of_a_reward() -> None:
    result = reward(
        HONGHE, "招商奖励", Row.of({**MET, "入库计划投资额": "9亿元", "世界500强": "是"})
    )
    assert isinstance(result, Value)
    assert explain(result) == (
        "入库计划投资额9亿元×1‰=90万元（依据“固定资产投资项目”）；"
        "世界500强上浮20%，为108万元（依据“上浮”）；超过单个项目最高100万元，"
        "按100万元计（依据“最高额度”）；奖励额100万元。"
        "依据：《红河州市场化招商奖励办法（试行）》（红政办发〔2023〕12号）“奖励标准”。"
        "口径：基数：按统计入库的项目计划投资额计奖，不按实际完成的投资；封顶：先上浮，后封顶。"
    )


def test_a_refusal_says_what_to_do() -> None:
    assert explain(Refusal(Reason.MISSING_VALUE, "没有填。", "请填写。")) == "没有填；请填写。"
    assert explain(Refusal(Reason.UNKNOWN_NAME, "没有", "是不是“有”？")) == "没有；是不是“有”？"
