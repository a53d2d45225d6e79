"""Every clause that is cited exists, and every reading is on something that is told."""

from __future__ import annotations

import dataclasses

from rules.model.keys import told_words, words
from rules.model.policy import Policy
from rules.nearest import nearest
from rules.proof.report import Path, Report


def prove(policy: Policy, report: Report) -> None:
    """Walk the whole policy for its 条款 and 口径."""
    _walk(policy, policy, (), report)


def _walk(policy: Policy, value: object, path: Path, report: Report) -> None:
    if isinstance(value, dict):
        for name, inside in value.items():
            _walk(policy, inside, (*path, str(name)), report)
    elif isinstance(value, tuple):
        for number, inside in enumerate(value):
            _walk(policy, inside, (*path, number), report)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = getattr(value, "__dataclass_fields__", {})
        if not all("word" in field.metadata for field in fields.values()):
            return
        known = words(type(value))
        for word, field in known.items():
            inside = getattr(value, field.name)
            if word == "条款" and isinstance(inside, str):
                _cited(policy, inside, (*path, word), report)
            elif word == "口径":
                # What stands at the top of the file speaks about the document as a whole.
                if path:
                    _told(inside, told_words(type(value)), (*path, word), report)
            else:
                _walk(policy, inside, (*path, word), report)


def _told(readings: dict[str, str], about: tuple[str, ...], path: Path, report: Report) -> None:
    """Each reading is on a keyword that some explanation of the construct can tell."""
    for name in readings:
        if name not in about:
            advice = f"{nearest(name, about)}这里的口径可以写：{'、'.join(about)}"
            report((*path, name), f"口径“{name}”在这里不会出现在计算说明里", advice)


def _cited(policy: Policy, clause: str, path: Path, report: Report) -> None:
    if not clause:
        return
    short, _, name = clause.partition("/")
    source = policy.sources.get(short)
    if source is None:
        advice = nearest(short, policy.sources) or f"“依据”里有：{'、'.join(policy.sources)}"
        report(path, f"“依据”里没有“{short}”", advice)
    elif not name or name not in source.clauses:
        advice = (
            nearest(name, source.clauses)
            or f"请在“依据”的“{short}”下“条款”里写明“{name or '条款名'}”"
        )
        report(path, f"“{short}”里没有条款“{name}”", advice)
