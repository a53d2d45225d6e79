"""What is told about a formula before any value is known."""

import pytest

from rules.expression import Kind, check, parse

DECLARED = {
    "全年执行数": Kind("数", "人民币"),
    "全年预算数": Kind("数", "人民币"),
    "入库计划投资额": Kind("数", "人民币"),
    "到位外资": Kind("数", "美元"),
    "预算执行率": Kind("数"),
    "完成数": Kind("数", "个"),
    "实质性开工": Kind("是否"),
    "纳入统计库": Kind("是否"),
    "认定日期": Kind("日期"),
    "签约日期": Kind("日期"),
    "地区": Kind("文本"),
    "世界500强": Kind("是否"),
    "GDP2023": Kind("数"),
    "5G基站数": Kind("数", "个"),
    "人均投资": Kind("数", "人民币/个"),
}


def faults(text, wanted=None):
    return check(parse(text), DECLARED, wanted)


@pytest.mark.parametrize(
    "text",
    [
        "=预算执行率=全年执行数/全年预算数",
        "=OR(入库计划投资额=0, AND(实质性开工, 纳入统计库))",
        "=入库计划投资额>=1亿元",
        "=(全年预算数-全年执行数)/全年预算数>=20%",
        "=认定日期>=签约日期",
        '=地区="红河州"',
        "=世界500强=是",
        "=5G基站数>完成数",
        "=GDP2023>0",
        "=MAX(0, 全年预算数)>MIN(全年执行数, 100万元)",
        "=IF(实质性开工, 全年预算数, 0)>1万元",
        "=全年预算数/完成数=人均投资",
        "=人均投资*完成数=全年预算数",
        "=全年预算数*预算执行率+1元>0",
        "=全年预算数^2/全年预算数>1元",
        "=ROUND(全年预算数, -4)=全年预算数",
        "=完成数>=50个",
        "=ABS(-(全年预算数))>0",
        "=预算执行率^2<=1",
        "=预算执行率<=3倍",
        "=预算执行率<=1万",
        "=(全年预算数*2倍)^2/(2*全年预算数)>1元",
    ],
)
def test_right_formulas(text):
    assert faults(text, Kind("是否")) == ()


@pytest.mark.parametrize(
    ("text", "position", "part", "advice"),
    [
        ("=全年执行/全年预算数>0", 1, "没有“全年执行”", "是不是“全年执行数”？"),
        ("=1+完全不同>0", 3, "没有“完全不同”", "声明"),
        ("=B2>0", 1, "单元格地址", "数据"),
        ("=MX(全年预算数, 0)>0", 1, "没有“MX”这个函数", "是不是 MAX？"),
        ("=四舍五入(预算执行率, 2)>0", 1, "没有“四舍五入”这个函数", "是不是 ROUND？"),
        ("=VLOOKUP(预算执行率, 2)>0", 1, "没有“VLOOKUP”这个函数", "AND OR NOT"),
        ("=满意度（完成数）>0", 1, "没有“满意度”这个函数", "[满意度（服务对象）]"),
        ("=ROUND(预算执行率)>0", 1, "个数不对", "ROUND(数, 小数位数)"),
        ("=IF(实质性开工, 1)>0", 1, "个数不对", "IF(条件"),
        ("=NOT()", 1, "个数不对", "NOT(条件)"),
        ("=全年预算数>=100", 6, "人民币不能与不带单位的数比较", "请写上单位，例如 100万元"),
        ("=全年预算数+1>0", 6, "不能与不带单位的数相加减", "100万元"),
        ("=人均投资>5", 5, "以“人民币/个”计的数不能与不带单位的数", "各项的单位"),
        ("=完成数>=50", 4, "以“个”计的数不能与不带单位的数比较", "50个"),
        ("=到位外资>全年预算数", 5, "美元不能与人民币比较", "换算"),
        ("=MAX(全年预算数, 完成数)>0", 1, "人民币不能与以“个”计的数一起用在 MAX 里", "换算"),
        ("=SUM(全年预算数, 0, 完成数)>0", 1, "人民币不能与以“个”计的数一起", "换算"),
        ("=全年预算数/完成数>1万元", 10, "以“人民币/个”计的数不能与人民币比较", "换算"),
        ("=地区+1>0", 1, "“地区”是文字，这里要数", "文字只能比较"),
        ("=认定日期+1>0", 1, "“认定日期”是日期，这里要数", "先后"),
        ('=认定日期&1=""', 1, "不能用 & 相连", "日期"),
        ("=AND(全年预算数, 实质性开工)", 5, "“全年预算数”是数，这里要是或否", "全年预算数>0"),
        ("=IF(预算执行率, 1, 2)>0", 4, "这里要是或否", "比较"),
        ("=IF(实质性开工, 1, 地区)>0", 1, "IF 的两个值", "同一类"),
        ("=实质性开工+1>0", 1, "“实质性开工”是是或否", "IF(条件, 1, 0)"),
        ('=地区>"红河州"', 3, "只能比较是否相同", "="),
        ("=地区=1", 3, "文字不能与数比较", "同一类"),
        ("=0<=预算执行率<=1", 9, "是或否不能与数比较", "AND("),
        ("=预算执行率^0.5>0", 6, "乘方次数", "^2"),
        ("=全年预算数^预算执行率>0", 6, "乘方次数", "^2"),
        ("=全年预算数^100^100>0", 6, "乘方次数", "^2"),
        ("=ROUND(预算执行率, 30)>0", 14, "小数位数", "ROUND(数, 2)"),
    ],
)
def test_one_fault_is_told_once_with_its_place(text, position, part, advice):
    (found,) = faults(text, Kind("是否"))
    assert part in found.message
    assert advice in found.advice
    assert found.position == position


def test_every_fault_is_told_in_the_order_of_the_text():
    found = faults("=AND(全年执行>0, 地区+1>0, 全年预算数>5, FOO(1))")
    assert [fault.position for fault in found] == [5, 13, 26, 30]


@pytest.mark.parametrize(
    ("text", "wanted", "part"),
    [
        ("=全年执行数/全年预算数", Kind("是否"), "这里要是或否"),
        ("=全年执行数>1元", Kind("数"), "这里要数"),
        ("=全年执行数", Kind("数"), "这里要不带单位的数，公式得到的是人民币"),
        ("=预算执行率", Kind("数", "人民币"), "这里要人民币"),
    ],
)
def test_the_whole_must_fit_its_place(text, wanted, part):
    (found,) = faults(text, wanted)
    assert part in found.message


def test_nothing_wanted_allows_anything():
    assert faults("=全年执行数") == ()
    assert faults("=0", Kind("数", "人民币")) == ()


def test_a_cell_like_name_is_fine_once_declared():
    assert faults("=GDP2023", Kind("数")) == ()
    assert faults("=GDP2024", Kind("数"))


def test_a_formula_full_of_unknown_names_is_checked_quickly():
    text = "=SUM(" + ",".join(f"名{n}" for n in range(600)) + ")"
    assert len(faults(text)) == 600
