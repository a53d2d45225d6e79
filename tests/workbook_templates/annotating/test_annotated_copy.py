"""An annotated copy: the remarks are there, and everything else is as it was."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.workbook_templates.annotating.workbooks import (
    MACROS,
    checked,
    contents,
    finding,
    plain,
    rewritten,
    rich,
)
from workbook_templates.annotating import AnnotationFault, annotate
from workbook_templates.checking import Checked, Severity, Verdict

#: The only parts of `rich` that an annotation of its first sheet may change.
TOUCHED = {
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
}
ON_THE_CELLS = (
    finding("B3"),
    finding("D4", Severity.EXPLAIN, "失分没有说明"),
    finding("D4", Severity.REJECT, "得分超过分值"),
    finding("C11", Severity.REMIND, "合并的格里"),
    finding("Z90", Severity.REMIND, "远处的空行"),
)


@pytest.fixture(params=["表.xlsx", "表.xlsm"])
def original(request, tmp_path) -> Path:
    return rich(tmp_path / request.param)


def annotated(path: Path, *findings, made: str = "") -> Path:
    out = path.with_name(f"批注-{path.name}")
    annotate(path, out, checked(*findings), made=made)
    return out


def opened(path: Path):
    return openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm")


def said(sheet) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def coloured(sheet) -> dict[str, str]:
    """The colour of our own rules, by place."""
    return {
        str(places.sqref): rule.dxf.fill.bgColor.rgb
        for places in sheet.conditional_formatting
        for rule in places.rules
        if rule.formula == ['"绩效校验"="绩效校验"']
    }


def test_every_other_part_is_the_same_byte_for_byte(original):
    before, after = contents(original), contents(annotated(original, *ON_THE_CELLS))
    assert {name for name, content in before.items() if after.get(name) != content} == TOUCHED
    # Nothing new but the sheet: this workbook had comments already.
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}
    if original.suffix == ".xlsm":
        assert after["xl/vbaProject.bin"] == MACROS


def test_the_cells_themselves_are_the_same_byte_for_byte(original):
    before, after = contents(original), contents(annotated(original, *ON_THE_CELLS))
    for part in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"):
        for group in (
            b"sheetData",
            b"dataValidations",
            b"sheetProtection",
            b"drawing ",
            b"bookViews",
        ):
            found = re.search(b"<" + group + b".*?(/>|</" + group + b">)", before[part], re.DOTALL)
            assert found is None or found[0] in after[part]
    # The workbook's own formats keep their numbers: they are the first of the new list still.
    own = re.search(rb"<cellXfs[^>]*>(.*)</cellXfs>", before["xl/styles.xml"], re.DOTALL)
    assert re.search(rb"<cellXfs[^>]*>" + re.escape(own[1]), after["xl/styles.xml"])


def test_the_original_is_not_changed(original):
    before = original.read_bytes()
    annotated(original, finding())
    assert original.read_bytes() == before
    assert {path.name for path in original.parent.iterdir()} == {
        original.name,
        f"批注-{original.name}",
    }


def test_remarks_stand_on_their_cells(original):
    sheet = opened(annotated(original, *ON_THE_CELLS))["自评表"]
    told = said(sheet)
    assert told["D4"] == (
        "〔绩效校验〕\n"
        "【必须修改】得分超过分值\n怎么办：请重新计算\n依据：第十六条\n\n"
        "【须说明】失分没有说明\n怎么办：请重新计算\n依据：第十六条"
    )
    # A merged range shows the comment of its first cell.
    assert "合并的格里" in told["B10"]
    assert told["Z90"].startswith("〔绩效校验〕\n【提示】远处的空行")
    # Red, yellow and blue by the gravest finding; the whole merged range.
    assert coloured(sheet) == {
        "B3 D4": "FFFFC7CE",
        "B10:D12 Z90": "FFBDD7EE",
    }


def test_what_others_wrote_stays(original):
    sheet = opened(annotated(original, finding("B3")))["自评表"]
    told = said(sheet)
    assert told["A5"] == "已核对"
    assert told["B3"].startswith("请补充附件\n〔绩效校验〕\n【必须修改】")
    assert sheet["B3"].comment.author == "审核人"


def test_the_sheet_of_findings_leads_to_each_place(original):
    here = finding("A1", sheet="数据'表", message="另一张表")
    book = opened(annotated(original, finding("B3"), here, finding("", sheet="", message="整份")))
    assert book.sheetnames == ["自评表", "数据'表", "校验结果"]
    sheet = book["校验结果"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert [row[:4] for row in rows] == [
        ["1", "必须修改", "自评表", "B3"],
        ["2", "必须修改", "数据'表", "A1"],
        ["3", "必须修改", "—", "整个文件"],
    ]
    assert rows[0][4:7] == ["总分", "99", "99.54"]
    assert rows[0][7:] == ["“总分”显示 99，应为 99.54", "请重新计算", "第十六条", "PE-C003"]
    assert sheet["D6"].hyperlink.location == "'自评表'!B3"
    assert sheet["D7"].hyperlink.location == "'数据''表'!A1"
    assert sheet["D8"].hyperlink is None
    assert sheet.freeze_panes == "A6"
    assert sheet.print_title_rows == "$5:$5"
    assert book.active.title == "自评表"


def test_annotating_again_replaces(original):
    first = annotated(original, *ON_THE_CELLS)
    same = first.with_name(f"同-{first.name}")
    annotate(first, same, checked(*ON_THE_CELLS))
    assert contents(same) == contents(first)


def test_what_was_mended_loses_its_remark(original):
    first = annotated(original, *ON_THE_CELLS)
    second = annotated(first, finding("D5", message="新的问题"))
    book = opened(second)
    assert book.sheetnames == ["自评表", "数据'表", "校验结果"]
    told = said(book["自评表"])
    assert set(told) == {"A5", "B3", "D5"}
    assert told["B3"] == "请补充附件"
    assert coloured(book["自评表"]) == {"D5": "FFFFC7CE"}
    boxes = contents(second)["xl/drawings/vmlDrawing1.vml"]
    assert boxes.count(b'ObjectType="Note"') == 3
    none = annotated(second)
    assert set(said(opened(none)["自评表"])) == {"A5", "B3"}
    assert "没有发现需要处理的问题" in str(opened(none)["校验结果"]["A6"].value)


def test_annotating_again_what_another_program_saved(original):
    """openpyxl writes parts, styles and comments anew: ours are still known, and go."""
    first = annotated(original, *ON_THE_CELLS)
    saved = first.with_name(f"存-{original.name}")
    opened(first).save(saved)
    second = opened(annotated(saved, finding("D5")))
    assert second.sheetnames == ["自评表", "数据'表", "校验结果"]
    told = said(second["自评表"])
    assert {cell: text for cell, text in told.items() if cell != "D5"} == {
        "A5": "已核对",
        "B3": "请补充附件",
    }
    assert coloured(second["自评表"]) == {"D5": "FFFFC7CE"}


def test_a_sheet_of_the_persons_own_with_that_name_stays(tmp_path):
    path = plain(tmp_path / "表.xlsx", "自评表", "校验结果")
    first = annotated(path, finding("A1"))
    assert opened(first).sheetnames == ["自评表", "校验结果", "校验结果 (2)"]
    assert opened(first)["校验结果"]["A1"].value == "一"
    assert opened(annotated(first, finding("A1"))).sheetnames == opened(first).sheetnames


def test_texts_stay_texts(tmp_path):
    hostile = "=1+1</t><script>&\x00\x1b\ud800\ufffe_x0041_\u202e]]>"
    shown = "=1+1</t><script>&" + "\ufffd" * 4 + "_x0041_\ufffd]]>"
    path = plain(tmp_path / "表.xlsx")
    out = annotated(
        path, finding("A1", message=hostile, name=hostile, advice=hostile), made=hostile
    )
    book = opened(out)
    assert shown in said(book["自评表"])["A1"].replace("_x005F_", "_")
    cell = book["校验结果"]["H6"]
    assert cell.data_type == "s"
    assert cell.value.replace("_x005F_", "_") == shown
    assert b"<f>" not in contents(out)["xl/worksheets/sheet2.xml"]


@pytest.mark.parametrize(
    "cell", ["", "B", "B0", "ZZZZ1", "XFE1", "A1048577", "整表", "B3;C4", "A1:"]
)
def test_a_place_that_is_none_is_only_listed(tmp_path, cell):
    book = opened(annotated(plain(tmp_path / "表.xlsx"), finding(cell)))
    assert said(book["自评表"]) == {}
    assert book["校验结果"]["D6"].hyperlink is None


def test_a_sheet_that_is_gone_is_only_listed(tmp_path):
    book = opened(annotated(plain(tmp_path / "表.xlsx"), finding("A1", sheet="没有的表")))
    assert said(book["自评表"]) == {}
    assert book["校验结果"]["D6"].hyperlink is None


def test_other_spellings_of_the_same_workbook(tmp_path):
    """Prefixes as the SDK of the format's maker writes them; UTF-16; no styles at all."""

    def prefixed(xml: bytes) -> bytes:
        out = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", xml)
        return out.replace(b" xmlns=", b" xmlns:x=")

    def wide(xml: bytes) -> bytes:
        return xml.decode().replace("UTF-8", "UTF-16").encode("utf-16")

    path = rich(tmp_path / "表.xlsx")
    for change in (prefixed, wide):
        for part in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/comments1.xml"):
            path = rewritten(rich(tmp_path / "表.xlsx"), part, change)
            sheet = opened(annotated(path, finding("B3"), finding("D4")))["自评表"]
            assert set(said(sheet)) == {"A5", "B3", "D4"}
            assert coloured(sheet) == {"B3 D4": "FFFFC7CE"}
    bare = rewritten(
        plain(tmp_path / "无.xlsx"),
        "xl/_rels/workbook.xml.rels",
        lambda xml: re.sub(rb"<Relationship [^>]*styles[^>]*>", b"", xml),
        without="xl/styles.xml",
    )
    assert coloured(opened(annotated(bare, finding("A1")))["自评表"]) == {"A1": "FFFFC7CE"}


