"""The figures of the two source documents, and the mistakes of framework.md section 5, by hand."""

from fractions import Fraction

import pytest

from tests.workbook_templates.filled_forms import (
    REASON,
    ROWS,
    codes,
    edited,
    evaluated,
    filled,
    first_row,
    only,
    rewarded,
    sample,
    the,
    typed,
)
from workbook_templates.checking import Severity, Verdict, check

# --- 益阳: 决策 2+2+2+4+3+2 = 15, 过程 1+3+8+4+7 = 23, 产出 12+12+5 = 29, 效益 15+10 = 25; 92 together


def test_yiyang_as_filed_has_no_total_for_one_score_is_missing(tmp_path):
    checked = check(sample(tmp_path, "yiyang"))
    assert checked.verdict is Verdict.REJECT
    assert checked.results == {"总分": None, "等级": None}
    missing = the(checked, "PE-I001")
    assert missing.name == "成本节约率·得分"
    assert missing.severity is Severity.REJECT
    lost = {one.name for one in checked.findings if one.code == "PE-R002"}
    assert lost == {"资金到位率", "预算执行率", "实际完成率"}  # 1 of 2, 3 of 4, 12 of 13
    assert len(checked.findings) == 4


def test_yiyang_with_the_row_marked_as_not_applicable_is_92(tmp_path):
    marked = {"得分": "/", "扣分说明": "本项目不考核成本"}
    checked = check(sample(tmp_path, "yiyang", 成本节约率=marked))
    assert checked.results == {"总分": 92, "等级": "优"}
    assert checked.verdict is Verdict.EXPLAIN  # the three losses, and nothing to reject
    assert {one.code for one in checked.findings} == {"PE-R002"}


def test_yiyang_with_the_score_filled_in(tmp_path):
    # 92 + 4 = 96
    checked = check(sample(tmp_path, "yiyang", 成本节约率={"得分": 4, "扣分说明": "节约不足"}))
    assert checked.results == {"总分": 96, "等级": "优"}


def test_yiyang_rate_from_the_paid_out_sum_of_the_budget(tmp_path):
    """860 against 330 + 242.23 = 572.23: 572.23 ÷ 860 = 66.538…%, typed over with 100%."""
    good = sample(tmp_path, "yiyang")
    rows = filled(good).sections["指标区_过程"]
    place = next(row["比率"] for row in rows if row["三级指标"].value == "资金到位率").address
    bad = edited(good, lambda sheet, where: sheet.__setitem__(place, 1))
    finding = only(bad, "PE-C001", "资金到位率·比率")
    assert finding.message == (
        "“资金到位率·比率”应由公式计算，现在是直接填写的 100%；按填报内容应为 66.54%"
    )


def test_funds_that_do_not_add_up_to_their_parts(tmp_path):
    """860 filled in where the parts are 330 and 242.23, which is 572.23."""
    parts = {"全年执行数_财政拨款": 330, "全年执行数_其他资金": 242.23}
    bad = evaluated(tmp_path, 全年预算数=860, 全年执行数=860, **parts)
    finding = only(bad, "PE-R005")
    assert (finding.name, finding.severity) == ("全年执行数", Severity.REJECT)
    assert finding.message.startswith("全年执行数填 860万元，不等于各项资金之和：330万元")
    good = evaluated(
        tmp_path, 全年预算数=860, 全年执行数=572.23, 预算执行偏差原因="结余收回", **parts
    )
    assert check(good).verdict is Verdict.PASS


@pytest.mark.parametrize("column", ["年初预算数", "全年预算数", "全年执行数"])
def test_each_column_of_funds_is_added_up(tmp_path, column):
    parts = {f"{column}_财政拨款": 60, f"{column}_上年结转": 30, f"{column}_其他资金": 9.97}
    finding = only(evaluated(tmp_path, **parts), "PE-R005")  # 99.97; four half digits are 0.02
    assert finding.name == column
    parts[f"{column}_其他资金"] = 10
    assert codes(evaluated(tmp_path, **parts)) == set()


def test_parts_rounded_each_for_itself_are_right(tmp_path):
    """33.333… three times is printed 33.33 each; their sum 99.99 stands for 100."""
    parts = {f"全年预算数_{part}": 33.33 for part in ("财政拨款", "上年结转", "其他资金")}
    assert codes(evaluated(tmp_path, **parts)) == set()


