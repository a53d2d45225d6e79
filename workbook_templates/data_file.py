"""The data for a new workbook: a YAML file of names and values, read exactly.

Numbers stay the digits that were written, dates are dates, and 是, 否, yes, no, on, off are text.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from workbook_templates.faults import Fault, FormError

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,15})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST = 2_000_000


class _Exact(yaml.BaseLoader):
    """PyYAML that resolves nothing; plain scalars are read below."""


def _scalar(loader: _Exact, node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    if node.style is not None:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _mapping(loader: _Exact, node: yaml.MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        word = str(getattr(key, "value", ""))
        if word in found:
            raise yaml.MarkedYAMLError(problem=f"“{word}”写了两次", problem_mark=key.start_mark)
        found[word] = loader.construct_object(value, deep=True)
    return found


_Exact.add_constructor("tag:yaml.org,2002:str", _scalar)
_Exact.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_data(path: Path) -> dict[str, Any]:
    """The names and values of a data file. Raises `FormError` with the place and the remedy."""
    try:
        if path.stat().st_size > _MOST:
            raise FormError([Fault(path.name, "文件过大", "数据文件不应超过 2 MB")])
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise FormError([Fault(path.name, "打不开", "请检查文件是否存在、是否被占用")]) from None
    except UnicodeDecodeError:
        raise FormError([Fault(path.name, "不是 UTF-8 文本", "请另存为 UTF-8 编码")]) from None
    try:
        _refuse_aliases(text, path.name)
        data = yaml.load(text, Loader=_Exact)  # noqa: S506 - a BaseLoader constructs only texts
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        told = error.problem if error.problem and "写了两次" in error.problem else "写法不对"
        raise FormError(
            [Fault(f"{path.name} 第 {line} 行", told, "请检查缩进、冒号后的空格和引号")]
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise FormError([Fault(path.name, "写法不对", "请检查缩进和括号")]) from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise FormError([Fault(path.name, "应是“名称: 值”的形式", "如 项目名称: 某某项目")])
    return data


def _refuse_aliases(text: str, name: str) -> None:
    """Aliases can make a small file huge, and no data needs them."""
    for event in yaml.parse(text, Loader=_Exact):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise FormError([Fault(f"{name} 第 {line} 行", "不使用 * 引用", "请把内容写出来")])
