"""The JSON Schema of policy files, generated from the model, with Chinese descriptions."""

from __future__ import annotations

import dataclasses
import inspect
import json
from typing import Any, get_origin

from rules.language.figures import SCALARS
from rules.language.types import field_types, name_of, shape
from rules.model.keys import words
from rules.model.policy import Policy

DATE = r"^\d{4}-\d{2}-\d{2}$"


def schema() -> dict[str, Any]:
    """The schema of a whole policy file (JSON Schema 2020-12)."""
    definitions: dict[str, Any] = {}
    root = _object(Policy, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政策文件",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def as_text() -> str:
    """The schema as it is committed for editors."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    types = field_types(kind)
    fields = words(kind)
    described = (inspect.getdoc(get_origin(kind) or kind) or "").split(":", 1)[0]
    return {
        "type": "object",
        **({"title": described} if "\u4e00" <= described[:1] <= "\u9fff" else {}),
        "additionalProperties": False,
        "required": [
            word
            for word, field in fields.items()
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        ],
        "properties": {
            word: {**_of(types[field.name], definitions), "description": field.metadata["says"]}
            for word, field in fields.items()
        },
    }


def _of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    form, inside = shape(kind)
    if form == "scalar":
        scalar = SCALARS[inside]
        return {
            "type": ["string", "number"],
            "pattern": scalar.pattern,
            "examples": [scalar.sample],
        }
    if form == "word":
        return {"enum": [member.value for member in inside]}
    if form == "list":
        return {"type": "array", "items": _of(inside, definitions)}
    if form in ("map", "ranges"):
        return {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": _of(inside, definitions),
        }
    if form == "dated":
        single = _of(inside, definitions)
        by_date = {
            "minProperties": 1,
            "patternProperties": {DATE: single},
            "additionalProperties": False,
        }
        return {"anyOf": [single, {"type": "object", **by_date}]}
    name = name_of(inside)
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _object(inside, definitions)
    return {"$ref": f"#/$defs/{name}"}


if __name__ == "__main__":
    from pathlib import Path

    (Path(__file__).parents[1] / "policy.schema.json").write_text(as_text(), "utf-8", newline="\n")
