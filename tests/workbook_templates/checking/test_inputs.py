"""What was filled in: placeholders, stray signs, hidden numbers, unit slips, two figures, days."""

from __future__ import annotations

from datetime import date

import pytest

from tests.workbook_templates.filled_forms import (
    REASON,
    ROWS,
    awards,
    codes,
    evaluated,
    only,
    rewarded,
    sample,
    the,
    typed,
)
from workbook_templates.checking import Severity, check

# --- texts


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("XX培训项目", "XX"),
        ("某××项目", "××"),
        ("待补充", "待补充"),
        ("（待填写）", "（待填写）"),
        ("请填写项目名称", "请填写"),
        ("如：职业技能培训", "如："),
        ("___项目", "___"),
        ("培训项目（100字以内）", "（100字以内）"),
        ("与批复预算时的项目名称一致。", "与批复预算时的项目名称一致。"),  # the cell's own hint
        ("与批复预算时的项目名称一致", "与批复预算时的项目名称一致"),
    ],
)
def test_placeholders(tmp_path, text, left):
    finding = only(evaluated(tmp_path, 项目名称=text), "PE-I004")
    assert (finding.name, finding.found) == ("项目名称", left)
    assert finding.severity is Severity.REJECT


@pytest.mark.parametrize(
    "text",
    [
        "2023年度项目（三个项目合并）",
        "XXL号服装产业培训",
        "“十四五”职业技能提升（第2期）",
        "例如行动计划",
        "A*B联合培训",
        "项目请示办理",
        "培训…实训一体化……",
    ],
)
def test_ordinary_names(tmp_path, text):
    assert codes(evaluated(tmp_path, 项目名称=text)) == set()


def test_placeholders_in_rows(tmp_path):
    finding = only(evaluated(tmp_path, {"三级指标": "XX人次"}), "PE-I004")
    assert finding.name == "XX人次·三级指标"
    assert only(evaluated(tmp_path, {REASON: "未填写本指标自己的原因（请填写原因）"}), "PE-I004")


def test_a_placeholder_for_a_figure_is_told_once(tmp_path):
    checked = check(evaluated(tmp_path, {"年度指标值": "请填写"}))
    assert {one.code for one in checked.findings} == {"PE-I002"}


@pytest.mark.parametrize("phone", ["138****1234", "0873-1234567", "0873-1234567转801"])
def test_telephone_numbers(tmp_path, phone):
    assert codes(evaluated(tmp_path, 联系电话=phone)) == set()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("某局\ufffd", "乱码"),
        ("某局\ue000", "乱码"),
        ("某局？？？", "？？？"),
        ("某局，，，", "，，，"),
        ("某局@#", "@#"),
    ],
)
def test_stray_signs(tmp_path, text, what):
    finding = only(evaluated(tmp_path, 主管部门=text), "PE-I005")
    assert what in finding.message
    assert finding.severity is Severity.REMIND


@pytest.mark.parametrize("mark", ["/", "—", "不适用", " ", None])
def test_a_required_cell_without_an_answer(tmp_path, mark):
    assert only(evaluated(tmp_path, 主管部门=mark), "PE-I001").name == "主管部门"


# --- numbers in names


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("引进企业50家", "≥40家", "45家"),
        ("引进企业50家", "≥100%", "100%"),
        ("引进企业（50家）", "达成", "达成 100%"),
        ("到位资金10亿元", "≥8亿元", "9亿元"),
        ("服务对象满意度达到95%", "≥90%", "96%"),
    ],
)
def test_a_number_hidden_in_a_name(tmp_path, name, target, actual):
    row = {"二级指标": "质量指标", "三级指标": name, "年度指标值": target, "实际完成值": actual}
    finding = only(evaluated(tmp_path, row), "PE-I010")
    assert finding.name == name
    assert finding.expected == target
    told = row | {REASON: "名称为批复时所定，目标年中已经调整"}
    assert codes(evaluated(tmp_path, told)) == set()


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("引进企业50家", "≥50家", "50家"),
        ("引进企业50家", "50", "50"),
        ("到位资金10亿元", "≥100000万元", "10亿元"),
        ("服务对象满意度≥90%", "≥90%", "96%"),
        ("新引进总投资10亿元以上重点产业项目数", "≥9个", "9个"),
        ("9月30日前预算执行支出进度", "≥80%", "81%"),
        ("新引进世界500强", "≥1家", "1家"),
        ("培训第3期", "≥100人", "100人"),
        ("完成2023年", "≥100人", "100人"),
        ("创建国家5A级景区", "≥1个", "1个"),
        ("12345热线办结率", "≥90%", "95%"),
    ],
)
def test_a_number_that_belongs_to_the_name(tmp_path, name, target, actual):
    row = {"三级指标": name, "年度指标值": target, "实际完成值": actual}
    assert codes(evaluated(tmp_path, row)) == set()


