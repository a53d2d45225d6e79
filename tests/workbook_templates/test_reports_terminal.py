"""A check's answer in the terminal: all of it, whatever the width, and nothing but text."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from workbook_templates.checking.findings import Checked, Finding, ReadAs, Severity, Verdict
from workbook_templates.reports import terminal


def printed(checked, width=100, **options):
    stream = io.StringIO()
    terminal(Console(file=stream, width=width, **options), checked)
    return stream.getvalue()


def finding(severity=Severity.REJECT, message="句", advice="办法", **where):
    place = {"sheet": "自评表", "cell": "G8", "name": "总分"} | where
    return Finding(
        "PE-C003", severity, **place, found="9", expected="8", message=message, advice=advice
    )


def test_a_line_of_verdict_and_results():
    one = Checked("表.xlsx", Verdict.PASS, results={"奖励额": "1000000", "等级": None})
    first, second = printed([one]).splitlines()
    assert first.split() == ["✓", "通过", "表.xlsx", "奖励额", "1,000,000", "等级", "算不出"]
    assert second.strip() == "没有发现需要处理的问题。"


def test_place_sentence_and_advice_reminders_last():
    findings = (finding(Severity.REMIND, "丙句"), finding(Severity.EXPLAIN, "乙句"), finding())
    shown = printed([Checked("表.xlsx", Verdict.REJECT, findings)])
    assert shown.index("必须修改") < shown.index("乙句") < shown.index("丙句")
    for part in ("自评表", "G8", "总分", "办法"):
        assert part in shown


def test_a_finding_without_a_place_is_the_whole_file():
    bare = finding(sheet="", cell="", name="")
    assert "整个文件" in printed([Checked("表.xls", Verdict.UNREADABLE, (bare,))])


@pytest.mark.parametrize("soft_wrap", [False, True])
@pytest.mark.parametrize("width", [8, 30, 59, 60, 200])
def test_long_chinese_is_wrapped_and_never_cut(width, soft_wrap):
    # Each character once, so that any that is lost shows.
    message = "".join(chr(0x4E00 + n) for n in range(300))
    advice = "".join(chr(0x6000 + n) for n in range(300))
    name = "".join(chr(0x7000 + n) for n in range(80))
    file = "".join(chr(0x8000 + n) for n in range(120)) + ".xlsx"
    shown = printed(
        [Checked(file, Verdict.REJECT, (finding(message=message, advice=advice, name=name),))],
        width,
        soft_wrap=soft_wrap,
    )
    assert not set(message + advice + name + file) - set(shown)
    assert "…" not in shown
    # A Chinese character takes two columns; nothing runs past the edge.
    assert all(
        len(line) + sum(ord(c) > 0x2E80 for c in line) <= width for line in shown.split("\n")
    )


def test_a_workbook_cannot_write_markup_or_control_codes():
    hostile = "[bold red]x[/] [/nothing] [link=http://h]y[/link]\x1b]0;t\x07\x1b[2J\ud800:smile:"
    one = Checked(
        hostile,
        Verdict.REJECT,
        (finding(message=hostile, advice=hostile, name=hostile, sheet=hostile, cell=hostile),),
        results={hostile: hostile},
    )
    plain = printed([one], 2000)
    assert plain.count("[bold red]x[/] [/nothing] [link=http://h]y[/link]") == 8
    assert plain.count(":smile:") == 8
    assert "\x1b" not in plain
    assert "\x07" not in plain
    coloured = printed([one], 2000, force_terminal=True, color_system="standard")
    # Only rich's own colours: no title, no clearing, no hyperlink.
    assert not re.search(r"\x1b(?!\[[0-9;]*m)", coloured)
    plain.encode("utf-8")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=30), st.integers(20, 120))
def test_any_text_is_printed(text, width):
    one = Checked(text, Verdict.EXPLAIN, (finding(message=text, name=text),), results={text: text})
    printed([one], width).encode("utf-8")


def test_files_are_printed_as_they_come():
    stream = io.StringIO()

    def coming():
        yield Checked("甲.xlsx", Verdict.PASS)
        assert "甲.xlsx" in stream.getvalue()
        yield Checked("乙.xlsx", Verdict.PASS)

    terminal(Console(file=stream, width=80), coming())
    assert "乙.xlsx" in stream.getvalue()


def test_says_how_a_sheet_without_a_stamp_was_taken():
    sheets = (
        ReadAs("附表1", "项目支出绩效自评表", "national-2020", False, ("D 指标值＝年度指标值",)),
    )
    told = printed([Checked("表.xlsx", Verdict.PASS, sheets=sheets, others=("封[面]",))], 200)
    assert "按表头识别为“项目支出绩效自评表”，按政策“项目支出绩效评价管理办法" in told
    assert "（national-2020）”校验；列：D 指标值＝年度指标值。" in told
    assert "没有校验的工作表：封[面]。" in told
