"""The worked examples of a policy on its page: what is given, what comes out, and how."""

from __future__ import annotations

from collections.abc import Iterator

from rules.authoring.page import Block, Heading, Listed, Paragraph, Table
from rules.authoring.trials import Trial, result
from rules.explain import explain
from rules.model.policy import Example, Policy
from rules.proof.several import BETWEEN, Several
from rules.results import Refusal, Value


def worked(policy: Policy) -> Iterator[Block]:
    """The examples of a policy, each with how its results come about."""
    if not policy.examples:
        return
    yield Heading(2, "示例")
    yield Paragraph("以下各例每次装载时都重算一遍，算不出所写的结果，这项政策就不能使用。")
    for number, example in enumerate(policy.examples, start=1):
        yield Heading(3, f"{number}. {example.title}")
        given = "；".join(f"{name} {text}" for name, text in example.given.items())
        shared = "各行都给定" if example.rows else "给定"
        if given or not example.rows:
            yield Paragraph(f"{shared}：{given}。" if given else "没有给定数据。")
        yield from _rows(example)
        for item, wanted in example.expect.items():
            yield Listed(f"{item}：{wanted}", _told(policy, item, example))
        for item in example.refusal:
            yield Listed(f"{item}：不能计算", _told(policy, item, example))


def _told(policy: Policy, item: str, example: Example) -> tuple[str, ...]:
    found = result(policy, Trial(item, example))
    if isinstance(found, Several):
        return tuple(map(explain, found.results))
    return (explain(found),) if isinstance(found, (Value, Refusal)) else ()


def _rows(example: Example) -> Iterator[Block]:
    """The rows of an example with what its rankings give each of them."""
    if not example.rows and not example.ranked:
        return
    rows = example.rows or ({},)
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    headers = ("行", *names, *(f"{item}应得" for item in example.ranked))
    told = []
    for number, row in enumerate(rows):
        ranked = (BETWEEN.join(wanted[number]) for wanted in example.ranked.values())
        told.append((str(number + 1), *(row.get(name, "") for name in names), *ranked))
    yield Table(headers, tuple(told))
