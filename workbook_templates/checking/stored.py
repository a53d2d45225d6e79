"""An answer kept as JSON, to be read back later as it was.

`Checked.as_json` is for others to read and leaves out what they do not need; this is for ourselves.
"""

from __future__ import annotations

import dataclasses
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

from workbook_templates.checking.findings import Checked


def to_json(checked: Checked) -> dict[str, Any]:
    """The whole answer in what JSON can hold."""
    told = _plain(checked)
    assert isinstance(told, dict)
    return told


def from_json(told: Any) -> Checked:
    """The answer again. Raises `ValueError` for anything that is none."""
    try:
        made = _made(Checked, told)
    except (TypeError, KeyError, AttributeError) as wrong:
        raise ValueError("not an answer") from wrong
    assert isinstance(made, Checked)
    return made


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if hasattr(value, "items"):
        return {name: _plain(each) for name, each in value.items()}
    return value


def _made(kind: Any, value: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind[value]
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], each) for name, each in value.items()})
    if getattr(kind, "__origin__", None) is tuple:
        if not isinstance(value, list):
            raise ValueError("not a list")
        return tuple(_made(get_args(kind)[0], each) for each in value)
    wanted = getattr(kind, "__origin__", kind)
    if wanted is not object and not isinstance(value, wanted):
        raise ValueError(f"not a {wanted}")
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
