"""Targets as forms write them; the readings follow from the notation, not from the code."""

from datetime import date
from fractions import Fraction

import pytest

from rules.notation import (
    NOT_APPLICABLE,
    Deadline,
    DeadlineTarget,
    Misread,
    NumericTarget,
    Relation,
    StateTarget,
    read_target,
)
from rules.results import Reason

R = Relation


@pytest.mark.parametrize(
    ("text", "relation", "value", "unit"),
    [
        ("≥50个", R.AT_LEAST, Fraction(50), "个"),
        ("≥100百分比", R.AT_LEAST, Fraction(1), "百分比"),
        ("≤90万元", R.AT_MOST, Fraction(900_000), "万元"),
        ("≤ 30 万元", R.AT_MOST, Fraction(300_000), "万元"),
        (">=90%", R.AT_LEAST, Fraction(9, 10), "%"),
        ("＞＝９０％", R.AT_LEAST, Fraction(9, 10), "%"),
        ("≥８０％", R.AT_LEAST, Fraction(4, 5), "%"),
        ("90%", R.NONE, Fraction(9, 10), "%"),
        ("98%以上", R.AT_LEAST, Fraction(98, 100), "%"),
        ("不少于100次", R.AT_LEAST, Fraction(100), "次"),
        ("±10%", R.AROUND, Fraction(1, 10), "%"),
        ("≤0", R.AT_MOST, Fraction(0), None),
        ("=0", R.EQUAL, Fraction(0), None),
        ("0", R.NONE, Fraction(0), None),
        ("= 100 %", R.EQUAL, Fraction(1), "%"),
        ("1", R.NONE, Fraction(1), None),
        ("50件", R.NONE, Fraction(50), "件"),
        ("20000", R.NONE, Fraction(20000), None),
        ("12.5", R.NONE, Fraction(25, 2), None),
        ("80.21%", R.NONE, Fraction(8021, 10000), "%"),
        ("≧5", R.AT_LEAST, Fraction(5), None),
        ("≮5", R.AT_LEAST, Fraction(5), None),
        ("≯5", R.AT_MOST, Fraction(5), None),
        ("=<5", R.AT_MOST, Fraction(5), None),
        ("=>5", R.AT_LEAST, Fraction(5), None),
        ("<5", R.BELOW, Fraction(5), None),
        ("大于5", R.ABOVE, Fraction(5), None),
        ("大于等于5", R.AT_LEAST, Fraction(5), None),
        ("不得低于5", R.AT_LEAST, Fraction(5), None),
        ("不超过5", R.AT_MOST, Fraction(5), None),
        ("超过5", R.ABOVE, Fraction(5), None),
        ("不足5", R.BELOW, Fraction(5), None),
        ("至少5", R.AT_LEAST, Fraction(5), None),
        ("至多5", R.AT_MOST, Fraction(5), None),
        ("达到95%", R.AT_LEAST, Fraction(95, 100), "%"),
        ("完成95%", R.NONE, Fraction(95, 100), "%"),
        ("控制在90万元以内", R.AT_MOST, Fraction(900_000), "万元"),
        ("90%及以上", R.AT_LEAST, Fraction(9, 10), "%"),
        ("10%以下", R.AT_MOST, Fraction(1, 10), "%"),  # 以下 includes the figure (本数)
        ("10%以下(不含)", R.BELOW, Fraction(1, 10), "%"),
        ("≥80%以上", R.AT_LEAST, Fraction(4, 5), "%"),
        ("≤-30%", R.AT_MOST, Fraction(-3, 10), "%"),
        ("百分之80", R.NONE, Fraction(4, 5), "%"),
        ("≤3000元/人", R.AT_MOST, Fraction(3000), "元/人"),
        ("≥1，234.5万元", R.AT_LEAST, Fraction(12_345_000), "万元"),
    ],
)
def test_a_figure_with_its_operator(
    text: str, relation: Relation, value: Fraction, unit: str | None
) -> None:
    target = read_target(text)
    assert isinstance(target, NumericTarget)
    assert (target.relation, target.quantity.value) == (relation, value)
    assert (target.quantity.unit.name if target.quantity.unit else None) == unit
    assert target.deadline is None


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("12月底前", Deadline(None, 12, None)),
        ("6月底前完成", Deadline(None, 6, None)),
        ("12月底", Deadline(None, 12, None)),
        ("2023年12月31日前", Deadline(2023, 12, 31)),
        ("２０２３年１２月３１日之前", Deadline(2023, 12, 31)),
        ("2023.12.31前", Deadline(2023, 12, 31)),
        ("9月30日前", Deadline(None, 9, 30)),
        ("于9月30日前完成验收", Deadline(None, 9, 30)),
        ("2月29日前", Deadline(None, 2, 29)),
        ("2023年底前", Deadline(2023, 12, None)),
        ("年底前", Deadline(None, 12, None)),
        ("2023年年底前完成", Deadline(2023, 12, None)),
        ("2023-06-30", Deadline(2023, 6, 30)),
        (date(2023, 6, 30), Deadline(2023, 6, 30)),
    ],
)
def test_a_deadline(text: str | date, deadline: Deadline) -> None:
    target = read_target(text)
    assert isinstance(target, DeadlineTarget)
    assert target.deadline == deadline


