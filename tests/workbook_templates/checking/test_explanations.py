"""Explanations: what clears a finding and what does not, in rows and for single cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook_templates.filled_forms import REASON, ROWS, codes, evaluated, only, sample
from workbook_templates.checking import Severity, Verdict, check
from workbook_templates.checking.catalogue import rules
from workbook_templates.checking.explanations import LEAST, Need, Reasons, says_nothing
from workbook_templates.checking.scored_rows import ScoredRow
from workbook_templates.shape import ScoreCheck

HALF = {"实际完成值": "50人次"}  # 15 of 30 points
FAR = {"实际完成值": "130人次"}


@pytest.mark.parametrize("lost", [HALF, FAR])
@pytest.mark.parametrize(
    "text",
    [
        "两期培训因承办机构延期改在次年",
        "资金未到",
        "疫情影响，两期停办",
        "受疫情影响推迟到次年三月",
        "政策调整",
        "无法组织集中培训，改为线上",  # begins with 无 and is a reason
        "完成时间推迟到次年三月",
        "因政策调整，培训对象减少50人",
    ],
)
def test_a_reason_of_its_own_clears(tmp_path, lost, text):
    assert codes(evaluated(tmp_path, lost | {REASON: text})) == set()


@pytest.mark.parametrize("text", [None, "", "  ", "\u3000"])
def test_nothing_written_clears_nothing(tmp_path, text):
    finding = only(evaluated(tmp_path, HALF | {REASON: text}), "PE-R002")
    assert finding.message == "“培训人次”分值 30，得分 15，没有说明原因"


@pytest.mark.parametrize(
    "text",
    ["无", "无。", " 无 ", "/", "—", "见附件", "（见附件）", "同上", "已完成", "XXX", "xx", "××", "……",
     "不适用", "N/A", "略", "详见报告", "123", "原因：", "改进措施", "详见总结报告", "加强管理",
     "下一步加强管理，提高效率。", "因客观原因未能完成", "ABCDEFGHIJKLMN",
     "疫情影响", "受市场环境影响。", "由于天气原因未能按时完成", "受经济下行压力影响，未完成"],
)  # fmt: skip
@pytest.mark.parametrize(("lost", "why"), [(HALF, "分值 30，得分 15"), (FAR, "130%")])
def test_a_stock_phrase_clears_nothing(tmp_path, lost, why, text):
    checked = check(evaluated(tmp_path, lost | {REASON: text}))
    # A row of crosses is a placeholder as well, which has to go whatever it stands for.
    (finding,) = [one for one in checked.findings if one.code != "PE-I004"]
    assert finding.code == "PE-R006"
    assert finding.severity is Severity.EXPLAIN
    assert why in finding.message
    assert f"只写了“{text.strip()}”" in finding.message


def test_the_finding_stands_at_the_explanation(tmp_path):
    path = evaluated(tmp_path, HALF | {REASON: "见附件"})
    assert only(path, "PE-R006").cell.startswith("I")  # the column of the reasons


@pytest.mark.parametrize(("text", "count"), [("延期", 2), ("延期了", 3), ("延-期-了", 3)])
def test_too_short(tmp_path, text, count):
    finding = only(evaluated(tmp_path, HALF | {REASON: text}), "PE-R007")
    assert f"只有 {count} 个字" in finding.message
    assert "至少 4 个字" in finding.message


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("因承办机构延期，未完成。", "因承办机构延期，未完成", True),
        ("因承办机构延期，少 50 人次", "因承办机构延期，少60人次", True),  # figures
        ("培训人次因承办机构延期未完成", "培训合格率因承办机构延期未完成", True),  # own names
        ("因承办机构延期 未完成", "因承办机构延期未完成！", True),
        ("因承办机构延期，未完成", "因考核标准提高，未完成", False),
        ("两期培训推迟开班，已列入次年计划", "两期培训推迟开班，已列入次年的计划。", True),
        ("两期培训推迟开班，已列入次年计划", "补考推迟到次年，已列入次年计划", False),
    ],
)
def test_one_sentence_pasted_into_rows(tmp_path, first, second, same):
    rows = [
        ROWS[0] | HALF | {REASON: first},
        ROWS[1] | {"实际完成值": "40%", REASON: second},
        *ROWS[2:],
    ]
    findings = check(evaluated(tmp_path, 指标=rows)).findings
    assert {one.code for one in findings} == ({"PE-R008"} if same else set())
    if same:
        assert [one.name for one in findings] == ["培训人次", "培训合格率"]
        assert "与“培训合格率”的说明相同" in findings[0].message
        assert "分值 20，得分 10" in findings[1].message


# --- another matter than the points lost

LATE = "两期培训因承办机构延期改在次年"


def test_a_reason_for_points_lost_is_none_for_a_figure_in_the_name(tmp_path):
    rows = HALF | {"三级指标": "培训60人次"}
    finding = only(evaluated(tmp_path, rows | {REASON: LATE}), "PE-I010")
    assert "没有说到这一点" in finding.advice
    for words in ("；名称为批复所定", "；60人次为上年结转数"):
        assert codes(evaluated(tmp_path, rows | {REASON: LATE + words})) == set()


def test_nor_for_a_text_that_tells_another_figure(tmp_path):
    path = evaluated(tmp_path, HALF | {REASON: LATE}, 实际完成情况="培训人次52人次。")
    assert codes(path) == {"PE-I013"}
    path = evaluated(
        tmp_path, HALF | {REASON: f"{LATE}；口径不同"}, 实际完成情况="培训人次52人次。"
    )
    assert codes(path) == set()


def test_missing_the_target_is_not_speaking_of_a_changed_one(tmp_path):
    rows = HALF | {"三级指标": "培训60人次", REASON: f"{LATE}，未达到年度目标"}
    assert only(evaluated(tmp_path, rows), "PE-I010")


def test_a_row_that_needs_no_reason_may_say_anything(tmp_path):
    assert codes(evaluated(tmp_path, {REASON: "无"})) == set()
    rows = [row | {REASON: "已按计划完成"} for row in ROWS]
    assert codes(evaluated(tmp_path, 指标=rows)) == set()


def test_a_row_not_applicable_needs_a_reason_too(tmp_path):
    unused = {"年度指标值": "/", "实际完成值": "/"}
    assert only(evaluated(tmp_path, unused | {REASON: "无"}), "PE-R006")
    assert codes(evaluated(tmp_path, unused | {REASON: "上级取消了本年培训任务"})) == set()


def test_the_execution_rate_has_a_place_of_its_own(tmp_path):
    spent = {"全年执行数": 90}
    assert only(evaluated(tmp_path, **spent), "PE-R002").name == "预算执行率"
    finding = only(evaluated(tmp_path, **spent, 预算执行偏差原因="见附件"), "PE-R006")
    assert "“预算执行偏差原因”只写了“见附件”" in finding.message
    assert codes(evaluated(tmp_path, **spent, 预算执行偏差原因="结余收回财政")) == set()


def test_reasons_of_a_score_sheet(tmp_path):
    """益阳: three rows lost a point each; one sentence in all three explains none."""
    same = {"扣分说明": "按评价要点扣分，资料不全"}
    rows = {"资金到位率": same, "预算执行率": same, "实际完成率": same}
    findings = check(sample(tmp_path, "yiyang", **rows)).findings
    pasted = [one for one in findings if one.code == "PE-R008"]
    assert [one.name for one in pasted] == ["资金到位率", "预算执行率", "实际完成率"]
    assert "“预算执行率”、“实际完成率”" in pasted[0].message


# --- single cells


def test_points_other_than_the_policy_are_explained_in_the_remarks(tmp_path):
    rows = [dict(row) for row in ROWS]
    rows[0]["分值"], rows[2]["分值"] = 25, 35  # 产出 45, 效益 35
    path = evaluated(tmp_path, 指标=rows)
    advice = only(path, "PE-R005", "产出分值").advice
    assert advice == "请核对“产出分值”；确有依据的，请在“备注”写明原因，并写出“产出分值”"
    both = "经主管部门批准，产出分值调为 45 分，效益分值调为 35 分。"
    assert check(evaluated(tmp_path, 指标=rows, 备注=both)).verdict is Verdict.PASS
    half = evaluated(tmp_path, 指标=rows, 备注="经主管部门批准，产出调为 45 分。")
    assert only(half, "PE-R005").name == "效益分值"


@pytest.mark.parametrize("text", ["联系人已变更", "无", "见附件", None])
def test_remarks_about_something_else_clear_nothing(tmp_path, text):
    found = evaluated(tmp_path, {"分值": 20}, 执行分值=20, 备注=text)
    assert only(found, "PE-R005", "执行分值")


def test_what_must_be_mended_is_never_cleared_by_words(tmp_path):
    parts = {"全年执行数_财政拨款": 60, "全年执行数_其他资金": 30}
    words = "全年执行数与各项资金的差额为利息"
    path = evaluated(tmp_path, 预算执行偏差原因=words, 备注=words, **parts)
    assert only(path, "PE-R005", "全年执行数").severity is Severity.REJECT


# --- pieces


def test_a_layout_without_a_column_for_reasons_is_explained_in_the_remarks():
    """Such a row is named in the cell that serves all: 培训人次 there, 学员满意度 not."""
    finding = rules.FAR_OVER.at(None, "培训人次", why="…", reason="备注")
    check_ = ScoreCheck("指标", "三级指标", "得分")
    reasons = Reasons.of((), "培训人次超额是因为追加了任务")
    for title, left in (("培训人次", 0), ("学员满意度", 1)):
        row = ScoredRow(check_, title, {}, {})
        assert len(list(reasons.unexplained(row, [Need(finding, "…")]))) == left


_WORDS = st.text("因年初目标调整承办机构延期资金未到", min_size=LEAST)


@given(words=_WORDS, signs=st.text("。，、！ （）", max_size=5))
def test_signs_never_make_a_reason_of_nothing_nor_nothing_of_a_reason(words, signs):
    assert says_nothing(signs)
    assert not says_nothing(words + signs)
    assert says_nothing(f"{signs}见附件{signs}")


def test_the_sentence_of_the_funds_is_no_reason_for_an_indicator(tmp_path):
    text = "两期培训因承办机构延期改在次年"
    spent = {"全年执行数": 80, "预算执行偏差原因": text}
    finding = only(evaluated(tmp_path, HALF | {REASON: text}, **spent), "PE-R008")
    assert finding.name == "培训人次"
    assert "与“预算执行率”的说明相同" in finding.message
    # The progress of spending has the same reason.
    row = HALF | {"三级指标": "9月底前支出进度", "年度指标值": "≥80%", "实际完成值": "60%"}
    assert codes(evaluated(tmp_path, row | {REASON: text}, **spent)) == set()
