"""Formulas as a person reads them; the expected words are written by hand."""

import pytest

from rules.expression import Expression, in_words, parse

WRITTEN = {
    "执行": "1114.90",
    "预算": "1150",
    "率": "97.67%",
    "增减": "-5",
    "开工": "是",
    "入库": "否",
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("=执行/预算", "1114.90÷1150"),
        ("=率=执行/预算", "97.67%=1114.90÷1150"),
        ("=执行>=1亿元", "1114.90≥1亿元"),
        ("=执行<>预算", "1114.90≠1150"),
        ("=(执行-预算)/预算", "(1114.90-1150)÷1150"),
        ("=执行-(预算-1)", "1114.90-(1150-1)"),
        ("=(执行-预算)-1", "1114.90-1150-1"),
        ("=执行/(预算*2)", "1114.90÷(1150×2)"),
        ("=(执行*预算)/2", "1114.90×1150÷2"),
        ("=执行-增减", "1114.90-(-5)"),
        ("=增减*2", "-5×2"),
        ("=增减^2", "(-5)^2"),
        ("=-2^2", "(-2)^2"),  # four, as Excel has it: the reader must see why
        ("=-(2^2)", "-(2^2)"),
        ("=-20%*执行", "-20%×1114.90"),
        ("=率%", "(97.67%)%"),
        ("=MAX(执行, 预算)", "较大值(1114.90，1150)"),
        ("=MAX(执行, 预算, 0)", "最大值(1114.90，1150，0)"),
        ("=MIN(执行, 预算)", "较小值(1114.90，1150)"),
        ("=ROUND(执行/预算, 4)", "四舍五入(1114.90÷1150，保留4位小数)"),
        ("=ROUND(执行, 0)", "四舍五入(1114.90，取整数)"),
        ("=ABS(增减)", "绝对值(-5)"),
        ("=OR(执行=0, AND(开工, 入库))", "1114.90=0或(开工为是且入库为否)"),
        ("=NOT(开工)", "并非(开工为是)"),
        ("=IF(开工, 执行, 0)", "如果开工为是则1114.90，否则0"),
        ("=IF(开工, 1, 0)*2", "(如果开工为是则1，否则0)×2"),
        ('=地区="红河州"', "地区=“红河州”"),
        ("=开工=是", "是=是"),
        ("=没填+1", "没填+1"),
    ],
)
def test_words(text, words):
    assert in_words(parse(text), WRITTEN) == words


@pytest.mark.parametrize(
    ("text", "blank", "words"),
    [
        # What nobody filled in neither adds nor takes away; what multiplies or divides stays.
        ("=执行-预算", ("预算",), "1114.90"),
        ("=执行+预算-增减", ("预算",), "1114.90-(-5)"),
        ("=预算+执行", ("预算",), "1114.90"),
        ("=预算-执行", ("预算",), "1150-1114.90"),
        ("=执行*预算", ("预算",), "1114.90×1150"),
        ("=执行+预算", ("执行", "预算"), "1114.90+1150"),
        ("=(执行-预算)*2", ("预算",), "(1114.90-1150)×2"),
    ],
)
def test_blank_terms_are_left_out(text: str, blank: tuple[str, ...], words: str) -> None:
    formula = parse(text)
    assert isinstance(formula, Expression)
    assert in_words(formula.without(blank), WRITTEN) == words
