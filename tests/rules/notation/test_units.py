"""Units, their dimensions and the headings that carry them."""

from fractions import Fraction

import pytest

from rules.notation import read_unit, with_unit, without_scale


@pytest.mark.parametrize(
    ("unit", "bare"),
    [
        ("万元", "元"),
        ("亿美元", "美元"),
        ("万吨", "吨"),
        ("元", "元"),
        ("千克", "千克"),
        ("百分比", "百分比"),
    ],
)
def test_a_unit_without_its_scale(unit: str, bare: str) -> None:
    assert without_scale(unit) == bare


@pytest.mark.parametrize(
    ("text", "dimension", "factor"),
    [
        ("%", "比率", Fraction(1, 100)),
        ("％", "比率", Fraction(1, 100)),
        ("百分比", "比率", Fraction(1, 100)),
        ("‰", "比率", Fraction(1, 1000)),
        ("个百分点", "百分点", Fraction(1)),
        ("元", "人民币", Fraction(1)),
        ("千元", "人民币", Fraction(1000)),
        ("万元", "人民币", Fraction(10**4)),
        ("人民币万元", "人民币", Fraction(10**4)),
        ("百万元", "人民币", Fraction(10**6)),
        ("千万元", "人民币", Fraction(10**7)),
        ("亿元", "人民币", Fraction(10**8)),
        ("万亿元", "人民币", Fraction(10**12)),
        ("美元", "美元", Fraction(1)),
        ("万美元", "美元", Fraction(10**4)),
        ("万 USD", "美元", Fraction(10**4)),
        ("亿美元", "美元", Fraction(10**8)),
        ("港元", "港元", Fraction(1)),
        ("天", "时间", Fraction(24)),
        ("工作日", "工作日", Fraction(1)),
        ("个月", "月", Fraction(1)),
        ("年", "月", Fraction(12)),
        ("㎡", "面积", Fraction(1)),
        ("m²", "面积", Fraction(1)),
        ("m2", "面积", Fraction(1)),
        ("亩", "面积", Fraction(2000, 3)),
        ("万亩", "面积", Fraction(20_000_000, 3)),
        ("公顷", "面积", Fraction(10_000)),
        ("平方公里", "面积", Fraction(10**6)),
        ("km", "长度", Fraction(1000)),
        ("公斤", "质量", Fraction(1)),
        ("万吨", "质量", Fraction(10**7)),
        ("立方米", "体积", Fraction(1)),
        ("场次", "场次", Fraction(1)),
        ("场", "场次", Fraction(1)),
        ("万人次", "人次", Fraction(10**4)),
        ("名", "人", Fraction(1)),
        ("倍", "倍", Fraction(1)),
        ("元/亩", "人民币/面积", Fraction(3, 2000)),
        ("（万元）", "人民币", Fraction(10**4)),
        ("单位：万元", "人民币", Fraction(10**4)),
        ("万", "数", Fraction(10**4)),
    ],
)
def test_known_units(text: str, dimension: str, factor: Fraction) -> None:
    unit = read_unit(text)
    assert unit is not None
    assert (unit.dimension, unit.factor) == (dimension, factor)


@pytest.mark.parametrize("text", ["", "A", "得分", "12", "万%", "元/", "个/年/人", "x" * 1000])
def test_no_unit(text: str) -> None:
    assert read_unit(text) is None


def test_any_word_counts_only_where_asked() -> None:
    assert read_unit("茶园") is None
    unit = read_unit("万茶园", any_word=True)
    assert unit is not None
    assert (unit.dimension, unit.factor) == ("茶园", 10_000)
    assert read_unit("个或以上", any_word=True) is None


@pytest.mark.parametrize(
    ("header", "name", "unit"),
    [
        ("入库计划投资额（万元）", "入库计划投资额", "万元"),
        ("入库计划投资额 (万元)", "入库计划投资额", "万元"),
        ("入库计划投资额\n（ 单位：万元 ）", "入库计划投资额", "万元"),
        ("服务外包在岸(万美元)", "服务外包在岸", "万美元"),
        ("预算执行率（%）", "预算执行率", "%"),
        ("全年预算数（A）", "全年预算数（A）", None),
        ("全年预算数 (A)", "全年预算数（A）", None),
        ("全年预算数（A）（万元）", "全年预算数（A）", "万元"),
        ("项目名称", "项目名称", None),
        ("（万元）", "（万元）", None),
    ],
)
def test_headings(header: str, name: str, unit: str | None) -> None:
    found, its_unit = with_unit(header)
    assert (found, its_unit.name if its_unit else None) == (name, unit)
