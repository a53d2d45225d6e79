"""A file against its template: names, printed texts, sheets, what is hidden."""

import re

import openpyxl
import pytest

from tests.workbook_templates.checking.shown_template import booked, pointed, texts
from tests.workbook_templates.filled_forms import (
    codes,
    edited,
    evaluated,
    filled,
    first_row,
    inserted,
    only,
    restamped,
    rewritten,
    sample,
    typed,
)
from workbook_templates.checking import Verdict, check

SAMPLES = ("yiyang", "honghe-2023-self", "honghe-2023-reward")


def of_template(path):
    return {one.name: one for one in check(path).findings if one.code.startswith("PE-T")}


# --- names


def deleted(path, *names):
    def delete(book):
        for name in names:
            del book.defined_names[name]

    return booked(path, delete)


def test_a_name_that_was_deleted(tmp_path):
    finding = only(deleted(evaluated(tmp_path), "总分"), "PE-T005")
    assert finding.message == "找不到名称“总分”所指的单元格：这个名称已被删除"


def test_a_name_that_was_renamed_is_recognised_by_its_place(tmp_path):
    good = evaluated(tmp_path)

    def rename(book):
        old = book.defined_names.pop("全年预算数")
        old.name = "全年预算"
        book.defined_names["全年预算"] = old

    finding = only(booked(good, rename), "PE-T005", "全年预算数")
    assert finding.message.endswith("可能被改名为“全年预算”")


def test_a_name_whose_row_was_deleted(tmp_path):
    good = evaluated(tmp_path)

    def lose(book):
        book.defined_names["总分"].attr_text = f"'{book.worksheets[0].title}'!#REF!"

    finding = only(booked(good, lose), "PE-T005")
    assert finding.message.endswith("它所在的行、列或单元格已被删除")


@pytest.mark.parametrize(
    ("name", "to", "why"),
    [
        # The budget and the spending of the funds stand in columns E and F, rows 6 to 9.
        ("全年执行数", "E6", "应在 F 列"),
        ("全年执行数", "F7", "同一行的其他名称都在第 6 行"),
        ("主管部门", "C3", "“主管部门、实施单位”印在第 4 行"),
        ("项目名称", "C4", "“项目名称”印在第 3 行，名称却指着别的行"),
        ("预期目标", "C28", "所指的行不在它原来的上下行之间"),
        ("列_实际完成值", "D13", "指到了“年度指标值”列"),
        ("指标区_效益", "A14:K17", "与上一段重叠，或排到了它的前面"),
        ("指标区_产出", "A14:K17", "把小计行也包了进去"),
        ("指标表头", "A12:K12", "不在列标题那一行"),
    ],
)
def test_a_name_that_points_elsewhere(tmp_path, name, to, why):
    good = evaluated(tmp_path)  # two rows 产出 from 14 on, a thin row 16, the subtotal 17
    finding = of_template(pointed(good, **{name: to}))[name]
    assert finding.code == "PE-T009"
    assert why in finding.message


def test_two_names_that_changed_places(tmp_path):
    good = evaluated(tmp_path)
    found = of_template(pointed(good, 项目名称="C4", 主管部门="C3"))
    assert {name for name, one in found.items() if one.code == "PE-T009"} == {
        "项目名称",
        "主管部门",
    }
    found = of_template(pointed(good, 全年预算数="F6", 全年执行数="E6"))
    assert {name for name, one in found.items() if one.code == "PE-T009"} == {
        "全年预算数",
        "全年执行数",
    }


def test_every_name_of_every_form_moved_one_cell_is_found(tmp_path):
    """One name at a time, to the cell on its right: mutation by the list of names."""
    for sampled in SAMPLES:
        good = sample(tmp_path, sampled)
        form = filled(good)
        for name in (*form.fields, *form.computed):
            place = form.places[name]
            right = openpyxl.utils.get_column_letter(place.left + 2)
            bad = pointed(good, **{name: f"{right}{place.top + 1}"})
            assert check(bad).verdict is Verdict.REJECT, (sampled, name)


def test_a_name_on_another_sheet(tmp_path):
    good = evaluated(tmp_path)

    def point(book):
        book.defined_names["总分"].attr_text = "填写说明!$A$1"

    finding = of_template(booked(good, point))["总分"]
    assert (finding.code, finding.sheet) == ("PE-T009", "填写说明")


# --- printed texts


def test_a_label_of_the_funds_changed(tmp_path):
    finding = only(texts(evaluated(tmp_path), E5="全年执行数"), "PE-T010")
    assert (finding.cell, finding.expected) == ("E5", "全年预算数（A）")