# --- 红河, self-evaluation


def test_honghe_self_evaluation(tmp_path):
    checked = check(sample(tmp_path, "honghe-2023-self"))
    shown = {one.title: one.shown for one in checked.scored}
    assert shown["预算执行率"] == "9.69 / 10"  # 10 × 1114.9 ÷ 1150 = 9.69478…
    assert shown["9月30日前预算执行支出进度"] == "4.04 / 5"  # 5 × 64.71 ÷ 80 = 4.044375
    assert shown["11月30日前预算执行支出进度"] == "4.59 / 5"  # 5 × 87.20 ÷ 95 = 4.58947…
    # 9.69 + (4.04 + 4.59 + 15 + 15 + 10) + 30 + 10 = 98.32
    # 4805 ÷ 1600 = 300.3125%; 17 ÷ 9 = 188.9% is explained; 929.63 ÷ 750 = 123.95% is not far
    far = the(checked, "PE-R003")
    assert far.name == "实际利用外资"
    assert "300.31%" in far.message
    assert checked.verdict is Verdict.EXPLAIN
    assert len(checked.findings) == 1


def test_a_total_typed_over_is_told(tmp_path):
    bad = typed(sample(tmp_path, "honghe-2023-self"), 总分=99.64)
    finding = only(bad, "PE-C001")
    assert finding.message == ("“总分”应由公式计算，现在是直接填写的 99.64；按填报内容应为 98.32")
    assert (finding.found, finding.expected) == ("99.64", "98.32")
    assert finding.cell == filled(bad).computed["总分"].address
    # The totals of the four lines above it, 28 to 31.
    assert finding.advice == "请在 G32 填入公式：=PE_TOTAL($F$28:$F$31,$G$28:$G$31)"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("总分", 100, "98.32"),
        ("等级", "良", "优"),
        ("小计_产出指标_得分", 50, "48.63"),  # 4.04 + 4.59 + 15 + 15 + 10
        ("产出得分", 50, "48.63"),
        ("预算执行率", 0.9767, "96.95%"),  # the mean of three rates, typed over the pooled one
        ("预算执行得分", 9.77, "9.69"),
        ("总分值", 110, "100"),
        ("得分", 5, "4.04"),
        ("核对_产出", "", "与规定分值一致"),
    ],
)
def test_whatever_is_typed_over_a_formula_is_told(tmp_path, name, value, expected):
    bad = typed(sample(tmp_path, "honghe-2023-self"), **{name: value})
    codes_ = {"PE-C001", "PE-C002"}
    (finding,) = (one for one in check(bad).findings if one.code in codes_)
    assert finding.expected == expected
    assert check(bad).verdict is Verdict.REJECT
    assert check(bad).results == {"总分": 98.32, "等级": "优"}  # what is typed is never believed


# --- 红河, rewards


def test_honghe_rewards(tmp_path):
    checked = check(sample(tmp_path, "honghe-2023-reward"))
    assert checked.results["奖励额"] == [
        1_000_000,  # 101亿 × 1‰ = 1010万, at most 100万
        1_000_000,  # 9亿 × 1‰ × 1.2 = 108万, at most 100万
        600_000,  # 5亿 × 1‰ × 1.2: the higher of 20% and 15%
        184_000,  # 3.2亿 × 0.5‰ × 1.15
        0,  # not in the statistics library
        None,  # waits for the government
    ]
    # 100 + 100 + 60 + 18.4 = 278.4万
    assert checked.results["奖励额合计"] == 2_784_000
    assert checked.results["合计说明"] == "待核定 1 行，有误 0 行"
    waits = the(checked, "PE-I003")
    assert "一事一议" in waits.name
    assert "报州人民政府" in waits.message
    assert len(checked.findings) == 1


def test_a_reward_typed_over_is_told(tmp_path):
    finding = only(typed(rewarded(tmp_path), 奖励额=1_000_000), "PE-C001")
    assert finding.expected == "500000"  # 5亿 × 1‰


def test_a_project_without_any_figure_is_told(tmp_path):
    nothing = dict.fromkeys(
        ("认定日期", "正式签约", "实质性开工", "纳入统计库", "入库计划投资额", "年度进出口总额")
    )
    finding = only(rewarded(tmp_path, **nothing), "PE-I001")
    assert finding.name == "某项目"


