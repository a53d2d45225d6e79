"""YAML as text with places: every scalar keeps its characters and every node its line.

PyYAML's events are read directly, so nothing is resolved: `no`, `1.10` and `2023-04-01` stay the
text they are, and bombs (aliases, depth, size) are refused before anything is built.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from rules.language.faults import Fault, PolicyBrokenError

LONGEST_FILE = 1_000_000
DEEPEST_NESTING = 20
#: Values, keys, lists and mappings together; the longest shipped policy has a tenth of this.
MOST_PARTS = 20_000


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, exactly as written."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping, in the order of the file; of a duplicate key the first stands."""

    entries: dict[str, tuple[Text, Node]]
    line: int
    column: int


Node: TypeAlias = "Text | Items | Entries"


def read(text: str, file: str) -> tuple[Node | None, list[Fault]]:
    """Read one YAML document; the tree (None where there is none) and what is wrong with it."""
    if len(text) > LONGEST_FILE:
        return None, [Fault(file, 1, 1, "文件过大", f"政策文件不应超过 {LONGEST_FILE} 个字符")]
    try:
        return _Builder(text, file).build()
    except PolicyBrokenError as broken:
        return None, list(broken.faults)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        advice = (
            "请检查缩进、冒号（用半角 : 并在后面空一格）、引号和括号是否成对；"
            "含有逗号、冒号或 # 的文字请加引号"
        )
        return None, [Fault(file, line, column, "不是合格的 YAML 写法", advice)]
    except (yaml.YAMLError, ValueError):
        return None, [Fault(file, 1, 1, "文件里有不能识别的字符", "请另存为 UTF-8 文本")]


def plain(node: Node) -> Any:
    """The tree as dictionaries, lists and texts, for the JSON Schema."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def at(node: Node, path: list[Any]) -> Node:
    """The node at a JSON path, or the deepest one above it that exists."""
    for part in path:
        if isinstance(node, Items) and isinstance(part, int):
            node = node.items[part]
        elif isinstance(node, Entries) and part in node.entries:
            node = node.entries[part][1]
    return node


class _Builder:
    """Builds the tree from PyYAML's events, with a stack instead of recursion."""

    def __init__(self, text: str, file: str) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.events = yaml.parse(text, Loader=loader)
        self.file = file
        self.faults: list[Fault] = []

    def build(self) -> tuple[Node | None, list[Fault]]:
        root: Node | None = None
        stack: list[tuple[str, int, int, list[Node]]] = []
        documents = 0
        for parts, event in enumerate(self.events):
            mark = event.start_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop(
                        line, column, "一个文件只写一项政策", "请把“---”以后的内容另存一个文件"
                    )
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self._stop(line, column, "不使用 & 和 * 引用", "请把内容写在用到的地方")
            if parts > MOST_PARTS:
                self._stop(line, column, f"内容超过 {MOST_PARTS} 项", "请把文件按办法拆成几项政策")
            done: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                done = Text(event.value, line, column)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
                stack.append((kind, line, column, []))
                if len(stack) > DEEPEST_NESTING:
                    self._stop(line, column, "层次过深", "请检查缩进")
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                kind, line, column, children = stack.pop()
                done = (
                    Items(tuple(children), line, column)
                    if kind == "list"
                    else self._entries(children, line, column)
                )
            if done is not None:
                if stack:
                    stack[-1][3].append(done)
                else:
                    root = done
        return root, self.faults

    def _entries(self, children: list[Node], line: int, column: int) -> Entries:
        entries: dict[str, tuple[Text, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Text):
                self._fault(key.line, key.column, "关键词必须是文字", "请检查缩进和括号")
            elif key.text in entries:
                first = entries[key.text][0].line
                self._fault(
                    key.line,
                    key.column,
                    f"“{key.text}”重复了，第 {first} 行已经写过",
                    "请删去一处，或改用不同的名称",
                )
            else:
                entries[key.text] = (key, value)
        return Entries(entries, line, column)

    def _fault(self, line: int, column: int, message: str, advice: str) -> None:
        self.faults.append(Fault(self.file, line, column, message, advice))

    def _stop(self, line: int, column: int, message: str, advice: str) -> None:
        raise PolicyBrokenError([*self.faults, Fault(self.file, line, column, message, advice)])
