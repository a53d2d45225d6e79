"""The summary workbook of many files, read back by another library."""

from __future__ import annotations

import zipfile
from urllib.parse import unquote

import openpyxl
import pytest

from workbook_templates.checking import Checked, Finding, Severity, Verdict
from workbook_templates.checking.findings import ReadAs
from workbook_templates.reports import summary, write_summary


def finding(severity=Severity.REJECT, **more):
    texts = {
        "code": "PE-C003",
        "sheet": "自评表",
        "cell": "G8",
        "name": "总分",
        "found": "99",
        "expected": "99.54",
        "message": "“总分”显示 99",
        "clause": "第十六条",
        "advice": "请重新计算",
    } | more
    return Finding(severity=severity, **texts)


def one(number, *findings, **more):
    given = {
        "form": "项目支出绩效自评表",
        "policy": "national-2020",
        "results": {"总分": "99.54", "等级": "优"},
        "sheets": (ReadAs("自评表", "自评表", "national-2020", True, (), "培训项目", "某中心"),),
    } | more
    return Checked(f"上报/表{number}#50%.xlsx", Verdict.REJECT, tuple(findings), **given)


def written(tmp_path, *checked, made=""):
    path = tmp_path / "汇总.xlsx"
    write_summary(path, iter(checked), made=made)
    assert [each.name for each in tmp_path.iterdir()] == ["汇总.xlsx"]
    return openpyxl.load_workbook(path)


def rows(sheet):
    """The rows of a table, each by its headings."""
    head = [cell.value for cell in sheet[3]]
    return [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=4)]


def test_one_row_for_each_file_and_one_for_each_finding(tmp_path):
    book = written(
        tmp_path,
        one(1, finding(), finding(Severity.REMIND), finding(Severity.REMIND)),
        one(2, results={"奖励额合计": 1_000_000, "奖励额": [400_000, 600_000], "备用": None}),
        Checked("坏.xlsx", Verdict.UNREADABLE, (finding(sheet="", cell=""),)),
        made="2026年由 pe 生成",
    )
    files = rows(book["汇总"])
    assert [row["序号"].value for row in files] == [1, 2, 3]
    first = {name: cell.value for name, cell in files[0].items()}
    assert first["项目名称"] == "培训项目"
    assert first["单位"] == "某中心"
    assert first["结论"] == "✗ 须修改"
    assert (first["必须修改"], first["须说明"], first["提示"]) == (1, 0, 2)
    # A score is a number that can be sorted and averaged.
    assert first["总分"] == 99.54
    assert first["等级"] == "优"
    assert first["政策"] == "项目支出绩效评价管理办法（单位自评）（national-2020）"
    assert files[1]["奖励额合计"].value == 1_000_000
    assert files[1]["其他结果"].value == "备用 算不出"
    assert files[2]["结论"].value == "? 无法读取"
    found = rows(book["问题"])
    assert [row["程度"].value for row in found] == ["必须修改", "提示", "提示", "必须修改"]
    assert found[0]["问题"].value == "“总分”显示 99"
    assert found[3]["单元格"].value == "整个文件"
    assert book["汇总"]["A2"].value == book["问题"]["A2"].value == "2026年由 pe 生成"


def test_links_lead_to_the_files_and_cells(tmp_path):
    book = written(tmp_path, one(1, finding()))
    link = rows(book["汇总"])[0]["文件"].hyperlink
    # Each step is percent-encoded, so that # and % of a name are no marks of an address.
    assert unquote(link.target).replace("\\", "/") == "上报/表1#50%.xlsx"
    cell = rows(book["问题"])[0]["单元格"].hyperlink
    assert unquote(cell.target).replace("\\", "/") == "上报/表1#50%.xlsx"
    assert unquote(cell.location) == "'自评表'!G8"


def test_it_can_be_filtered_and_printed(tmp_path):
    book = written(tmp_path, one(1, finding()))
    for sheet in book:
        assert sheet.freeze_panes == "C4"
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.page_setup.fitToHeight == 0


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://x.example", "\x00\ud800<b>"]
)
def test_texts_stay_texts(tmp_path, text):
    texts = dict.fromkeys(
        ("code", "sheet", "cell", "name", "found", "expected", "message", "clause", "advice"), text
    )
    sheets = (ReadAs(text, text, text, True, (), text, text),)
    checked = Checked(
        text,
        Verdict.REJECT,
        (finding(**texts),),
        text,
        text,
        {text: text, "总分": text},
        (),
        sheets,
    )
    book = written(tmp_path, checked)
    for sheet in book:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    with zipfile.ZipFile(tmp_path / "汇总.xlsx") as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)


def test_a_long_text_is_cut_and_says_so(tmp_path):
    book = written(tmp_path, one(1, finding(message="长" * 40_000)))
    told = rows(book["问题"])[0]["问题"].value
    assert told.endswith("（全文 40,000 字，其余见原文件）")
    assert len(told) < 1100


def test_more_findings_than_a_sheet_holds_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(summary, "MOST_FINDINGS", 3)
    monkeypatch.setattr(summary, "MOST_LINKS", 2)
    sheet = written(tmp_path, one(1, *[finding()] * 5), one(2, finding()), one(3))["问题"]
    told = rows(sheet)
    assert [row["序号"].value for row in told] == [1, 2, 3, "其余 3 处没有列出，请分批校验。"]
    assert [bool(row["单元格"].hyperlink) for row in told[:3]] == [True, True, False]


def test_no_file_at_all(tmp_path):
    assert rows(written(tmp_path)["汇总"]) == []


def test_a_failure_leaves_nothing_behind(tmp_path):
    def broken():
        yield one(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_summary(tmp_path / "汇总.xlsx", broken())
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OSError, match="没有"):
        write_summary(tmp_path / "没有" / "汇总.xlsx", [one(1)])
