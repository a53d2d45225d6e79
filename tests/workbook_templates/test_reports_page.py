"""The page of a check, read back as a browser's parser would: what is text stays text."""

from __future__ import annotations

import os
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook_templates.checking.findings import (
    Checked,
    Finding,
    ReadAs,
    Scored,
    Severity,
    Verdict,
)
from workbook_templates.reports import render, write_page
from workbook_templates.reports.links import names, to_cell, to_file
from workbook_templates.reports.texts import clean, clip, figure

HOSTILE = [
    "<script>document.title='x'</script>",
    "</script><script>x</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onclick="alert(1)',
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% raw %}{# #}",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "//host/share",
    "\\\\host\\share",
    "\ud800<b>\udfff",
    "\x00\x07\x1b[31m",
    "[bold red]x[/] [link=http://x]y[/link]",
    "a\r\nb\tc",
    "-->]]>&amp;&#x3c;",
    "\u202egnp.exe",
]


class Page(HTMLParser):
    """What a page holds: start tags with their attributes, texts outside script and style."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags = []
        self.texts = []
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside not in {"script", "style"}:
            self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)

    def of(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]

    def links(self):
        return [attrs["href"] for attrs in self.of("a")]


def finding(severity=Severity.REJECT, **given_texts):
    texts = {
        "code": "PE-C003",
        "sheet": "自评表",
        "cell": "G8",
        "name": "总分",
        "found": "99",
        "expected": "99.54",
        "message": "“总分”显示 99",
        "clause": "第十六条",
        "advice": "请重新计算后保存",
    } | given_texts
    return Finding(severity=severity, **texts)


def filled(text):
    """A file with `text` in every place that a workbook's text can reach."""
    findings = tuple(
        Finding("PE-X", severity, text, text, text, text, text, text, text, text)
        for severity in Severity
    )
    return Checked(
        text, Verdict.REJECT, findings, text, text, {text: text}, (Scored(text, text, text, text),)
    )


def test_says_everything_of_a_finding_once():
    page = Page(render("审核结果", [Checked("表.xlsx", Verdict.REJECT, (finding(),))]))
    for part in ("G8", "自评表", "99.54", "“总分”显示 99", "依据：第十六条", "请重新计算后保存"):
        assert page.text.count(part) == 1
    assert "PE-C003" in page.text


def test_counts_files_and_findings():
    checked = [
        Checked("甲.xlsx", Verdict.PASS, (finding(Severity.REMIND),)),
        Checked("乙.xlsx", Verdict.REJECT, (finding(), finding(), finding(Severity.EXPLAIN))),
        Checked("丙.xlsx", Verdict.UNREADABLE),
    ]
    text = Page(render("审核结果", checked)).text
    assert "共检查 3 份文件：通过 1 份、须修改 1 份、无法读取 1 份。" in text
    assert "共发现：必须修改 2 处、须说明 1 处、提示 1 处。" in text
    assert "文件无法读取，没有检查。" in text


def test_groups_findings_gravest_first():
    findings = (
        finding(Severity.REMIND, message="丙句"),
        finding(Severity.REJECT, message="甲句"),
        finding(Severity.EXPLAIN, message="乙句"),
    )
    text = Page(render("审核结果", [Checked("表.xlsx", Verdict.REJECT, findings)])).text
    assert text.index("甲句") < text.index("乙句") < text.index("丙句")


def test_shows_results_and_workings():
    one = Checked(
        "表.xlsx",
        Verdict.PASS,
        form="奖励测算表",
        policy="红政办发〔2023〕12号",
        results={"奖励额": "1000000", "成本节约率": None},
        scored=(Scored("某项目", "L6", "1000000", "101亿元 × 1‰，按最高 100万元计。"),),
    )
    text = Page(render("审核结果", [one])).text
    for part in ("奖励测算表", "红政办发〔2023〕12号", "1,000,000", "算不出", "L6", "某项目"):
        assert part in text
    assert "101亿元 × 1‰，按最高 100万元计。" in text
    assert "没有发现需要处理的问题。" in text


def test_contents_lead_to_each_file_and_ids_are_unique():
    checked = [Checked(f"{n}.xlsx", Verdict.PASS) for n in range(30)]
    page = Page(render("审核结果", checked))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    inside = [link[1:] for link in page.links() if link.startswith("#")]
    assert {f"file-{n}" for n in range(1, 31)} <= set(inside) <= set(ids)
    labels = {attrs["aria-labelledby"] for _, attrs in page.tags if "aria-labelledby" in attrs}
    assert labels <= set(ids)


