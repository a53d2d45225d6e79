"""The page in a real browser: no errors, the filter works, nothing is cut off on paper."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape

import pytest

from workbook_templates.checking.findings import Checked, Finding, Scored, Severity, Verdict
from workbook_templates.reports import render

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
HOSTILE = "<script>document.title='x'</script><img src=x onerror=\"document.title='x'\">{{7*7}}"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    """Run headless Chromium on a page text; answers what it printed and what it logged."""
    missing = [] if shutil.which("pdftotext") else ["pdftotext"]
    if CHROMIUM is None:
        missing.append("chromium")
    if missing:
        reason = f"没有安装 {'、'.join(missing)}，没有在浏览器里检查页面"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("chromium")

    def run(html, *options):
        page = folder / "page.html"
        page.write_text(html, "utf-8")
        flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
        ]
        done = subprocess.run(
            [
                str(CHROMIUM),
                *flags,
                f"--user-data-dir={folder / 'profile'}",
                *options,
                page.as_uri(),
            ],
            capture_output=True,
            timeout=90,
            check=True,
            cwd=folder,
        )
        return done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")

    run.folder = folder
    return run


def finding(severity, number, text="“总分”显示 99，按填报内容重新计算应为 99.54"):
    return Finding(
        "PE-C003",
        severity,
        "自评表",
        f"G{number}",
        "总分",
        "99",
        "99.54",
        text,
        "第十六条",
        "请核对",
    )


def sample():
    mixed = tuple(finding(severity, n) for severity in Severity for n in range(1, 16))
    long = (
        finding(Severity.REJECT, 1, "无空格" * 300),
        finding(Severity.REMIND, 2, "W" * 900),
        finding(Severity.EXPLAIN, 3, HOSTILE),
    )
    scored = tuple(Scored(f"指标{n}", f"H{n}", "8.62", "实际 ÷ 计划。" * 9) for n in range(40))
    return [
        Checked("甲.xlsx", Verdict.REJECT, mixed, "自评表", "政策", {"总分": "99.54"}, scored),
        Checked("乙.xlsx", Verdict.REJECT, long, HOSTILE, HOSTILE, {HOSTILE: None}),
        Checked("丙.xlsx", Verdict.PASS),
    ]


def console_lines(log):
    return [line for line in log.splitlines() if "CONSOLE" in line]


def test_the_browser_has_nothing_to_complain_of(chromium):
    dom, log = chromium(render("审核结果", sample(), note=HOSTILE), "--dump-dom")
    assert console_lines(log) == []
    assert "<title>审核结果</title>" in dom
    # The filter is there as soon as the script runs.
    assert re.search(r'<fieldset id="filter">', dom)


def test_complaints_would_be_seen_and_other_scripts_are_refused(chromium):
    page = render("审核结果", sample())
    foreign = page.replace("</main>", "</main><script>document.title = 'x';</script>")
    dom, log = chromium(foreign, "--dump-dom")
    assert any("Content Security Policy" in line for line in console_lines(log))
    assert "<title>审核结果</title>" in dom


ASK = """<script>
const rows = () => Object.fromEntries(["reject", "explain", "remind"].map((each) => [each,
  [...document.querySelectorAll(`.${each} tbody tr`)].filter((row) => row.offsetHeight).length]));
const box = (each) => document.querySelector(`input[value=${each}]`);
const remark = document.getElementById("left-out");
const told = [rows()];
box("remind").click(); told.push(rows(), remark.textContent);
box("explain").click(); told.push(rows(), remark.textContent);
box("remind").click(); box("explain").click(); told.push(rows(), remark.hidden);
told.push(document.documentElement.scrollWidth <= window.innerWidth);
document.body.append(Object.assign(document.createElement("pre"),
  { id: "told", textContent: JSON.stringify(told) }));
