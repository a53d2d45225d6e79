"""What must hold for every figure, against exact rationals worked out beside the engine."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules.engine import Row, Use, check, grade, parameter, rate, reward, score, total
from rules.exact import from_float
from rules.explain import explain
from rules.library import Library
from rules.results import Refusal, Value

LIBRARY = Library()


def use(name: str) -> Use:
    found = LIBRARY.find(name)
    assert isinstance(found, Use)
    return found


NATIONAL, HONGHE, YIYANG = use("national-2020"), use("honghe-2023"), use("yiyang-2024")

CENT = Fraction(1, 100)
# Short decimals, as people type them; longer ones may be refused as the noise of a calculation.
figures = st.integers(0, 9999).map(lambda n: Fraction(n, 10))
positive = st.integers(1, 9999).map(lambda n: Fraction(n, 10))
points = st.integers(0, 200).map(lambda n: Fraction(n, 2))
REVERSE = ("反向比例", "反向递减", "反向不得分")


def half_up(value: Fraction) -> Fraction:
    """Half-up to 0.01 by another road than the engine's: floor(100 v + 1/2)."""
    shifted = value * 100 + Fraction(1, 2)
    return Fraction(shifted.numerator // shifted.denominator, 100)


def figure(result: object) -> Fraction:
    assert isinstance(result, Value), result
    assert isinstance(result.value, Fraction)
    return result.value


def text(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


@given(points, positive, figures)
def test_a_ratio_is_exact_and_rounded_half_up_once(
    full: Fraction, target: Fraction, actual: Fraction
) -> None:
    wanted = full if actual >= target else half_up(full * actual / target)
    assert figure(score(NATIONAL, full, f"≥{text(target)}", actual)) == wanted


@given(points, positive, figures, st.sampled_from(REVERSE))
def test_reverse_ways_against_rationals(
    full: Fraction, target: Fraction, actual: Fraction, method: str
) -> None:
    if actual <= target:
        wanted = full
    else:
        wanted = {
            "反向比例": half_up(full * target / actual),
            "反向递减": max(Fraction(0), half_up(full * (2 * target - actual) / target)),
            "反向不得分": Fraction(0),
        }[method]
    assert figure(score(NATIONAL, full, f"≤{text(target)}", actual, method)) == wanted


@given(points, figures, figures, st.sampled_from(["≥", ">", "=", "≤", "<", ""]))
def test_a_score_lies_between_nothing_and_its_points(
    full: Fraction, target: Fraction, actual: Fraction, sign: str
) -> None:
    result = score(NATIONAL, full, sign + text(target), actual)
    if isinstance(result, Value):
        assert 0 <= figure(result) <= full
    else:
        assert result.message


@given(points, positive, figures, figures)
def test_more_is_never_worse_where_more_is_better(
    full: Fraction, target: Fraction, one: Fraction, other: Fraction
) -> None:
    low, high = sorted((one, other))
    goal = f"≥{text(target)}"
    assert figure(score(NATIONAL, full, goal, low)) <= figure(score(NATIONAL, full, goal, high))


@given(points, positive, figures, figures, st.sampled_from(REVERSE))
def test_more_is_never_better_where_less_is(
    full: Fraction, target: Fraction, one: Fraction, other: Fraction, method: str
) -> None:
    low, high = sorted((one, other))
    goal = f"≤{text(target)}"
    assert figure(score(NATIONAL, full, goal, low, method)) >= figure(
        score(NATIONAL, full, goal, high, method)
    )


WIDE = str.maketrans("0123456789.%<>=", "０１２３４５６７８９．％＜＞＝")


@given(points, st.integers(1, 100), st.integers(1, 150), st.sampled_from([">=", "<=", ""]))
def test_full_width_is_half_width(full: Fraction, target: int, actual: int, sign: str) -> None:
    goal, done = f"{sign}{target}%", f"{actual}%"
    narrow = score(NATIONAL, full, goal, done)
    wide = score(NATIONAL, full, goal.translate(WIDE), done.translate(WIDE))
    assert type(narrow) is type(wide)
    if isinstance(narrow, Value) and isinstance(wide, Value):
        assert narrow.value == wide.value


@given(points, st.integers(1, 100), st.integers(1, 150))
def test_a_percent_cell_is_its_percent_text(full: Fraction, target: int, actual: int) -> None:
    goal = f"≥{target}%"
    assert figure(score(NATIONAL, full, goal, Fraction(actual, 100))) == figure(
        score(NATIONAL, full, goal, f"{actual}%")
    )


# --- rewards --------------------------------------------------------------------------------------

MET = {"认定日期": "2023-06-30", "正式签约": "是", "实质性开工": "是", "纳入统计库": "是"}
money = st.integers(0, 3 * 10**11).map(lambda cents: Fraction(cents, 100))
truth = st.sampled_from(["是", "否"])


def paid(planned: Fraction, trade: Fraction, world: str = "否", china: str = "否") -> Fraction:
    row = {
        "入库计划投资额": planned,
        "年度进出口总额": trade,
        "世界500强": world,
        "国内500强": china,
    }
    return figure(reward(HONGHE, "招商奖励", Row.of({**MET, **row})))


def not_noise(*amounts: Fraction) -> bool:
    """Whether every amount is one that a cell shows as it is (15 digits, not refused as noise)."""
    results = (reward(HONGHE, "招商奖励", Row.of({**MET, "入库计划投资额": a})) for a in amounts)
    return all(isinstance(result, Value) for result in results)


@given(money, money, truth, truth)
def test_a_reward_is_exact_and_never_above_the_cap(
    planned: Fraction, trade: Fraction, world: str, china: str
) -> None:
    assume(not_noise(planned, trade))
    lift = Fraction(120 if world == "是" else 115 if china == "是" else 100, 100)
    due = (planned / 1000 + trade / 2000) * lift
    assert paid(planned, trade, world, china) == min(half_up(due), Fraction(1_000_000))


@given(money, money)
def test_an_uplift_never_lowers_a_reward(planned: Fraction, trade: Fraction) -> None:
    assume(not_noise(planned, trade))
    plain, china, world = (
        paid(planned, trade),
        paid(planned, trade, "否", "是"),
        paid(planned, trade, "是", "否"),
    )
    assert plain <= china <= world == paid(planned, trade, "是", "是")


@given(money, truth, st.randoms(use_true_random=False))
def test_the_order_of_columns_does_not_matter(
    planned: Fraction, world: str, chance: Random
) -> None:
    assume(not_noise(planned))
    row = {**MET, "入库计划投资额": planned, "世界500强": world, "备注": "不认识的一列"}
    shuffled = list(row.items())
    chance.shuffle(shuffled)
    assert reward(HONGHE, "招商奖励", Row.of(dict(shuffled))) == reward(
        HONGHE, "招商奖励", Row.of(dict(row))
    )


# --- totals and grades ----------------------------------------------------------------------------


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40))
def test_a_total_is_the_exact_sum(cents: list[int]) -> None:
    scores = [Fraction(cent, 100) for cent in cents]
    assert figure(total([Fraction(10)] * len(scores), scores)) == Fraction(sum(cents), 100)


