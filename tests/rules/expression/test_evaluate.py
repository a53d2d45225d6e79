"""What formulas give. Expected values are arithmetic by hand, or Python's own fractions."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.expression import evaluate, expected, in_words, parse
from rules.results import Reason, Refusal


def give(text, **values):
    return evaluate(parse(text), values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("=ABS(-3)", 3),
        ("=MIN(3,1,2)", 1),
        ("=MAX(3,1,2)", 3),
        ("=SUM(1,2,3)", 6),
        ("=ROUND(2.5,0)", 3),
        ("=ROUND(-2.5,0)", -3),  # halves away from zero
        ("=ROUND(1.005,2)", Fraction(101, 100)),  # binary floats would give 1.00
        ("=ROUND(1234,-2)", 1200),
        ("=ROUNDUP(1.01,0)", 2),
        ("=ROUNDUP(-1.01,0)", -2),
        ("=ROUNDDOWN(-1.99,0)", -1),
        ("=1/3*3", 1),
        ("=IF(1>2,1/0,5)", 5),
        ("=NOT(1=2)", True),
        ("=AND(1=1,2=2)", True),
        ("=OR(1=2,2=2)", True),
        ('="甲"&1.50', "甲1.5"),
        ('="a"="A"', False),  # exact, unlike Excel
        ('="a"<>"b"', True),
        ("=0^2", 0),
        ("=2^-2", Fraction(1, 4)),
        ("=(0-2)^3", -8),
        ("=2^0", 1),
    ],
)
def test_functions(text, value):
    assert give(text) == value


def test_the_execution_rate():
    rate = give("=全年执行数/全年预算数", 全年执行数=Fraction("1114.9"), 全年预算数=Fraction(1150))
    assert rate == Fraction(11149, 11500)


def test_dates_compare_by_day():
    day = date(2023, 4, 1)
    assert give("=甲>=乙", 甲=datetime(2023, 4, 1, 8, 30), 乙=day) is True
    assert give("=甲<乙", 甲=day, 乙=date(2023, 4, 2)) is True
    assert give("=甲=乙", 甲=datetime(2023, 4, 1, 23), 乙=day) is True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("=OR(1=1, 空)", True),
        ("=OR(空, 1=1)", True),
        ("=OR(空>1, 1=1)", True),
        ("=AND(1=2, 空)", False),
        ("=AND(空, 1=2)", False),
        ("=NOT(AND(空, 1=2))", True),
        ("=IF(1=1, 5, 空)", 5),
        ("=IF(OR(空,1=1), 5, 6)", 5),
    ],
)
def test_a_blank_that_does_not_matter(text, value):
    assert give(text, 空=None) == value
    assert give(text) == value


@pytest.mark.parametrize(
    "text",
    ["=空", "=空+1", "=空=0", "=OR(1=2, 空)", "=AND(空, 1=1)", "=IF(空, 1, 2)", "=空&1", "=MAX(1, 空)",
     "=NOT(空)", "=-空"],
)  # fmt: skip
def test_a_blank_that_matters(text):
    found = give(text, 空=None)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.MISSING_VALUE
    assert "空" in found.message


def test_division_by_zero_names_the_divisor():
    found = give("=全年执行数/全年预算数", 全年执行数=Fraction(1), 全年预算数=Fraction(0))
    assert isinstance(found, Refusal)
    assert found.reason is Reason.DIVIDES_BY_ZERO
    assert "全年预算数为 0" in found.message
    found = give("=1/(甲-乙)", 甲=Fraction(2), 乙=Fraction(2))
    assert "甲-乙为 0" in found.message
    assert give("=0^-1").reason is Reason.DIVIDES_BY_ZERO
    assert give("=0^0").reason is Reason.DIVIDES_BY_ZERO
    assert "除以 0" in give("=1/0").message


def test_an_error_stands_whatever_stands_beside_it():
    """As in Excel; only a blank may be outweighed."""
    assert give("=OR(1=1, 1/0=1)").reason is Reason.DIVIDES_BY_ZERO
    assert give("=AND(空, 1/0=1)").reason is Reason.DIVIDES_BY_ZERO


@pytest.mark.parametrize(
    "text",
    ["=2^0.5", "=2^101", "=9999999999^100^100", "=ROUND(1,0.5)", "=ROUND(1,21)", "=FOO(1)", "=ABS()",
     "=NOT(1)", "=1+(1=1)", '="a"+1', '="a"<"b"', "=(1=1)>(1=2)", '=1="a"', "=IF(1,2,3)", "=AND(1)"],
)  # fmt: skip
def test_a_broken_formula_is_the_policys_fault(text):
    found = give(text)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.POLICY_BROKEN
    assert found.message
    assert found.advice


def test_a_wrong_value_is_the_fillers_fault():
    for text in ("=甲+1", "=甲>1", "=AND(甲)"):
        found = give(text, 甲="约五十")
        assert isinstance(found, Refusal)
        assert found.reason is Reason.NOT_UNDERSTOOD
        assert "甲" in found.message
    assert give("=甲&1", 甲=date(2023, 1, 1)).reason is Reason.NOT_UNDERSTOOD


def test_a_float_never_gets_in():
    assert give("=甲+1", 甲=0.1).reason is Reason.DEFECT


def test_results_stay_bounded():
    assert isinstance(give("=甲*甲", 甲=Fraction(10) ** 1000), Refusal)
    assert isinstance(give("=甲&甲", 甲="长" * 3000), Refusal)
    assert isinstance(
        give("=SUM(甲,乙)", 甲=Fraction(1, 3**2000), 乙=Fraction(1, 7**1400)), Refusal
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("=预算执行率=全年执行数/全年预算数", ("预算执行率", Fraction(1, 2))),
        ("=全年执行数/全年预算数=预算执行率", ("预算执行率", Fraction(1, 2))),
        ("=预算执行率=全年执行数", ("预算执行率", Fraction(50))),
        ("=预算执行率>=全年执行数/全年预算数", None),
        ("=全年执行数/全年预算数", None),
        ("=预算执行率*1=全年执行数/全年预算数", None),
        ("=预算执行率=预算执行率*2", None),
        ("=预算执行率=空/全年预算数", None),
        ("=预算执行率=(1=1)", None),
    ],
)
def test_what_one_side_should_be(text, answer):
    values = {
        "全年执行数": Fraction(50),
        "全年预算数": Fraction(100),
        "预算执行率": Fraction(9, 10),
    }
    assert expected(parse(text), values) == answer


BUILDS = {
    "({}+{})": lambda a, b: a + b,
    "({}-{})": lambda a, b: a - b,
    "({}*{})": lambda a, b: a * b,
    "({}/{})": lambda a, b: a / b if b else None,
    "MAX({},{})": max,
    "MIN({},{})": min,
    "IF({}<{},1,0)": lambda a, b: Fraction(a < b),
    "((-({}))*{})": lambda a, b: -a * b,
    "(({}^2)-{})": lambda a, b: a**2 - b,
    "(ABS({})+{}%)": lambda a, b: abs(a) + b / 100,
}


def build(made):
    """One formula from two, fully bracketed, with Python's own value (None: division by zero)."""
    pattern, (one, a), (two, b) = made
    value = None if a is None or b is None else BUILDS[pattern](a, b)
    return pattern.format(one, two), value


