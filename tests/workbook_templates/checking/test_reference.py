"""docs/findings.zh.md is what the catalogue says."""

import re

import pytest

from workbook_templates.checking.catalogue import CATALOGUE, Entry
from workbook_templates.checking.reference import PAGE, page


def test_the_committed_page_is_the_generated_one() -> None:
    written = PAGE.read_bytes().decode("utf-8")
    assert written == page(), "run: python -m workbook_templates.checking.reference"


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=list(CATALOGUE))
def test_every_finding_is_told(entry: Entry) -> None:
    section = page().split(f"\n### {entry.code} {entry.title}\n")[1].split("\n### ")[0]
    assert f"程度：{entry.severity.value}" in section
    for sentence in (entry.message, entry.advice):
        for words in re.split(r"\{\w+\}", sentence):
            assert re.sub(r"([\\`*_<>|#])", r"\\\1", words) in section


def test_every_link_leads_to_a_heading() -> None:
    headings = {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in page().splitlines()
        if line.startswith("#")
    }
    links = re.findall(r"\]\(#([^)]+)\)", page())
    assert len(links) == len(CATALOGUE)
    assert set(links) <= headings
