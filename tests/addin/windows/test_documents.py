"""The documents of the package: pages that work offline, with nothing missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from addin.excel.commands import helping
from addin.excel.settings import PROJECT
from addin.windows import places, registering
from addin.windows.packing import documents

DOCS = Path(__file__).parents[3] / "docs"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MADE = dict(documents.pages(DOCS, "1.2"))


class Seen(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.places: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.places += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if tag == "a" else []
        self.pictures += [told["src"]] if tag == "img" else []


PAGES = {name: Seen(content.decode("utf-8")) for name, content in MADE.items()}


def test_every_document_is_there_and_the_ribbon_opens_the_handbook() -> None:
    assert {path.stem for path in DOCS.glob("*.md")} == set(documents.TITLES)
    assert helping._HANDBOOKS[0] in MADE
    assert len([name for name in MADE if name.startswith("policies/")]) == len(
        list((DOCS / "policies").glob("*.html"))
    )


def test_the_same_sources_give_the_same_bytes() -> None:
    assert dict(documents.pages(DOCS, "1.2")) == MADE


@pytest.mark.parametrize("name", [f"{name}.html" for name in documents.TITLES])
def test_links_lead_somewhere_and_nothing_is_loaded(name: str) -> None:
    seen = PAGES[name]
    assert len(seen.places) == len(set(seen.places))
    assert not {"script", "link", "iframe", "object"} & set(seen.tags)
    assert all(picture.startswith("data:image/png;base64,") for picture in seen.pictures)
    for link in seen.links:
        path, _, place = link.partition("#")
        if re.match(r"https?:", path):
            continue
        assert (unquote(path) or name) in MADE, link
        assert not place or unquote(place) in PAGES[unquote(path) or name].places, link


def test_the_pictures_of_the_handbook_are_inside() -> None:
    shown = re.findall(r"!\[", (DOCS / "handbook.zh.md").read_text("utf-8"))
    assert len(PAGES["handbook.zh.html"].pictures) == len(shown) > 3


def test_a_link_out_of_the_package_becomes_text_and_a_comment_is_left_out() -> None:
    text = """<!-- 内部 -->
# 题

## 一、甲（乙）
见 [说明](../README.md)、[手册](handbook.zh.md#一填报人)。

## 一、甲（乙）
"""
    page = documents.page(text, "it-guide.zh", "1", DOCS, {"handbook.zh.html"})
    assert "内部" not in page
    assert "见 说明、<a href=" in page
    assert "handbook.zh.html#" in page
    assert 'id="一甲乙"' in page
    assert 'id="一甲乙-1"' in page


def test_the_checklist_has_every_button_of_the_ribbon() -> None:
    ribbon = Path(helping.__file__).parents[1] / "ribbon.xml"
    shown = re.findall(r'label="([^"]+)" imageMso=', ribbon.read_text("utf-8"))
    (step,) = re.findall(r"^\| 6 \|.*", (DOCS / "windows-checklist.zh.md").read_text("utf-8"), re.M)
    assert [name for name in shown if name not in step] == []
    assert f"{len(shown)} 个按钮" in step


def test_the_it_guide_tells_every_place_that_is_read_or_written() -> None:
    told = (DOCS / "it-guide.zh.md").read_text("utf-8").partition("## 四")[2].partition("## 五")[0]
    names = [*places.REPLACED, places.OWN_POLICIES, places.PAGES, places.SETTINGS_FILE, "log"]
    assert [name for name in names if f"{name}`" not in told] == []
    # What PE_Settings reads, what the registry holds.
    assert f"`.{PROJECT}\\{PROJECT}.conf`" in told
    keys = [*registering.CLASSES, registering.RUN, registering.REMOVAL]
    assert [key for key in keys if key.removesuffix(rf"\{registering.CLASS_ID}") not in told] == []


def test_printed_it_is_text_on_a4_without_the_links_of_the_screen(tmp_path: Path) -> None:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or not shutil.which("pdftotext"):
        reason = "没有安装 chromium 或 poppler-utils，没有试打印"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    page, out = tmp_path / "it-guide.html", tmp_path / "it-guide.pdf"
    page.write_bytes(MADE["it-guide.zh.html"])
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    options += [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={out}", page.as_uri()]
    subprocess.run([browser, *options], check=True, capture_output=True, timeout=90)
    about, text = (
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
        for command in (["pdfinfo", str(out)], ["pdftotext", str(out), "-"])
    )
    assert "(A4)" in about
    assert "一、需要什么" in text
    assert "政策关键词" not in text  # the row of links to the other documents
