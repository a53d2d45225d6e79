"""Checking a policy file's structure by its JSON Schema, in the author's words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rules.language.faults import Fault
from rules.language.figures import shorten
from rules.language.schema import schema
from rules.language.source import Entries, Node, at, plain
from rules.nearest import nearest

if TYPE_CHECKING:
    from jsonschema import ValidationError, Validator

SHAPES = {"object": "“名称: 内容”的分项", "array": "列表", "string": "一个值"}


@lru_cache(maxsize=1)
def _validator() -> Validator:
    # jsonschema takes 70 ms to import: only somebody who loads a policy pays for it.
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema())


def structure_faults(root: Node, file: str) -> list[Fault]:
    """Everything that does not fit the schema, each with its line and remedy."""
    faults: list[Fault] = []
    for error in _validator().iter_errors(plain(root)):
        for part in _leaves(error):
            faults.extend(_told(part, root, file))
    return faults


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Of a choice between shapes, what is wrong inside the shape that its author chose."""
    if error.validator != "anyOf":
        yield error
        return
    branches: dict[Any, list[ValidationError]] = {}
    for part in error.context or ():
        branches.setdefault(part.schema_path[0], []).append(part)
    fitting = [
        b for b in branches.values() if not any(p.validator == "type" and not p.path for p in b)
    ]
    for part in fitting[0] if fitting else branches[0][:1]:
        yield from _leaves(part)


def _told(error: Any, root: Node, file: str) -> Iterator[Fault]:
    path = list(error.absolute_path)
    node = at(root, path)
    where = "“" + str(path[-1]) + "”" if path and isinstance(path[-1], str) else "这里"
    where = where if path else "文件"
    if error.validator == "additionalProperties" and isinstance(node, Entries):
        known = list(error.schema.get("properties", ()))
        for word, (key, _) in node.entries.items():
            if known and word not in known:
                advice = nearest(word, known) or f"这里可写：{'、'.join(known)}"
                yield Fault(file, key.line, key.column, f"不认识的关键词“{shorten(word)}”", advice)
            elif not known:
                patterns = error.schema.get("patternProperties", {})
                if patterns and not _matches(word, patterns):
                    yield Fault(
                        file,
                        key.line,
                        key.column,
                        f"“{shorten(word)}”不是日期",
                        "请写成 2023-04-01: 值",
                    )
        return
    if error.validator == "required":
        for word in error.validator_value:
            if word not in error.instance:
                says = error.schema["properties"][word].get("description", "")
                yield Fault(file, node.line, node.column, f"{where}缺少“{word}”", says)
        return
    yield Fault(file, node.line, node.column, *_sentence(error, where))


def _matches(word: str, patterns: dict[str, Any]) -> bool:
    import re

    return any(re.search(pattern, word) for pattern in patterns)


def _sentence(error: Any, where: str) -> tuple[str, str]:
    found = shorten(str(error.instance)) if isinstance(error.instance, str) else ""
    if error.validator == "enum":
        choices = [str(choice) for choice in error.validator_value]
        near = nearest(found, choices) if found else ""
        return f"{where}不能写“{found}”" if found else f"{where}应从几种写法中选一种", (
            f"{near}可写：{'、'.join(choices)}"
        )
    if error.validator == "type":
        wanted = error.validator_value
        wanted = wanted if isinstance(wanted, str) else wanted[0]
        return f"{where}应写成{SHAPES.get(wanted, '别的样子')}", error.schema.get("description", "")
    if error.validator in ("minProperties", "minItems"):
        return f"{where}下面是空的", "请填写，或删去这个关键词"
    samples = [sample for sample in error.schema.get("examples", ()) if sample != "文字"]
    sample = f"如 {samples[0]}" if samples else ""
    if not found:
        return f"{where}没有填写", sample or "请填写"
    return f"{where}的写法“{found}”不对", sample