def test_labels_that_changed_places(tmp_path):
    bad = texts(evaluated(tmp_path), E5="全年执行数（B）", F5="全年预算数（A）")
    assert {one.cell for one in check(bad).findings} == {"E5", "F5"}


def test_the_heading_of_a_column_changed(tmp_path):
    good = evaluated(tmp_path)
    assert only(texts(good, F13="得分率"), "PE-T010").expected == "分值"
    assert codes(texts(good, F13="权重")) == set()  # the description knows this other name
    assert codes(texts(good, F13=" 分 值\n")) == set()


def test_headings_of_two_columns_that_changed_places(tmp_path):
    """The texts did, not the names: nothing is to be mended in 名称管理器."""
    found = check(texts(evaluated(tmp_path), D13="实际完成值", E13="年度指标值")).findings
    assert {(one.code, one.cell, one.expected) for one in found} == {
        ("PE-T010", "D13", "年度指标值"),
        ("PE-T010", "E13", "实际完成值"),
    }
    found = check(pointed(evaluated(tmp_path), 列_年度指标值="E13", 列_实际完成值="D13")).findings
    assert {one.code for one in found if one.code.startswith("PE-T")} == {"PE-T009"}


def test_a_figure_typed_where_the_form_prints_none_is_no_label(tmp_path):
    assert codes(texts(evaluated(tmp_path), A1="2023年度项目支出绩效自评表（某局）")) == set()


def test_brackets_and_line_breaks_do_not_matter(tmp_path):
    good = sample(tmp_path, "yiyang")
    before = codes(good)
    assert codes(texts(good, B5="预算资金(万元)", C5="实际到位资金\n\n（万元）")) == before


# --- fixed rows


def test_an_indicator_of_the_system_renamed(tmp_path):
    good = sample(tmp_path, "yiyang")
    row = next(iter(filled(good).sections["指标区_过程"]))
    bad = texts(good, **{row["三级指标"].address: "资金到账率"})
    finding = only(bad, "PE-T012")
    assert (finding.found, finding.expected) == ("资金到账率", "资金到位率")


# --- stamp


def test_a_stamp_of_another_form_is_told_once_with_the_form_it_looks_like(tmp_path):
    found = of_template(restamped(evaluated(tmp_path), "self-evaluation", "market-reward"))
    finding = found["市场化招商奖励测算表"]
    assert finding.code == "PE-T008"
    assert finding.message.endswith("内容像是《项目支出绩效自评表》")
    assert "PE-T005" not in {one.code for one in found.values()}


# --- hidden


def test_a_row_closed_to_nothing(tmp_path):
    good = evaluated(tmp_path)
    row = int(first_row(good, "三级指标")[1:])

    def close(sheet, where):
        sheet.row_dimensions[row].height = 0.5

    finding = only(edited(good, close), "PE-T018")
    assert finding.message == f"第 {row} 行“培训人次”被隐藏，或行高几乎为零，但仍参加计算"


def test_a_row_left_out_by_a_filter(tmp_path):
    good = sample(tmp_path, "honghe-2023-reward")
    row = int(first_row(good, "项目名称")[1:])

    def filtered(sheet, where):
        sheet.auto_filter.ref = f"A{row - 1}:O{row + 5}"
        sheet.row_dimensions[row].hidden = True

    assert "被筛选" in only(edited(good, filtered), "PE-T018").message


def test_a_blank_row_hidden_to_save_paper(tmp_path):
    good = evaluated(tmp_path)
    row = int(first_row(good, "三级指标")[1:])
    longer = inserted(good, row + 1, {"A": "产出指标"}, copy_from=row)

    def hide(sheet, where):
        sheet.row_dimensions[row + 1].hidden = True

    assert codes(edited(longer, hide)) == set()


def test_the_total_hidden(tmp_path):
    good = evaluated(tmp_path)

    def hide(sheet, where):
        sheet.row_dimensions[int(where["总分"][1:])].hidden = True

    # Saved without figures, the row still has its formulas.
    assert codes(edited(good, hide)) == {"PE-T018"}


# --- nothing found


