"""The powers of the rule language, as data: NN-name.yaml holds a policy and what must come of it.

Each file has 政策文本 (a policy as text) and 用例, a list of
{名称, 函数, 项目, 给定, 各行 or 表, 应得 or 应排 or 应拒, 说明}.
函数 is 评分, 奖励, 比率, 等级, 审核, 计分表 or 排名; 项目 names what is asked for (评分 needs none); 表 is
a header row and the rows under it as a sheet has them; 应得 is the result, 应排 those of a ranking
row by row, 应拒 and 说明 are words (or a list of them) that the refusal or the explanation must say.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules.language.load import examine_text
from rules.model.policy import Example, Policy
from rules.proof.examples import prove

FOLDER = Path(__file__).parent
FILES = sorted(file.stem for file in FOLDER.glob("*.yaml"))
FUNCTIONS = ("评分", "奖励", "比率", "等级", "审核", "计分表", "排名")
KEYS = {"名称", "函数", "项目", "给定", "各行", "表", "应得", "应排", "应拒", "说明"}


@cache
def read(name: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return document


@cache
def policy(name: str) -> Policy:
    found, faults = examine_text(read(name)["政策文本"], f"{name}.yaml")
    assert found is not None
    assert not faults, [str(fault) for fault in faults]
    return found


def every_case() -> list[Any]:
    return [
        pytest.param(name, number, id=f"{name}-{case['名称']}")
        for name in FILES
        for number, case in enumerate(read(name)["用例"])
    ]


@pytest.mark.parametrize(("name", "number"), every_case())
def test_it_comes_out(name: str, number: int) -> None:
    case = read(name)["用例"][number]
    assert set(case) <= KEYS, set(case) - KEYS
    assert case["函数"] in FUNCTIONS
    assert sum(word in case for word in ("应得", "应排", "应拒")) == 1
    item = case.get("项目", "得分")
    given, rows = case.get("给定", {}), tuple(case.get("各行", ()))
    if "表" in case:
        given, rows = _table(*case["表"])
    example = Example(title=case["名称"], given=given, rows=rows)
    if "应得" in case:
        example = dataclasses.replace(example, expect={item: case["应得"]})
        tries = [dataclasses.replace(example, says=says) for says in _words(case, "说明")]
    elif "应排" in case:
        example = dataclasses.replace(example, ranked={item: tuple(map(tuple, case["应排"]))})
        tries = [dataclasses.replace(example, says=says) for says in _words(case, "说明")]
    else:
        tries = [
            dataclasses.replace(example, refusal={item: says}) for says in _words(case, "应拒")
        ]
    for one in tries or [example]:
        wrong: list[str] = []
        prove(
            dataclasses.replace(policy(name), examples=(one,)),
            lambda _path, message, advice, wrong=wrong: wrong.append(f"{message}（{advice}）"),  # type: ignore[misc]
        )
        assert wrong == []


def _table(
    headers: list[str], *rows: list[str]
) -> tuple[dict[str, str], tuple[dict[str, str], ...]]:
    """A sheet as what an example gives: its only row as 给定, several as 各行."""
    assert len(set(headers)) == len(headers)
    assert rows
    named = tuple(dict(zip(headers, row, strict=True)) for row in rows)
    return (named[0], ()) if len(named) == 1 else ({}, named)


def _words(case: dict[str, Any], key: str) -> list[str]:
    found = case.get(key, [])
    return [found] if isinstance(found, str) else list(found)


@pytest.mark.parametrize("name", FILES)
def test_each_power_shows_a_result_and_a_refusal(name: str) -> None:
    cases = read(name)["用例"]
    assert any("应得" in case or "应排" in case for case in cases)
    assert any("应拒" in case or _refuses(case) for case in cases)
    assert len({case["名称"] for case in cases}) == len(cases)


def _refuses(case: dict[str, Any]) -> bool:
    """Whether a ranking refuses one of its units: a row of one text."""
    return any(len(row) == 1 for row in case.get("应排", []))