@pytest.mark.parametrize("column", ["认定日期", "正式签约", "入库计划投资额"])
@pytest.mark.parametrize("value", ["去年", "很多"])
def test_words_that_are_no_figure_are_told_with_their_column(tmp_path, column, value):
    finding = only(rewarded(tmp_path, **{column: value}), "PE-I002")
    assert column in finding.message
    assert value in finding.message


# --- what reviewers find, framework.md section 5


def test_a_score_rounded_by_hand(tmp_path):
    # 10 × 86.2 ÷ 100 = 8.62
    row = {"年度指标值": "≥100%", "实际完成值": "86.2%", "分值": 10, REASON: "少一期"}
    good = evaluated(tmp_path, row)
    bad = edited(good, lambda sheet, where: sheet.__setitem__(first_row(good, "得分"), 9))
    finding = only(bad, "PE-C001", "培训人次·得分")
    assert (finding.found, finding.expected) == ("9", "8.62")


def test_points_that_add_up_to_110(tmp_path):
    checked = check(evaluated(tmp_path, {"分值": 40}))  # 10 + (40 + 20) + 30 + 10
    told = {one.name: one for one in checked.findings if one.code == "PE-R005"}
    assert set(told) == {"产出分值", "总分值"}
    assert told["产出分值"].message == "产出分值合计 60 分，规定为 50 分；经批准调整的请说明"
    assert told["总分值"].message == "各部分分值合计 110 分，应为 100 分；有不适用指标的请说明"
    assert {one.severity for one in told.values()} == {Severity.EXPLAIN}
    # The marks come to 110 too, which is in no grade.
    assert "110" in the(checked, "PE-I002", "等级").message


def test_points_moved_between_the_parts_need_an_explanation_only(tmp_path):
    rows = [dict(row) for row in ROWS]
    rows[0]["分值"], rows[2]["分值"] = 25, 35  # 产出 45, 效益 35: still 100
    checked = check(evaluated(tmp_path, 指标=rows))
    assert checked.verdict is Verdict.EXPLAIN
    assert {one.name for one in checked.findings} == {"产出分值", "效益分值"}


def test_points_of_the_execution_rate_changed_by_hand(tmp_path):
    finding = only(evaluated(tmp_path, {"分值": 20}, 执行分值=20), "PE-R005", "执行分值")
    assert finding.message == "预算执行率的分值填 20 分，规定为 10 分；经批准调整的请说明"


def test_a_score_above_its_points(tmp_path):
    bad = sample(tmp_path, "yiyang", 资金到位率={"得分": 3})
    finding = only(bad, "PE-R001")
    assert finding.message == "“资金到位率”得分 3，超过分值 2"


@pytest.mark.parametrize("score", ["3", "３", "3分"])
def test_a_score_above_its_points_written_as_text(tmp_path, score):
    assert only(sample(tmp_path, "yiyang", 资金到位率={"得分": score}), "PE-R001").found == "3"


@pytest.mark.parametrize("score", ["好", "-1", -1, "两分"])
def test_a_score_that_is_no_score(tmp_path, score):
    finding = only(sample(tmp_path, "yiyang", 资金到位率={"得分": score}), "PE-I002")
    assert finding.name == "资金到位率·得分"
    assert str(score) in finding.message


@pytest.mark.parametrize("points", [30, "30", "３０", "30分"])
def test_points_lost_without_a_reason(tmp_path, points):
    # 30 × 50 ÷ 100 = 15
    finding = only(evaluated(tmp_path, {"实际完成值": "50人次", "分值": points}), "PE-R002")
    assert finding.message == "“培训人次”分值 30，得分 15，没有说明原因"
    assert REASON in finding.advice
    assert "定量指标" in finding.clause


def test_blanks_are_no_reason(tmp_path):
    assert codes(evaluated(tmp_path, {"实际完成值": "50人次", REASON: " 　"})) == {"PE-R002"}


def test_the_execution_rate_is_explained_in_its_own_cell(tmp_path):
    # 10 × 96.95% = 9.695 from 1114.9 ÷ 1150 = 96.9478…%: 9.69
    finding = only(evaluated(tmp_path, 全年预算数=1150, 全年执行数=1114.9), "PE-R002")
    assert finding.message == "“预算执行率”分值 10，得分 9.69，没有说明原因"
    assert "预算执行偏差原因" in finding.advice


