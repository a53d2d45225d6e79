"""What a mistyped word was meant to be: only where it is really near."""

import pytest

from rules.nearest import nearest


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        # Slips as people make them: a sound, a shape, a character too many or too few.
        ("封项", ["分档", "封顶", "分期"], "封顶"),
        ("类形", ["类型", "单位"], "类型"),
        ("名城", ["排名", "名称"], "名称"),
        ("先上浮再封顶", ["先上浮后封顶", "先封顶后上浮"], "先上浮后封顶"),
        ("总投资额", ["投资额", "土地款"], "投资额"),
        ("到位率", ["资金到位率", "预算执行率"], "资金到位率"),
        ("封顶", ["招商奖励.封顶", "引荐奖励.取整"], "招商奖励.封顶"),
        ("honghe", ["honghe-2023", "jilin"], "honghe-2023"),
    ],
)
def test_a_slip_is_recognised(word: str, known: list[str], meant: str) -> None:
    assert nearest(word, known) == f"是不是“{meant}”？"


@pytest.mark.parametrize(
    ("word", "known"),
    [
        # Half of two characters is no likeness: these are other words.
        ("分档", ["空档", "含", "方式"]),
        ("叠加", ["另加", "上浮", "封顶"]),
        ("比例", ["按例", "定额"]),
        # Nor is half of four.
        ("绩效评分", ["绩效等级"]),
        # A single character stands in very many words.
        ("额", ["投资额", "定额"]),
        ("", ["投资额"]),
    ],
)
def test_another_word_is_not(word: str, known: list[str]) -> None:
    assert nearest(word, known) == ""
