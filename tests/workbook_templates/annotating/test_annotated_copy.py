"""An annotated copy: the remarks are there, and everything else is as it was."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

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


#: Our own shades of red, yellow and blue.
RED, YELLOW, BLUE = "FFFFC7CD", "FFFFE698", "FFBDD7EF"


def coloured(sheet) -> dict[str, str]:
    """Which cells have a colour of ours, and which one."""
    fills = {
        cell.coordinate: cell.fill.fgColor.rgb
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid"
    }
    return {cell: colour for cell, colour in fills.items() if colour in (RED, YELLOW, BLUE)}


def bare(cells: bytes) -> bytes:
    """The cells of a sheet without their formats, and without those that hold nothing."""
    cells = re.sub(rb' s="\d+"', b"", cells)
    cells = re.sub(rb'<c r="[A-Z]+\d+"/>', b"", cells)
    return re.sub(rb'<row r="90"></row>', b"", cells)


def test_every_other_part_is_the_same_byte_for_byte(original):
    before, after = contents(original), contents(annotated(original, *ON_THE_CELLS))
    assert {name for name, content in before.items() if after.get(name) != content} == TOUCHED
    # Nothing new but the sheet: this workbook had comments already.
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}
    if original.suffix == ".xlsm":
        assert after["xl/vbaProject.bin"] == MACROS


def test_of_the_cells_only_the_number_of_their_format_changes(original):
    before, after = contents(original), contents(annotated(original, *ON_THE_CELLS))
    data = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
    cells = [data.search(parts["xl/worksheets/sheet1.xml"])[0] for parts in (before, after)]
    assert cells[0] != cells[1]
    assert bare(cells[0]) == bare(cells[1])
    for part in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"):
        for group in (
            b"conditionalFormatting",
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


@pytest.mark.parametrize(
    "said", [b'<calcPr calcId="191029"/>', b'<calcPr calcMode="manual" iterate="1" calcId="0"/>']
)
def test_how_the_workbook_is_calculated_stays(tmp_path, said):
    # A smaller number would have Excel compute everything anew when it opens the copy.
    path = rewritten(
        plain(tmp_path / "表.xlsx"),
        "xl/workbook.xml",
        lambda part: re.sub(b"<calcPr[^>]*>", said, part),
    )
    found = re.findall(b"<calcPr[^>]*>", contents(annotated(path, finding()))["xl/workbook.xml"])
    assert found == [said]


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
    # By the gravest finding; a merged range shows the colour of its first cell.
    assert coloured(sheet) == {"B3": RED, "D4": RED, "B10": BLUE, "Z90": BLUE}


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
    assert coloured(book["自评表"]) == {"D5": RED}
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
    assert coloured(second["自评表"]) == {"D5": RED}


def test_a_cell_gets_back_the_fill_it_had(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "表.xlsx")
    sheet = book.add_worksheet("自评表")
    look = book.add_format({"bg_color": "#FFF2CC", "bold": True, "num_format": "0.00%"})
    column = book.add_format({"bg_color": "#DDEBF7"})
    sheet.set_column("C:C", 12, column)
    sheet.set_row(6, 30, look)
    sheet.write("B2", 0.5, look)
    sheet.write("B3", 0.5)
    book.close()
    places = ("B2", "B3", "C9", "D7", "E9")
    first = annotated(tmp_path / "表.xlsx", *(finding(cell) for cell in places))
    marked = opened(first)["自评表"]
    assert coloured(marked) == dict.fromkeys(places, RED)
    assert marked["B2"].number_format == "0.00%"
    assert marked["D7"].font.bold
    # Saved by another program, which numbers the formats anew; then all is mended.
    saved = tmp_path / "存.xlsx"
    opened(first).save(saved)
    for path in (first, saved):
        clean = opened(annotated(path))["自评表"]
        assert coloured(clean) == {}
        for cell, fill in zip(
            places, ("FFFFF2CC", None, "FFDDEBF7", "FFFFF2CC", None), strict=True
        ):
            given = clean[cell].fill
            assert (given.fgColor.rgb if given.fill_type else None) == fill
        assert clean["B2"].number_format == "0.00%"
    sheets = [
        contents(path)["xl/worksheets/sheet1.xml"]
        for path in (tmp_path / "表.xlsx", annotated(first))
    ]
    styles = [re.findall(rb'r="(B2|B3)" s="(\d+)"', each) for each in sheets]
    assert styles[0] == [each for each in styles[1] if each[1] != b"0"]


def test_cells_are_made_in_their_order(tmp_path):
    """In an empty sheet, in a row without cells, between cells, before and behind them."""
    book = xlsxwriter.Workbook(tmp_path / "表.xlsx")
    sheet = book.add_worksheet("自评表")
    sheet.set_row(4, 30)
    sheet.write("C3", 1)
    sheet.write("F3", 2)
    book.add_worksheet("空")
    book.close()
    places = ["A1", "D3", "A3", "H3", "E3", "B5", "A4", "C9", "B9", "C3"]
    out = annotated(
        tmp_path / "表.xlsx",
        *(finding(cell) for cell in places),
        *(finding(cell, sheet="空") for cell in ("B2", "A2", "C1")),
    )
    parts = contents(out)
    for part, cells in (
        ("sheet1", "A1 A3 C3 D3 E3 F3 H3 A4 B5 B9 C9"),
        ("sheet2", "C1 A2 B2"),
    ):
        xml = parts[f"xl/worksheets/{part}.xml"].decode()
        assert " ".join(re.findall(r'<c [^>]*?\br="(\w+)"', xml)) == cells
        rows = [int(number) for number in re.findall(r'<row r="(\d+)"', xml)]
        assert rows == sorted(set(rows))
    assert coloured(opened(out)["自评表"]) == dict.fromkeys(places, RED)


def test_a_range_that_is_not_merged_is_coloured_whole(tmp_path):
    path = annotated(plain(tmp_path / "表.xlsx"), finding("B2:C3"), finding("C3", Severity.REMIND))
    sheet = opened(path)["自评表"]
    assert coloured(sheet) == dict.fromkeys(("B2", "C2", "B3", "C3"), RED)


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
            assert coloured(sheet) == {"B3": RED, "D4": RED}
    unstyled = rewritten(
        plain(tmp_path / "无.xlsx"),
        "xl/_rels/workbook.xml.rels",
        lambda xml: re.sub(rb"<Relationship [^>]*styles[^>]*>", b"", xml),
        without="xl/styles.xml",
    )
    assert coloured(opened(annotated(unstyled, finding("A1")))["自评表"]) == {"A1": RED}


def test_a_conversation_is_left_alone(tmp_path):
    thread = rewritten(
        rich(tmp_path / "表.xlsx"),
        "xl/comments1.xml",
        lambda xml: xml.replace("审核人".encode(), b"tc={0B1E}"),
    )
    before = contents(thread)["xl/comments1.xml"]
    out = annotated(thread, finding("B3"))
    assert contents(out)["xl/comments1.xml"] == before
    assert coloured(opened(out)["自评表"]) == {"B3": RED}


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
    assert coloured(sheet) == {"B3": RED, "D4": RED, "B10": BLUE, "Z90": BLUE}
    assert book["校验结果"]["D6"].hyperlink.location == "'自评表'!B3"
    assert len(sheet._charts) == 1
    # What LibreOffice saved can be annotated again, and ours is known in it.
    again = opened(annotated(done / out.name, finding("D5")))
    assert set(said(again["自评表"])) == {"A5", "B3", "D5"}
    assert again.sheetnames == ["自评表", "数据'表", "校验结果"]
    assert coloured(again["自评表"]) == {"D5": RED}


def test_an_unreadable_files_answer_can_be_put_on_a_workbook(tmp_path):
    out = tmp_path / "出.xlsx"
    answer = Checked("表.xlsx", Verdict.UNREADABLE)
    annotate(plain(tmp_path / "表.xlsx"), out, answer)
    assert "没有检查" in str(opened(out)["校验结果"]["A6"].value)