def test_a_conversation_is_left_alone(tmp_path):
    thread = rewritten(
        rich(tmp_path / "表.xlsx"),
        "xl/comments1.xml",
        lambda xml: xml.replace("审核人".encode(), b"tc={0B1E}"),
    )
    before = contents(thread)["xl/comments1.xml"]
    out = annotated(thread, finding("B3"))
    assert contents(out)["xl/comments1.xml"] == before
    assert coloured(opened(out)["自评表"]) == {"B3": "FFFFC7CE"}


def test_refusals(tmp_path):
    path = plain(tmp_path / "表.xlsx")
    with pytest.raises(ValueError, match="itself"):
        annotate(path, path, checked(finding()))
    text = tmp_path / "文字.xlsx"
    text.write_text("不是工作簿", "utf-8")
    for wrong in (
        text,
        rewritten(path, "xl/styles.xml", lambda xml: xml[:200]),
        rewritten(
            path,
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1),
        ),
        rewritten(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"UTF-8", b"GBK", 1)),
    ):
        with pytest.raises(AnnotationFault) as fault:
            annotate(wrong, tmp_path / "出.xlsx", checked(finding("A1")))
        assert fault.value.advice
        assert not (tmp_path / "出.xlsx").exists()
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]


def test_many_findings_in_one_cell_and_many_cells(tmp_path):
    many = [finding("A1", message=f"第{n}处") for n in range(20)]
    spread = [finding(f"B{n}") for n in range(1, 2501)]
    out = annotated(plain(tmp_path / "表.xlsx"), *many, *spread)
    sheet = opened(out)["自评表"]
    assert said(sheet)["A1"].endswith("另有 12 处，见工作表“校验结果”")
    assert len(said(sheet)) == 2501
    assert opened(out)["校验结果"].max_row == 5 + 2520


