"""Formulas of whole files: every change is found, and no program's way of saving is one."""

import os
import re
import shutil
import subprocess

import openpyxl
import pytest

from tests.workbook_templates.checking.shown_formulas import formula
from tests.workbook_templates.filled_forms import (
    codes,
    edited,
    evaluated,
    filled,
    first_row,
    inserted,
    only,
    rewritten,
    sample,
    typed,
)
from workbook_templates.checking import check

SAMPLES = ("yiyang", "honghe-2023-self", "honghe-2023-reward")
FORMULAS = {f"PE-C{number:03}" for number in range(1, 12)}


def of_formulas(path):
    """What is found on formulas, and on the template."""
    return [
        (one.code, one.cell, one.message)
        for one in check(path).findings
        if one.code in FORMULAS or one.code.startswith("PE-T")
    ]


# --- found


def test_a_changed_formula_is_told_with_both_formulas_and_where_to_take_the_right_one(tmp_path):
    good = evaluated(tmp_path)
    row = int(first_row(good, "得分")[1:])
    finding = only(typed(good, 得分=f"=G{row + 1}+0.5"), "PE-C005")
    assert finding.name == "培训人次·得分"
    assert finding.found == f"=G{row + 1}+0.5"
    assert finding.expected == formula(good, "得分")
    assert finding.message.startswith(f"“培训人次·得分”的公式被改成了 =G{row + 1}+0.5，应为 =IF(")
    assert finding.advice == f"请把 G{row + 1} 的公式复制到 G{row}"


def test_a_moved_formula_names_the_cells(tmp_path):
    good = evaluated(tmp_path)
    row = int(first_row(good, "得分")[1:])
    wrong = formula(good, "得分").replace(f"E{row}", f"E{row + 1}")
    finding = only(typed(good, 得分=wrong), "PE-C006")
    assert finding.message == f"“培训人次·得分”的公式指错了格：E{row + 1} 应为 E{row}"


def test_a_formula_whose_cell_was_deleted(tmp_path):
    good = evaluated(tmp_path)
    row = int(first_row(good, "得分")[1:])
    wrong = formula(good, "得分").replace(f"E{row}", "#REF!")
    finding = only(typed(good, 得分=wrong), "PE-C006")
    assert finding.message.endswith(f"应指 E{row}，所指的格已被删除")


def test_a_total_that_leaves_out_a_line(tmp_path):
    good = evaluated(tmp_path)
    text = formula(good, "总分")
    first, last = re.findall(r"\$G\$(\d+)", text)
    wrong = text.replace(f"$G${last}", f"$G${int(last) - 1}").replace(
        f"$F${last}", f"$F${int(last) - 1}"
    )
    finding = only(typed(good, 总分=wrong), "PE-C006")
    assert f"G{first}:G{int(last) - 1} 应为 G{first}:G{last}" in finding.message


def test_a_subtotal_over_the_rows_of_another_part(tmp_path):
    good = evaluated(tmp_path)
    other = formula(good, "小计_效益指标_得分")
    assert codes(typed(good, 小计_产出指标_得分=other)) == {"PE-C006"}


def test_another_policy_in_a_formula(tmp_path):
    good = evaluated(tmp_path)
    wrong = formula(good, "等级").replace("national-2020", "honghe-2023")
    assert codes(typed(good, 等级=wrong)) == {"PE-C005"}


def test_points_that_the_template_takes_from_the_policy(tmp_path):
    """A person may write another figure there, but not another formula."""
    good = evaluated(tmp_path)
    assert codes(typed(good, 执行分值="=20/2")) == {"PE-C005"}
    assert codes(typed(good, 执行分值=10)) == set()


def test_the_rate_of_the_department_form_has_its_own_formula_in_each_row(tmp_path):
    good = sample(tmp_path, "yiyang")
    rates = [
        row["比率"]
        for rows in filled(good).sections.values()
        for row in rows
        if row["比率"].formula
    ]
    assert len(rates) == 5  # 资金到位率, 预算执行率, 实际完成率, 质量达标率, 成本节约率
    one, other = rates[0], rates[1]

    def swap(sheet, where):
        sheet[one.address], sheet[other.address] = other.formula, one.formula

    found = [
        finding.cell for finding in check(edited(good, swap)).findings if finding.code == "PE-C005"
    ]
    assert found == [one.address, other.address]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_computed_cell_of_a_form_is_compared(tmp_path, name):
    """Each formula replaced by a figure behind an equals sign: each is told, and only those."""
    good = sample(tmp_path, name)
    form = filled(good)
    cells = list(form.computed.values())
    cells += [cell for rows in form.sections.values() for row in rows for cell in row.values()]
    addresses = {cell.address for cell in cells if cell.formula}

    def change(sheet, where):
        for address in addresses:
            sheet[address] = "=95"

    told = {one.cell for one in check(edited(good, change)).findings if one.code == "PE-C005"}
    assert told == addresses


