"""Whatever is written, nothing raises: every answer is a value, a fault or a refusal."""

import sys
import time
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rules.exact import Interval
from rules.expression import (
    Fault,
    Kind,
    SyntaxFault,
    check,
    evaluate,
    expected,
    in_words,
    parse,
    possible,
)
from rules.results import Reason, Refusal

DECLARED = {"甲": Kind("数"), "乙": Kind("数", "人民币"), "真": Kind("是否"), "日": Kind("日期"),
            "文": Kind("文本"), "空": Kind("数")}  # fmt: skip
VALUES = {"甲": Fraction(-3, 2), "乙": Fraction(0), "真": True, "日": date(2023, 4, 1), "文": "红河",
          "空": None}  # fmt: skip
WIDE = VALUES | {
    "甲": Interval(Fraction(-2), Fraction(1)),
    "乙": Interval(Fraction(0), Fraction(3)),
}

LEAVES = [*DECLARED, "丁", "0", "2", "99", "0.5", "20%", "100万元", "是", '"红河"']
SIGNS = ["+", "-", "*", "/", "^", "&", "=", "<>", "<", ">="]
CALLS = ["AND", "OR", "NOT", "IF", "ABS", "MIN", "MAX", "SUM", "ROUND", "ROUNDUP", "FOO"]
FORMULAS = st.recursive(
    st.sampled_from(LEAVES),
    lambda parts: st.one_of(
        st.tuples(parts, st.sampled_from(SIGNS), parts).map("".join),
        st.tuples(st.sampled_from(CALLS), st.lists(parts, max_size=3).map(",".join)).map(
            lambda p: f"{p[0]}({p[1]})"
        ),
        parts.map(lambda p: f"({p})"),
        parts.map(lambda p: f"-{p}%"),
    ),
    max_leaves=12,
)


@given(FORMULAS)
def test_every_formula_has_an_answer(text):
    expression = parse(text)
    if isinstance(expression, SyntaxFault):
        return
    faults = check(expression, DECLARED)
    assert all(isinstance(fault, Fault) and fault.advice for fault in faults)
    assert all(0 <= fault.position < len(text) for fault in faults)
    found = evaluate(expression, VALUES)
    assert isinstance(found, Refusal | Fraction | bool | str | date)
    assert isinstance(possible(expression, WIDE), Refusal | bool)
    assert expected(expression, VALUES) is None or expression.root.operator == "="
    assert in_words(expression, {"甲": "-1.5", "真": "是"})


@given(FORMULAS)
def test_a_checked_formula_is_never_broken(text):
    """What `check` passes can refuse for its figures only, not for its kinds or functions."""
    expression = parse(text)
    if isinstance(expression, SyntaxFault) or check(expression, DECLARED):
        return
    found = evaluate(expression, VALUES)
    if isinstance(found, Refusal) and found.reason is Reason.POLICY_BROKEN:
        # only what depends on the figures is left: exponents, digits and sizes
        assert any(word in found.message for word in ("乘方次数", "小数位数", "太长"))


def test_the_largest_formulas_take_no_time():
    texts = [
        "=SUM(" + ",".join(["丁"] * 1_990) + ")",
        "=SUM(" + ",".join(f"{n}丁" for n in range(700)) + ")",
        "=AND(" + "ABS(" * 48 + "甲" + "^2^99" * 20 + ")" * 49,
        "=" + "甲^100" * 1 + "^100" * 90,
        "=MAX(" + ",".join(["9" * 30 + "^40"] * 105) + ")",
        "=SUM(" + ",".join(f"1/{n}" for n in range(1, 650)) + ")",
        "=" + "&".join(["文"] * 100),
        "=[" + "长" * 3_990 + "]",
        "=乙" + "*乙" * 99,
        "=" + "IF(甲>0," * 49 + "1" + ",甲)" * 49,
    ]
    started = time.perf_counter()
    for text in texts:
        expression = parse(text)
        assert not isinstance(expression, SyntaxFault), expression
        check(expression, DECLARED)
        evaluate(expression, VALUES)
        possible(expression, WIDE)
        in_words(expression, {})
    assert time.perf_counter() - started < 5  # about a tenth of it on a slow machine


def test_the_highest_tree_leaves_room_on_the_stack():
    """A host may call from deep within its own frames: 500 of Python's 1,000 are enough."""
    texts = [
        "=" + "ABS(" * 50 + "1" + ")" * 50,
        "=1" + "+甲" * 99,
        "=" + "1=1&1+1*1^(" * 15 + "1" + ")" * 15,
    ]
    limit, depth = sys.getrecursionlimit(), len(_frames())
    sys.setrecursionlimit(depth + 500)
    try:
        for text in texts:
            expression = parse(text)
            assert not isinstance(expression, SyntaxFault)
            check(expression, DECLARED)
            evaluate(expression, VALUES)
            in_words(expression, {})
    finally:
        sys.setrecursionlimit(limit)


def _frames():
    frame, found = sys._getframe(), []
    while frame:
        found.append(frame)
        frame = frame.f_back
    return found