def test_headings_step_by_one_and_header_cells_have_a_scope():
    checked = [
        Checked("甲.xlsx", Verdict.REJECT, (finding(),), scored=(Scored("a", "A1", "1", "b"),)),
        Checked("乙.xlsx", Verdict.PASS),
    ]
    page = Page(render("审核结果", checked))
    levels = [int(tag[1]) for tag, _ in page.tags if tag in {"h1", "h2", "h3", "h4", "h5"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.of("th")
    assert all(attrs.get("scope") in {"col", "row"} for attrs in page.of("th"))


def test_one_severity_needs_no_filter():
    both = (finding(), finding(Severity.REMIND))
    assert len(Page(render("a", [Checked("a", Verdict.REJECT, both)])).of("input")) == 2
    assert not Page(render("a", [Checked("a", Verdict.REJECT, both[:1])])).of("input")


def test_nothing_is_fetched_from_anywhere():
    page = Page(render("审核结果", [Checked("表.xlsx", Verdict.REJECT, (finding(),))], note="注"))
    assert not [attrs for _, attrs in page.tags if "src" in attrs or "srcset" in attrs]
    assert {tag for tag, _ in page.tags}.isdisjoint({"link", "img", "iframe", "object", "base"})


def test_no_file_at_all():
    assert "没有检查任何文件。" in Page(render("审核结果", [])).text


def harmless(html):
    """The page has our one script, no handlers, and no link that leaves for elsewhere."""
    page = Page(html)
    expected = Page(render("a", [filled("a")], note="a", made="a"))
    # Only links may be fewer: one that cannot be written safely is left out.
    assert [t for t, _ in page.tags if t != "a"] == [t for t, _ in expected.tags if t != "a"]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    for link in page.links():
        parts = urlsplit(link)
        assert not parts.scheme
        assert not parts.netloc
        assert not link.startswith(("/", "\\"))
    html.encode("utf-8")
    return page


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    page = harmless(render(text, [filled(text)], note=text, made=text))
    assert clean(text) in page.text


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=40))
def test_any_text_stays_text(text):
    harmless(render(text, [filled(text)], note=text, made=text))


def test_a_huge_text_is_cut_and_the_page_says_so():
    page = Page(render("审核结果", [filled("长" * 100_000)]))
    assert "（全文 100,000 字，其余见原文件）" in page.text
    assert len(page.text) < 100_000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\rc\td", "a\nb\nc d"),
        ("\ud800x", "\ufffdx"),
        ("\x1b[31m\x00", "\ufffd[31m\ufffd"),
        ("\u202eab\u2066", "\ufffdab\ufffd"),
        ("预算　绩效", "预算　绩效"),
    ],
)
def test_clean(text, shown):
    assert clean(text) == shown


def test_clip_says_how_long_the_whole_is():
    assert clip("一二三", 3) == "一二三"
    assert clip("一二三四", 3) == "一二三……（全文 4 字，其余见原文件）"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "算不出"),
        ("优", "优"),
        ("99.54", "99.54"),
        ("9999", "9999"),
        ("1000000", "1,000,000"),
        ("-12345.60", "-12,345.60"),
        ("00123456", "00123456"),
        (92.0, "92"),
        (1000000, "1,000,000"),
        ("97.67%", "97.67%"),
        (True, "是"),
        ([1000000, None, 0, "优"], "1,000,000、算不出、0、优"),
        ([], "—"),
    ],
)
def test_figure(value, shown):
    assert figure(value) == shown


@pytest.mark.parametrize(
    ("files", "called"),
    [
        (["/a/b/甲.xlsx"], ["甲.xlsx"]),
        (["甲.xlsx"], ["甲.xlsx"]),
        (["d/甲.xlsx", "d/乙.xlsx"], ["甲.xlsx", "乙.xlsx"]),
        (["/d/一/甲.xlsx", "/d/二/甲.xlsx"], ["一/甲.xlsx", "二/甲.xlsx"]),
        (["d/甲.xlsx", "乙.xlsx"], ["d/甲.xlsx", "乙.xlsx"]),
        (["/d/甲.xlsx", "乙.xlsx"], ["/d/甲.xlsx", "乙.xlsx"]),
        ([], []),
    ],
)
def test_files_are_called_without_their_common_folder(files, called):
    assert [name.replace(os.sep, "/") for name in names(files)] == called


