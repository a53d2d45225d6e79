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
_MOST = 500_000
_DEEPEST = 20


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
        if not isinstance(key, yaml.ScalarNode):
            raise _told("冒号左边应是一个名称", key.start_mark)
        word = str(key.value)
        if word in found:
            raise _told(f"“{word:.50}”写了两次", key.start_mark)
        found[word] = loader.construct_object(value, deep=True)
    return found


_Exact.add_constructor("tag:yaml.org,2002:str", _scalar)
_Exact.add_constructor("tag:yaml.org,2002:map", _mapping)


class _ToldError(yaml.MarkedYAMLError):
    """A mistake whose `problem` is already a sentence for the person."""


def _told(problem: str, mark: Any) -> _ToldError:
    return _ToldError(problem=problem, problem_mark=mark)


def read_data(path: Path) -> dict[str, Any]:
    """The names and values of a data file. Raises `FormError` with the place and the remedy."""
    try:
        if path.stat().st_size > _MOST:
            raise FormError([Fault(path.name, "文件过大", "数据文件不应超过 500 KB")])
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise FormError([Fault(path.name, "打不开", "请检查文件是否存在、是否被占用")]) from None
    except UnicodeDecodeError:
        raise FormError([Fault(path.name, "不是 UTF-8 文本", "请另存为 UTF-8 编码")]) from None
    try:
        _refuse_the_needless(text)
        # A BaseLoader makes nothing but texts, lists and mappings.
        data = yaml.load(text, Loader=_Exact)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        told = str(error.problem) if isinstance(error, _ToldError) else "写法不对"
        where = f"{path.name} 第 {mark.line + 1 if mark else 1} 行"
        raise FormError([Fault(where, told, "请检查缩进、冒号后的空格和引号")]) from None
    except (yaml.YAMLError, RecursionError):
        raise FormError([Fault(path.name, "写法不对", "请检查缩进和括号")]) from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise FormError([Fault(path.name, "应是“名称: 值”的形式", "如 项目名称: 某某项目")])
    return data


def _refuse_the_needless(text: str) -> None:
    """Refuse what no data needs and what can make a small file huge or slow, before it is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_Exact):
        if isinstance(event, yaml.AliasEvent):
            raise _told("不使用 * 引用，请把内容写出来", event.start_mark)
        if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None) is not None:
            raise _told("不使用 ! 标记，请直接写内容", event.start_mark)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _told("层次太深", event.start_mark)