@given(st.lists(st.integers(0, 900), min_size=9, max_size=9))
def test_floats_at_15_digits_add_up_exactly(cents: list[int]) -> None:
    """Nine scores and the tenth that makes 90.00: binary floats would often miss it."""
    scores = [from_float(cent / 100) for cent in cents]
    rest = 9000 - sum(cents)
    summed = figure(total([Fraction(100)] * 10, [*scores, from_float(rest / 100)]))
    assert summed == 90
    assert grade(NATIONAL, summed) == grade(NATIONAL, Fraction(90))


@given(st.integers(0, 10000), st.integers(0, 10000))
def test_a_higher_total_is_never_a_lower_grade(one: int, other: int) -> None:
    order = ["差", "中", "良", "优"]
    low, high = sorted((one, other))
    called = [grade(NATIONAL, Fraction(cents, 100)) for cents in (low, high)]
    places = [order.index(str(found.value)) for found in called if isinstance(found, Value)]
    assert places == sorted(places)
    assert len(places) == 2


@given(figures, positive)
def test_a_rate_is_the_exact_quotient(done: Fraction, planned: Fraction) -> None:
    row = Row.of({"实际产出数": done, "计划产出数": planned})
    assert figure(rate(YIYANG, "实际完成率", row)) == done / planned


# --- whatever is typed ----------------------------------------------------------------------------

PIECES = [
    *("≥", "≤", "±", "80", "%", "万元", "亿", "个", "月底前", "达成", "达成 70%", "2023年", "是"),
    *("/", "—", "-", ".", ",", " ", "#N/A", "=", "1e5", "（", "０", "\u200b", "\x00"),
]
typed = st.one_of(
    st.text(max_size=20),
    st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
    st.none(),
    st.booleans(),
    st.dates(),
    st.fractions(),
)


def told(result: Value | Refusal) -> None:
    """A result of any kind has a sentence without doubled punctuation."""
    says = explain(result)
    if isinstance(result, Refusal):
        assert result.message
    assert not any(
        pair in says for pair in ("。；", "。。", "；；", "，，", "：；")
    ) or "。" in str(result)


@settings(max_examples=250)
@given(typed, typed, typed, typed)
def test_no_cell_crashes_a_score(a: object, b: object, c: object, d: object) -> None:
    told(score(NATIONAL, a, b, c, None, d))  # type: ignore[arg-type]


@given(typed, typed, st.sampled_from([*REVERSE, "正向", "等于", "按期", "定性", "别的"]))
def test_no_cell_crashes_a_named_method(a: object, b: object, method: str) -> None:
    told(score(NATIONAL, Fraction(10), a, b, method))  # type: ignore[arg-type]


@given(typed, typed, typed)
def test_no_cell_crashes_a_reward(a: object, b: object, c: object) -> None:
    row = {**MET, "入库计划投资额": a, "世界500强": b, "认定日期": c}
    told(reward(HONGHE, "招商奖励", Row.of(row)))  # type: ignore[arg-type]


@given(typed, typed)
def test_no_cell_crashes_a_rate_a_grade_a_total_or_a_check(a: object, b: object) -> None:
    told(rate(YIYANG, "资金到位率", Row.of({"实际到位资金": a, "预算资金": b})))  # type: ignore[arg-type, dict-item]
    told(grade(NATIONAL, a))  # type: ignore[arg-type]
    told(total([a, Fraction(10)], [b, Fraction(9)]))  # type: ignore[list-item]
    row = {"预算执行率": a, "全年执行数": b, "全年预算数": Fraction(1150)}
    assert isinstance(check(NATIONAL, Row.of(row)), tuple)  # type: ignore[arg-type]


@given(st.text(max_size=30))
def test_no_name_crashes_a_look_up(name: str) -> None:
    told(parameter(HONGHE, name))
    told(reward(HONGHE, name, Row.of({})))
    told(score(NATIONAL, Fraction(10), "≥1", "1", name))
    found = LIBRARY.find(name)
    assert isinstance(found, (Use, Refusal))


@pytest.mark.parametrize("cell", [float("1e15"), 123456789012.34, 0.1 + 0.2])
def test_a_float_enters_by_15_digits(cell: float) -> None:
    assert str(float(from_float(cell))) == f"{float(f'{cell:.15g}')}"