NUMBERS = st.integers(0, 9999).map(lambda n: (f"{n // 100}.{n % 100:02}", Fraction(n, 100)))
WHOLE = st.recursive(
    NUMBERS,
    lambda parts: st.tuples(st.sampled_from(list(BUILDS)), parts, parts).map(build),
    max_leaves=8,
)


@given(WHOLE)
def test_agrees_with_exact_fractions(formula):
    text, value = formula
    found = evaluate(parse("=" + text), {})
    if value is None:
        assert found.reason is Reason.DIVIDES_BY_ZERO
    else:
        assert found == value


PLAIN = st.recursive(
    st.sampled_from(["甲", "乙", "3", "0.5", "20%"]),
    lambda parts: st.one_of(
        st.tuples(parts, st.sampled_from("+-*/^&"), parts).map(lambda p: f"({p[0]}{p[1]}{p[2]})"),
        parts.map(lambda p: f"(-{p})"),
        parts.map(lambda p: f"({p})%"),
        st.tuples(parts, parts).map(lambda p: f"({p[0]}>={p[1]})"),
    ),
    max_leaves=8,
)


@given(PLAIN)
def test_the_words_say_the_same_formula(text):
    """What `in_words` prints for a formula without functions can be read again, and means the same.

    A sign before a percent sign may change its place, which changes no value: the two are compared
    by what they give.
    """
    expression = parse(text)
    again = parse(in_words(expression, {}))
    values = {"甲": Fraction(7), "乙": Fraction(-2)}
    one, other = evaluate(expression, values), evaluate(again, values)
    if isinstance(one, Refusal) and isinstance(other, Refusal):
        assert one.reason is other.reason
    else:
        assert one == other