@pytest.mark.parametrize("sort", ["质量指标", "时效指标", None])
def test_words_are_right_for_other_sorts(tmp_path, sort):
    row = {"二级指标": sort, "年度指标值": "效果明显", "实际完成值": "达成 100%"}
    assert codes(evaluated(tmp_path, row)) == set()


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("项目总成本", False),
        ("争取资金", False),
        ("资金到位率", True),
        ("成本节约比例", True),
        ("投资增长", True),
    ],
)
def test_money_in_percent(tmp_path, name, right):
    row = {"三级指标": name, "年度指标值": "≥100%", "实际完成值": "100%"}
    assert ("PE-I008" in codes(evaluated(tmp_path, row))) is not right


def test_points_copied_into_two_rows_may_be_chance(tmp_path):
    rows = [
        row | {"年度指标值": row["分值"], "实际完成值": row["分值"]} if number < 2 else row
        for number, row in enumerate(ROWS)
    ]
    assert "PE-I009" not in codes(evaluated(tmp_path, 指标=rows))


# --- units


@pytest.mark.parametrize(
    "sums",
    [
        {"年初预算数": 1150, "全年预算数": 1150, "全年执行数": 11_149_000},
        {"年初预算数": 11_500_000, "全年预算数": 1150, "全年执行数": 1150},
        {"年初预算数": 1150, "全年预算数": "1150元", "全年执行数": 1150},
        {"全年预算数": 100, "全年执行数": 100, "全年执行数_其他资金": "17.02元"},
        {"年初预算数": None, "全年预算数": 11_500_000, "全年执行数": 11_500_000},  # 1150亿
    ],
)
def test_yuan_for_ten_thousand_yuan(tmp_path, sums):
    assert "PE-I007" in codes(evaluated(tmp_path, **sums))


@pytest.mark.parametrize(
    "sums",
    [
        {"年初预算数": 1500, "全年预算数": 1150, "全年执行数": 1150},
        {"年初预算数": 10, "全年预算数": 5000, "全年执行数": 5000},
        {"全年预算数": "11500000元", "全年执行数": "0.115亿元"},
        {"年初预算数": 0, "全年预算数": 1150, "全年执行数": 1150},
        {"全年预算数": 100, "全年执行数": 100, "全年执行数_其他资金": "170200元"},
    ],
)
def test_sums_of_any_size(tmp_path, sums):
    assert "PE-I007" not in codes(evaluated(tmp_path, **sums))


def test_a_sum_in_yuan_everywhere_is_told_by_its_size(tmp_path):
    # 860万元 and 572.23万元 typed in 元: no other figure is there to compare with.
    sums = {"年初预算数": 8_600_000, "全年预算数": 8_600_000, "全年执行数": 8_600_000}
    why = "全年预算数、全年执行数、年初预算数因用地手续未办结有差异"
    checked = check(evaluated(tmp_path, **sums, 预算执行偏差原因=why))
    told = {one.name: one for one in checked.findings if one.code == "PE-I007"}
    assert told.keys() == sums.keys()  # a reason for something else clears none
    assert "写成如 860（万元）" in told["全年执行数"].advice
    why = "年初预算数、全年预算数、全年执行数均为 860 亿元，单位无误"
    assert "PE-I007" not in codes(evaluated(tmp_path, **sums, 预算执行偏差原因=why))
    written = dict.fromkeys(sums, "860亿元")  # with its unit: no slip
    assert "PE-I007" not in codes(evaluated(tmp_path, **written))


def test_an_investment_in_yuan_in_a_column_of_10_000_yuan(tmp_path):
    finding = only(awards(tmp_path, {"入库计划投资额": 500_000_000}), "PE-I007")
    assert finding.name == "某项目·入库计划投资额"
    assert "写成如 50000（万元）" in finding.advice
    assert codes(awards(tmp_path, {"入库计划投资额": 1_010_000})) == set()  # 101亿元
    explained = {"入库计划投资额": 500_000_000}
    assert codes(awards(tmp_path, explained, 备注="某项目投资规模属实，见批复")) == set()


def test_the_figure_that_was_meant_is_worked_out(tmp_path):
    sums = {"年初预算数": 860, "全年预算数": 860, "全年执行数": 5_722_300}
    path = evaluated(tmp_path, **sums)
    assert "写成如 572.23（万元）" in only(path, "PE-I007").advice
    finding = only(path, "PE-I024")  # once, and at the formula's cell
    assert (finding.name, finding.found) == ("预算执行率", "665383.72%")
    # 6,653 times the budget is far above it
    assert codes(path) == {"PE-I007", "PE-I024", "PE-R003"}


