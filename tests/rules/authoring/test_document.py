"""A policy's page: everything that it says is on it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rules.authoring.document import Heading, Listed, Page, Quote, Table, document
from rules.authoring.places import everything, root
from rules.authoring.telling import shown
from rules.language.load import examine_text
from rules.library import Library
from rules.model.policy import Policy
from rules.model.scalars import Figure
from tests.rules.samples import policy_of


def text_of(page: Page) -> str:
    parts = [page.title]
    for block in page.blocks:
        if isinstance(block, Table):
            parts += [cell for row in (block.headers, *block.rows) for cell in row]
        elif isinstance(block, Listed):
            parts += [block.word, *block.items]
        elif isinstance(block, Quote):
            parts += [block.cited, block.text]
        else:
            parts.append(block.text)
    return "\n".join(parts)


@pytest.mark.parametrize("policy", list(Library().shelf))
def test_every_figure_reading_and_clause_is_on_the_page(policy: str) -> None:
    found = Library().shelf[policy].policy
    assert isinstance(found, Policy)
    text = text_of(document(found))
    for place in everything(root(found)):
        if place.path and place.path[0] in ("依据", "示例"):
            continue
        if isinstance(place.value, Figure):
            assert shown(place.value) in text, place.words
        if len(place.path) > 2 and place.path[-2] == "口径":
            assert place.value in text, place.words
        if place.path and place.path[-1] == "条款" and place.value:
            short, _, name = place.value.partition("/")
            assert found.sources[short].clauses[name] in text, place.words


def test_examples_are_told_with_their_sentences() -> None:
    page = document(policy_of())
    told = [block for block in page.blocks if isinstance(block, Listed) and "奖金" in block.word]
    # 1亿元 × 1‰ by hand.
    assert told[0].word == "奖金：10万元"
    assert "1亿元×1‰=10万元" in told[0].items[0]


def test_small_parts_stand_in_one_table() -> None:
    page = document(policy_of())
    rows = {row for block in page.blocks if isinstance(block, Table) for row in block.rows}
    assert ("封顶", "金额：100万元；范围：单个项目；次序：先上浮后封顶") in rows
    assert ("分项", "产出：60；效益：40") in rows
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert headings.index("奖励") < headings.index("奖金") < headings.index("示例")


def test_a_heading_too_deep_for_its_level_says_what_it_belongs_to() -> None:
    file = Path(__file__).parents[1] / "powers" / "37-by-class.yaml"
    text = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)["政策文本"]
    policy, faults = examine_text(text, "p.yaml")
    assert policy is not None
    assert not faults
    headings = [block for block in document(policy).blocks if isinstance(block, Heading)]
    assert Heading(6, "分类计算 › 各类 › 一类 › 分档") in headings
