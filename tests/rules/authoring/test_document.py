"""A policy's page: everything that it says is on it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rules.authoring.document import document
from rules.authoring.page import Heading, Listed, Page, Paragraph, Quote, Table
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


def test_how_bands_work_is_on_the_page() -> None:
    """超额累进 or 全额 decides as much as the figures."""
    bands = '分档: {方式: 超额累进, 含: 上限, 各档: {≤1亿元: 1‰, ">1亿元": 2‰}}}'
    page = document(policy_of(("比例: 1‰}", bands)))
    assert Paragraph("含：上限；方式：超额累进。") in page.blocks


def test_the_rows_of_an_example_are_on_the_page_with_what_they_give() -> None:
    file = Path(__file__).parents[1] / "powers" / "40-consequences.yaml"
    text = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)["政策文本"]
    rows = "[{得分: 90}, {得分: 50, 新组建: 是}]"
    text += f"""示例:
  - 名称: 两个
    给定: {{新组建: 否}}
    各行: {rows}
    应排: {{考核: [[90, 1, 100万元, 无], [50, 2, 0元, 约谈]]}}
"""
    policy, faults = examine_text(text, "p.yaml")
    assert policy is not None
    assert not faults, [str(fault) for fault in faults]
    page = document(policy)
    (table,) = [one for one in page.blocks if isinstance(one, Table) and "考核应得" in one.headers]
    assert table.rows == (
        ("1", "90", "", "90、1、100万元、无"),
        ("2", "50", "是", "50、2、0元、约谈"),
    )
    assert Paragraph("各行都给定：新组建 否。") in page.blocks