def test_columns_of_the_table_in_another_order(tmp_path):
    """分值 and 实际完成值 change places, cell by cell, names and references with them."""
    good = evaluated(tmp_path)
    form = filled(good)
    first, last = form.places["列_实际完成值"].top, form.places["指标区_满意度"].bottom
    rows = [row for section in form.sections.values() for row in section]

    def swap(book):
        sheet = book.worksheets[0]
        filled_rows = {first + 1} | {int(row["分值"].address[1:]) for row in rows}
        for number in filled_rows:
            one, other = sheet[f"E{number}"], sheet[f"F{number}"]
            one.value, other.value = other.value, one.value
            for letter in "GJ":
                cell = sheet[f"{letter}{number}"]
                if cell.data_type == "f":
                    text = cell.value.replace(f"E{number}", "?").replace(f"F{number}", f"E{number}")
                    cell.value = text.replace("?", f"F{number}")
        for row in sheet.iter_rows(min_row=first, max_row=last + 2):
            for cell in row:
                # The subtotals' sums over 分值 follow the column.
                if cell.data_type == "f" and "PE_TOTAL(F" in cell.value:
                    cell.value = cell.value.replace("F", "E")
        for name, letter in (("列_实际完成值", "F"), ("列_分值", "E")):
            book.defined_names[name].attr_text = f"'{sheet.title}'!${letter}${first + 1}"

    assert codes(booked(good, swap)) == set()


def test_a_whole_column_inserted_at_the_left(tmp_path):
    """Every reference and name one column further to the right."""
    good = evaluated(tmp_path)

    def right(text):
        pieces = text.split('"')
        pieces[::2] = [
            re.sub(
                r"(?<![A-Za-z_])(\$?)([A-J])(?=\$?\d)",
                lambda found: found[1] + chr(ord(found[2]) + 1),
                piece.replace("$K$", "$L$"),
            )
            for piece in pieces[::2]
        ]
        return '"'.join(re.sub(r"\bK(?=\d)", "L", piece) for piece in pieces)

    def insert(book):
        sheet = book.worksheets[0]
        for merged in list(sheet.merged_cells.ranges):
            merged.shift(col_shift=1)
        sheet.insert_cols(1)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.value = right(str(cell.value))
        for defined in book.defined_names.values():
            if "!" in defined.attr_text:
                sheet_name, _, address = defined.attr_text.rpartition("!")
                defined.attr_text = f"{sheet_name}!{right(address)}"

    assert codes(booked(good, insert)) == set()


@pytest.mark.parametrize("name", SAMPLES)
def test_rows_inserted_at_the_top(tmp_path, name):
    """References and names follow, as in every spreadsheet program."""
    good = sample(tmp_path, name)
    before = codes(good)
    assert codes(inserted(inserted(good, 1, {}), 1, {"A": "附件 2"})) == before


# --- told once


def test_nothing_else_is_told_of_a_form_with_two_stamps(tmp_path):
    """Whose form it is nobody knows: no finding under the wrong one, no figures."""
    bad = rewritten(evaluated(tmp_path), "docProps/custom.xml", "self-evaluation", "hubei")
    checked = check(bad)
    assert [one.code for one in checked.findings] == ["PE-T001"]
    assert (checked.verdict, checked.results) == (Verdict.REJECT, {})


def test_a_row_in_no_section_is_told_once(tmp_path):
    good = evaluated(tmp_path)
    first = int(first_row(good, "三级指标")[1:])
    values = {"A": "产出指标", "C": "漏网指标", "D": "≥1个", "E": "1个", "F": 0}
    finding = only(inserted(good, first, values), "PE-T006")
    assert finding.cell == f"A{first}"
    assert finding.message.startswith(f"第 {first} 行填了“产出指标”等内容")


def test_a_copy_of_the_form_is_told_and_counts_for_nothing(tmp_path):
    copied = booked(evaluated(tmp_path), lambda book: book.copy_worksheet(book.worksheets[0]))
    checked = check(copied)
    assert [(one.code, one.found) for one in checked.findings] == [("PE-T015", "")]
    assert checked.findings[0].message.endswith("核对的是“绩效自评表”")
    assert checked.results == {"总分": 100, "等级": "优"}


def test_a_cell_is_called_as_people_call_it(tmp_path):
    checked = check(typed(evaluated(tmp_path), 小计_产出指标_得分=49, 汇总_预算执行_分值=9))
    assert {one.name for one in checked.findings} == {"产出指标小计·得分", "预算执行汇总·分值"}
    assert not any("_" in one.message for one in checked.findings)
    # In 名称管理器 it is called otherwise.
    gone = deleted(evaluated(tmp_path), "汇总_预算执行_分值")
    assert only(gone, "PE-T005").name == "汇总_预算执行_分值"


def test_the_formula_that_an_older_template_brought_is_no_fault_of_the_person(tmp_path):
    """Saved by a program that computes nothing; of the old version only the stamp is known."""
    good = edited(evaluated(tmp_path), lambda sheet, where: None)
    old = rewritten(
        good, "xl/workbook.xml", '"模板版本" hidden="1">"2"', '"模板版本" hidden="1">"1"'
    )
    assert codes(rewritten(old, "docProps/custom.xml", ">2</vt:lpwstr>", ">1</vt:lpwstr>")) == {
        "PE-T002"
    }