def test_a_far_overshoot_unexplained(tmp_path):
    # 16 ÷ 7 = 228.57%, the 三类500强 indicator of the 益阳 report
    row = {"年度指标值": "≥7个", "实际完成值": "16个"}
    finding = only(evaluated(tmp_path, row), "PE-R003")
    assert "228.57%" in finding.message
    assert codes(evaluated(tmp_path, row | {REASON: "年中追加了任务"})) == set()


def test_a_deduction_without_overshoot(tmp_path):
    finding = only(evaluated(tmp_path, {"调减分值": 5, REASON: "x"}), "PE-I002")
    assert finding.name == "培训人次·调减分值"
    assert "只有完成值高于指标值较多时才能调减" in finding.message


def test_a_deduction_on_an_overshoot_is_taken_off(tmp_path):
    row = {"实际完成值": "228人次", "调减分值": 5, REASON: "年初指标值偏低"}
    assert check(evaluated(tmp_path, row)).results == {"总分": 95, "等级": "优"}


@pytest.mark.parametrize("off", [31, -1])
def test_a_deduction_beyond_the_row(tmp_path, off):
    row = {"实际完成值": "228人次", "调减分值": off, REASON: "年初指标值偏低"}
    assert "PE-I002" in codes(evaluated(tmp_path, row))


def test_a_deduction_written_as_text_takes_nothing_off_and_is_told(tmp_path):
    row = {"实际完成值": "228人次", "调减分值": "5分", REASON: "年初指标值偏低"}
    assert "“5分”不是数字，没有调减" in only(evaluated(tmp_path, row), "PE-I002").message


@pytest.mark.parametrize("text", ["请填写", "XX", "××", "请输入"])
def test_placeholder_text_in_a_target(tmp_path, text):
    finding = only(evaluated(tmp_path, {"年度指标值": text, "实际完成值": text}), "PE-I002")
    assert "提示文字" in finding.message
    assert text in finding.message


@pytest.mark.parametrize("actual", ["完成", "达成预期指标", "较好"])
def test_words_for_a_numeric_target(tmp_path, actual):
    finding = only(evaluated(tmp_path, {"实际完成值": actual}), "PE-I002")
    assert actual in finding.message
    assert "定量指标请填实际达到的数" in finding.advice


def test_an_operator_inside_the_actual(tmp_path):
    finding = only(evaluated(tmp_path, {"年度指标值": "≥80%", "实际完成值": "≥90%"}), "PE-I002")
    assert "要写实际达到的数" in finding.message


def test_everything_is_told_at_once(tmp_path):
    bad = typed(evaluated(tmp_path, {"实际完成值": "50人次"}), 项目名称=None, 总分=100, 等级="优")
    assert codes(bad) >= {"PE-I001", "PE-C001", "PE-R002"}
    severities = [one.severity for one in check(bad).findings]
    assert severities == sorted(severities, key=list(Severity).index)


# --- lower is better, and missed: 90 against ≤80 with 5 points


@pytest.mark.parametrize(
    ("method", "score"),
    [
        ("反向比例", Fraction("4.44")),  # 5 × 80 ÷ 90 = 4.444…
        ("反向递减", Fraction("4.38")),  # 5 × (160 − 90) ÷ 80 = 4.375, a tie that goes up
        ("反向不得分", Fraction(0)),
    ],
)
def test_a_missed_upper_limit_is_scored_by_the_method_chosen(tmp_path, method, score):
    row = {"年度指标值": "≤80万元", "实际完成值": "90万元", "分值": 5, "计分方法": method}
    path = evaluated(tmp_path, row)
    row = next(row for rows in filled(path).sections.values() for row in rows)
    assert row["得分"].value == score
    assert "PE-I002" not in codes(path)


def test_a_missed_upper_limit_without_a_method_names_the_three(tmp_path):
    row = {"年度指标值": "≤80万元", "实际完成值": "90万元", "分值": 5}
    finding = the(check(evaluated(tmp_path, row)), "PE-I002")
    assert "反向比例、反向递减、反向不得分" in finding.advice