def test_libreoffice_shows_it_all(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI") == "true":
            pytest.fail("没有安装 LibreOffice")
        pytest.skip("没有安装 LibreOffice")
    out = annotated(rich(tmp_path / "表.xlsx"), *ON_THE_CELLS)
    done = tmp_path / "存"
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "xlsx", "--outdir", str(done), str(out)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    book = openpyxl.load_workbook(done / out.name)
    sheet = book["自评表"]
    assert set(said(sheet)) == {"A5", "B3", "B10", "D4", "Z90"}
    assert coloured(sheet) == {"B3 D4": "FFFFC7CE", "B10:D12 Z90": "FFBDD7EE"}
    assert book["校验结果"]["D6"].hyperlink.location == "'自评表'!B3"
    assert len(sheet._charts) == 1
    # What LibreOffice saved can be annotated again, and ours is known in it.
    again = opened(annotated(done / out.name, finding("D5")))
    assert set(said(again["自评表"])) == {"A5", "B3", "D5"}
    assert again.sheetnames == ["自评表", "数据'表", "校验结果"]
    assert coloured(again["自评表"]) == {"D5": "FFFFC7CE"}


def test_an_unreadable_files_answer_can_be_put_on_a_workbook(tmp_path):
    out = tmp_path / "出.xlsx"
    answer = Checked("表.xlsx", Verdict.UNREADABLE)
    annotate(plain(tmp_path / "表.xlsx"), out, answer)
    assert "没有检查" in str(opened(out)["校验结果"]["A6"].value)