def test_more_spent_than_the_budget_is_explained(tmp_path):
    sums = {"年初预算数": 800, "全年预算数": 860, "全年执行数": 900}
    finding = only(evaluated(tmp_path, **sums), "PE-R014")
    assert (finding.name, finding.found, finding.expected) == ("全年执行数", "900万元", "860万元")
    why = "上级追加 40 万元，年末直接列支，预算指标次年补下"
    assert "PE-R014" not in codes(evaluated(tmp_path, **sums, 预算执行偏差原因=why))
    assert "PE-R014" not in codes(evaluated(tmp_path, **sums | {"全年执行数": 860}))


def test_a_rate_typed_as_text_is_told_in_percent(tmp_path):
    # 572.23 of 860 is 66.5383…%
    sums = {"年初预算数": 860, "全年预算数": 860, "全年执行数": 572.23}
    path = evaluated(tmp_path, **sums, 预算执行偏差原因="用地手续未办结，结余收回")
    finding = only(typed(path, 预算执行率="66.54%"), "PE-C001")
    assert finding.message.endswith("直接填写的 66.54%（文字，不是数）；按填报内容应为 66.54%")


def test_a_part_below_zero(tmp_path):
    parts = {"年初预算数": 100, "年初预算数_财政拨款": 500, "年初预算数_其他资金": -400}
    assert only(evaluated(tmp_path, **parts), "PE-I022").name == "年初预算数·其他资金"


def test_one_award_twice(tmp_path):
    finding = only(awards(tmp_path, {"序号": 1}, {"序号": 2}), "PE-I023")
    assert "与第 5 行填的完全相同" in finding.message
    assert codes(awards(tmp_path, {}, {"招商代理人": "某商会"})) == set()
    assert codes(awards(tmp_path, {}, {}, 备注="某项目分两期认定，确为两笔")) == set()


@pytest.mark.parametrize(
    ("target", "actual", "slip"),
    [
        ("≥1150万元", 11_149_000, True),
        ("≥1150万元", "11149000万元", True),
        ("≥1150万元", "11490000元", False),
        ("≥1150万元", 2300, False),
        ("≥750亿元", "929.63亿元", False),
        ("≥50家", "500000家", False),  # no money: far over, and told so
    ],
)
def test_ten_thousand_times_the_target(tmp_path, target, actual, slip):
    row = {"三级指标": "到位资金", "年度指标值": target, "实际完成值": actual}
    found = codes(evaluated(tmp_path, row))
    assert ("PE-I007" in found) is slip
    assert not (slip and "PE-R003" in found)  # one mistake, told once


@pytest.mark.parametrize(
    ("target", "actual"), [("≥50家", "60人"), ("≥50%", "60个"), ("≥5个百分点", "6%")]
)
def test_units_that_do_not_convert(tmp_path, target, actual):
    finding = only(evaluated(tmp_path, {"年度指标值": target, "实际完成值": actual}), "PE-I002")
    row = finding.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert f"第 {row} 行的“{target.lstrip('≥')}”与“{actual}”的单位不同类" in finding.message


@pytest.mark.parametrize(
    ("target", "actual"), [("≥50亩", "4公顷"), ("≥90万元", "0.01亿元"), ("≥2小时", "150分钟")]
)
def test_units_that_convert(tmp_path, target, actual):
    # 4公顷 = 60亩; 0.01亿元 = 100万元; 150分钟 = 2.5小时
    assert codes(evaluated(tmp_path, {"年度指标值": target, "实际完成值": actual})) == set()


# --- two figures for one thing


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("培训人次120人次", "120人次"),
        ("一、培训人次达到90人次；二、……", "90人次"),
        ("全年培训人次为1,000人次。", "1,000人次"),
    ],
)
def test_the_text_tells_another_figure(tmp_path, text, other):
    finding = only(evaluated(tmp_path, 实际完成情况=text), "PE-I013")
    assert (finding.name, finding.found, finding.expected) == ("培训人次", other, "100人次")


@pytest.mark.parametrize(
    "text",
    [
        "培训人次100人次",
        "培训人次达100人次，其中线上培训人次40人次",
        "乡镇培训人次40人次",  # another thing, whose name ends alike
        "培训人次完成100%",
        "培训人次约100多人次",
        "培训人次90人次以上",
        "培训人次90余人次",
        "培训人次完成情况较好",
        "2023年开展培训12期",
    ],
)
def test_the_text_tells_the_same_or_something_else(tmp_path, text):
    assert codes(evaluated(tmp_path, 实际完成情况=text)) == set()


def test_figures_rounded_in_the_text(tmp_path):
    row = {"三级指标": "到位资金总额", "年度指标值": "≥900亿元", "实际完成值": "929.63亿元"}
    assert codes(evaluated(tmp_path, row, 实际完成情况="到位资金总额930亿元")) == set()
    assert "PE-I013" in codes(evaluated(tmp_path, row, 实际完成情况="到位资金总额920亿元"))


