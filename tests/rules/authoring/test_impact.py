"""Cases under two policies."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rules.authoring.impact import Case, Effect, compared, results, sums
from rules.engine import Use
from rules.library import Library
from rules.results import Reason, Refusal
from tests.rules.samples import use_of

SIGNED = "      - {当: =签约, 否则: 尚未签约}\n"
OLD = use_of()
#: Twice the cap, half of 乙类, a second condition, until the end of 2023.
NEW = use_of(
    ("金额: 100万元", "金额: 200万元"),
    ("乙类: 10%", "乙类: 5%"),
    (SIGNED, SIGNED + "      - {当: =投资额>=1000万元, 否则: 投资太少}\n"),
    ("起: 2023-01-01,", "起: 2023-01-01, 止: 2023-12-31,"),
)


def case(name: str, **data: object) -> Case:
    return Case(name, {"签约": "是", "认定日期": date(2023, 6, 30), **data})  # type: ignore[dict-item]


CASES = (
    case("甲", 投资额="20亿元"),
    case("乙", 投资额="1亿元", 乙类="是"),
    case("丙", 投资额="500万元"),
    case("丁", 投资额="1亿元"),
    case("戊", 投资额="1亿元", 认定日期=date(2024, 1, 1)),
    case("己", 投资额="一亿多"),
)
EFFECTS = {one.case: one for one in compared(OLD, NEW, CASES) if one.item == "奖金"}


def test_who_gains_and_who_loses() -> None:
    # 20亿×1‰=200万: capped at 100万, then not. 1亿×1‰=10万: with 10% 11万, with 5% 10.5万.
    assert EFFECTS["甲"].effect is Effect.GAINS
    assert EFFECTS["甲"].difference == 1_000_000
    assert EFFECTS["乙"].effect is Effect.LOSES
    assert EFFECTS["乙"].difference == -5_000
    assert EFFECTS["丁"].effect is Effect.SAME


def test_what_becomes_ineligible_or_cannot_be_computed_says_why() -> None:
    assert EFFECTS["丙"].effect is Effect.NO_LONGER_ELIGIBLE
    assert "投资太少" in EFFECTS["丙"].why
    assert EFFECTS["戊"].effect is Effect.NO_LONGER_COMPUTED
    assert "至 2023-12-31 止" in EFFECTS["戊"].why
    assert EFFECTS["己"].effect is Effect.NEITHER
    back = {one.case: one.effect for one in compared(NEW, OLD, CASES) if one.item == "奖金"}
    assert back["丙"] is Effect.NEWLY_ELIGIBLE
    assert back["戊"] is Effect.NEWLY_COMPUTED


def test_sums() -> None:
    (total,) = [one for one in sums(EFFECTS.values()) if one.item == "奖金"]
    # Before 100万+11万+0.5万+10万+10万, after 200万+10.5万+0+10万.
    assert (total.before, total.after) == (Fraction(1_315_000), Fraction(2_205_000))
    assert total.effects[Effect.SAME] == 1
    assert sum(total.effects.values()) == len(CASES)


def test_only_what_the_data_concerns_is_asked() -> None:
    assert set(results(OLD, [case("甲", 投资额="1亿元")])) == {"奖金"}
    row = Case("乙", {"实际数": Fraction(3), "计划数（个）": Fraction(4), "投资额": None})
    assert set(results(OLD, [row])) == {"完成率"}
    scored = Case("丙", {"分值": Fraction(10), "指标值": "≥80%", "实际完成值": "64%", "总分": "92"})
    assert set(results(OLD, [scored])) == {"得分", "等次"}
    assert set(results(OLD, [scored], ["得分"])) == {"得分"}


def test_a_ranking_is_computed_over_all_cases_together() -> None:
    use = Library().find("mou-shi-kaohe-2023")
    assert isinstance(use, Use)

    def unit(name: str, reached: int) -> Case:
        figures = {
            "到位资金": reached,
            "到位资金任务": 10,
            "项目数": 5,
            "项目任务": 5,
            "其他得分": 18,
        }
        return Case(name, {word: Fraction(figure) for word, figure in figures.items()})

    found = results(use, [unit("甲", 8), unit("乙", 9)])
    # 50×8÷10＋30＋18 and 50×9÷10＋30＋18, by hand.
    assert [shown.value for shown in found["年度考核·总分"]] == [88, 93]
    assert [shown.value for shown in found["年度考核·名次"]] == ["第2名", "第1名"]
    same = compared(use, use, [unit("甲", 8), unit("乙", 9)])
    assert {one.effect for one in same} == {Effect.SAME}


def test_a_result_that_one_policy_does_not_have() -> None:
    other = use_of(("  奖金:\n", "  奖励金:\n"), ("应得: {奖金:", "应得: {奖励金:"))
    one = next(a for a in compared(OLD, other, CASES[:1]) if a.item == "奖金")
    assert one.effect is Effect.NO_LONGER_COMPUTED
    assert isinstance(one.after, Refusal)
    assert one.after.reason is Reason.UNKNOWN_NAME
