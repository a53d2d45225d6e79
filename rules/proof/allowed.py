"""可取: texts that may be filled in, and the rules that ask for one of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from rules.expression import Expression, Name
from rules.expression.tree import Binary, Node, Text, walk
from rules.model.granting import Classes
from rules.model.policy import Policy
from rules.model.quantities import QuantityType
from rules.model.walk import constructs
from rules.nearest import nearest
from rules.notation import tidy
from rules.proof.report import Path, Report

_EQUATES = ("=", "<>")


def prove(policy: Policy, report: Report) -> None:
    """Report lists that no text has, words told twice, and rules for a word that nobody can fill in."""
    for name, quantity in policy.quantities.items():
        path = ("数据", name, "可取")
        if quantity.allowed and quantity.type is not QuantityType.TEXT:
            report(path, f"“{name}”是{quantity.type.value}，只有文本才写“可取”", "请删去")
        told = [tidy(word) for word in quantity.allowed]
        for word in quantity.allowed:
            if told.count(tidy(word)) > 1:
                report(path, f"“{word}”写了两次", "请删去一处")
                break
    for place, construct in constructs(policy):
        for where, asked, word in _asked(construct, place):
            known = policy.quantities[asked].allowed if asked in policy.quantities else ()
            if known and tidy(word) not in map(tidy, known):
                advice = nearest(word, known) or "请核对，或在“可取”里补上"
                said = f"“{asked}”不会填“{word}”，“可取”里只有：{'、'.join(known)}"
                report(where, said, advice)


def _asked(construct: object, path: Path) -> Iterator[tuple[Path, str, str]]:
    """Where a construct asks whether a quantity is a word: the place, the quantity, the word."""
    if isinstance(construct, Classes):
        for word in construct.each:
            yield (*path, "各类", word), construct.by, word
    for field in dataclasses.fields(construct):  # type: ignore[arg-type]
        value = getattr(construct, field.name)
        for formula in value if isinstance(value, tuple) else (value,):
            if isinstance(formula, Expression):
                for name, word in _equated(formula.root):
                    yield (*path, field.metadata["word"]), name, word


def _equated(root: Node) -> Iterator[tuple[str, str]]:
    for node, _ in walk(root):
        if not isinstance(node, Binary) or node.operator not in _EQUATES:
            continue
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(one, Name) and isinstance(other, Text):
                yield one.name, other.value
