"""Every clause that is cited exists, and every reading names something that is there."""

from __future__ import annotations

import dataclasses
from functools import cache

from rules.language.types import field_types, shape
from rules.model.keys import words
from rules.model.policy import Policy
from rules.nearest import nearest
from rules.proof.report import Path, Report


def prove(policy: Policy, report: Report) -> None:
    """Walk the whole policy for its 条款 and 口径."""
    _walk(policy, policy, (), report)


@cache
def keywords(kind: type, around: tuple[type, ...] = ()) -> tuple[str, ...]:
    """The keywords of a construct and of everything inside it: what its readings can be about.

    A construct that can hold its own kind, such as a line with its parts, adds no more by doing so.
    """
    around = (*around, kind)
    found: list[str] = []
    for word, field in words(kind).items():
        form, inside = shape(field_types(kind)[field.name])
        if form in ("map", "ranges", "list"):
            form, inside = shape(inside)
        found += [
            word,
            *(keywords(inside, around) if form == "object" and inside not in around else ()),
        ]
    return tuple(dict.fromkeys(word for word in found if word not in ("条款", "口径")))


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
                about = keywords(type(value))
                for name in inside if path else ():
                    if name not in about:
                        advice = nearest(name, about) or f"口径可以说明：{'、'.join(about)}"
                        report((*path, word, name), f"口径“{name}”不是这里的关键词", advice)
            else:
                _walk(policy, inside, (*path, word), report)


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
