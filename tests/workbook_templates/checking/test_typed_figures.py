"""What people typed into published forms, right and wrong; every expected figure by hand.

The standard form as filed: 10 × 1114.9 ÷ 1150 = 9.69, 20 + 15 + 4.04 + 10 + 30 + 10 = 89.04, 98.73.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.workbook_templates.checking.shown_layouts import rows_with
from tests.workbook_templates.filled_forms import codes, only, the
from tests.workbook_templates.published_forms import (
    BEIJING_ROWS,
    HUBEI_ROWS,
    SICHUAN_ROWS,
    across,
    beijing_sheet,
    hubei_sheet,
    national,
    saved,
    sichuan_sheet,
    stacked,
)
from workbook_templates.checking import Checked, Severity, Verdict, check

#: Positions in a row of the standard form.
TARGET, ACTUAL, POINTS, SCORE, REASON = range(3, 8)


def checked(folder: Path, **over: Any) -> Checked:
    return check(national(folder / "自评表.xlsx", **over))


def test_a_rate_that_the_funds_do_not_give(tmp_path):
    """红河 prints 97.67%; 1114.9 ÷ 1150 is 96.95%, and 9.69 of 10 points, not 9.77."""
    answer = checked(tmp_path, 执行率=0.9767, 得分=9.77, 总分=98.81)
    rate, score = (one for one in answer.findings if one.code == "PE-C021")
    assert (rate.name, rate.found, rate.expected) == ("预算执行率", "97.67%", "96.95%")
    assert (score.name, score.found, score.expected) == ("预算执行得分", "9.77", "9.69")
    assert (rate.cell, score.cell) == ("I6", "J6")
    assert answer.results["总分"] == 98.73


@pytest.mark.parametrize("rate", [0.9695, "96.95%", 96.95, "96.9%", "97%"])
def test_a_rate_within_its_printed_digits(tmp_path, rate):
    """96.947…% is 96.95%, 96.9% and 97%; under a heading of percent people write 96.95."""
    assert checked(tmp_path, 执行率=rate).verdict is Verdict.PASS


def test_a_score_rounded_by_hand(tmp_path):
    """4.04 typed as 4: the row is told, and not also the total that was made of it."""
    answer = checked(tmp_path, rows=rows_with(2, {SCORE: 4}), 总分=98.69)
    finding = the(answer, "PE-C021")
    assert (finding.name, finding.found, finding.expected) == ("9月底前支出进度·得分", "4", "4.04")
    assert len(answer.findings) == 1


def test_a_total_that_is_not_the_sum(tmp_path):
    answer = checked(tmp_path, 总分=99.73)
    finding = the(answer, "PE-C021")
    assert (finding.name, finding.cell, finding.expected) == ("总分", "H19", "98.73")


def test_a_score_beside_a_rounded_percentage(tmp_path):
    """5 × 86.2 ÷ 100 = 4.31; 86.15 to 86.25% give 4.3075 to 4.3125: only 4.31 can be right."""
    row = {TARGET: "≥100%", ACTUAL: "86.2%"}
    assert (
        checked(tmp_path, rows=rows_with(2, row | {SCORE: 4.31}), 总分=99).verdict is Verdict.PASS
    )
    answer = checked(tmp_path, rows=rows_with(2, row | {SCORE: 4.32}), 总分=99.01)
    assert the(answer, "PE-C021").expected == "4.31"


def test_a_level_and_its_score(tmp_path):
    """达成 allows 80% to 100% of 30 points: 24 to 30. A person chose 28."""
    row = {TARGET: "效果明显", ACTUAL: "达成年度指标", REASON: "一个片区尚未覆盖，明年上半年完成"}
    answer = checked(tmp_path, rows=rows_with(4, row | {SCORE: 28}), 总分=96.73)
    assert (answer.verdict, answer.results["总分"]) == (Verdict.PASS, 96.73)
    low = checked(tmp_path, rows=rows_with(4, row | {SCORE: 20}), 总分=88.73)
    assert "80%（含）～100%（含）" in the(low, "PE-I002").message


def test_points_taken_off_for_a_far_overshoot(tmp_path):
    """300 of 100 is 300%: the document lets a person take points off, and asks why."""
    row = {ACTUAL: "300人次", SCORE: 18}
    why = row | {REASON: "年初目标定得明显偏低，按偏离度调减 2 分"}
    answer = checked(tmp_path, rows=rows_with(0, why), 总分=96.73)
    assert (answer.verdict, answer.results["总分"]) == (Verdict.PASS, 96.73)
    silent = checked(tmp_path, rows=rows_with(0, row), 总分=96.73)
    assert the(silent, "PE-R002").name == "培训人次"
    near = checked(
        tmp_path, rows=rows_with(0, {SCORE: 18, REASON: "数据待核实后再补报材料"}), 总分=96.73
    )
    assert the(near, "PE-C021").expected == "20"


def test_a_score_that_no_rule_gives_is_the_persons(tmp_path):
    row = {ACTUAL: "2500元", SCORE: 6, REASON: "场地租金上涨，已改在本单位举办"}
    answer = checked(tmp_path, rows=rows_with(3, row), 总分=94.73)
    finding = the(answer, "PE-C022")
    assert (finding.severity, answer.verdict) == (Severity.REMIND, Verdict.PASS)
    assert answer.results["总分"] == 94.73


def test_a_score_that_was_not_typed(tmp_path):
    answer = checked(tmp_path, rows=rows_with(0, {SCORE: None}), 总分=98.73)
    assert the(answer, "PE-I001").name == "培训人次·得分"


def test_figures_written_as_text(tmp_path):
    rows = rows_with(0, {SCORE: "20分", POINTS: "２０"})
    assert checked(tmp_path, rows=rows, 总分="98.73分").verdict is Verdict.PASS


def one(folder: Path, sheet: Any) -> Checked:
    return check(saved(folder / "自评表.xlsx", sheet))


def changed(rows: list[list[Any]], number: int, position: int, value: Any) -> list[list[Any]]:
    told = [list(row) for row in rows]
    told[number][position] = value
    return told


def test_sichuan(tmp_path):
    """20 × 64.71 ÷ 80 = 16.18; 150 of 200 is 75%, under 90%, and needs a reason."""
    rows = changed(SICHUAN_ROWS, 1, 8, 20)
    wrong = one(tmp_path, partial(sichuan_sheet, rows=rows, 总分=94.5))
    assert (the(wrong, "PE-C021").cell, the(wrong, "PE-C021").expected) == ("I16", "16.18")
    silent = one(tmp_path, partial(sichuan_sheet, 原因=None))
    assert silent.verdict is Verdict.EXPLAIN
    assert {finding.cell for finding in silent.findings} <= {"F9", "H9"}


def test_hubei_with_and_without_points(tmp_path):
    """10 × 10 ÷ 15 = 6.67 where the points are there; without them only the sums can be checked."""
    rows = changed(HUBEI_ROWS, 1, 5, 8)
    rows = changed(rows, 2, 5, 30)
    without = one(tmp_path, partial(hubei_sheet, rows=rows, 总分=94.67))
    assert without.verdict is Verdict.PASS  # 16.67 + 30 + 8 + 30 + 10
    points = one(tmp_path, partial(hubei_sheet, with_points=True, rows=rows, 总分=94.67))
    assert the(points, "PE-C021").expected == "6.67"
    total = one(tmp_path, partial(hubei_sheet, 总分=97.34))
    assert (the(total, "PE-C021").name, the(total, "PE-C021").expected) == ("总分", "96.34")
    spent = one(tmp_path, partial(hubei_sheet, 得分=20, 总分=99.67))
    assert the(spent, "PE-C021").expected == "16.67"


def test_beijing_takes_the_initial_budget(tmp_path):
    """154.74 ÷ 310.2 = 49.88%, printed 50%, 5 points; 4.99 is what was not rounded first."""
    wrong = one(tmp_path, partial(beijing_sheet, 得分=4.99, 总分=84.99))
    assert the(wrong, "PE-C021").expected == "5"
    rows = changed(BEIJING_ROWS, 1, 7, 30)
    row = one(tmp_path, partial(beijing_sheet, rows=rows, 总分=95))
    assert (the(row, "PE-C021").name, the(row, "PE-C021").expected) == ("投诉处理（件）·得分", "20")


@pytest.mark.parametrize("rate", ["49.88%", "49.9%", 0.4988])
def test_a_rate_with_more_digits_than_the_policy_keeps(tmp_path, rate):
    """154.74 ÷ 310.2 = 49.884%: 北京 keeps 50%, and 49.88% is no fault; 49.98% is one."""
    answer = one(tmp_path, partial(beijing_sheet, 执行率=rate))
    assert "PE-C021" not in {finding.code for finding in answer.findings}
    wrong = one(tmp_path, partial(beijing_sheet, 执行率="49.98%"))
    assert the(wrong, "PE-C021").expected == "50%"


def test_two_forms_on_one_sheet(tmp_path):
    """The lower one is not read, whatever it says: that is told, with the row it begins in."""
    answer = check(stacked(tmp_path / "a.xlsx", 得分=10))
    finding = the(answer, "PE-T023")
    assert (finding.cell, finding.severity) == ("A24", Severity.REJECT)
    assert finding.message == "第 24 行起还有一张《项目支出绩效自评表》，没有核对"


@pytest.mark.parametrize("word", ["自评总得分", "自评得分合计", "总得分：", "合 计", "得分总计"])
def test_the_total_by_other_words(tmp_path, word):
    assert checked(tmp_path, 合计行=word).findings == ()
    assert the(checked(tmp_path, 合计行=word, 总分=99.73), "PE-C021").expected == "98.73"


def test_a_total_that_is_not_there(tmp_path):
    answer = checked(tmp_path, 合计行="备查")
    assert (answer.verdict, the(answer, "PE-T024").name) == (Verdict.PASS, "总分")


# --- headings of no known column ---


def _with_column(folder: Path, heading: str | None, values: Sequence[Any]) -> Path:
    """The standard form with one more column to the right of its table."""
    book = openpyxl.load_workbook(national(folder / "自评表.xlsx"))
    across(book.active, 12, "J", [heading])
    for row, value in enumerate(values, start=13):
        book.active[f"J{row}"] = value
    book.save(path := folder / "另有一列.xlsx")
    return path


@pytest.mark.parametrize("heading", ["上年完成数", "完成\n时限", "计量单位"])
def test_a_column_that_is_not_recognised_is_told(tmp_path, heading):
    finding = only(_with_column(tmp_path, heading, ["", None, 5]), "PE-T026")
    assert (finding.cell, finding.severity) == ("J12", Severity.REMIND)
    assert f"J 列“{' '.join(heading.split())}”" in finding.message


def test_what_a_column_may_be_is_told(tmp_path):
    # Without 偏差原因 a column of reasons is most likely that one.
    book = openpyxl.load_workbook(national(tmp_path / "自评表.xlsx"))
    book.active["I12"] = "问题所在"
    book.save(path := tmp_path / "改了列名.xlsx")
    assert "偏差原因分析及改进措施" in only(path, "PE-T026").advice


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("序号", [1, 2, 3]),
        ("备注", ["已核", "", ""]),
        ("评分标准", ["完成得满分"]),
        ("上年完成数", []),
        ("上年完成数", [None, " ", "—"]),
        (None, [1, 2, 3]),
    ],
)
def test_a_column_beside_the_point_or_without_contents_is_not(tmp_path, heading, values):
    assert "PE-T026" not in codes(_with_column(tmp_path, heading, values))