def test_shared_formulas_as_excel_writes_them_after_filling_down(tmp_path):
    good = evaluated(tmp_path)
    rows = filled(good).sections["指标区_产出"]
    first, second = (row["得分"] for row in rows)
    part = "xl/worksheets/sheet1.xml"

    def written(cell):
        return cell.formula[1:]

    shared = rewritten(
        good, part, f"<f>{written(first)}</f>",
        f'<f t="shared" ref="{first.address}:{second.address}" si="0">{written(first)}</f>',
    )  # fmt: skip
    shared = rewritten(shared, part, f"<f>{written(second)}</f>", '<f t="shared" si="0"/>')
    assert filled(shared).sections["指标区_产出"][1]["得分"].formula == second.formula
    assert codes(shared) == set()


def test_a_shared_formula_without_its_first_cell(tmp_path):
    good = evaluated(tmp_path)
    text = formula(good, "得分")[1:]
    lost = rewritten(good, "xl/worksheets/sheet1.xml", f"<f>{text}</f>", '<f t="shared" si="7"/>')
    assert codes(lost) == {"PE-C005"}


# --- not found


@pytest.mark.parametrize("name", SAMPLES)
def test_rows_inserted_above_and_within(tmp_path, name):
    good = sample(tmp_path, name)
    before = of_formulas(good)
    assert before == []
    area = next(iter(filled(good).sections))
    row = int(next(iter(filled(good).sections[area][0].values())).address[1:])
    for at in (1, row + 1):
        assert of_formulas(inserted(good, at, {})) == []


@pytest.mark.parametrize("name", ["honghe-2023-self", "honghe-2023-reward"])
def test_rows_sorted_with_their_formulas(tmp_path, name):
    """Row by row the other way round, formulas following their row as a program sorts them."""
    good = sample(tmp_path, name)
    rows = max(filled(good).sections.values(), key=len)
    numbers = [int(next(iter(row.values())).address[1:]) for row in rows]
    letters = [re.sub(r"\d", "", cell.address) for cell in rows[0].values()]

    def turn(sheet, where):
        held = {(c, n): sheet[f"{c}{n}"].value for c in letters for n in numbers}
        for old, new in zip(numbers, reversed(numbers), strict=True):
            for letter in letters:
                value = held[letter, old]
                if isinstance(value, str) and value.startswith("="):
                    value = re.sub(rf"(?<=[A-Z]){old}\b", str(new), value)
                sheet[f"{letter}{new}"] = value

    assert of_formulas(edited(good, turn)) == []


@pytest.fixture(scope="module")
def libreoffice(tmp_path_factory):
    if shutil.which("soffice") is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("profile")

    def save(*paths):
        folder = tmp_path_factory.mktemp("saved")
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless",
             "--convert-to", "xlsx", "--outdir", str(folder), *map(str, paths)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return [folder / path.name for path in paths]

    return save


def test_saved_by_libreoffice_nothing_is_found_and_a_change_still_is(tmp_path, libreoffice):
    good = [sample(tmp_path, name) for name in SAMPLES]
    bare = [edited(path, lambda sheet, where: None) for path in good]
    mine = evaluated(tmp_path)
    row = int(first_row(mine, "得分")[1:])
    changed = typed(mine, 得分="=95", 小计_产出指标_得分="=PE_TOTAL(F1:F2,G1:G2)", 总分=100)
    swapped = typed(mine, 得分=formula(mine, "得分").replace(f"D{row}", f"D{row + 1}"))
    *saved, changed, swapped = libreoffice(*good, *bare, changed, swapped)
    for path in saved:
        assert of_formulas(path) == []
    assert {code for code, _, _ in of_formulas(changed)} == {"PE-C004", "PE-C005", "PE-C006"}
    assert {code for code, _, _ in of_formulas(swapped)} == {"PE-C006"}


def test_sheet_of_another_name_in_references_to_itself(tmp_path):
    good = evaluated(tmp_path)

    def name_sheet(book_path):
        book = openpyxl.load_workbook(book_path)
        sheet = book.worksheets[0]
        address = filled(book_path).computed["总分"].address
        text = sheet[address].value
        sheet[address] = text.replace("$F$", f"'{sheet.title}'!$F$", 1)
        book.save(tmp_path / "自引.xlsx")
        return tmp_path / "自引.xlsx"

    # Excel writes the sheet's name once for a range: 'Sheet'!$F$1:$F$2.
    assert codes(name_sheet(good)) == set()