def test_one_name_under_two_sorts_is_two_indicators(tmp_path):
    rows = [dict(row) for row in ROWS]
    rows[1]["三级指标"] = rows[0]["三级指标"]
    assert codes(evaluated(tmp_path, 指标=rows)) == set()


# --- days


def test_the_year_of_the_form_is_named_where_a_side_has_none(tmp_path):
    row = {"年度指标值": "12月底前", "实际完成值": date(2023, 12, 20)}
    finding = only(evaluated(tmp_path, row, 年度="2023年度"), "PE-I002")
    assert finding.advice == "本表是 2023 年度的，请把“年度指标值”写成“2023年12月底前”"
    row = {"年度指标值": "2023年12月底前", "实际完成值": "12月20日"}
    finding = only(evaluated(tmp_path, row, 年度="2023年度"), "PE-I002")
    assert finding.advice == "本表是 2023 年度的，请把“实际完成值”写成“2023年12月20日”"


def test_a_form_filled_in_before_its_year(tmp_path):
    finding = only(evaluated(tmp_path, 年度="2023年度", 填表日期="2022-12-31"), "PE-I014")
    assert "早于本表年度（2023 年）" in finding.message
    assert codes(evaluated(tmp_path, 年度="2023年度", 填表日期="2023-12-31")) == set()


def test_unread_figures_are_told_once(tmp_path):
    checked = check(evaluated(tmp_path, 全年预算数="很多"))
    (finding,) = checked.findings
    assert (finding.code, finding.name) == ("PE-I016", "全年预算数")
    assert "“全年预算数”填的“很多”" in finding.message


# --- awards


@pytest.mark.parametrize("mark", ["否", None])
def test_an_award_without_the_way_it_is_granted(tmp_path, mark):
    checked = check(rewarded(tmp_path, 核定奖励额=150, 一事一议=mark))
    finding = the(checked, "PE-R005")
    assert finding.severity is Severity.REJECT
    assert finding.name == "某项目·核定奖励额"
    assert finding.message.startswith("填了核定奖励额 150万元，却没有选一事一议")
    assert len(checked.findings) == 1


def test_an_award_granted(tmp_path):
    assert codes(rewarded(tmp_path, 核定奖励额=150, 一事一议="是")) == set()
    assert codes(rewarded(tmp_path)) == set()


def test_an_award_that_is_no_figure_is_told_once(tmp_path):
    assert len(check(rewarded(tmp_path, 核定奖励额="很多", 一事一议="是")).findings) == 1


# --- scores


def test_a_score_typed_where_nothing_was_reached(tmp_path):
    path = typed(evaluated(tmp_path, {"实际完成值": None}), 得分=30)
    assert the(check(path), "PE-I006").message == "“培训人次”没有填“实际完成值”，却填了得分 30"


def test_the_documents_own_forms_say_nothing_new(tmp_path):
    for name, own in (("yiyang", {"PE-I001", "PE-R002"}), ("honghe-2023-self", {"PE-R003"})):
        assert codes(sample(tmp_path, name)) == own


def test_points_in_a_name_are_no_target(tmp_path):
    """湖北 prints what a row is worth into its name: 建设面积（40分）."""
    assert codes(evaluated(tmp_path, {"三级指标": "建设面积（40分）"})) == set()


def test_an_award_of_a_day_to_come(tmp_path):
    late = {"认定日期": "2030-01-01"}
    finding = only(awards(tmp_path, late, 填表日期="2024-03-12"), "PE-I014")
    assert finding.message == "“某项目·认定日期”是 2030-01-01，晚于填表日期 2024-03-12"
    assert "PE-I014" not in codes(awards(tmp_path, {}, 填表日期="2023-06-30"))
    why = "某项目按合同约定日期填写"
    assert "PE-I014" not in codes(awards(tmp_path, late, 填表日期="2024-03-12", 备注=why))


@pytest.mark.parametrize(
    ("reached", "meant"),
    [("950%", "错位（是不是 95%？）；"), ("9500%", "错位（是不是 95%？）；"), ("105%", "错位；")],
)
def test_a_share_with_a_digit_too_many(tmp_path, reached, meant):
    rows = [*ROWS[:3], ROWS[3] | {"实际完成值": reached}]
    assert meant in only(evaluated(tmp_path, 指标=rows), "PE-R017").advice


def test_what_the_published_form_asks_for_is_reminded_of_at_once(tmp_path):
    finding = only(evaluated(tmp_path, 年度=None, 实际完成情况=None, 年初预算数=None), "PE-I027")
    assert finding.message == "还没有填写：年度、年初预算数、实际完成情况"
    assert finding.severity is Severity.REMIND
