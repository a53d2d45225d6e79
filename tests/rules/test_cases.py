"""The collected cases (tests/cases/*.csv): every row is run, or listed here with the reason why not.

`indicators.csv` is scored by the national frame 财预〔2020〕10号; the expected score is the file's own
`expected_by_basic_rule`. A row listed as not yet sayable fails its test on the day it can be said.
"""

from __future__ import annotations

import csv
import re
from fractions import Fraction
from pathlib import Path

import pytest

from rules.engine import Row, Use, rate, score
from rules.exact import Rounding, round_to
from rules.library import Library
from rules.results import Reason, Refusal, Value

CASES = Path(__file__).parent.parent / "cases"


def rows(name: str) -> dict[str, dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return {row["case_id"]: row for row in csv.DictReader(file)}


INDICATORS = rows("indicators.csv")
LIBRARY = Library()


def use(name: str) -> Use:
    found = LIBRARY.find(name)
    assert isinstance(found, Use)
    return found


NATIONAL = use("national-2020")


def scored(row: dict[str, str]) -> Value | Refusal:
    """The row as a form holds it: its points, target and actual, in text."""
    # 湖北's form has no 分值 column: the score that was filed there is the row's worth.
    points = row["points"] if row["points"][:1].isdigit() else row["score_as_filed"]
    return score(NATIONAL, points, row["target_text"], row["actual_text"])


# --- rows with a figure as target and as actual, and a score worked out by the basic rule ---------

PLAIN = [
    key
    for key, row in INDICATORS.items()
    if re.fullmatch(r"[\d.]+", row["expected_by_basic_rule"])
    and row["target_text"]
    and row["actual_text"]
    and row["basic_rule_used"] in ("positive", "negative (<=)", "equal", "text equality", "B/A")
]


@pytest.mark.parametrize("case", PLAIN)
def test_score(case: str) -> None:
    result = scored(INDICATORS[case])
    assert isinstance(result, Value), result
    assert result.value == Fraction(INDICATORS[case]["expected_by_basic_rule"])


# --- rows of the fund block: the score is the execution rate of the points ------------------------

#: Points of the row, executed, budget, as the file prints them.
EXECUTION = {
    "A0": ("10", "89.974", "90"),  # by the child row, 9.997: the file rounds it to 10.00
    "B0": ("10", "880", "880"),
    "D0": ("10", "251.89", "251.89"),
    "F0": ("20", "285.84", "285.84"),
    "H0": ("10", "215,457.6", "250000.00"),
    "H7": ("10", "9,034", "20000.00"),
    "K0": ("10", "154.74", "310.2"),
    "R3": ("10", "1114.9", "1150"),
}


@pytest.mark.parametrize("case", EXECUTION)
def test_execution_rate_times_points(case: str) -> None:
    points, done, budget = EXECUTION[case]
    result = score(NATIONAL, points, budget, done)
    assert isinstance(result, Value), result
    assert result.value == Fraction(INDICATORS[case]["expected_by_basic_rule"])


def test_the_rate_itself() -> None:
    """H0's filed 86.19% is wrong, its score 8.62 right: 215457.6 ÷ 250000 = 86.18304%."""
    row = Row.of({"全年执行数（元）": "215,457.6", "全年预算数（元）": "250000.00"})
    result = rate(NATIONAL, "预算执行率", row)
    assert isinstance(result, Value)
    assert isinstance(result.value, Fraction)
    assert round_to(result.value, Fraction(1, 10000), Rounding.HALF_UP) == Fraction("0.8618")


def test_the_total_of_h() -> None:
    """H6 is the sum of its five rows."""
    from rules.engine import total

    own = ["H0", "H1", "H2", "H3", "H4", "H5"]
    points = ["10", *(INDICATORS[case]["points"] for case in own[1:])]
    scores = [INDICATORS[case]["expected_by_basic_rule"] for case in own]
    result = total(points, scores)
    assert isinstance(result, Value)
    assert result.value == Fraction(INDICATORS["H6"]["expected_by_basic_rule"])


# --- rows where a person picks a share inside an interval -----------------------------------------

INTERVALS = [k for k, row in INDICATORS.items() if ".." in row["expected_by_basic_rule"]]


@pytest.mark.parametrize("case", INTERVALS)
def test_a_level_alone_waits_for_a_person(case: str) -> None:
    result = scored(INDICATORS[case])
    assert isinstance(result, Refusal)
    assert result.reason is Reason.WAITS_FOR_PERSON
    low, high = INDICATORS[case]["expected_by_basic_rule"].split("..")
    assert f"{low.rstrip('0').rstrip('.')}～{high.rstrip('0').rstrip('.')} 分" in result.message


@pytest.mark.parametrize("case", INTERVALS)
@pytest.mark.parametrize("share", ["80%", "87.5%", "100%"])
def test_a_level_with_its_share_lies_in_the_interval(case: str, share: str) -> None:
    row = INDICATORS[case]
    result = scored({**row, "actual_text": f"{row['actual_text']} {share}"})
    assert isinstance(result, Value)
    low, high = map(Fraction, row["expected_by_basic_rule"].split(".."))
    assert isinstance(result.value, Fraction)
    assert low <= result.value <= high
    assert result.value == Fraction(row["points"]) * Fraction(share.rstrip("%")) / 100


# --- rows that say themselves that nothing can be computed ----------------------------------------

CANNOT = [k for k, row in INDICATORS.items() if row["basic_rule_used"] == "(cannot compute)"]
SKIPPED = [k for k, row in INDICATORS.items() if row["basic_rule_used"] == "not applicable"]


@pytest.mark.parametrize("case", CANNOT)
def test_blank_cells_give_a_blank_never_full_marks(case: str) -> None:
    assert INDICATORS[case]["score_as_filed"] == "10", "full marks were claimed"
    result = scored(INDICATORS[case])
    assert isinstance(result, Value)
    assert result.value is None


@pytest.mark.parametrize("case", SKIPPED)
def test_a_row_marked_with_a_slash_is_skipped(case: str) -> None:
    row = INDICATORS[case]
    result = score(NATIONAL, row["points"], "/", row["actual_text"])
    assert isinstance(result, Value)
    assert result.value == "/"


# --- rows with a printed share of the points ------------------------------------------------------


@pytest.mark.parametrize(("case", "share"), [("R1", "80.89"), ("R2", "91.79")])
def test_a_printed_share_of_the_points(case: str, share: str) -> None:
    row = INDICATORS[case]
    assert row["expected_by_basic_rule"] == f"{share}% of points"
    result = score(NATIONAL, "100", row["target_text"], row["actual_text"])
    assert isinstance(result, Value)
    assert result.value == Fraction(share)


# --- rows without an expected score ---------------------------------------------------------------

#: Prose as target and as actual: refused until a person names the level.
PROSE = ["F4", "F7", "F8"]
#: Published with the actual blank: not yet filled in.
NOT_FILLED = [
    *("D1", "D2", "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8"),
    *(f"N{number}" for number in range(1, 18)),
    *(f"Q{number}" for number in range(1, 8)),
]


@pytest.mark.parametrize("case", PROSE)
def test_prose_is_refused(case: str) -> None:
    result = scored(INDICATORS[case])
    assert isinstance(result, Refusal)
    assert result.reason is Reason.NOT_UNDERSTOOD
    assert "不是达成、部分达成、未达成中的一档" in result.message


@pytest.mark.parametrize("case", NOT_FILLED)
def test_without_an_actual_there_is_no_score(case: str) -> None:
    row = INDICATORS[case]
    assert not row["actual_text"]
    points = row["points"].split("+")[0]
    result = score(NATIONAL, points, row["target_text"], row["actual_text"])
    assert isinstance(result, Value)
    assert result.value is None


# --- the same rows under the rule of their own place ----------------------------------------------

#: Case → policy, method, an actual, and what the rule of `basic_rule_used` gives for it by hand.
#: The forms were published with the actual blank, so the actual is ours; points and target are theirs.
OWN_RULE = [
    ("M1", "yueyang", "在职人员控制率", "103.4%", "3.5"),  # 5 − 3 full points × 0.5
    ("M1", "yueyang", "在职人员控制率", "100%", "5"),
    ("M1", "yueyang", "在职人员控制率", "120%", "0"),
    ("M2", "yueyang", "三公经费变动率", "2%", "4"),  # 5 − 2 × 0.5: no division by the target of 0
    ("M2", "yueyang", "三公经费变动率", "-5%", "5"),
    ("M3", "yueyang", "重点支出安排率", "85%", "4"),
    ("M3", "yueyang", "重点支出安排率", "60%", "2"),
    ("M3", "yueyang", "重点支出安排率", "59.9%", "0"),
    ("M4", "yueyang", "预算调整率", "0%", "3"),
    ("M4", "yueyang", "预算调整率", "10%", "2"),  # closed on the right
    ("M4", "yueyang", "预算调整率", "30.1%", "0"),
    ("M5", "yueyang", "支付进度", "2", "2"),  # 3 − 2 × 0.5
    ("M6", "yueyang", "资金结余", "结余不超过上年结转", "2"),
    ("M6", "yueyang", "资金结余", "结余超过上年结转", "0"),
    ("M7", "yueyang", "三公经费控制率", "102%", "4"),  # 6 − 2 × 1: another slope than M1
    ("M8", "yueyang", "资金使用合规性", "2", "1"),
    ("Q1", "jilin", "预算执行进度", "40%", "7"),
    ("Q1", "jilin", "预算执行进度", "20%", "3.5"),
    ("Q2", "jilin", "预算执行进度", "80.21%", "8"),
    ("Q3", "jilin", "预算调整次数", "0", "5"),
    ("Q4", "jilin", "项目预算资金是否被核减", "否", "25"),
    ("Q4", "jilin", "项目预算资金是否被核减", "是", "0"),
    ("Q5", "jilin", "结转结余资金率", "0%", "25"),
    ("Q6", "jilin", "是否存在违规行为", "否", "13"),
    ("Q6", "jilin", "是否存在违规行为", "是", "0"),
    ("Q7", "jilin", "是否促进地方经济项目推广和外拓", "2", "10"),
]


@pytest.mark.parametrize(("case", "policy", "method", "actual", "earned"), OWN_RULE)
def test_the_rule_of_the_place(
    case: str, policy: str, method: str, actual: str, earned: str
) -> None:
    row = INDICATORS[case]
    # Q7 prints 5+5: five points for each of two reasons.
    points = str(sum(map(int, row["points"].split("+"))))
    result = score(use(policy), points, row["target_text"], actual, method)
    assert isinstance(result, Value), result
    assert result.value == Fraction(earned)


def test_a_target_of_a_month() -> None:
    """Q1 and Q2: the month stands in the indicator's name, so it can be asked for by the month."""
    for month, actual, points, earned in (("7月", "20%", "7", "3.5"), ("11月", "80.21%", "8", "8")):
        result = score(use("jilin"), points, month, actual, "预算执行进度")
        assert isinstance(result, Value)
        assert result.value == Fraction(earned)


def test_what_the_form_does_not_say_is_refused() -> None:
    """Q3 and Q5 print no deduction."""
    for case, method, actual in (("Q3", "预算调整次数", "1"), ("Q5", "结转结余资金率", "1%")):
        row = INDICATORS[case]
        result = score(use("jilin"), row["points"], row["target_text"], actual, method)
        assert isinstance(result, Refusal)
        assert result.reason is Reason.RULE_SILENT


@pytest.mark.parametrize("case", sorted({case for case, *_ in OWN_RULE}))
def test_the_national_frame_does_not_score_them_so(case: str) -> None:
    """Without the place's own method the national frame refuses them, or is told apart."""
    tried = [(actual, earned) for found, _, _, actual, earned in OWN_RULE if found == case]
    row = INDICATORS[case]
    points = row["points"].split("+")[0]
    results = [score(NATIONAL, points, row["target_text"], actual) for actual, _ in tried]
    assert any(isinstance(result, Refusal) for result in results) or case in (
        "M3",  # a plain ratio there: 85 ÷ 90 of the points
        "M4",  # zero as soon as the target of 0 is exceeded
        "Q1",
        "Q2",
        "Q3",
    )


def test_the_rate_is_rounded_before_it_is_multiplied() -> None:
    """K0: 154.74 ÷ 310.2 is 49.88%, printed as 50% and scored 5; unrounded it is 4.99."""
    row = INDICATORS["K0"]
    beijing = use("beijing-2016")
    result = score(beijing, "10", "310.2", "154.74", "预算执行率")
    assert isinstance(result, Value)
    assert result.value == Fraction(row["score_as_filed"]) == 5
    the_rate = rate(beijing, "预算执行率", Row.of({"年初预算数": "310.2", "全年执行数": "154.74"}))
    assert isinstance(the_rate, Value)
    assert the_rate.value == Fraction(1, 2)


F_SCORED = ["F1", "F2", "F3", "F5", "F6"]


@pytest.mark.parametrize("case", F_SCORED)
def test_the_form_of_hubei(case: str) -> None:
    row = INDICATORS[case]
    # The form has no 分值 column: the score that was filed is the row's worth.
    points = row["score_as_filed"]
    result = score(use("hubei-2020"), points, row["target_text"], row["actual_text"])
    assert isinstance(result, Value)
    assert result.value == Fraction(row["expected_by_basic_rule"])


def test_twenty_points_for_the_execution_rate() -> None:
    result = score(use("hubei-2020"), "20", "285.84", "285.84", "预算执行率")
    assert isinstance(result, Value)
    assert result.value == Fraction(INDICATORS["F0"]["expected_by_basic_rule"]) == 20


@pytest.mark.parametrize("case", PROSE)
def test_prose_waits_for_a_level_in_hubei_too(case: str) -> None:
    row = INDICATORS[case]
    result = score(use("hubei-2020"), row["score_as_filed"], row["target_text"], row["actual_text"])
    assert isinstance(result, Refusal)
    assert result.reason is Reason.NOT_UNDERSTOOD


# framework.md §2: target 10, actual 15, 10 points.
@pytest.mark.parametrize("policy", ["hubei-2020", "jiangxi"])
def test_reverse_where_the_place_says_how(policy: str) -> None:
    result = score(use(policy), "10", "≤10", "15")
    assert isinstance(result, Value)
    assert result.value == Fraction("6.67")


def test_no_indicator_row_is_left_out() -> None:
    run = [*PLAIN, *EXECUTION, "H6", *INTERVALS, *CANNOT, *SKIPPED, "R1", "R2", *PROSE, *NOT_FILLED]
    assert sorted(run) == sorted(INDICATORS)
    blank = [key for key in NOT_FILLED if key[0] in "MQ"]
    assert {case for case, *_ in OWN_RULE} == set(blank)
