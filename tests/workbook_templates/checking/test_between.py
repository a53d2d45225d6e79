"""Forms of one project in several files: who belongs with whom, what is compared, what is not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import integers, permutations, sampled_from

from tests.workbook_templates.checking.layouts import sichuan
from tests.workbook_templates.checking.project_forms import (
    DECLARED,
    declared,
    in_one_file,
    monitored,
    rewards,
)
from tests.workbook_templates.filled_forms import REASON, ROWS, evaluated
from workbook_templates.checking import Severity, check, check_many, partners
from workbook_templates.checking.between.facts import Facts, Indicator, normal
from workbook_templates.checking.between.matching import match
from workbook_templates.checking.between.pairing import related, together
from workbook_templates.checking.between.targets import changed, looser, short_of


def own(folder: Path, **fields: object) -> Path:
    return evaluated(folder, **{"年度": "2023年度", **fields})


def told(*paths: Path) -> list[str]:
    """The B findings on the first of several files given together."""
    beside = partners(paths)
    findings = check(paths[0], beside=beside.get(paths[0], ())).findings
    return [finding.code for finding in findings if finding.code.startswith("PE-B")]


# --- pairing of files ---


def test_forms_that_agree_say_nothing(tmp_path):
    paths = (own(tmp_path), declared(tmp_path), monitored(tmp_path), rewards(tmp_path, 资金项目=""))
    assert told(*paths) == []
    assert told(paths[2], *paths[:2]) == []


def test_names_are_matched_without_spaces_brackets_and_width(tmp_path):
    changed_target = {"指标值": "≥120人次"}
    other = declared(tmp_path, changed_target, 项目名称="职业技能 培训项目", 实施单位="（某中心）")
    assert told(own(tmp_path), other) == ["PE-B002"]


def test_other_projects_and_other_units_are_left_alone(tmp_path):
    low = {"指标值": "≥120人次"}
    one = declared(tmp_path, low, 项目名称="设备购置项目")
    two = declared(tmp_path, low, 实施单位="某学院")
    three = declared(tmp_path, low, 年度="2022年度")
    assert told(own(tmp_path), one, two, three) == []


@pytest.mark.parametrize(
    "head",
    [{"实施单位": ""}, {"实施单位": "某市某中心"}, {"项目名称": "职业技能培训项目（二期）"}],
    ids=["no unit", "longer unit", "longer name"],
)
def test_what_is_not_sure_is_told_and_nothing_compared(tmp_path, head):
    other = declared(tmp_path, {"指标值": "≥120人次"}, 年度资金总额=50, **head)
    mine = own(tmp_path)
    assert told(mine, other) == ["PE-B001"]
    finding = next(f for f in check(mine, beside=partners([mine, other])[mine]).findings)
    assert finding.severity is Severity.REMIND
    assert other.name in finding.message


def test_two_forms_that_differ_are_not_chosen_between(tmp_path):
    one, two = declared(tmp_path), declared(tmp_path, {"指标值": "≥120人次"})
    assert told(own(tmp_path), one, two) == ["PE-B001"]


def test_of_two_monitoring_forms_the_later_counts(tmp_path):
    july = monitored(tmp_path, {"全年预计完成情况": "150人次"})
    september = monitored(tmp_path, 监控截止日期="2023-09-30", 执行数=80)
    assert told(own(tmp_path), july, september) == []
    assert told(own(tmp_path), july) == ["PE-B008"]
    again = monitored(tmp_path, 执行数=70)  # up to the same day as the first, and different
    assert told(own(tmp_path), july, again) == ["PE-B001"]


def test_a_copy_of_a_form_is_no_second_form(tmp_path):
    one = declared(tmp_path, {"指标值": "≥120人次"})
    copy = tmp_path / "副本.xlsx"
    copy.write_bytes(one.read_bytes())
    assert told(own(tmp_path), one, copy) == ["PE-B002"]


def test_a_file_that_cannot_be_read_is_no_partner(tmp_path):
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    assert told(own(tmp_path), broken, declared(tmp_path, 年度资金总额=90)) == ["PE-B006"]


def test_last_year_is_the_year_before_and_no_other(tmp_path):
    rows = [ROWS[0] | {"实际完成值": "120人次"}, *ROWS[1:3], ROWS[3] | {"实际完成值": "90%"}]
    before = [evaluated(tmp_path, 指标=rows, 年度=f"{year}年度") for year in (2021, 2022)]
    assert told(own(tmp_path), before[0]) == []
    assert told(own(tmp_path), before[1]) == ["PE-B011"]
    assert told(before[1], own(tmp_path)) == []  # the next year says nothing of this one


def test_many_files_are_held_against_each_other(tmp_path):
    paths = [own(tmp_path), declared(tmp_path, 年度资金总额=90), monitored(tmp_path)]
    answers = list(check_many(paths, beside=partners(paths), workers=1))
    codes = [{f.code for f in answer.checked.findings} for answer in answers]
    assert codes == [{"PE-B006"}, set(), {"PE-B006"}]


def test_a_single_file_has_no_partners(tmp_path):
    assert partners([own(tmp_path)]) == {}


def test_a_reward_sheet_is_compared_where_it_names_the_project(tmp_path):
    fifty = {"全年预算数": 50, "年初预算数": 50, "全年执行数": 40}
    mine = own(tmp_path, **fifty, 预算执行偏差原因="余款 10 万元转入次年支付")
    # 50万元 of rewards, 40万元 paid: told, and cleared by what stands in the form's own place
    assert told(mine, rewards(tmp_path)) == []
    assert told(own(tmp_path, **fifty), rewards(tmp_path)) == ["PE-B010"]
    assert told(own(tmp_path, **fifty), rewards(tmp_path, 资金项目="")) == []


def test_another_layout_of_the_evaluation_is_compared_all_the_same(tmp_path):
    # 四川 writes sign, figure and unit in three columns.
    assert told(sichuan(tmp_path), declared(tmp_path), monitored(tmp_path)) == []
    assert told(sichuan(tmp_path, {"指标值": 90}), declared(tmp_path)) == ["PE-B002"]


# --- sheets of one file ---


def test_sheets_of_one_file_need_no_unit(tmp_path):
    declaration = declared(tmp_path, 年度资金总额=90, 实施单位="")
    file = in_one_file(own(tmp_path), declaration)
    assert "PE-B006" in {finding.code for finding in check(file).findings}


def test_three_projects_in_one_file_are_kept_apart(tmp_path):
    others = [declared(tmp_path, {"指标值": "≥120人次"}, 项目名称=f"项目{word}") for word in "甲乙"]
    file = in_one_file(own(tmp_path), *others)
    assert not {f.code for f in check(file).findings if f.code.startswith("PE-B")}


# --- explanations ---


def test_a_changed_target_is_explained_in_its_row(tmp_path):
    other = declared(tmp_path, {"指标值": "≥120人次"})
    why = {REASON: "年中经批准核减两期培训，批复见预算调整文件第三条"}
    assert told(evaluated(tmp_path, why, 年度="2023年度"), other) == []
    weak = check(
        mine := evaluated(tmp_path, {REASON: "见附件"}, 年度="2023年度"),
        beside=partners([mine, other])[mine],
    )
    assert {finding.code for finding in weak.findings} == {"PE-R006"}


def test_a_row_that_was_told_to_be_left_out_is_compared_too(tmp_path):
    row = {"年度指标值": "/", "实际完成值": "/"}
    mine = evaluated(tmp_path, row, 年度="2023年度")
    assert "PE-B002" in told(mine, declared(tmp_path))


# --- indicators by name ---


def others(*names: str) -> list[Indicator]:
    return [Indicator(name, None) for name in names]


def test_indicators_are_matched_by_name_not_by_position():
    found = match(["合格率", "培训人次"], others("培训 人次", "合格率"))
    assert found.pairs == [(0, 1), (1, 0)]
    assert (found.new, found.gone, found.unclear) == ([], [], [])


def test_what_stands_in_brackets_alone_is_not_decided():
    found = match(["服务外包在岸"], others("服务外包在岸(万美元)"))
    assert found.pairs == []
    assert [pair[:2] for pair in found.unclear] == [(0, 0)]


def test_names_that_differ_in_a_figure_are_two():
    found = match(["9月30日前支出进度"], others("11月30日前支出进度"))
    assert (found.new, found.gone, found.unclear) == ([0], [0], [])


def test_a_name_that_stands_twice_is_not_decided():
    found = match(["培训人次", "培训人次"], others("培训人次"))
    assert found.pairs == []
    assert {pair[0] for pair in found.unclear} == {0, 1}


def test_normal():
    assert normal("服务外包（在岸） ＡＢ") == normal("服务外包(在岸)ab")
    assert normal("1.5倍") != normal("15倍")


# --- targets ---


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("≥80%", "不低于80%"),
        ("≥80%", "80%以上"),
        ("80%", "≥80%"),  # a figure without a sign asks for at least that much
        ("≥８０％", Fraction(4, 5)),
        ("≥50个", "≥50"),
        ("≤90万元", "≤900000元"),
        ("2023年12月31日前", "12月底前"),
        ("合格", "合 格"),
        ("/", "不适用"),
        (None, "≥80%"),  # what is missing is told elsewhere
        ("春节前下达50%,6月底前全部下达", "≥80%"),  # and what cannot be read
    ],
)
def test_the_same_target_in_other_words(one, other):
    assert not changed(one, other)
    assert not changed(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("≥80%", "≥85%"),
        ("≥80%", "≤80%"),
        ("≥80%", "=80%"),
        ("≥50个", "≥50家次"),
        ("≥50万元", "≥50元"),
        ("2023年12月31日前", "2023年11月30日前"),
        ("合格", "优良"),
        ("合格", "≥80%"),
        ("/", "≥80%"),
        ("9月30日前≥80%", "11月30日前≥80%"),
    ],
)
def test_another_target(one, other):
    assert changed(one, other)
    assert changed(other, one)


@pytest.mark.parametrize(
    ("actual", "forecast", "target", "short"),
    [
        ("90人次", "100人次", "≥100人次", True),
        ("100人次", "100人次", "≥100人次", False),
        ("95万元", "90万元", "≤100万元", True),
        ("85万元", "90万元", "≤100万元", False),
        ("64.7%", "64.71%", "≥80%", False),  # as printed
        ("2023年12月25日", "2023年12月20日", "2023年12月31日前", True),
        ("2023年12月20日", "2023年12月20日", "2023年12月31日前", False),
        ("90", "100人次", "≥100人次", True),
        ("90人次", "正在进行", "≥100人次", False),
        ("90人次", "100万元", "≥100人次", False),  # nothing to compare
        (None, "100人次", "≥100人次", False),
        ("8个", "10个", "=10个", False),  # neither up nor down
    ],
)
def test_short_of_the_forecast(actual, forecast, target, short):
    assert short_of(actual, forecast, target) is short


@pytest.mark.parametrize(
    ("target", "before", "is_looser"),
    [
        ("≥100人次", "120人次", True),
        ("≥100人次", "100人次", False),
        ("≤90万元", "80万元", True),
        ("≤90万元", "95万元", False),
        ("≥90%", "95%", True),
        ("合格", "95%", False),
        ("≥90%", "95个", False),
    ],
)
def test_looser_than_last_year(target, before, is_looser):
    assert looser(target, before) is is_looser


@given(integers(1, 10**6), integers(1, 10**6), sampled_from(["个", "万元", "%", "人次"]))
def test_any_other_figure_is_another_target(one, other, unit):
    assert changed(f"≥{one}{unit}", f"≥{other}{unit}") is (one != other)
    assert not changed(f"≥{one}{unit}", f"不少于 {one}.0{unit}")
    assert changed(f"≥{one}{unit}", f"≤{one}{unit}")


@given(permutations([row["三级指标"] for row in ROWS]))
def test_any_order_is_the_same(names):
    found = match([row["三级指标"] for row in ROWS], others(*names))
    assert [names[other] for _, other in found.pairs] == [row["三级指标"] for row in ROWS]


# --- facts ---


def facts(**over: object) -> Facts:
    told = {"kind": "申报", "title": "申报表", "where": "甲.xlsx", "project": "培训", "unit": "某中心",
            "year": 2023} | over  # fmt: skip
    return Facts(**told)  # type: ignore[arg-type]


def test_only_forms_that_look_at_others_have_partners():
    mine = facts(kind="自评", where="自评.xlsx")
    assert related(mine, facts())
    assert not related(facts(), mine)
    assert together(mine, [facts()]).sure == {"申报": facts()}
    assert together(facts(), [mine]).sure == {}


def test_a_form_without_a_year_is_of_the_same_year():
    mine = facts(kind="自评", where="自评.xlsx", year=None)
    assert related(mine, facts())
    assert not related(mine, facts(kind="自评"))  # which year came first is not known


def test_the_declaration_of_the_tests_agrees_with_the_evaluation():
    assert [row["指标值"] for row in DECLARED["指标"]] == [row["年度指标值"] for row in ROWS]