@pytest.mark.parametrize(
    ("text", "relation", "value", "deadline"),
    [
        ("9月30日前80%", R.NONE, Fraction(4, 5), Deadline(None, 9, 30)),
        ("9月30日前≥80%", R.AT_LEAST, Fraction(4, 5), Deadline(None, 9, 30)),
        ("11月30日前完成95%", R.NONE, Fraction(19, 20), Deadline(None, 11, 30)),
        ("2023年底前，不少于50个", R.AT_LEAST, Fraction(50), Deadline(2023, 12, None)),
    ],
)
def test_a_figure_by_a_deadline(
    text: str, relation: Relation, value: Fraction, deadline: Deadline
) -> None:
    target = read_target(text)
    assert isinstance(target, NumericTarget)
    assert (target.relation, target.quantity.value, target.deadline) == (relation, value, deadline)


@pytest.mark.parametrize(
    "text",
    [
        "及时",
        "合格",
        "是",
        "否",
        "效果明显",
        "严格执行相关制度规定",
        "在项目计划完成时间内完成",
        "全部",
        "百分之百",
        "符合相关规定",
        "获得目的国(地区)受众欢迎",
        "是否利于企业走出去",
        "无结余",
        "一次性验收合格",
        "一般",
        "十分满意",
        "三公经费只减不增",
        "符合GB50204标准",
        "达到国家5A级",
        "2023年度任务全部完成",
        "年底结余清零",
        "达标",
        "√",
    ],
)
def test_a_state_in_words(text: str) -> None:
    assert read_target(f" {text}\u3000") == StateTarget(text)


def test_long_text_is_a_state_and_nothing_is_sought_in_it() -> None:
    assert isinstance(read_target("≥80%" + "好" * 200), StateTarget)


@pytest.mark.parametrize(
    "text", ["/", "／", "—", "——", "-", "－", "不适用", "无此项", " / ", "\ufeff/"]
)
def test_not_applicable(text: str) -> None:
    assert read_target(text) is NOT_APPLICABLE


@pytest.mark.parametrize("blank", [None, "", "  ", "\u3000\u00a0\n", "\u200b\ufeff", " " * 300])
def test_blank(blank: str | None) -> None:
    assert read_target(blank) is None


@pytest.mark.parametrize(
    ("text", "in_message", "in_advice"),
    [
        ("-0%", "丢了“≤”", "≤0%"),
        ("-30%", "没有比较符号", "≤-30%"),
        ("±-10%", "负数", "±10%"),
        ("春节前下达50%,6月底前全部下达", "几个数", "一行只写一个数"),
        ("以100%为标准 ≤100%", "几个数", "一行"),
        ("≥80%以下", "不一致", "只留一个"),
        ("80%-90%", "范围", "一个界限"),
        ("80%~90%", "范围", "一个界限"),
        ("80％～90％", "范围", "一个界限"),
        ("80%—90%", "范围", "一个界限"),
        ("80至90", "范围", "一个界限"),
        ("约50", "不是确切的数", "≥50个"),
        ("50余个", "不是确切的数", "确切"),
        ("50左右", "不是确切的数", "确切"),
        ("近百", "不是确切的数", "确切"),
        ("三个", "汉字", "3个"),
        ("一百万", "汉字", "阿拉伯数字"),
        ("≥一百万元", "汉字", "阿拉伯数字"),
        ("百分之八十", "汉字", "80%"),
        ("负5", "负", "-5"),
        ("①90%", "①90%", "80%"),
        ("90%%", "90%%", "80%"),
        ("9 0%", "9 0%", "80%"),
        ("9  0%", "9  0%", "80%"),  # two spaces are no fewer than one
        ("1.2.3", "1.2.3", "80%"),
        ("1e5", "科学计数法", "全部数字"),
        ("1.5E+05", "科学计数法", "全部数字"),
        ("#DIV/0!", "计算错误", "公式"),
        ("#N/A", "计算错误", "公式"),
        ("12,34", "千位分隔符", "1,234"),
        ("1" * 31, "30", "核对"),
        ("12月前", "月初", "12月底前"),
        ("12月", "个月", "12月底前"),
        ("2023年", "年份", "2023年底前"),
        ("2023年2月30日前", "日历", "2023-06-30"),
        ("13月底前", "日历", "2023-06-30"),
        ("9月30日前预算执行进度达到80%", "别的字", "9月30日前≥80%"),
        ("6月底前开工，年底前完工", "6月底前开工", "请"),
        ("（填写说明：按批复填写）", "提示文字", "请"),
        ("请填写", "提示文字", "请"),
        ("×××", "提示文字", "请"),
        ("XX", "提示文字", "请"),
        ("？", "？", "请"),
        ("½个", "½个", "请"),
        ("5 listed conditions", "5 listed", "请"),
        ("96.95% / 97.67%", "几个数", "一行"),
    ],
)
def test_what_is_not_understood_is_named_with_what_to_do(
    text: str, in_message: str, in_advice: str
) -> None:
    misread = read_target(text)
    assert isinstance(misread, Misread), misread
    assert in_message in misread.message
    assert in_advice in misread.advice


def test_a_placeholder_is_a_value_not_yet_filled_in() -> None:
    misread = read_target("请填写")
    assert isinstance(misread, Misread)
    assert misread.reason is Reason.MISSING_VALUE


def test_number_cells_and_truth_values() -> None:
    target = read_target(Fraction(9, 10))
    assert isinstance(target, NumericTarget)
    assert (target.relation, target.quantity.value, target.quantity.from_number) == (
        R.NONE,
        Fraction(9, 10),
        True,
    )
    assert isinstance(read_target(Fraction(-3, 10)), Misread)
    # True, 1 and Fraction(1) are equal in Python and must not share a cached reading.
    assert read_target(True) == StateTarget("是")
    assert isinstance(read_target(1), NumericTarget)
