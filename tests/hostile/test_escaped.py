"""Hostile texts of cells, and of a file's name, in everything that is written: told, never obeyed."""

from __future__ import annotations

import json
import os
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.addin.cli.conftest import pe  # noqa: F401 - the fixture
from tests.workbook_templates.filled_forms import evaluated

TAG = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
FORMULA = '=HYPERLINK("http://127.0.0.1/","请点")'
COMMAND = "@SUM(1+1)*cmd|' /C calc'!A0"
#: As the file has them: a screen cleared, the title of the window changed, a bell.
CONTROL = "甲\x1b[2J乙\x1b]0;丙\x07丁"


class Page(HTMLParser):
    """The tags of a page with their attributes, and all its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.handlers += [v for _, v in attrs if v and v.strip().lower().startswith("javascript:")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    row = {"三级指标": TAG, "实际完成值": FORMULA, "偏差原因分析及改进措施": CONTROL}
    made = evaluated(tmp_path, row, 项目名称=COMMAND, 实施单位=FORMULA)
    # The quotation marks and angle brackets that a system for files allows.
    path = made.with_name("=1+1&'甲'@{{乙}}[bold].xlsx")
    made.rename(path)
    return path


def test_the_page(pe: Any, hostile: Path, tmp_path: Path) -> None:  # noqa: F811
    pages = {}
    for name, file in (
        ("hostile", hostile),
        ("plain", evaluated(tmp_path, {"实际完成值": "看不懂"})),
    ):
        out = tmp_path / f"{name}.html"
        assert pe("validate", file, "--html", out).status == 1
        pages[name] = Page(out.read_text(encoding="utf-8"))
    told = pages["hostile"]
    assert "img" not in told.tags
    assert told.tags.count("script") == pages["plain"].tags.count("script")
    assert told.handlers == []
    assert '=HYPERLINK("http://127.0.0.1/"' in told.text
    assert "onerror=alert(1)" in told.text
    assert "\x1b" not in told.text


def test_the_terminal(pe: Any, hostile: Path) -> None:  # noqa: F811
    ran = pe("validate", hostile)
    assert not {sign for sign in ran.out + ran.err if ord(sign) < 32} - {"\n"}
    assert "[bold]" in ran.out.replace(
        "\n", ""
    )  # no markup of the library that writes to terminals


def test_json(pe: Any, hostile: Path) -> None:  # noqa: F811
    ran = pe("validate", hostile, "--json")
    (checked,) = json.loads(ran.out)
    assert checked["sheets"][0]["project"] == COMMAND
    assert not {sign for sign in ran.out if ord(sign) < 32} - {"\n"}


def test_workbooks(pe: Any, hostile: Path, tmp_path: Path) -> None:  # noqa: F811
    summary, copy = tmp_path / "汇总.xlsx", tmp_path / "副本.xlsx"
    pe("validate", hostile, "--summary", summary, "--annotate", copy)
    texts = []
    for book in (openpyxl.load_workbook(summary), openpyxl.load_workbook(copy)):
        for sheet in book.worksheets:
            if sheet.title in ("绩效自评表", "填写说明"):
                continue  # the form itself keeps its formulas
            for cells in sheet.iter_rows():
                for cell in cells:
                    assert cell.data_type != "f" or cell.value.startswith("=COUNT"), cell.value
                    texts.append(str(cell.value))
                    link = cell.hyperlink
                    assert link is None or not str(link.target or "").lower().startswith(
                        "javascript"
                    )
    assert COMMAND in texts
    assert any(FORMULA in text for text in texts)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files that are no text")
def test_a_name_that_is_no_text(pe: Any, tmp_path: Path) -> None:  # noqa: F811
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.xlsx"))
    evaluated(tmp_path).rename(path)
    out = [tmp_path / "页.html", tmp_path / "汇总.xlsx", tmp_path / "副本.xlsx"]
    ran = pe(
        *("validate", path, "--html", out[0], "--summary", out[1], "--annotate", out[2])
    )  # fmt: skip
    assert ran.status == 0, ran.err
    assert all(each.is_file() for each in out)
    assert pe("validate", path, "--json").status == 0
