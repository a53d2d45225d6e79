"""Every row of rewards.csv: the place's own policy gives what the row says, or refuses as it says.

RW2 and RW3 are outcomes without a rule: their printed figures are recomputed from each other.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from rules.engine import Row, Use, reward
from rules.explain import explain
from rules.language.load import examine_text
from rules.library import SHIPPED, Library
from rules.results import Reason, Refusal, Value

FILE = Path(__file__).parent.parent / "cases" / "rewards.csv"
with FILE.open(encoding="utf-8", newline="") as lines:
    REWARDS = {row["case_id"]: row for row in csv.DictReader(lines)}
WAN = 10_000


def use(name: str) -> Use:
    found = Library().find(name)
    assert isinstance(found, Use), found
    return found


HONGHE = {"正式签约": "是", "实质性开工": "是", "纳入统计库": "是", "认定日期": "2023-06-30"}
YEAR = {"认定日期": "2019-06-30"}
FILED = {"备案日期": "2018-06-30"}
#: case, words of its `expected`, policy, what is asked for, data, amount in 万元.
AMOUNTS = [
    ("RW1", "cap 100.00万", "honghe-2023", "招商奖励", {**HONGHE, "入库计划投资额": "12.83亿元"}, "100"),
    ("RW1", "-> 100万", "honghe-2023", "招商奖励", {**HONGHE, "入库计划投资额": "101亿元"}, "100"),
    ("RW4", "step reading: 2万", "yunnan-2015", "招商奖励",
     {"到位日期": "2015-06-30", "到位资金": "2.7亿元"}, "2"),
    ("RW7", "97.90万", "mou-yuanqu-wenku", "招商奖励", {"到账内资": "2亿元", "高新技术项目": "是"}, "97.9"),
    ("RW7", "(3亿: 139->152.9->cap 100)", "mou-yuanqu-wenku", "招商奖励",
     {"到账内资": "3亿元", "高新技术项目": "是"}, "100"),
    ("RW9", "240万->200万", "qingdao-2018", "内资奖励",
     {**YEAR, "总投资": "12亿元", "年固定资产投资": "4亿元"}, "200"),
    ("RW9", "360万->200万", "qingdao-2018", "内资奖励",
     {**YEAR, "总投资": "12亿元", "年固定资产投资": "4亿元", "世界500强": "是"}, "200"),
    ("RW10", "500.00万", "jinan-2019", "招商奖励",
     {**YEAR, "内资固定资产投资": "9.5亿元", "已上市": "是"}, "500"),
    ("RW12", "20万 / 0 / 10万", "fujian-2018", "备案奖励",
     {**FILED, "首期备案固定资产投资": "10亿元", "地区类别": "普通县"}, "20"),
    ("RW12", "20万 / 0 / 10万", "fujian-2018", "备案奖励",
     {**FILED, "首期备案固定资产投资": "4亿元", "地区类别": "普通县"}, "0"),
    ("RW12", "20万 / 0 / 10万", "fujian-2018", "备案奖励",
     {**FILED, "首期备案固定资产投资": "4亿元", "地区类别": "重点县"}, "10"),
    ("RW15", "330万", "yangquan-2019", "招商奖励", {**YEAR, "投资额": "3.3亿元"}, "330"),
    ("RW15", "市165", "yangquan-2019", "招商奖励.市级", {**YEAR, "投资额": "3.3亿元"}, "165"),
    ("RW15", "县165", "yangquan-2019", "招商奖励.县级", {**YEAR, "投资额": "3.3亿元"}, "165"),
    # Decided by hand at 30万 of the 10万～50万: 300 + 50 + 30.
    ("RW21", "960->300 (+50 +[10..50] decided by hand)", "mou-jiedao-2009-wenku", "招商奖励",
     {"认定日期": "2009-06-30", "工业固定资产投资": "12亿元", "世界500强": "是",
      "世界500强加奖额": "30万元"}, "380"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "says", "policy", "item", "given", "wan"), AMOUNTS)
def test_amount(
    case: str, says: str, policy: str, item: str, given: dict[str, str], wan: str
) -> None:
    assert says in REWARDS[case]["expected"]
    result = reward(use(policy), item, Row.of(dict(given)))
    assert isinstance(result, Value), result
    assert result.value == Fraction(wan) * WAN


def test_the_linear_reading_of_yunnan() -> None:
    """RW4 in its other reading: one word of the policy, 2.70万."""
    assert "linear reading: 2.70万" in REWARDS["RW4"]["expected"]
    text = (SHIPPED / "yunnan-2015.yaml").read_text(encoding="utf-8")
    text = text.partition("示例:")[0].replace("不足: 舍去", "不足: 按比例")
    policy, faults = examine_text(text, "yunnan-2015.yaml")
    assert policy is not None
    assert not faults
    row = Row.of({"到位日期": "2015-06-30", "到位资金": "2.7亿元"})
    result = reward(Use(policy), "招商奖励", row)
    assert isinstance(result, Value)
    assert result.value == 27_000


#: case, words of its `expected`, policy, data, reason, what the refusal says.
REFUSED = [
    ("RW17", "must be reported, not silently 0", "mou-xiangzhen-xinqiao", {"投资额": "2500.5万元"},
     Reason.NO_BAND, "不在任何一档：文件没有规定2500万元～2501万元怎样计算"),
    ("RW18", "700万 -> flag 一事一议, computed cap 300万", "shandong-jining-jiu",
     {"内资固定资产投资": "10亿元"}, Reason.WAITS_FOR_PERSON,
     "算得700万元，超过单个项目最高300万元：超出最高奖励标准的“一事一议”"),
    ("RW21", "decided by hand", "mou-jiedao-2009-wenku",
     {"认定日期": "2009-06-30", "工业固定资产投资": "12亿元", "世界500强": "是"},
     Reason.WAITS_FOR_PERSON, "奖励额在360万元～400万元之间"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "says", "policy", "given", "reason", "told"), REFUSED)
def test_refusal(
    case: str, says: str, policy: str, given: dict[str, str], reason: Reason, told: str
) -> None:
    assert says in REWARDS[case]["expected"]
    result = reward(use(policy), "招商奖励", Row.of(dict(given)))
    assert isinstance(result, Refusal), result
    assert result.reason is reason
    assert told in explain(result)


def test_points_with_an_open_end() -> None:
    """RW22: 5亿 exactly is printed in two bands; the policy takes the higher one and says so."""
    assert "upper or lower?" in REWARDS["RW22"]["expected"]
    row = Row.of({"认定日期": "2023-06-30", "投资额": "5亿元"})
    result = reward(use("hongya-2023"), "考核加分", row)
    assert isinstance(result, Value)
    assert result.value == 10
    assert "都印有5亿元，归高的一档" in explain(result)


def test_outcomes_without_a_rule() -> None:
    """RW2: the city's share as printed; RW3: what rate the lump sum would be."""
    assert (
        "total 894.466万元, of which city pays 422.4141万元 (47.23%)" in REWARDS["RW2"]["expected"]
    )
    assert round(Fraction("422.4141") / Fraction("894.466") * 10_000) == 4723
    assert "50万元 (= 1.163‰ of 4.3亿)" in REWARDS["RW3"]["expected"]
    assert round(Fraction(50, 43_000) * 1_000_000) == 1163


def test_no_row_is_left_out() -> None:
    run = {case for case, *_ in (*AMOUNTS, *REFUSED)} | {"RW22", "RW2", "RW3"}
    assert run == set(REWARDS)


@pytest.mark.parametrize(("case", "says", "policy", "item", "given", "wan"), AMOUNTS)
def test_one_to_three_sentences(
    case: str, says: str, policy: str, item: str, given: dict[str, str], wan: str
) -> None:
    told = explain(reward(use(policy), item, Row.of(dict(given))))
    assert told.endswith("。")
    assert 1 <= told.count("。") <= 3, told
    assert "None" not in told
    assert not any(pair in told for pair in ("。；", "。。", "；；", "：：")), told
