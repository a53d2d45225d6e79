"""Every kind of finding: a workbook that shows it, and one next to it that does not."""

from pathlib import Path

import openpyxl
import pytest

from tests.workbook_templates.checking.showing import gather, shows
from tests.workbook_templates.filled_forms import (
    REASON,
    edited,
    evaluated,
    filled,
    first_row,
    inserted,
    restamped,
    rewarded,
    rewritten,
    sample,
    typed,
)
from workbook_templates.checking import Severity, check
from workbook_templates.checking.catalogue import CATALOGUE, FAMILIES
from workbook_templates.recalculation import write_recalculated


@shows("PE-F001")
def not_a_workbook(folder: Path) -> tuple[Path, Path]:
    wrong = folder / "不是表.xlsx"
    wrong.write_bytes("项目名称,某项目".encode())
    return wrong, evaluated(folder)


@shows("PE-C001")
def total_typed_over(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return typed(good, 总分=99), good


@shows("PE-C002")
def formula_deleted(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return typed(good, 得分=None), good


@shows("PE-T001")
def one_half_of_the_stamp_changed(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return rewritten(good, "docProps/custom.xml", "national-2020", "honghe-2023"), good


@shows("PE-T002")
def older_template(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    old = rewritten(
        good, "xl/workbook.xml", '"模板版本" hidden="1">"2"', '"模板版本" hidden="1">"1"'
    )
    return rewritten(old, "docProps/custom.xml", ">2</vt:lpwstr>", ">1</vt:lpwstr>"), good


@shows("PE-T003")
def policy_changed_since(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    digest = filled(good).stamp.policy_hash
    return restamped(good, digest, "0" * len(digest)), good


@shows("PE-T004")
def policy_not_there(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return restamped(good, "national-2020", "national-1999"), good


@shows("PE-T005")
def name_deleted(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    book = openpyxl.load_workbook(good)
    del book.defined_names["总分"]
    book.save(folder / "无名.xlsx")
    return folder / "无名.xlsx", good


@shows("PE-T006")
def row_between_the_areas(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    first = int(first_row(good, "三级指标")[1:])
    values = {"A": "产出指标", "C": "漏网指标", "D": "≥1个", "E": "1个", "F": 0}
    inside = inserted(good, first + 1, values, copy_from=first)
    # Above the first row of the area: the name, and with it every sum, moves down past it.
    return inserted(good, first, values), inside


@shows("PE-I001")
def actual_missing(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return typed(good, 实际完成值=None), good


@shows("PE-I002")
def words_for_a_number(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    return typed(good, 实际完成值="完成"), typed(good, 实际完成值="101人次")


@shows("PE-I003")
def reward_waits_for_a_person(folder: Path) -> tuple[Path, Path]:
    waits = rewarded(folder, 一事一议="是")
    return waits, rewarded(folder, 一事一议="是", 核定奖励额=150)


@shows("PE-C003")
def cached_total_is_another(folder: Path) -> tuple[Path, Path]:
    good = evaluated(folder)
    cell = filled(good).computed["总分"]
    # 30 + 20 + 30 + 10 and 10 for the funds
    write_recalculated(good, folder / "错.xlsx", {(cell.sheet, cell.address): 99})
    write_recalculated(good, folder / "对.xlsx", {(cell.sheet, cell.address): 100})
    return folder / "错.xlsx", folder / "对.xlsx"


@shows("PE-R001")
def score_above_points(folder: Path) -> tuple[Path, Path]:
    good = sample(folder, "yiyang")  # 资金到位率 is worth 2 points
    first = next(row for row in filled(good).sections["指标区_过程"])["得分"].address

    def change(to):
        return edited(good, lambda sheet, where: sheet.__setitem__(first, to))

    return change(3), change(2)


@shows("PE-R002")
def points_lost_without_a_reason(folder: Path) -> tuple[Path, Path]:
    bad = evaluated(folder, {"实际完成值": "50人次"})
    return bad, evaluated(folder, {"实际完成值": "50人次", REASON: "两期培训改在次年"})


@shows("PE-R003")
def far_overshoot_unexplained(folder: Path) -> tuple[Path, Path]:
    bad = evaluated(folder, {"实际完成值": "130人次"})
    return bad, evaluated(folder, {"实际完成值": "129人次"})  # the reading begins at 130%


@shows("PE-R005")
def points_are_not_those_of_the_policy(folder: Path) -> tuple[Path, Path]:
    bad = evaluated(folder, {"分值": 40})
    return bad, evaluated(folder)


@shows("PE-R004")
def not_applicable_but_counted(folder: Path) -> tuple[Path, Path]:
    unused = {"年度指标值": "/", "实际完成值": "/"}
    bad = evaluated(folder, unused)
    return bad, evaluated(folder, unused | {"分值": "/"})


def test_every_entry_is_shown():
    assert set(gather()) == set(CATALOGUE)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_an_entry_is_found_where_it_is_and_not_where_it_is_not(tmp_path, code):
    bad, good = gather()[code](tmp_path)
    found = [finding for finding in check(bad).findings if finding.code == code]
    assert found
    for finding in found:
        # A policy says itself how grave its checks are.
        assert code == "PE-R005" or finding.severity is CATALOGUE[code].severity
        assert finding.message
        assert "{" not in finding.message + finding.advice
    assert code not in {finding.code for finding in check(good).findings}


def test_codes_are_unique_and_told():
    for code, entry in CATALOGUE.items():
        assert entry.code == code
        assert code[:3] == "PE-"
        assert code[3] in {family.letter for family in FAMILIES}
        assert isinstance(entry.severity, Severity)
        assert entry.title
    assert len({entry.title for entry in CATALOGUE.values()}) == len(CATALOGUE)


def test_text_of_the_workbook_is_never_a_template(tmp_path):
    """A name such as {found} or {0.__class__} goes into the sentence as it stands."""
    hostile = "{found}{0.__class__}{x"
    bad = evaluated(tmp_path, {"三级指标": hostile, "实际完成值": None})
    messages = [one.message for one in check(bad).findings if one.code == "PE-I001"]
    assert any(hostile in message for message in messages)
