"""Reading formulas: order of operations, names, literals, faults and hostile text.

Expected results are Excel's documented order of operations, worked by hand.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.expression import Expression, SyntaxFault, caret, evaluate, parse


def read(text):
    expression = parse(text)
    assert isinstance(expression, Expression), expression
    return expression


def fault(text):
    found = parse(text)
    assert isinstance(found, SyntaxFault), found
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("=-2^2", 4),  # a sign binds tighter than ^ in Excel
        ("=0-2^2", -4),
        ("=2^3^2", 64),  # left to right
        ("=2^-1", Fraction(1, 2)),
        ("=2^200%", 4),  # % binds tighter than ^
        ("=-50%", Fraction(-1, 2)),
        ("=5%%", Fraction(5, 10000)),
        ("=0.5‰", Fraction(1, 2000)),
        ("=1+2*3", 7),
        ("=(1+2)*3", 9),
        ("=8/4/2", 1),
        ("=8-4-2", 2),
        ("=10-2+3", 11),
        ("=2*3%", Fraction(6, 100)),
        ("=--3", 3),
        ("=+3", 3),
        ("=.5+12.", Fraction(25, 2)),
        ('=1&2="12"', True),  # & before comparison
        ('=1+1&""="2"', True),  # + before &
        ("=(1=1)=TRUE", True),
        ("=1=1=true", True),  # comparisons left to right
        ("=是", True),
        ("=否", False),
        ('="他说""好"""', '他说"好"'),
        ("100万元", 1000000),
        ("=1亿元", 100000000),
        ("=20%", Fraction(1, 5)),
        ("=1000万", 10000000),
    ],
)
def test_order_of_operations_and_literals(text, value):
    assert evaluate(read(text), {}) == value


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("＝（１＋２）×３", "=(1+2)*3"),
        ("=ＭＡＸ（１，２）", "=MAX(1,2)"),
        ("=a≥b", "=a>=b"),
        ("=a≤b", "=a<=b"),
        ("=a≠b", "=a<>b"),
        ("=a＞=b", "=a>=b"),
        ("=a÷b－１", "=a/b-1"),
        ("=a＜＞b", "=a<>b"),
        ("=50％", "=50%"),
        ("= \u3000a\u00a0+\n b \ufeff", "=a+b"),
        ("=世界５００强", "=世界500强"),
        ("\ufeff =a", "a"),
        ("=and(a,b)", "=AND(a,b)"),
        ("=地区=＂红河州＂", '=地区="红河州"'),
        ("=【甲】", "=[甲]"),
    ],
)
def test_full_width_means_the_same(wide, narrow):
    assert read(wide).root == read(narrow).root


def test_only_the_first_equals_sign_is_dropped():
    assert read("=a=b").root == read("a=b").root
    assert fault("==a").position == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("=预算执行率=全年执行数/全年预算数", ("预算执行率", "全年执行数", "全年预算数")),
        ("=a+b*a", ("a", "b")),
        ("=世界500强", ("世界500强",)),
        ("=5G基站数+1", ("5G基站数",)),
        ("=“三公经费”控制率<=100%", ("“三公经费”控制率",)),
        ("=[满意度（服务对象）]>=90%", ("满意度（服务对象）",)),
        ("=[“三公经费”]>0", ("“三公经费”",)),
        ("=是否签约", ("是否签约",)),
        ("=OR(入库计划投资额=0, AND(实质性开工, 纳入统计库))",
         ("入库计划投资额", "实质性开工", "纳入统计库")),
        ("=ABS", ("ABS",)),  # without brackets it is a name like any other
        ("=入库计划投资额>=1亿元", ("入库计划投资额",)),
    ],
)  # fmt: skip
def test_names(text, names):
    assert read(text).names == names


@pytest.mark.parametrize(
    ("text", "position", "part"),
    [
        ("", 0, "空"),
        ("=", 1, "空"),
        ("=a+", 3, "“+”后面缺少"),
        ("=*a", 1, "开头缺少"),
        ("=a b", 3, "“a”与“b”之间缺少运算符号"),
        ("=全年 执行数", 4, "之间缺少运算符号"),
        ("=(a", 1, "没有配上右括号"),
        ("=MAX(a,(b)", 4, "没有配上右括号"),
        ("=a)", 2, "多了一个右括号"),
        ("=()", 2, "括号里是空的"),
        ("=IF(a,,b)", 6, "缺少一个数或名称"),
        ("=1,000", 2, "逗号只用在函数"),
        ("=MAX(1,000)", 7, "以 0 开头"),
        ('=a="b', 3, "双引号"),
        ("=a==b", 2, "=="),
        ("=a=>b", 2, "=>"),
        ("=a!=b", 2, "!="),
        ("=a&&b", 2, "&&"),
        ("=$B$2", 1, "单元格地址"),
        ("=A1:B2", 3, "单元格地址"),
        ("=Sheet1!A1", 7, "单元格地址"),
        ("=a;b", 2, ";"),
        ("='a'", 1, "单引号"),
        ("=a#b", 2, "#"),
        ("=1E5", 1, "科学记数法"),
        ("=1.5乙乙", 1, "单位"),
        ("=1.2.3", 4, "缺少运算符号"),
        ("=地区=“红河州”", 4, "可以是文字，也可以是名称"),
        ("=“红河 州”", 1, "可以是文字，也可以是名称"),
        ("=[]", 1, "方括号"),
        ("=[a", 1, "方括号"),
        ("=" + "9" * 31, 1, "数太长"),
        ("={1}", 1, "不能有"),
        ("=a\ud800", 2, "U+D800"),
    ],
)
def test_faults_tell_where_and_what(text, position, part):
    found = fault(text)
    assert part in found.message
    assert found.position == position
    assert found.advice


def test_a_caret_points_below_the_character():
    assert caret("=全年 执行数", 4) == "=全年 执行数\n \u3000\u3000 ^"
    assert caret("=a\n+#b", 4) == "+#b\n ^"
    assert caret("=a+", 3) == "=a+\n   ^"


@pytest.mark.parametrize(
    "text",
    [
        "=" + "1+" * 500_000,
        "=" + "(" * 10_000,
        "=" + "(" * 2_000 + "1" + ")" * 1_999,
        "=" + "(" * 51 + "1" + ")" * 51,
        "=" + "-" * 3_000 + "1",
        "=1" + "%" * 3_000,
        "=1" + "+1" * 1_900,
        "=1" + "^1" * 1_900,
        "=" + "ABS(" * 900 + "1" + ")" * 900,
        "=" + "1=1&1+1*1^(" * 60,
        "=" + '"' * 3_999,
        "=" + "[" * 3_999,
        "=" + "MAX(1," * 600,
    ],
)
def test_hostile_text_is_refused_not_suffered(text):
    assert isinstance(parse(text), SyntaxFault)


def test_what_is_within_bounds_is_read():
    assert evaluate(read("=" + "(" * 50 + "1" + ")" * 50), {}) == 1
    assert evaluate(read("=1" + "+1" * 99), {}) == 100
    assert evaluate(read("=SUM(1" + ",1" * 1_900 + ")"), {}) == 1901


@given(st.text(max_size=60) | st.text('=+-*/^&<>%‰()（），,"[]“”1.亿万元a是全 A$', max_size=60))
def test_any_text_is_an_expression_or_a_fault_within_it(text):
    found = parse(text)
    if isinstance(found, SyntaxFault):
        assert 0 <= found.position <= len(text)
        assert found.message
        assert found.advice
    else:
        assert found.text == text