</script></body>"""


def test_the_filter_hides_and_brings_back_rows(chromium):
    page = render("审核结果", sample())
    # The questions are a script of the test's own, which the page's policy would refuse.
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    dom, _ = chromium(open_page.replace("</body>", ASK), "--window-size=1200,900", "--dump-dom")
    told = re.search(r'<pre id="told">(.*?)</pre>', dom)
    assert told, "the test's script did not run"
    # 15 findings of each severity in the first file and one in the second.
    everything = {"reject": 16, "explain": 16, "remind": 16}
    assert json.loads(unescape(told[1])) == [
        everything,
        everything | {"remind": 0},
        "按所选范围，没有列出：提示。",
        everything | {"remind": 0, "explain": 0},
        "按所选范围，没有列出：须说明、提示。",
        everything,
        True,
        True,
    ]


ASK_FILES = """<script>
const shown = () => [...document.querySelectorAll("article")].filter((one) => one.offsetHeight)
  .map((one) => one.querySelector("h3").textContent)
  .concat([[...document.querySelectorAll(".overview tbody tr")].filter((row) => row.offsetHeight).length]);
const remark = document.getElementById("left-out"), find = document.getElementById("find");
const type = (word) => { find.value = word; find.dispatchEvent(new Event("input", { bubbles: true })); };
const told = [shown()];
document.getElementById("clean").click(); told.push(shown(), remark.textContent);
type("乙.XLSX"); told.push(shown(), remark.textContent);
document.getElementById("clean").click(); type(""); told.push(shown(), remark.hidden);
document.body.append(Object.assign(document.createElement("pre"),
  { id: "told", textContent: JSON.stringify(told) }));
</script></body>"""


def test_the_filter_finds_files(chromium):
    page = render("审核结果", sample())
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    dom, _ = chromium(open_page.replace("</body>", ASK_FILES), "--dump-dom")
    told = re.search(r'<pre id="told">(.*?)</pre>', dom)
    assert told, "the test's script did not run"
    one, two, three = "1. 甲.xlsx", "2. 乙.xlsx", "3. 丙.xlsx"
    assert json.loads(unescape(told[1])) == [
        [one, two, three, 3],
        [one, two, 2],
        "按所选范围，没有列出：1 份文件。",
        [two, 1],
        "按所选范围，没有列出：2 份文件。",
        [one, two, three, 3],
        True,
    ]


def test_without_script_everything_is_shown(chromium):
    page = re.sub(r"<script>.*?</script>", "", render("审核结果", sample()), flags=re.DOTALL)
    text = printed(chromium, page)
    # Each finding, and the one explanation of what its code means.
    assert text.count("PE-C003") == 48 + 1


def printed(chromium, page, *options):
    """The text of the printed page."""
    pdf = chromium.folder / "page.pdf"
    chromium(page, "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
    done = subprocess.run(
        ["pdftotext", *options, str(pdf), "-"], capture_output=True, timeout=60, check=True
    )
    return done.stdout.decode("utf-8")


def test_on_paper_nothing_is_cut_off_or_shrunk(chromium):
    boxes = printed(chromium, render("审核结果", sample()), "-bbox")
    pages = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.DOTALL)
    assert len(pages) > 2
    margin = 15 / 25.4 * 72
    headings = 0
    for width, height, words in pages:
        # A4 is 210 by 297 mm.
        assert float(width) == pytest.approx(210 / 25.4 * 72, abs=1)
        assert float(height) == pytest.approx(297 / 25.4 * 72, abs=1)
        word = r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
        for left, top, right, bottom, text in re.findall(word, words):
            assert float(left) >= margin - 1, text
            assert float(right) <= float(width) - margin + 1, text
            assert float(top) >= 0, text
            assert float(bottom) <= float(height), text
            if text == "怎么办":
                headings += 1
                # Three characters of 9 points: a page too wide would have been shrunk.
                assert float(right) - float(left) == pytest.approx(27, abs=1.5)
    # 48 findings take several pages, and each page of a table has its head again.
    assert headings > 6
    text = printed(chromium, render("审核结果", sample()), "-raw")
    assert text.count("W") >= 900
    assert text.count("无空格") + text.count("无\n空格") + text.count("无空\n格") >= 290