def test_a_result_of_every_row_stays_out_of_the_contents():
    one = Checked("a", Verdict.PASS, results={"奖励额": [184000, 600000], "合计": 784000})
    text = Page(render("审核结果", [one, Checked("b", Verdict.PASS)])).text
    assert text.count("184,000、600,000") == 1
    assert text.count("784,000") == 2


def test_a_cell_link_names_file_sheet_and_cell():
    link = to_cell(to_file("审核/附件 1#.xlsx"), "o'表 1", "B12")
    assert link is not None
    path, fragment = link.split("#")
    assert unquote(path) == "审核/附件 1#.xlsx"
    assert unquote(fragment) == "'o''表 1'!B12"
    assert link.isascii()


@pytest.mark.parametrize("file", ["", "/x.xlsx", "//host/x.xlsx", "\ud800.xlsx"])
def test_no_link_where_none_is_safe(file):
    assert to_file(file) is None
    assert to_cell(to_file(file), "表", "A1") is None


def test_a_link_without_a_cell_is_none():
    assert to_cell("表.xlsx", "表", "") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows 的文件名不能含冒号")
def test_a_file_name_is_never_a_scheme():
    assert to_file("javascript:alert(1)") == "javascript%3Aalert%281%29"


def test_links_start_at_the_folder_of_the_page(tmp_path, monkeypatch):
    (tmp_path / "表格").mkdir()
    (tmp_path / "报告").mkdir()
    (tmp_path / "表格" / "甲.xlsx").touch()
    (tmp_path / "报告" / "乙.xlsx").touch()
    monkeypatch.chdir(tmp_path)
    report = tmp_path / "报告"
    assert unquote(to_file("表格/甲.xlsx", report) or "") == "../表格/甲.xlsx"
    assert unquote(to_file(str(tmp_path / "表格" / "甲.xlsx"), report) or "") == "../表格/甲.xlsx"
    # A bare name that lies beside the page and not in the working folder.
    assert unquote(to_file("乙.xlsx", report) or "") == "乙.xlsx"


def test_write_page_links_and_leaves_nothing_else(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.xlsx").touch()
    (tmp_path / "out").mkdir()
    path = Path("out", "结果.html")
    write_page(path, "审核结果", [Checked("甲.xlsx", Verdict.REJECT, (finding(),))], made="今天")
    links = [unquote(link) for link in Page(path.read_text("utf-8")).links()]
    assert "../甲.xlsx#'自评表'!G8" in links
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["结果.html"]


def test_a_failed_write_keeps_the_old_page(tmp_path, monkeypatch):
    path = tmp_path / "结果.html"
    path.write_text("旧", "utf-8")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_page(path, "审核结果", [])
    assert path.read_text("utf-8") == "旧"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_code_leads_to_its_explanation_in_the_page():
    findings = (finding(), finding(code="PE-X999"))
    page = Page(render("审核结果", [Checked("表.xlsx", Verdict.REJECT, findings)]))
    assert "#PE-C003" in page.links()
    assert "#PE-X999" not in page.links()
    assert [attrs["id"] for attrs in page.of("tr") if "id" in attrs] == ["PE-C003"]
    assert "“〈名称〉”显示 〈所填〉" in page.text


def test_says_how_sheets_were_taken_and_calls_the_policy_by_its_title():
    columns = ("D 指标值＝年度指标值", "F 分值＝分值")
    sheets = (
        ReadAs("附表1", "项目支出绩效自评表", "national-2020", False, columns),
        ReadAs("附表2", "评分表", "没有的政策", True),
    )
    one = Checked(
        "表.xlsx",
        Verdict.PASS,
        policy="national-2020、没有的政策",
        sheets=sheets,
        others=("封面", "<b>"),
    )
    text = Page(render("审核结果", [one])).text
    assert "工作表“附表1”按表头识别为“项目支出绩效自评表”，按政策“项目支出绩效评价" in text
    assert "（national-2020）”校验；列：D 指标值＝年度指标值，F 分值＝分值。" in text
    assert "“附表2”按" not in text
    assert "没有校验的工作表：封面、<b>。" in text
    assert "政策：项目支出绩效评价管理办法（单位自评）（national-2020）、没有的政策" in text


def test_many_files_can_be_filtered_by_name():
    several = [Checked("甲.xlsx", Verdict.REJECT, (finding(),)), Checked("乙.xlsx", Verdict.PASS)]
    page = Page(render("审核结果", several))
    assert [attrs.get("id") for attrs in page.of("input")] == ["clean", "find"]
    assert not Page(render("审核结果", several[:1])).of("input")
