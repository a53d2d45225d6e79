"""Forms without scores: what is asked of them, what is not, and that everything works on them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.workbook_templates.checking.project_forms import DECLARED, declared, monitored
from tests.workbook_templates.filled_forms import codes, edited, filled, first_row, only, typed
from workbook_templates import annotating, reports
from workbook_templates.checking import Severity, Verdict, check
from workbook_templates.making import make

DOUBT = {"完成目标可能性": "有可能"}
WHY = "第二批资金 8 月才到，已调整开班时间"
FORMS = (monitored, declared)


@pytest.mark.parametrize("form", FORMS)
def test_right_as_it_stands(tmp_path, form):
    checked = check(form(tmp_path))
    assert checked.findings == ()
    assert checked.verdict is Verdict.PASS


def test_results_are_rates_and_counts(tmp_path):
    assert check(monitored(tmp_path)).results == {
        "执行率": "60%",  # 60 of 100
        "指标数": 4,
        "完全不可能项数": 0,
    }
    assert check(declared(tmp_path)).results == {"指标数": 4}


@pytest.mark.parametrize("form", ["monitoring", "declaration"])
def test_a_blank_template_lacks_what_it_must_have_and_nothing_else(tmp_path, form):
    findings = check(make(form, tmp_path / "空.xlsx")[0]).findings
    assert {finding.code for finding in findings} <= {"PE-I001", "PE-I027", "PE-R015"}
    assert {"项目名称", "实施单位"} <= {finding.name for finding in findings}


def test_a_rate_typed_over_its_formula(tmp_path):
    assert codes(typed(monitored(tmp_path), 执行率=0.7)) == {"PE-C001"}


# --- monitoring ---


def test_one_reason_is_asked_for_once(tmp_path):
    finding = only(monitored(tmp_path, DOUBT | {"经费保障": "√", "人员保障": "√"}), "PE-R013")
    assert finding.severity is Severity.EXPLAIN
    for word in ("经费保障", "人员保障", "完成目标可能性", "有可能"):
        assert word in finding.message


@pytest.mark.parametrize("mark", ["否", "无", "×", "/", " "])
def test_a_cause_that_is_denied_needs_no_reason(tmp_path, mark):
    assert codes(monitored(tmp_path, {"经费保障": mark})) == set()


def test_a_reason_must_say_something_of_its_own(tmp_path):
    assert codes(monitored(tmp_path, DOUBT | {"原因说明": "见附件"})) == {"PE-R006"}
    assert codes(monitored(tmp_path, DOUBT | {"原因说明": WHY})) == set()


def test_what_a_row_lacks(tmp_path):
    finding = only(monitored(tmp_path, {"全年预计完成情况": None}), "PE-I001")
    assert finding.name == "培训人次·全年预计完成情况"


def test_sums_in_order_as_printed(tmp_path):
    assert codes(monitored(tmp_path, 执行数="60.004", 全年预计执行数="60.00")) == set()
    more = monitored(tmp_path, 全年预计执行数=110)
    assert codes(more) == {"PE-R014"}
    assert only(more, "PE-R014").name == "全年预计执行数"
    assert (
        codes(monitored(tmp_path, 全年预计执行数=110, 资金说明="年中经批准追加 10 万元")) == set()
    )


@pytest.mark.parametrize("spent", [60, 40, 12, 1])
def test_what_was_spent_by_july_in_yuan_is_a_slip_however_little_it_was(tmp_path, spent):
    # Of 100万元: 12万元 written as 120000 (元) is 1,200 times all the others.
    why = "第一批资金 7 月才到，下半年支付"
    path = monitored(tmp_path, 执行数=spent * 10_000, 资金说明=why)
    finding = only(path, "PE-I007")
    assert (finding.name, f"写成如 {spent}（万元）" in finding.advice) == ("执行数", True)
    assert "PE-R014" not in codes(path)  # told once, as what it is
    sure = monitored(tmp_path, 执行数=spent * 10_000, 资金说明="单位核对无误，执行数属实")
    assert "PE-I007" not in codes(sure)


def test_more_spent_than_the_budget_is_no_slip(tmp_path):
    assert "PE-I007" not in codes(monitored(tmp_path, 执行数=900))  # nine times 100万元


def test_parts_are_not_the_total(tmp_path):
    assert codes(monitored(tmp_path, 执行数_财政拨款=50)) == {"PE-R012"}


# 红河 reported 64.71% by 30 September against 80%, and 87.20% by 30 November against 95%.
@pytest.mark.parametrize(
    ("day", "spent", "told"),
    [
        ("2023-07-31", 40, set()),
        ("2023-09-30", 64.71, {"PE-R005"}),
        ("2023-09-30", 80, set()),
        ("2023-11-30", 87.2, {"PE-R005"}),
        ("2023-11-30", 95, set()),
    ],
)
def test_what_a_place_asks_for_stands_in_its_policy(tmp_path, day, spent, told):
    fields = {"监控截止日期": day, "执行数": spent, "政策": "honghe-jiankong-2023"}
    assert codes(monitored(tmp_path, **fields)) == told
    assert codes(monitored(tmp_path, **fields, 资金说明="大项招商工作安排在下半年")) == set()
    assert codes(monitored(tmp_path, 监控截止日期=day, 执行数=spent)) == set()  # elsewhere


# --- declaration ---


def test_a_declaration_is_filled_in_before_its_year(tmp_path):
    assert codes(declared(tmp_path, 填表日期="2022-09-20")) == set()


@pytest.mark.parametrize(
    "target", ["合格", "及时", "效果明显", "保障到位", "≥80%", "12月底前", "/"]
)
def test_targets_that_can_be_told_reached_or_not(tmp_path, target):
    row = {"二级指标": "质量指标", "指标值": target}
    assert codes(declared(tmp_path, row)) == set()


@pytest.mark.parametrize(
    "target", ["提高", "逐步改善", "持续推进乡村振兴", "有效缓解用工难", "较好"]
)
def test_targets_that_are_directions(tmp_path, target):
    row = {"二级指标": "质量指标", "指标值": target}
    assert codes(declared(tmp_path, row)) == {"PE-I018"}


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2023年", set()),
        ("3年", set()),
        ("2023-2025", set()),
        ("2023年1月1日—2023年12月31日", set()),
        ("202301-202312", set()),
        ("2025-2023", {"PE-I019"}),
        ("2023.12-2023.01", {"PE-I019"}),
        ("2024年—2026年", {"PE-I020"}),
    ],
)
def test_periods(tmp_path, period, told):
    assert codes(declared(tmp_path, 项目期=period)) == told


def test_a_placeholder_for_a_target(tmp_path):
    assert "PE-I004" in codes(declared(tmp_path, {"指标值": "≥**人次"}))


def test_an_indicator_declared_twice(tmp_path):
    rows = [*DECLARED["指标"], DECLARED["指标"][0] | {"指标值": "≥200人次"}]
    assert codes(declared(tmp_path, 指标=rows)) == {"PE-I012"}


def test_the_mid_term_is_no_less_than_the_year(tmp_path):
    assert codes(declared(tmp_path, 中期资金总额=90)) == {"PE-R014"}
    assert codes(declared(tmp_path, 中期资金总额=None)) == set()


def test_a_period_of_less_than_its_year(tmp_path):
    less = {"中期指标值": "≥50人次"}
    finding = only(declared(tmp_path, less), "PE-I026")
    assert finding.message == "“培训人次”中期指标值是 ≥50人次，小于年度的 ≥100人次"
    assert codes(declared(tmp_path, less, 备注="培训人次中期口径为新增")) == set()
    share = {"指标值": "≥90%", "二级指标": "质量指标", "中期指标值": "≥80%"}
    for row in (share, {"中期指标值": "≥300人次"}, {"中期指标值": "≥1批"}, {"中期指标值": "/"}):
        assert codes(declared(tmp_path, row)) == set()


# --- everything else works on them ---


@pytest.mark.parametrize("form", FORMS)
def test_saved_by_others(tmp_path, form):
    file = form(tmp_path)
    assert codes(edited(file, lambda sheet, where: None)) == set()
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    out = tmp_path / "saved"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", str(out), str(file)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    assert codes(out / file.name) == set()


@pytest.mark.parametrize("form", FORMS)
def test_without_its_stamp_it_is_known_by_its_headings(tmp_path, form):
    book = openpyxl.load_workbook(form(tmp_path), data_only=True)
    for name in list(book.defined_names):
        del book.defined_names[name]
    for name in [one.name for one in book.custom_doc_props.props]:
        del book.custom_doc_props[name]
    book.save(tmp_path / "无标识.xlsx")
    checked = check(tmp_path / "无标识.xlsx")
    assert [finding.message for finding in checked.findings] == []
    assert checked.form == filled_title(form(tmp_path))


def filled_title(file: Path) -> str:
    return check(file).form


@pytest.mark.parametrize("form", FORMS)
def test_reports_and_annotated_copies(tmp_path, form):
    file = form(tmp_path, 项目名称="")
    checked = check(file)
    assert [finding.code for finding in checked.findings] == ["PE-I001"]
    reports.write_page(tmp_path / "页.html", "校验结果", [checked])
    reports.write_summary(tmp_path / "汇总.xlsx", [checked])
    annotating.annotate(file, tmp_path / "副本.xlsx", checked)
    assert checked.form in (tmp_path / "页.html").read_text("utf-8")
    assert codes(tmp_path / "副本.xlsx") == {"PE-I001"}
    assert first_row(file, "三级指标") == first_row(tmp_path / "副本.xlsx", "三级指标")
    assert filled(file).missing == ()
