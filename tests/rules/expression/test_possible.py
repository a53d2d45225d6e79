"""Printed figures stand for intervals; expected answers are worked by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.exact import Interval, printed
from rules.expression import evaluate, parse, possible
from rules.results import Reason, Refusal


def can(text, **values):
    return possible(parse(text), values)


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def test_a_printed_figure_stands_for_half_a_unit_either_side():
    assert printed(Fraction("9.77"), Fraction("0.01")) == between("9.765", "9.775")


@pytest.mark.parametrize(("rate", "answer"), [("0.9767", True), ("0.9760", False)])
def test_the_rate_of_honghe(rate, answer):
    """97.67% beside 9.77 of 10 is right: 9.7665..9.7675 meets 9.765..9.775; 97.60% is not."""
    assert (
        can(
            "=执行率*10=得分",
            执行率=printed(Fraction(rate), Fraction("0.0001")),
            得分=printed(Fraction("9.77"), Fraction("0.01")),
        )
        is answer
    )


@pytest.mark.parametrize(
    ("rate", "answer"), [("0.9695", True), ("0.9694", False), ("0.9696", False)]
)
def test_the_rate_of_two_printed_sums(rate, answer):
    """1114.9 of 1150, each to 0.1: 1114.85/1150.05 = 96.939% to 1114.95/1149.95 = 96.956%.

    96.94% stands for up to 96.945% and 96.96% for 96.955% and more, so both are met by the wide
    intervals; sums printed to 0.01 give 96.947% to 96.949%, which only 96.95% meets.
    """
    step = Fraction("0.01")
    assert (
        can(
            "=预算执行率=全年执行数/全年预算数",
            预算执行率=printed(Fraction(rate), Fraction("0.0001")),
            全年执行数=printed(Fraction("1114.90"), step),
            全年预算数=printed(Fraction("1150"), step),
        )
        is answer
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("=甲=2", True),
        ("=甲=3", False),
        ("=甲<>2", True),
        ("=甲<1", False),
        ("=甲<=1", True),
        ("=甲>2", False),
        ("=甲>=2", True),
        ("=NOT(甲<=2)", False),
        ("=NOT(甲<2)", True),
        ("=AND(甲<=2, 甲>=1)", True),
        ("=AND(甲<1, 空)", False),
        ("=OR(甲<=2, 空)", True),
        ("=甲^2=4", True),
        ("=甲^2=0.5", False),
        ("=丙^2=0", True),
        ("=丙^2<0", False),  # a square is never negative, though -1 × 1 would be
        ("=丙^3=-1", True),
        ("=ABS(丙)<0", False),
        ("=ABS(丙)=1", True),
        ("=甲^-1=0.5", True),
        ("=甲^-1=0.4", False),
        ("=-甲=-2", True),
        ("=甲*丙=-2", True),
        ("=甲*丙=-2.1", False),
        ("=1/丙=1000000", True),  # the divisor may be as small as one likes
        ("=MAX(甲,1.5)=1.4", False),
        ("=MIN(甲,1.5)=1.4", True),
        ("=ROUND(甲,0)=2", True),
        ("=ROUND(甲,0)=3", False),
        ("=IF(甲>1.5,10,20)=20", True),
        ("=IF(甲>1.5,10,20)=30", False),
        ("=(甲>1.5)=是", True),
        ("=甲%=1.5%", True),
    ],
)
def test_what_can_hold(text, answer):
    """甲 lies from 1 to 2, 丙 from -1 to 1."""
    assert can(text, 甲=between(1, 2), 丙=between(-1, 1)) is answer


def test_a_divisor_that_may_just_be_zero_decides_nothing():
    assert can("=1/甲=5", 甲=between(0, 1)) is True
    assert can("=1/甲=-5", 甲=between(-1, 0)) is True
    assert can("=AND(1/甲=5, 乙=1)", 甲=between(0, 1), 乙=between(2, 3)) is False


def test_refusals():
    assert can("=1/甲=1", 甲=between(0, 0)).reason is Reason.DIVIDES_BY_ZERO
    assert can("=甲=1").reason is Reason.MISSING_VALUE
    assert can("=AND(甲>1, 空)", 甲=between(1, 2)).reason is Reason.MISSING_VALUE
    assert can("=甲+1", 甲=between(1, 2)).reason is Reason.POLICY_BROKEN
    assert can("=2^甲=1", 甲=between(1, 2)).reason is Reason.POLICY_BROKEN


def test_an_interval_is_no_answer_of_evaluate():
    assert isinstance(evaluate(parse("=甲+1"), {"甲": between(1, 2)}), Refusal)


SMALL = st.fractions(-20, 20, max_denominator=20)
WIDTHS = st.tuples(*[st.fractions(0, 5, max_denominator=9)] * 4)
FORMULAS = ["甲+乙", "甲-乙*2", "甲*乙", "甲/乙", "ABS(甲)-乙", "甲^2+乙", "甲^3", "ROUND(甲,0)+乙",
            "MAX(甲,乙)", "MIN(甲,-乙)", "甲^-2", "IF(甲<乙,甲,乙*3)"]  # fmt: skip


@given(st.sampled_from(FORMULAS), SMALL, SMALL, WIDTHS)
def test_nothing_true_is_called_impossible(formula, one, two, widths):
    """Whatever true figures give is possible for every interval that holds them."""
    expression = parse(formula)
    answer = evaluate(expression, {"甲": one, "乙": two})
    if isinstance(answer, Refusal):
        return
    wide = {
        "甲": Interval(one - widths[0], one + widths[1]),
        "乙": Interval(two - widths[2], two + widths[3]),
        "丙": answer,
    }
    assert possible(parse(f"={formula}=丙"), wide) is True


@given(st.sampled_from(FORMULAS), SMALL, SMALL, SMALL)
def test_for_exact_figures_possible_is_true(formula, one, two, three):
    """Intervals of no width decide exactly as `evaluate` does."""
    text = f"={formula}<=丙"
    exact = evaluate(parse(text), {"甲": one, "乙": two, "丙": three})
    points = {"甲": Interval(one, one), "乙": Interval(two, two), "丙": three}
    found = possible(parse(text), points)
    assert found == exact or (isinstance(found, Refusal) and isinstance(exact, Refusal))
