"""校验, 上一条/下一条, 清除标记 on real forms: marks lie over what is there and come off exactly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.comments import Comment
from openpyxl.styles import GradientFill, PatternFill

from addin.excel.commands import marks
from tests.addin.excel.commanding import cells_of, click, place, rules_of, sheet_of
from tests.addin.excel.engine_stand_in import Range, Rules, com_error, opened
from tests.workbook_templates.filled_forms import evaluated, rewarded
from workbook_templates import checking, description, making

#: 40 of 50 points (100×40÷50=80% of 30, 24), without a reason: one thing to explain, at its row.
LOST = {"实际完成值": "80人次"}

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def lost(tmp_path: Path) -> Any:
    return opened(evaluated(tmp_path, LOST))


def marked_cells(book: Any) -> set[str]:
    return {
        str(formatting.sqref)
        for formatting in sheet_of(book).conditional_formatting
        for rule in formatting.rules
        if rule.formula[0].startswith('"PE"<>')
    }


def test_a_form_worth_full_points_passes_and_is_not_marked(tmp_path: Path) -> None:
    # Every target is met: 10 + 50 + 30 + 10, see filled_forms.
    book = opened(evaluated(tmp_path))
    before = cells_of(book)
    notes = click("validate", book)
    assert notes.questions == []
    assert "校验结果：通过" in notes.everything
    assert "总分 100" in notes.everything
    assert cells_of(book) == before


def test_a_score_lost_without_a_reason_is_marked_and_told(lost: Any, home: Path) -> None:
    notes = click("validate", lost)
    assert "须说明 1 处" in notes.everything
    assert "得分 24，没有说明原因" in notes.everything
    assert notes.shown == [home / "pages" / "校验结果.html"]
    assert "没有说明原因" in notes.shown[0].read_text("utf-8")
    assert len(marked_cells(lost)) == 1
    (cell,) = marked_cells(lost)
    note = sheet_of(lost)[cell].comment.text
    assert note.startswith("【绩效校验 ")
    assert "没有说明原因" in note


def test_clearing_takes_the_marks_back_exactly(lost: Any) -> None:
    before = cells_of(lost)
    click("validate", lost, yes=False)
    assert cells_of(lost) != before
    notes = click("clear_marks", lost)
    assert "已清除 1 处标记" in notes.everything
    assert cells_of(lost) == before
    assert "没有校验标记" in click("clear_marks", lost).everything


def test_checking_twice_leaves_the_marks_of_the_second_check_alone(lost: Any) -> None:
    before = cells_of(lost)
    click("validate", lost)
    once = cells_of(lost)
    click("validate", lost)
    assert cells_of(lost) == once
    click("clear_marks", lost)
    assert cells_of(lost) == before


@pytest.mark.parametrize(
    "fill",
    [
        PatternFill("solid", fgColor="FF00FF00"),
        PatternFill("lightGrid", fgColor="FF112233"),
        GradientFill(stop=("FF000000", "FFFFFFFF")),
    ],
)
def test_colours_and_notes_of_a_person_stay(lost: Any, fill: Any) -> None:
    click("validate", lost)
    (cell,) = marked_cells(lost)
    click("clear_marks", lost)
    own = sheet_of(lost)[cell]
    own.fill, own.comment = fill, Comment("请张三核对", "李四")
    before = cells_of(lost)
    notes = click("validate", lost)
    assert "其中 1 处原有批注，没有改动" in notes.everything
    assert (own.fill, own.comment.text) == (fill, "请张三核对")
    assert marked_cells(lost) == {cell}
    click("clear_marks", lost)
    assert cells_of(lost) == before


def test_what_a_person_wrote_into_our_note_is_kept(lost: Any) -> None:
    click("validate", lost)
    (cell,) = marked_cells(lost)
    note = sheet_of(lost)[cell].comment
    written = note.text + "\n已问过业务处"
    sheet_of(lost)[cell].comment = Comment(written, "")
    click("clear_marks", lost)
    kept = sheet_of(lost)[cell].comment.text
    assert kept == written.partition("\n")[2]
    assert not kept.startswith("【绩效校验")


def test_a_note_of_ours_is_known_though_excel_ended_its_lines_otherwise(lost: Any) -> None:
    click("validate", lost)
    (cell,) = marked_cells(lost)
    text = sheet_of(lost)[cell].comment.text
    sheet_of(lost)[cell].comment = Comment(text.replace("\n", "\r\n"), "")
    click("clear_marks", lost)
    assert sheet_of(lost)[cell].comment is None


def test_marks_change_nothing_of_the_findings(lost: Any, tmp_path: Path) -> None:
    plain, marked = tmp_path / "a" / "表.xlsx", tmp_path / "b" / "表.xlsx"
    for path in (plain, marked):
        path.parent.mkdir()
    lost.impl.wb.save(plain)
    click("validate", lost)
    assert marked_cells(lost)
    lost.impl.wb.save(marked)
    assert checking.check(marked).findings == checking.check(plain).findings


def test_what_is_checked_is_what_is_open_and_the_file_is_left_alone(tmp_path: Path) -> None:
    path = evaluated(tmp_path)
    book, stored = opened(path), path.read_bytes()
    place(book, "项目名称").value = None
    assert "“项目名称”没有填写" in click("validate", book).everything
    assert path.read_bytes() == stored


def test_a_protected_sheet_is_told_and_findings_are_there_all_the_same(lost: Any) -> None:
    lost.sheets[0].impl.locked = True
    before = cells_of(lost)
    assert "没有在表上标记：工作表有保护" in click("validate", lost, yes=False).everything
    assert cells_of(lost) == before
    assert "没有说明原因" in click("next_finding", lost).everything


@pytest.fixture
def blank() -> Any:
    """A form with several findings."""
    return opened(making.BUILT / "项目支出绩效自评表.xlsx")


def test_a_form_on_onedrive_is_checked_and_stepped_through(lost: Any) -> None:
    lost.impl.api.FullName = "https://d.docs.live.net/0123456789abcdef/自评表.xlsx"
    assert "没有说明原因" in click("validate", lost).everything
    assert "没有说明原因" in click("next_finding", lost).everything


def test_a_thread_of_comments_gets_a_colour_and_costs_no_other_mark(blank: Any) -> None:
    click("validate", blank, yes=False)
    before = marked_cells(blank)
    click("clear_marks", blank)
    # Excel 365: a cell with a thread has no note, and takes none.
    blank.sheets[0].impl.threads.add(min(before).split(":")[0])
    told = click("validate", blank, yes=False).everything
    assert "1 处原有批注" in told
    assert "保护" not in told
    assert marked_cells(blank) == before
    assert len(before) > 1


def test_a_cell_that_nobody_may_mark_costs_no_other_mark(
    blank: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    click("validate", blank, yes=False)
    before = marked_cells(blank)
    click("clear_marks", blank)
    tried: list[Rules] = []
    add = Rules.add_custom

    def refusing(self: Rules, spec: dict[str, Any]) -> Any:
        tried.append(self)
        if len(tried) == 1:
            raise com_error(-2146827284)
        return add(self, spec)

    monkeypatch.setattr(Rules, "add_custom", refusing)
    told = click("validate", blank, yes=False).everything
    assert f"标出 {len(before) - 1} 处" in told
    assert "另有 1 处所在的工作表有保护，没有标上" in told
    assert len(marked_cells(blank)) == len(before) - 1


def test_a_check_broken_off_while_marking_can_be_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opened(making.BUILT / "项目支出绩效自评表.xlsx")
    before, noted = cells_of(book), []
    add = Range.add_note

    def failing(self: Range, text: str) -> Any:
        noted.append(text)
        if len(noted) == 3:
            raise KeyboardInterrupt  # as good as the end of the process
        return add(self, text)

    monkeypatch.setattr(Range, "add_note", failing)
    with pytest.raises(KeyboardInterrupt):
        click("validate", book)
    assert len(marked_cells(book)) == 3
    marks.clear(book)
    assert cells_of(book) == before


def test_from_finding_to_finding_and_round_again(tmp_path: Path) -> None:
    book = opened(making.BUILT / "项目支出绩效自评表.xlsx")
    assert "请先点“校验”" in click("next_finding", book).everything
    click("validate", book)
    first = click("next_finding", book)
    # A blank form: the first required field comes first.
    assert first.everything.startswith("第 1 条，共 ")
    assert "“项目名称”没有填写" in first.everything
    assert book.selection.address == book.names["项目名称"].refers_to_range.address
    second = click("next_finding", book)
    assert "“主管部门”没有填写" in second.everything
    assert click("previous_finding", book).everything == first.everything
    count = int(first.everything.partition("共 ")[2].partition(" 条")[0])
    assert click("previous_finding", book).everything.startswith(f"第 {count} 条")
    assert click("next_finding", book).everything == first.everything


def test_a_finding_whose_mark_is_gone_is_told_to_be_checked_again(lost: Any) -> None:
    click("validate", lost)
    click("clear_marks", lost)
    assert "请重新校验" in click("next_finding", lost).everything


def test_no_findings_no_steps(tmp_path: Path) -> None:
    book = opened(evaluated(tmp_path))
    click("validate", book)
    assert "上次校验没有发现问题" in click("next_finding", book).everything


@pytest.mark.parametrize("form", description.forms())
def test_every_form_is_marked_and_cleared(form: str, tmp_path: Path) -> None:
    book = opened(making.make(form, tmp_path / "空白表.xlsx")[0])
    before = cells_of(book)
    click("validate", book)
    click("next_finding", book)
    click("clear_marks", book)
    assert cells_of(book) == before


def test_the_reward_form_tells_its_amount(tmp_path: Path) -> None:
    # 5亿元 × 5‰: see the reward cases of honghe-2023.
    told = click("validate", opened(rewarded(tmp_path)), yes=False).everything
    assert "校验结果：" in told


def test_a_file_that_cannot_be_read_is_told(lost: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        lost.impl.api, "SaveCopyAs", lambda path: Path(path).write_bytes(b"\xd0\xcf\x11\xe0")
    )
    notes = click("validate", lost)
    assert notes.told[0].warning
    assert "无法读取" in notes.everything


def test_a_workbook_with_a_password_is_checked_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = evaluated(tmp_path, LOST)
    book, locked = opened(path), tmp_path / "locked"
    with path.open("rb") as content, locked.open("wb") as out:
        OOXMLFile(content).encrypt("abc123", out)
    monkeypatch.setattr(
        book.impl.api, "SaveCopyAs", lambda copy: Path(copy).write_bytes(locked.read_bytes())
    )
    assert "没有说明原因" in click("validate", book, typed="abc123").everything
    assert "无法读取" in click("validate", book, typed="").everything


def test_excel_in_the_middle_of_editing_is_told(lost: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(path: str) -> None:
        raise com_error(-2147418111)

    monkeypatch.setattr(lost.impl.api, "SaveCopyAs", refusing)
    notes = click("validate", lost)
    assert "Excel 没有接受这一步" in notes.everything


def test_rules_of_the_form_keep_their_order_under_marks(lost: Any) -> None:
    before = [rule[1:] for rule in rules_of(sheet_of(lost))]
    click("validate", lost)
    after = [rule[1:] for rule in rules_of(sheet_of(lost))]
    assert after[len(after) - len(before) :] == before
    assert '"PE"<>' in after[0][1]
