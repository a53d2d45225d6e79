"""The pages of policies: those committed are the generated ones, and any text stays text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from addin import pages
from rules.authoring import document
from rules.authoring.page import Heading, Listed, Page, Paragraph, Quote, Table
from rules.library import Library

SHELF = Library().shelf
NASTY = '<script>alert(1)</script> & "x" |a|b| *b* `c` [d](e) # f\n---\n> g 一〔2024〕1号'


@pytest.mark.parametrize("policy", list(SHELF))
def test_the_committed_pages_are_the_generated_ones(policy: str) -> None:
    page = document(SHELF[policy].policy)
    again = "run: python -m addin.pages"
    for suffix, text in ((".md", pages.as_markdown(page)), (".html", pages.as_html(page))):
        committed = pages.FOLDER / f"{policy}{suffix}"
        assert committed.is_file(), again
        assert committed.read_bytes().decode() == text, again


def test_there_is_no_page_of_a_policy_that_is_gone() -> None:
    known = {f"{policy}{suffix}" for policy in SHELF for suffix in (".md", ".html")}
    assert {path.name for path in pages.FOLDER.iterdir()} <= known | {"README.md"}


def nasty_page() -> Page:
    return Page(
        NASTY,
        (
            Heading(2, NASTY),
            Paragraph(NASTY),
            Quote(NASTY, NASTY),
            Table((NASTY, "乙"), ((NASTY, NASTY),)),
            Listed(NASTY, (NASTY,)),
        ),
    )


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    "page", [nasty_page(), document(SHELF["honghe-2023"].policy)], ids=["nasty", "real"]
)
def test_html_is_whole_and_holds_no_script(page: Page) -> None:
    text = pages.as_html(page)
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert "script" not in tags.seen
    assert "http" not in text.replace("http-equiv", "")


def test_markdown_keeps_a_cell_in_its_row() -> None:
    text = pages.as_markdown(nasty_page())
    (row,) = [line for line in text.splitlines() if line.startswith("| \\<script")][1:]
    # A pipe, a line break or a tag of the text would break the table.
    assert row.replace("\\|", "").count("|") == 3
    assert "<script" not in text.replace("\\<script", "")
    assert not any(line.startswith("---") for line in text.splitlines())


def test_writing(tmp_path) -> None:
    written = pages.write(nasty_page(), "x", tmp_path / "new")
    assert [path.name for path in written] == ["x.md", "x.html"]
    assert all("\r" not in path.read_bytes().decode() for path in written)
