"""The JSON Schema: generated, committed, valid, and in agreement with the shipped policies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import rules
from rules.language.schema import as_text, schema
from tests.rules.samples import varied

RULES = Path(rules.__file__).parent
POLICIES = sorted((RULES / "policies").glob("*.yaml"))


def as_editors_read(text: str) -> Any:
    """YAML as an editor's language server reads it: numbers are numbers, dates stay text."""

    class Editor(yaml.SafeLoader):
        pass

    Editor.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith(("timestamp", "bool"))]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Editor)


def test_the_committed_schema_is_the_generated_one() -> None:
    committed = (RULES / "policy.schema.json").read_text(encoding="utf-8")
    assert committed == as_text(), "write rules.language.schema.as_text() to policy.schema.json"


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(as_text()) == schema()


@pytest.mark.parametrize("file", POLICIES, ids=lambda file: file.stem)
def test_shipped_policies_validate_in_an_editor(file: Path) -> None:
    document = as_editors_read(file.read_text(encoding="utf-8"))
    errors = [
        f"{list(error.path)}: {error.message[:80]}"
        for error in Draft202012Validator(schema()).iter_errors(document)
    ]
    assert errors == []


def test_an_editor_sees_an_unknown_key() -> None:
    document = as_editors_read(varied(("施行:", "施形:")))
    assert not Draft202012Validator(schema()).is_valid(document)


def properties(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        found = node.get("properties", {})
        if isinstance(found, dict):
            yield from found.items()
        for inside in node.values():
            yield from properties(inside)
    elif isinstance(node, list):
        for inside in node:
            yield from properties(inside)


def test_every_keyword_is_described_in_chinese() -> None:
    for word, described in properties(schema()):
        says = described.get("description", "")
        assert any("\u4e00" <= sign <= "\u9fff" for sign in says), word


@pytest.mark.parametrize("file", POLICIES, ids=lambda file: file.stem)
def test_each_policy_names_its_schema(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../policy.schema.json"
